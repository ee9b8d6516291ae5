import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine } from '../../ui/engine'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { showToast } from '../../ui/toast'

export function ChangePassphrase({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['section', 'app', 'error'])
  const engine = useEngine()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!next) return
    setBusy(true)
    try {
      await engine.call('changePassphrase', { current, next })
      void showToast({ message: t('section:security.changed'), closeLabel: t('app:close') })
      onClose()
    } catch (error) {
      setRefused(errorCode(error))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('section:security.changeTitle')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <PasswordInput
            data-autofocus
            label={t('section:security.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('section:security.show') }}
            value={current}
            error={refused ? t(`error:${refused}`) : undefined}
            onChange={(event) => {
              setCurrent(event.currentTarget.value)
              setRefused(null)
            }}
          />
          <NewPassphrase label={t('section:security.next')} onChange={setNext} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={current === '' || !next}>
              {t('section:security.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
