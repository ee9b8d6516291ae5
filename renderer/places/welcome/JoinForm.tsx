/** The invitation, and how the section is protected here. One that is on this computer already is told before anything is asked of anyone, with what becomes of it. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import { DeviceName, suggestedDeviceName } from '../../ui/DeviceName'
import type { GivenInvitation } from '../../ui/given-invitation'
import { InvitationField, useInvitation } from '../../ui/InvitationField'
import { InvitationSources } from '../../ui/InvitationSources'
import { KeychainChoice } from '../../ui/KeychainChoice'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { Refusal } from '../../ui/Refusal'
import { useOpening } from './use-opening'

interface Props {
  keychain: boolean
  given: GivenInvitation
  /** One that is on this computer already. */
  onOpen(id: SectionId): void
  onBack(): void
}

export function JoinForm({ keychain, given, onOpen, onBack }: Props) {
  const { t } = useTranslation(['join', 'error'])
  const { busy, refused, open, forget } = useOpening()
  const [link, setLink] = useState('')
  /** The link that was pressed elsewhere, as long as it is the one in the field. */
  const [pressed, setPressed] = useState<string | null>(null)
  const [choice, setChoice] = useState<'open' | 'replace'>('open')
  const [deviceName, setDeviceName] = useState(suggestedDeviceName)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const invitation = useInvitation(link)
  const present = invitation?.present ? invitation.section : null
  const opening = present !== null && choice === 'open'
  const ready = opening || (link.trim() !== '' && deviceName.trim() !== '' && passphrase !== null)
  // Said under the link, or by the choice that has come since.
  const isAboutLink = refused === 'link-damaged' || (refused === 'section-exists' && present !== null)
  const change = (next: string) => {
    setLink(next)
    forget()
  }
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
        if (opening) onOpen(present)
        else if (ready && passphrase) open((engine) => engine.call('join', { link: link.trim(), deviceName: deviceName.trim(), passphrase, keychain: kept, replace: present !== null }), true)
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('join:more')}
        </Text>
        <InvitationField value={link} isGiven={pressed !== null && pressed === link} error={refused === 'link-damaged' ? t('error:link-damaged') : undefined} onChange={change} />
        <InvitationSources onLink={change} />
        {present && (
          <Radio.Group label={t('join:present')} description={t('join:presentMore')} value={choice} onChange={(value) => setChoice(value as 'open')}>
            <Stack gap="xs" mt="xs">
              <Radio value="open" label={t('join:openIt')} description={t('join:openItMore')} />
              <Radio value="replace" label={t('join:replace')} description={t('join:replaceMore')} />
            </Stack>
          </Radio.Group>
        )}
        {!opening && (
          <>
            <DeviceName value={deviceName} onChange={setDeviceName} />
            <NewPassphrase onChange={setPassphrase} />
            <KeychainChoice available={keychain} kept={kept} onChange={setKept} />
          </>
        )}
        {refused && !isAboutLink && <Refusal code={refused} />}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={busy}>
            {t('join:back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t(opening ? 'join:submitOpen' : 'join:submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
