/** An invitation from the choice of a role to the two codes: the one who invites can stay on it while the other types. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { InvitationView, Role } from '#engine/api'
import { useEngine, useTopic } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { CompareCodes } from './CompareCodes'
import { InvitationLink } from './InvitationLink'
import { RoleChoice } from './RoleChoice'
import classes from '../SectionPlace.module.css'

/** `shown`: one that was made before. */
export function InviteDialog({ shown, onClose }: { shown?: InvitationView; onClose(): void }) {
  const { t } = useTranslation('organizers')
  useReturnFocus()
  const [made, setMade] = useState<InvitationView | undefined>(shown)
  const invitations = useTopic('invitations', null)
  const invitation = invitations?.find(({ id }) => id === made?.id) ?? made
  return (
    <Modal opened onClose={onClose} title={t('invite.title')} size="lg" closeButtonProps={{ 'aria-label': t('invite.close') }}>
      {invitation ? <Steps key={invitation.step} invitation={invitation} onClose={onClose} /> : <Form onMade={setMade} onClose={onClose} />}
    </Modal>
  )
}

function Form({ onMade, onClose }: { onMade(invitation: InvitationView): void; onClose(): void }) {
  const { t } = useTranslation('organizers')
  const engine = useEngine()
  const [role, setRole] = useState<Role>('organizer')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(null)
    engine.call('invite', { role }).then(onMade, (error: unknown) => {
      setRefused(errorCode(error))
      setBusy(false)
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <RoleChoice label={t('invite.role')} description={t('invite.roleMore')} value={role} onChange={setRole} />
        {refused && <Refusal code={refused} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('invite.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('invite.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Keyed by its step: what comes takes the focus from what is gone. */
function Steps({ invitation, onClose }: { invitation: InvitationView; onClose(): void }) {
  const { t } = useTranslation('organizers')
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const { step } = invitation
  return (
    <div ref={panel} tabIndex={-1} className={classes.panel} role="status">
      {step === 'open' ? (
        <InvitationLink invitation={invitation} />
      ) : step === 'asked' ? (
        <CompareCodes invitation={invitation} />
      ) : (
        <Stack>
          {step === 'admitted' ? (
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <IconCircleCheck size={24} aria-hidden className={classes.done} />
              <div>
                <Text fw={600}>{t('invite.admitted')}</Text>
                <Text size="sm">{t('invite.admittedMore')}</Text>
              </div>
            </Group>
          ) : (
            <div>
              <Text fw={600}>{t(step === 'refused' ? 'invite.refused' : 'invite.expired')}</Text>
              {step === 'refused' && <Text size="sm">{t('invite.refusedMore')}</Text>}
            </div>
          )}
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('invite.finish')}</Button>
          </Group>
        </Stack>
      )}
    </div>
  )
}
