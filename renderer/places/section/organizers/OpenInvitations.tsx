/** Invitations that nobody has answered: a link out there is a door, so each can be seen and closed. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { dateLocale } from '../../../ui/dates'
import { useEngine } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import { Part } from '../Part'
import classes from '../SectionPlace.module.css'

export function OpenInvitations({ invitations, onShow }: { invitations: InvitationView[]; onShow(invitation: InvitationView): void }) {
  const { t } = useTranslation(['organizers', 'member'])
  const engine = useEngine()
  const sayError = useSayError()
  const locale = useLocale()
  const day = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long', timeStyle: 'short' })
  if (invitations.length === 0) return null
  return (
    <Part title={t('organizers:open.title')}>
      <ul className={classes.points} aria-label={t('organizers:open.list')}>
        {invitations.map((invitation) => (
          <li key={invitation.id} className={classes.point}>
            <div>
              <Text>{t(`member:role.${invitation.role}`)}</Text>
              <Text size="sm" c="dimmed">
                {invitation.step === 'expired' || invitation.step === 'refused' ? t(`organizers:open.${invitation.step}`) : t('organizers:open.until', { date: day.format(invitation.until) })}
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              {invitation.step === 'open' && (
                <>
                  <Button variant="default" size="compact-sm" onClick={() => onShow(invitation)}>
                    {t('organizers:open.show')}
                  </Button>
                  <Button variant="subtle" size="compact-sm" onClick={() => void engine.call('withdrawInvitation', invitation.id).catch(sayError)}>
                    {t('organizers:open.withdraw')}
                  </Button>
                </>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Part>
  )
}
