import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { IconKey, IconLock } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '#core/ports/errors'
import type { ClosedSection } from '#engine/api'
import { useDay } from './use-day'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

interface UnlockProps {
  stub: ClosedSection
  /** It was open a moment ago. */
  locked: boolean
  /** Why the keychain could not open it by itself. */
  reason: ErrorCode | undefined
  onOthers(): void
}

export function Unlock({ stub, locked, reason, onOthers }: UnlockProps) {
  const { t } = useTranslation(['welcome', 'error'])
  const day = useDay()
  const { busy, refused, open, forget } = useOpening()
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // Not by `autoFocus`, for which the page would be laid out in the task that makes it: with its first frame instead.
  useEffect(() => {
    if (busy) return
    const frame = requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [busy])
  const wrong = refused === 'wrong-passphrase'
  const told = wrong ? null : (refused ?? reason ?? null)
  const { opensBy } = stub
  // What the engine would refuse, or has just refused, is not offered.
  const byKeychain = opensBy.keychain === 'yes' && told === null
  const openByKeychain = () => open((engine) => engine.call('openSection', { id: stub.id }), true)
  return (
    <form
      className={classes.panel}
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase !== '') open((engine) => engine.call('openSection', { id: stub.id, passphrase }), true)
      }}
    >
      <Stack>
        <div>
          <Title order={2}>{t(locked ? 'welcome:unlock.title' : 'welcome:unlock.openTitle')}</Title>
          <Text size="sm" c="dimmed" mt={4}>
            {t(stub.demo ? 'welcome:list.demo' : 'welcome:unlock.created', { date: day(stub.createdAt) })}
          </Text>
        </div>
        {told && (
          <Alert color={told === 'keychain-lost' || told === 'keychain-unavailable' ? 'yellow' : 'red'} icon={<IconKey />} role="alert">
            {t(`error:${told}`)}
          </Alert>
        )}
        {opensBy.passphrase ? (
          <>
            <PasswordInput
              ref={field}
              label={t('welcome:unlock.passphrase')}
              description={opensBy.keychain === 'locked' ? t('welcome:unlock.onlyPassphrase') : undefined}
              autoComplete="current-password"
              leftSection={<IconLock size={16} />}
              visibilityToggleButtonProps={{ 'aria-label': t('welcome:unlock.show') }}
              value={passphrase}
              disabled={busy}
              error={wrong ? t('error:wrong-passphrase') : undefined}
              onChange={(event) => {
                setPassphrase(event.currentTarget.value)
                forget()
              }}
            />
            <Button type="submit" fullWidth loading={busy} disabled={passphrase === ''}>
              {t('welcome:unlock.submit')}
            </Button>
          </>
        ) : byKeychain ? (
          <Button fullWidth loading={busy} onClick={openByKeychain}>
            {t('welcome:unlock.keychain')}
          </Button>
        ) : (
          <Text size="sm">{t('welcome:unlock.keyGone')}</Text>
        )}
        <Group justify="space-between">
          <Button variant="subtle" size="compact-sm" onClick={onOthers}>
            {t('welcome:unlock.others')}
          </Button>
          {byKeychain && opensBy.passphrase && (
            <Button variant="subtle" size="compact-sm" disabled={busy} onClick={openByKeychain}>
              {t('welcome:unlock.keychain')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}
