/** A backup onto this computer: the file and its passphrase, what it holds, then how the section is protected here. */
import { Button, FileInput, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { IconArchive, IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { BackupSummary } from '#engine/api'
import { useEngine } from '../../ui/engine'
import { Refusal } from '../../ui/Refusal'
import { TaskProgress } from '../../ui/TaskProgress'
import { RestoreHere } from './RestoreHere'
import classes from './Welcome.module.css'

export default function RestoreBackup({ keychain, onOpen, onBack }: { keychain: boolean; onOpen(id: SectionId): void; onBack(): void }) {
  const { t } = useTranslation(['restore', 'error'])
  const engine = useEngine()
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [reading, setReading] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const [summary, setSummary] = useState<BackupSummary | null>(null)
  // The file is let go of with the page.
  useEffect(() => (summary ? () => void engine.call('backupClose', { id: summary.id }).catch(() => {}) : undefined), [engine, summary])

  async function read() {
    if (!file || passphrase === '') return
    setReading(true)
    setRefused(null)
    try {
      setSummary(await engine.call('backupOpen', { content: file, passphrase }))
    } catch (error) {
      setRefused(errorCode(error))
    } finally {
      setReading(false)
    }
  }

  const wrong = refused === 'wrong-passphrase'
  return (
    <section className={classes.panel} aria-labelledby="restore-title">
      <Stack>
        <Title order={2} id="restore-title">
          {t('restore:title')}
        </Title>
        {reading ? (
          <TaskProgress task="restore" label={t('restore:reading')} more={t('restore:readingMore')} stop={t('restore:stop')} />
        ) : summary ? (
          <RestoreHere summary={summary} keychain={keychain} onOpen={onOpen} onBack={() => setSummary(null)} />
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void read()
            }}
          >
            <Stack>
              <Text size="sm" c="dimmed">
                {t('restore:more')}
              </Text>
              <FileInput
                autoFocus label={t('restore:file')} placeholder={t('restore:choose')} leftSection={<IconArchive size={16} aria-hidden />}
                value={file}
                onChange={(chosen) => {
                  setFile(chosen)
                  setRefused(null)
                }}
              />
              <PasswordInput
                label={t('restore:passphrase')} description={t('restore:passphraseMore')} autoComplete="off" leftSection={<IconLock size={16} aria-hidden />}
                visibilityToggleButtonProps={{ 'aria-label': t('restore:show') }}
                value={passphrase}
                error={wrong ? t('error:wrong-passphrase') : undefined}
                onChange={(event) => {
                  setPassphrase(event.currentTarget.value)
                  setRefused(null)
                }}
              />
              {refused && !wrong && <Refusal code={refused} />}
              <Group justify="space-between">
                <Button variant="default" onClick={onBack}>
                  {t('restore:back')}
                </Button>
                <Button type="submit" disabled={!file || passphrase === ''}>
                  {t('restore:read')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </section>
  )
}
