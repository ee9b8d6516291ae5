/**
 * Before the section leaves a relay: the files of the library that only it has come here first. Invariant: it is never left without
 * them unawares, as it is not asked again.
 */
import { Alert, Button, Checkbox, Group, Progress, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LackingFiles } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { useEngine, useTopic } from '../../../ui/engine'
import { megabytes } from '../../../ui/sizes'

/** What is lacking here, as it comes; `null` until it is known. */
export function useLackingFiles(): LackingFiles | null {
  const engine = useEngine()
  const version = useTopic('library', null)?.version
  const [lacking, setLacking] = useState<LackingFiles | null>(null)
  useEffect(() => {
    let current = true
    engine.call('lackingFiles').then((found) => current && setLacking(found), () => {})
    return () => {
      current = false
    }
  }, [engine, version])
  return lacking
}

interface Props {
  lacking: LackingFiles
  /** The relay that is left does. */
  answers: boolean
  /** It is to be left all the same. */
  without: boolean
  onWithout(on: boolean): void
}

export function FilesFirst({ lacking: { elsewhere, missing, asked, full }, answers, without, onWithout }: Props) {
  const { t } = useTranslation('relay')
  const engine = useEngine()
  const sayError = useSayError()
  const most = useRef(0)
  const { files, bytes } = elsewhere
  if (asked) most.current = Math.max(most.current, bytes)
  const size = megabytes(bytes)
  if (files === 0 && missing === 0) return most.current > 0 && <Text size="sm" role="status">{t('move.fetched')}</Text>
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Stack gap="xs">
        {files > 0 && (
          <Text size="sm" role="status">
            {t(asked && answers ? 'move.fetching' : 'move.lacking', { count: files, size })}
          </Text>
        )}
        {files > 0 && asked && answers && <Progress value={(1 - bytes / most.current) * 100} aria-label={t('move.fetching', { count: files, size })} />}
        {missing > 0 && <Text size="sm">{t('move.missing', { count: missing })}</Text>}
        {files > 0 && full && <Text size="sm">{t('move.full')}</Text>}
        {files > 0 && !answers && <Text size="sm">{t('move.silent')}</Text>}
        {files > 0 && (
          <Group>
            {answers && !asked && (
              <Button variant="default" size="compact-sm" onClick={() => void engine.call('fetchAllFiles').catch(sayError)}>
                {t('move.fetch')}
              </Button>
            )}
            <Checkbox size="sm" label={t('move.without')} checked={without} onChange={(event) => onWithout(event.currentTarget.checked)} />
          </Group>
        )}
      </Stack>
    </Alert>
  )
}
