/** The section into one file: its passphrase, where, how far, then what to do with the file. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useDrafts } from '../../ui/drafts'
import { useEngine, useOpenStatus } from '../../ui/engine'
import { FilePath } from '../../ui/FilePath'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { Refusal } from '../../ui/Refusal'
import { useReturnFocus } from '../../ui/return-focus'
import { megabytes } from '../../ui/sizes'
import { TaskProgress } from '../../ui/TaskProgress'
import classes from './SectionPlace.module.css'

interface Written {
  path: string
  people: number
  bytes: number
  logged: boolean
  missing: string[]
}

/** Titles that are named; of more only the number. */
const named = 5

export function BackupDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('backup')
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const { people } = useOpenStatus()
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [step, setStep] = useState<'form' | 'choosing' | 'working'>('form')
  const [told, setTold] = useState<{ code: ErrorCode } | 'gaveUp' | null>(null)
  const [written, setWritten] = useState<Written | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!passphrase) return
    setTold(null)
    setStep('choosing')
    try {
      await drafts.commitAll()
      const chosen = await window.permanence.chooseBackup({ suggestedName: t('suggestion', { date: new Date().toLocaleDateString('sv-SE') }) })
      if (!chosen) return setTold('gaveUp')
      setStep('working')
      setWritten({ path: chosen.path, ...(await engine.call('backUp', { token: chosen.token, passphrase })) })
    } catch (error) {
      setTold({ code: errorCode(error) })
    } finally {
      setStep('form')
    }
  }

  const working = step === 'working'
  return (
    <Modal
      opened onClose={onClose} title={t('dialog')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}
      closeOnEscape={!working} closeOnClickOutside={!working} withCloseButton={!working}
    >
      {written ? (
        <Done written={written} onClose={onClose} />
      ) : working ? (
        <TaskProgress task="backup" label={t('working')} more={t('workingMore')} stop={t('stop')} />
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <Text size="sm">{t('what', { count: people })}</Text>
            <NewPassphrase label={t('passphrase')} onChange={setPassphrase} />
            {told && told !== 'gaveUp' && <Refusal code={told.code} />}
            <Group justify="space-between">
              <Text size="sm" role="status">
                {told === 'gaveUp' && t('gaveUp')}
              </Text>
              <Group>
                <Button variant="default" onClick={onClose}>
                  {t('cancel')}
                </Button>
                <Button type="submit" disabled={!passphrase} loading={step === 'choosing'}>
                  {t('submit')}
                </Button>
              </Group>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

function Done({ written: { path, people, bytes, logged, missing }, onClose }: { written: Written; onClose(): void }) {
  const { t } = useTranslation('backup')
  const finish = useRef<HTMLButtonElement>(null)
  // The form is gone, and with it what had the focus.
  useEffect(() => finish.current?.focus(), [])
  return (
    <Stack>
      <Group gap="sm" wrap="nowrap" align="flex-start" role="status">
        <IconCircleCheck size={24} aria-hidden className={classes.done} />
        <div>
          <Text fw={600}>{t('done')}</Text>
          <Text size="sm">{t('doneMore', { count: people, size: t('size', { size: megabytes(bytes) }) })}</Text>
          <FilePath path={path} />
        </div>
      </Group>
      {missing.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle size={16} />}>
          <Text size="sm">{t('missing', { count: missing.length, titles: [...missing.slice(0, named), ...(missing.length > named ? ['…'] : [])].join(', ') })}</Text>
          <Text size="sm">{t('missingMore')}</Text>
        </Alert>
      )}
      <Text size="sm">{t('keep')}</Text>
      <Text size="sm" c="dimmed">
        {t(logged ? 'logged' : 'notLogged')}
      </Text>
      <Group justify="flex-end">
        <Button ref={finish} onClick={onClose}>
          {t('finish')}
        </Button>
      </Group>
    </Stack>
  )
}
