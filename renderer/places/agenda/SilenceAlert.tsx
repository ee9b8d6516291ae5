/** Says that an action falls into the silence before a vote. It forbids nothing: what the action really is, its organizers know. */
import { Alert } from '@mantine/core'
import { IconVolumeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { votesSilencing } from '#core/domain/agenda/electoral-silence'
import { dateOf } from '#core/domain/days'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { useActionEdit } from './use-action-edit'
import { useVotes } from './use-agenda'
import { homeZone } from '#core/domain/home-zone'

export function SilenceAlert() {
  const { t } = useTranslation('agenda')
  const { action, start, end } = useActionEdit()
  const locale = dateLocale(useLocale())
  const votes = useVotes()
  if (action.status === 'cancelled' || action.status === 'refused') return null
  return votesSilencing(action.kind, { start, end }, votes, homeZone()).map(({ day, closes }) => (
    <Alert key={day} color="yellow" m="sm" icon={<IconVolumeOff />} title={t('votes.warns', { day: new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(dateOf(day)) })}>
      {t('votes.warnsMore', { closes })}
    </Alert>
  ))
}
