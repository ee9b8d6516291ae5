/**
 * The link of an invitation was pressed elsewhere while a section is open. Invariant: the section is left only by an answer,
 * and only once everything in it is saved; the link is then in the form, where nothing is sent before it is asked for. A
 * computer that was put out of the very section that the link names is asked whether it joins again.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useDrafts } from '../ui/drafts'
import { useEngine, useOpenStatus, useTopic } from '../ui/engine'
import { invitationWords } from '../ui/invitation-words'
import { Refusal } from '../ui/Refusal'
import { useReturnFocus } from '../ui/return-focus'
import { standsAlone } from '../ui/sharing'
import { addWords } from '../ui/words'

addWords('invitation', invitationWords)

const RejoinDialog = lazy(() => import('../places/section/sync/RejoinDialog'))

export default function InvitedDialog({ link, onClose }: { link: string; onClose(): void }) {
  const { t } = useTranslation('invitation')
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const { section } = useOpenStatus()
  const kind = useKindOf(link, section.id)
  const sharing = useTopic('sharing', null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const proceed = async () => {
    setBusy(true)
    setRefused(null)
    try {
      await drafts.commitAll()
      // The page goes away with the section, and the form has the link.
      await engine.call('closeSection')
    } catch (error) {
      setRefused(errorCode(error))
      setBusy(false)
    }
  }
  if (!kind || (kind === 'same' && !sharing)) return null
  if (kind === 'same' && sharing?.state === 'shared' && standsAlone(sharing)) {
    return (
      <Suspense fallback={null}>
        <RejoinDialog given={link} onClose={onClose} />
      </Suspense>
    )
  }
  return (
    <Modal opened onClose={onClose} title={t(kind === 'other' ? 'dialog' : 'dialogOnly')} closeButtonProps={{ 'aria-label': t('close') }} closeOnEscape={!busy} closeOnClickOutside={!busy} withCloseButton={!busy}>
      <Stack>
        {kind === 'other' ? (
          <>
            <Text size="sm">{t('open')}</Text>
            <Text size="sm">{section.ephemeral ? t('vanishes') : t('kept', { name: section.name })}</Text>
            <Text size="sm" c="dimmed">
              {t('nothing')}
            </Text>
          </>
        ) : (
          <Text size="sm">{t(kind === 'same' ? 'same' : 'damagedLink')}</Text>
        )}
        {refused && <Refusal code={refused} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
            {t(kind === 'other' ? 'notNow' : 'close')}
          </Button>
          {kind === 'other' && (
            <Button loading={busy} onClick={() => void proceed()}>
              {t('proceed')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

/** `null` until it is read. */
function useKindOf(link: string, open: string): 'same' | 'other' | 'damaged' | null {
  const engine = useEngine()
  const [kind, setKind] = useState<'same' | 'other' | 'damaged' | null>(null)
  useEffect(() => {
    let current = true
    engine.call('readInvitation', link).then(
      ({ section }) => current && setKind(section === open ? 'same' : 'other'),
      () => current && setKind('damaged'),
    )
    return () => {
      current = false
    }
  }, [engine, link, open])
  return kind
}
