/** Leaving the stand: by the section's passphrase, checked as the vault checks it, with the time that this takes. */
import { Button, Group, Modal, PasswordInput, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useReturnFocus } from '../../../ui/return-focus'

interface Props {
  /** The section has one; the demonstration may have none. */
  asks: boolean
  /** Rejects with `wrong-passphrase`. */
  leave(passphrase: string): Promise<void>
  onClose(): void
}

export function LeaveDialog({ asks, leave, onClose }: Props) {
  const { t } = useTranslation(['stand', 'error'])
  useReturnFocus()
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const field = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || (asks && passphrase === '')) return
    setBusy(true)
    try {
      await leave(passphrase)
    } catch (error) {
      setRefused(errorCode(error))
      setBusy(false)
      // Enabled again only with the next paint.
      requestAnimationFrame(() => field.current?.select())
    }
  }

  return (
    <Modal opened onClose={() => busy || onClose()} title={t('stand:leaving.title')} centered transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': t('stand:close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Text size="md" mb="md">
          {t('stand:leaving.more')} {!asks && t('stand:leaving.open')}
        </Text>
        {asks ? (
          <PasswordInput
            ref={field} data-autofocus size="lg" label={t('stand:leaving.passphrase')} autoComplete="off" leftSection={<IconLock size={18} />} visibilityToggleButtonProps={{ 'aria-label': t('stand:leaving.show') }}
            value={passphrase} disabled={busy} error={refused && t(`error:${refused}`)}
            onChange={(event) => {
              setPassphrase(event.currentTarget.value)
              setRefused(null)
            }}
          />
        ) : (
          refused && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t(`error:${refused}`)}
            </Text>
          )
        )}
        <Group justify="flex-end" mt="lg">
          <Button size="lg" variant="default" data-autofocus={asks ? undefined : true} disabled={busy} onClick={onClose}>
            {t('stand:leaving.stay')}
          </Button>
          <Button size="lg" type="submit" loading={busy} disabled={asks && passphrase === ''}>
            {t('stand:leaving.leave')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
