/** What did not count and what did not come, said by whom and why: nothing of it has changed anything, and nothing is hidden. */
import { Alert, Group, List, Text } from '@mantine/core'
import { IconShieldCheck, IconShieldExclamation } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EngineCalls } from '#engine/api'
import { useEngine, useOpenStatus, useTopic } from '../../ui/engine'
import classes from './SectionPlace.module.css'

type Report = ReturnType<EngineCalls['security']>

export function SetAside() {
  const { t } = useTranslation('section')
  const { quarantined } = useOpenStatus()
  const sharing = useTopic('sharing', null)
  const shared = sharing?.state === 'shared' ? sharing : null
  const report = useReport(`${quarantined} ${shared?.connection} ${shared?.lastInStep}`)
  if (!report) return null
  // Pieces of the journal that are not even entries any more.
  const broken = quarantined - report.setAside.reduce((sum, { count }) => sum + count, 0)
  // Of what is still coming, some is always missing.
  const missing = shared?.connection === 'in-step' ? report.missing : []
  const named = (device: string | null) => (device === null ? t('report.someone') : t('report.named', { device }))
  const lines = [
    ...report.setAside.map(({ device, why, count }) => t(`report.${why}`, { count, device: named(device) })),
    ...(broken > 0 ? [t('report.damaged', { count: broken })] : []),
    ...missing.map(({ device, count }) => t('report.missing', { count, device: named(device) })),
    ...(report.forged > 0 ? [t('report.forged', { count: report.forged })] : []),
  ]
  if (quarantined === 0 && lines.length === 0) {
    return (
      <Group gap="xs" className={classes.fine}>
        <IconShieldCheck size={18} stroke={1.75} aria-hidden />
        <Text size="sm">{t('security.fine')}</Text>
      </Group>
    )
  }
  return (
    <Alert color="orange" icon={<IconShieldExclamation size={18} aria-hidden />}>
      <Text size="sm" fw={600}>
        {quarantined > 0 ? t('security.quarantineTitle', { count: quarantined }) : t('report.title')}
      </Text>
      <Text size="sm">{t('security.quarantineMore')}</Text>
      {lines.length > 0 && (
        <List size="sm" mt="xs" spacing={4}>
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}

/** Asked again with each other `state`: something more was set aside, or the rooms have moved. */
function useReport(state: string): Report | null {
  const engine = useEngine()
  const [report, setReport] = useState<Report | null>(null)
  useEffect(() => {
    let current = true
    engine.call('security').then((answer) => current && setReport(answer), () => undefined)
    return () => {
      current = false
    }
  }, [engine, state])
  return report
}
