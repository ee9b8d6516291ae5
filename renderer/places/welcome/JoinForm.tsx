import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeviceName, suggestedDeviceName } from '../../ui/DeviceName'
import type { GivenInvitation } from '../../ui/given-invitation'
import { InvitationFile } from '../../ui/InvitationFile'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { Refusal } from '../../ui/Refusal'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

export function JoinForm({ keychain, given, onBack }: { keychain: boolean; given: GivenInvitation; onBack(): void }) {
  const { t } = useTranslation(['join', 'welcome', 'error', 'invitation'])
  const { busy, refused, open, forget } = useOpening()
  const [link, setLink] = useState('')
  /** The link that was pressed elsewhere, as long as it is the one in the field. */
  const [pressed, setPressed] = useState<string | null>(null)
  const [deviceName, setDeviceName] = useState(suggestedDeviceName)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const ready = link.trim() !== '' && deviceName.trim() !== '' && passphrase !== null
  // Both are about the link, and are said under it.
  const wrongLink = refused === 'link-damaged' ? t('error:link-damaged') : refused === 'section-exists' ? t('join:exists') : undefined
  useEffect(() => {
    if (given.link === null) return
    setLink(given.link)
    setPressed(given.link)
    given.forget()
  }, [given])
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) open((engine) => engine.call('join', { link: link.trim(), deviceName: deviceName.trim(), passphrase, keychain: kept }), true)
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('join:more')}
        </Text>
        <Textarea
          autoFocus label={t('join:link')} description={t('join:linkMore')} placeholder="permanence://join#…" rows={4} spellCheck={false} autoComplete="off"
          classNames={{ input: classes.secret }} value={link} error={wrongLink}
          onChange={(event) => {
            setLink(event.currentTarget.value)
            forget()
          }}
        />
        {pressed !== null && pressed === link && (
          <Text size="sm" role="status">
            {t('invitation:given')}
          </Text>
        )}
        <InvitationFile
          onLink={(found) => {
            setLink(found)
            forget()
          }}
        />
        <DeviceName value={deviceName} onChange={setDeviceName} />
        <NewPassphrase onChange={setPassphrase} />
        {keychain && (
          <Checkbox label={t('welcome:create.keychain')} description={t('welcome:create.keychainMore')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
        )}
        {refused && !wrongLink && <Refusal code={refused} />}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={busy}>
            {t('join:back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('join:submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
