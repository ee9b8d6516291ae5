/** Makes the section one that others can join: the relay's address, its opening code, what the others will call this computer. */
import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { DeviceName, suggestedDeviceName } from '../../../ui/DeviceName'
import { useEngine, useOpenStatus } from '../../../ui/engine'
import { goTo } from '../../../ui/route'
import { showToast } from '../../../ui/toast'
import { relayAddress } from './relay-address'

export function ShareForm() {
  const { t } = useTranslation(['sync', 'error', 'app'])
  const engine = useEngine()
  const { section } = useOpenStatus()
  const [address, setAddress] = useState('')
  const [opening, setOpening] = useState('')
  const [deviceName, setDeviceName] = useState(suggestedDeviceName)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const ready = address.trim() !== '' && opening.trim() !== '' && deviceName.trim() !== ''
  if (section.ephemeral) return <Text size="sm">{t('sync:share.demo')}</Text>

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    setRefused(null)
    engine.call('shareSection', { address: relayAddress(address), opening: opening.trim(), deviceName: deviceName.trim() }).then(
      () =>
        showToast({
          message: t('sync:share.done'), closeLabel: t('app:close'),
          action: { label: t('sync:share.invite'), run: () => goTo({ place: 'section', part: 'invite' }) },
        }),
      (error: unknown) => {
        setRefused(errorCode(error))
        setBusy(false)
      },
    )
  }
  // What the catalogue says of these two is about a section that has a relay: here nothing was sent and nothing waits.
  const told = refused === 'relay-unreachable' ? t('sync:share.unreachable') : refused === 'relay-refused' ? t('sync:share.refused') : refused && t(`error:${refused}`)
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('sync:share.more')}</Text>
        <TextInput
          label={t('sync:share.address')} description={t('sync:share.addressMore')} placeholder="https://relais.exemple.org" autoComplete="off" spellCheck={false} inputMode="url"
          value={address} onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('sync:share.opening')} description={t('sync:share.openingMore')} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('sync:share.show') }}
          value={opening} onChange={(event) => setOpening(event.currentTarget.value)}
        />
        <DeviceName value={deviceName} onChange={setDeviceName} />
        {told && (
          <Alert color={refused === 'relay-unreachable' ? 'gray' : 'red'} role="alert">
            {told}
          </Alert>
        )}
        <Group justify="flex-end">
          <Text size="sm" c="dimmed" role="status">
            {busy && t('sync:share.working')}
          </Text>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('sync:share.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
