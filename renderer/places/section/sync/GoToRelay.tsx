/** The address of a relay that this computer was never told of: typed in, tried, and only then gone to. */
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine } from '../../../ui/engine'
import { useReturnFocus } from '../../../ui/return-focus'
import { showToast } from '../../../ui/toast'
import { relayAddress } from './relay-address'

export default function GoToRelay({ relay, onClose }: { relay: string; onClose(): void }) {
  const { t } = useTranslation(['relay', 'error', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const [address, setAddress] = useState(relay)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(null)
    engine.call('useRelay', { address: relayAddress(address) }).then(
      () => {
        void showToast({ message: t('relay:go.done'), closeLabel: t('app:close') })
        onClose()
      },
      (error: unknown) => {
        setRefused(errorCode(error))
        setBusy(false)
      },
    )
  }
  const told = refused === 'relay-unreachable' ? t('relay:unreachable') : refused === 'relay-refused' ? t('relay:go.refused') : refused && t(`error:${refused}`)
  return (
    <Modal opened onClose={onClose} title={t('relay:go.title')} size="lg" closeButtonProps={{ 'aria-label': t('relay:close') }} closeOnEscape={!busy} closeOnClickOutside={!busy} withCloseButton={!busy}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('relay:go.what')}</Text>
          <TextInput
            data-autofocus label={t('relay:go.address')} description={t('relay:go.addressMore')} placeholder="https://relais.exemple.org" autoComplete="off" spellCheck={false} inputMode="url"
            value={address} onFocus={(event) => event.currentTarget.select()} onChange={(event) => setAddress(event.currentTarget.value)}
          />
          {told && (
            <Alert color={refused === 'relay-unreachable' ? 'gray' : 'red'} role="alert">
              {told}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" disabled={busy} onClick={onClose}>
              {t('relay:cancel')}
            </Button>
            <Button type="submit" disabled={address.trim() === ''} loading={busy}>
              {t('relay:go.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
