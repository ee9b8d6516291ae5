/** What a verified backup holds, and how its section is protected on this computer. Nothing is written before this is sent. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import type { BackupSummary } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { KeychainChoice } from '../../ui/KeychainChoice'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { Refusal } from '../../ui/Refusal'
import { useLocale } from '../../ui/settings'
import { TaskProgress } from '../../ui/TaskProgress'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

interface Props {
  summary: BackupSummary
  keychain: boolean
  onOpen(id: SectionId): void
  onBack(): void
}

export function RestoreHere({ summary, keychain, onOpen, onBack }: Props) {
  const { t } = useTranslation('restore')
  const locale = useLocale()
  const { busy, refused, open } = useOpening()
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const [choice, setChoice] = useState<'open' | 'replace'>(summary.present ? 'open' : 'replace')
  const told = useRef<HTMLDivElement>(null)
  // The form before is gone, and with it what had the focus.
  useEffect(() => told.current?.focus(), [])
  const made = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long', timeStyle: 'short' }).format(summary.madeAt)
  const restoring = choice === 'replace'

  if (busy) return <TaskProgress task="restore" label={t('writing')} more={t('writingMore')} stop={t('stop')} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!restoring) onOpen(summary.section)
        else if (passphrase) open((engine) => engine.call('backupRestore', { id: summary.id, passphrase, keychain: kept, replace: summary.present }), true)
      }}
    >
      <Stack>
        <Group ref={told} tabIndex={-1} gap="sm" wrap="nowrap" align="flex-start" className={classes.held}>
          <IconCircleCheck size={22} aria-hidden />
          <div>
            <Text fw={600}>{t('whole')}</Text>
            <Text size="sm">{summary.name === '' ? t('unnamed') : t('named', { name: summary.name })}</Text>
            <Text size="sm">{t('people', { count: summary.people })}</Text>
            <Text size="sm">{t('made', { date: made })}</Text>
          </div>
        </Group>
        {summary.present && (
          <Radio.Group label={t('present')} description={t('presentMore')} value={choice} onChange={(value) => setChoice(value as 'open')}>
            <Stack gap="xs" mt="xs">
              <Radio value="open" label={t('openIt')} description={t('openItMore')} />
              <Radio value="replace" label={t('replace')} description={t('replaceMore')} />
            </Stack>
          </Radio.Group>
        )}
        {restoring && (
          <>
            <NewPassphrase label={t('next')} onChange={setPassphrase} />
            <KeychainChoice available={keychain} kept={kept} onChange={setKept} />
          </>
        )}
        {refused && <Refusal code={refused} />}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t('back')}
          </Button>
          <Button type="submit" disabled={restoring && !passphrase}>
            {t(restoring ? 'submit' : 'submitOpen')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
