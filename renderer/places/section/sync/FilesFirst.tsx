/**
 * Before the section leaves a relay: the files of the library that only it has come here first. Invariant: it is never left without
 * them unawares, as it is not asked again.
 */
import { Alert, Button, Checkbox, Group, Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LackingFiles, SharingStatus } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { useEngine, useTopic } from '../../../ui/engine'
import { megabytes } from '../../../ui/sizes'

/** What is lacking here, as it comes; `null` until it is known. */
export function useLackingFiles(): LackingFiles | null {
  const engine = useEngine()
  const sayError = useSayError()
  const version = useTopic('library', null)?.version
  const [lacking, setLacking] = useState<LackingFiles | null>(null)
  useEffect(() => {
    let current = true
    engine.call('lackingFiles').then((found) => current && setLacking(found), sayError)
    return () => {
      current = false
    }
  }, [engine, version, sayError])
  return lacking
}

interface Props {
  lacking: LackingFiles
  /** To the relay that is left. */
  connection: Extract<SharingStatus, { state: 'shared' }>['connection']
  /** It is to be left all the same. */
  without: boolean
  onWithout(on: boolean): void
}

/** How many documents are named; the others are counted. */
const mostNamed = 5

export const isLacking = ({ elsewhere, missing }: LackingFiles): boolean => elsewhere.files + missing.files > 0

export function FilesFirst({ lacking, connection, without, onWithout }: Props) {
  const { t } = useTranslation('relay')
  const engine = useEngine()
  const sayError = useSayError()
  const most = useRef(0)
  const { elsewhere: { files, bytes }, missing, asked, full } = lacking
  const comes = connection === 'in-step' || connection === 'connecting'
  const named = missing.titles.slice(0, mostNamed).map((title) => t('move.quoted', { title })).join(', ')
  if (asked) most.current = Math.max(most.current, bytes)
  const size = megabytes(bytes)
  if (!isLacking(lacking)) return most.current > 0 && <Text size="sm" role="status">{t('move.fetched')}</Text>
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Stack gap="xs">
        {files > 0 && (
          <Text size="sm" role="status">
            {t(asked && comes ? 'move.fetching' : 'move.lacking', { count: files, size })}
          </Text>
        )}
        {files > 0 && asked && comes && <Progress value={(1 - bytes / most.current) * 100} aria-label={t('move.fetching', { count: files, size })} />}
        {missing.files > 0 && <Text size="sm">{t('move.missing', { count: missing.files, named: missing.titles.length > mostNamed ? t('move.more', { named, count: missing.titles.length - mostNamed }) : named })}</Text>}
        {files > 0 && full && <Text size="sm">{t('move.full')}</Text>}
        {!comes && <Text size="sm">{t(connection === 'paused' ? 'move.paused' : 'move.silent')}</Text>}
        <Group>
          {files > 0 && comes && (
            <Button variant="default" size="compact-sm" loading={asked} onClick={() => void engine.call('fetchAllFiles').catch(sayError)}>
              {t('move.fetch')}
            </Button>
          )}
          <Checkbox size="sm" label={t('move.without')} checked={without} onChange={(event) => onWithout(event.currentTarget.checked)} />
        </Group>
      </Stack>
    </Alert>
  )
}
