/** Before a computer that goes on by itself asks to join again: what becomes of what only it has. Said afterwards it would be lost to whoever did not know. */
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { DeviceName, suggestedDeviceName } from '../../../ui/DeviceName'
import { useDrafts } from '../../../ui/drafts'
import { useEngine, useOpenStatus } from '../../../ui/engine'
import { InvitationField, useInvitation } from '../../../ui/InvitationField'
import { InvitationSources } from '../../../ui/InvitationSources'
import { KeychainChoice } from '../../../ui/KeychainChoice'
import { NewPassphrase } from '../../../ui/NewPassphrase'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { useKeychainAvailable } from '../../../ui/use-keychain-available'
import { addWords } from '../../../ui/words'
import { syncWords } from './words'

addWords('sync', syncWords)

/** `given`: the link, where it was pressed elsewhere. `onClose` also hears that the request is under way, and the section closed for it. */
export default function RejoinDialog({ given = '', onClose }: { given?: string; onClose(): void }) {
  const { t } = useTranslation(['sync', 'error'])
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const { section } = useOpenStatus()
  const keychain = useKeychainAvailable()
  const [link, setLink] = useState(given)
  const [deviceName, setDeviceName] = useState(suggestedDeviceName)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const invitation = useInvitation(link)
  const isOther = invitation !== null && invitation.section !== section.id
  const ready = link.trim() !== '' && !isOther && deviceName.trim() !== '' && passphrase !== null

  const isGiven = given !== '' && given === link

  function change(next: string): void {
    setLink(next)
    setRefused(null)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!ready) return
    setBusy(true)
    setRefused(null)
    try {
      await drafts.commitAll()
      // Also where the link was pasted this moment and has not been read yet.
      const { section: invitedTo } = await engine.call('readInvitation', link)
      if (invitedTo === section.id) {
        await engine.call('join', { link: link.trim(), deviceName: deviceName.trim(), passphrase, keychain: kept, replace: true })
        return onClose()
      }
    } catch (error) {
      setRefused(errorCode(error))
    }
    setBusy(false)
  }

  return (
    <Modal.Stack>
      <Modal opened onClose={onClose} stackId="rejoin" title={t('sync:rejoin.title')} size="xl" closeButtonProps={{ 'aria-label': t('sync:rejoin.close') }}>
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <div>
              <Text size="sm" fw={600}>
                {t('sync:rejoin.what')}
              </Text>
              <List size="sm" mt={4}>
                <List.Item>{t('sync:rejoin.asks')}</List.Item>
                <List.Item>{t('sync:rejoin.aside')}</List.Item>
              </List>
            </div>
            <div>
              <Text size="sm" fw={600}>
                {t('sync:rejoin.alone')}
              </Text>
              <List size="sm" mt={4}>
                <List.Item>{t('sync:rejoin.stays')}</List.Item>
                <List.Item>{t('sync:rejoin.goes')}</List.Item>
              </List>
            </div>
            <InvitationField value={link} isGiven={isGiven} error={isOther ? t('sync:rejoin.other') : refused === 'link-damaged' ? t('error:link-damaged') : undefined} onChange={change} />
            {!isGiven && <InvitationSources onLink={change} />}
            <DeviceName value={deviceName} onChange={setDeviceName} />
            <NewPassphrase onChange={setPassphrase} />
            <KeychainChoice available={keychain === true} kept={kept} onChange={setKept} />
            {refused && refused !== 'link-damaged' && <Refusal code={refused} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose} disabled={busy}>
                {t('sync:rejoin.cancel')}
              </Button>
              <Button type="submit" disabled={!ready} loading={busy}>
                {t('sync:rejoin.submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </Modal.Stack>
  )
}
