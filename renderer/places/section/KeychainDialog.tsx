import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine } from '../../ui/engine'
import { showToast } from '../../ui/toast'

/** Turns opening by the keychain on or off. The passphrase is asked, so that nobody does it on a computer left open. */
export function KeychainDialog({ on, onClose }: { on: boolean; onClose(): void }) {
  const { t } = useTranslation(['section', 'app', 'error'])
  const engine = useEngine()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      await engine.call('setKeychain', { on, passphrase })
      void showToast({ message: t('section:security.keychainDone'), closeLabel: t('app:close') })
      onClose()
    } catch (error) {
      setRefused(errorCode(error))
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('section:security.keychainTitle')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <Text size="sm">{t(on ? 'section:security.keychainAskOn' : 'section:security.keychainAskOff')}</Text>
          <PasswordInput
            data-autofocus
            label={t('section:security.passphrase')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('section:security.show') }}
            value={passphrase}
            error={refused ? t(`error:${refused}`) : undefined}
            onChange={(event) => {
              setPassphrase(event.currentTarget.value)
              setRefused(null)
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={passphrase === ''}>
              {t('section:security.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
