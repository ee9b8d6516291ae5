/** Who belongs to the section, whom it waits for, and what an admin may do about it. Others see the same list without its actions. */
import { Button, Text } from '@mantine/core'
import { IconDeviceLaptop, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '#engine/api'
import { useTopic } from '../../../ui/engine'
import { memberWords } from '../../../ui/member-words'
import { goTo } from '../../../ui/route'
import { standsAlone } from '../../../ui/sharing'
import { addWords } from '../../../ui/words'
import { Nothing } from '../Nothing'
import { Part } from '../Part'
import { RecoverySheet } from '../recovery/RecoverySheet'
import { CompareCodes } from './CompareCodes'
import { Devices } from './Devices'
import { InviteDialog } from './InviteDialog'
import { OpenInvitations } from './OpenInvitations'
import { RenewKeys } from './RenewKeys'
import { organizerWords } from './words'

addWords('member', memberWords)
addWords('organizers', organizerWords)

interface Props {
  /** An invitation is being made. */
  inviting: boolean
  onInviting(on: boolean): void
}

export default function Organizers({ inviting, onInviting }: Props) {
  const { t } = useTranslation('organizers')
  const sharing = useTopic('sharing', null)
  const invitations = useTopic('invitations', null) ?? []
  const [shown, setShown] = useState<InvitationView | null>(null)
  if (!sharing) return null
  if (sharing.state === 'alone') {
    return (
      <Nothing icon={IconDeviceLaptop} title={t('alone.title')} more={t('alone.more')}>
        <Button onClick={() => goTo({ place: 'section', part: 'sync' })}>{t('alone.share')}</Button>
      </Nothing>
    )
  }
  const admin = sharing.standing === 'admin'
  // The dialog of an invitation compares by itself: the same question twice would be answered twice.
  const asked = inviting || shown ? [] : invitations.filter(({ step }) => step === 'asked')
  return (
    <>
      {asked.map((invitation) => (
        <Part key={invitation.id} title={t('asks.title')}>
          <CompareCodes invitation={invitation} />
        </Part>
      ))}
      <Part title={t('devices.title')}>
        <Text size="sm" c="dimmed">
          {t(admin ? 'devices.more' : standsAlone(sharing) ? 'onItsOwn' : 'onlyAdmins')}
        </Text>
        {admin && (
          <div>
            <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => onInviting(true)}>
              {t('invite.start')}
            </Button>
          </div>
        )}
        <Devices admin={admin} />
      </Part>
      {admin && <OpenInvitations invitations={invitations.filter(({ step }) => step !== 'asked' && step !== 'admitted')} onShow={setShown} />}
      {admin && <RecoverySheet sheet={sharing.sheet} />}
      {admin && (
        <Part title={t('keys.title')}>
          <RenewKeys />
        </Part>
      )}
      {admin && inviting && <InviteDialog onClose={() => onInviting(false)} />}
      {admin && shown && <InviteDialog shown={shown} onClose={() => setShown(null)} />}
    </>
  )
}
