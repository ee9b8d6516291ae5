/** Who could come, of those who may be asked: why it is thought so, how to reach them, and a press that notes the invitation. */
import { Button, Text } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '#core/domain/ids'
import { fullName } from '#core/domain/name-text'
import { phoneText } from '#core/domain/phone-text'
import { routeHash } from '../../ui/route'
import { useActionEdit } from './use-action-edit'
import { useAnswer } from './use-agenda'
import classes from './PeoplePart.module.css'

export function Suggestions({ onInvite }: { onInvite(person: PersonId): void }) {
  const { t } = useTranslation(['agenda', 'person'])
  const [open, setOpen] = useState(false)
  const { action, on } = useActionEdit()
  const answer = useAnswer(open ? `${action.id} ${on}` : null, (engine) => engine.call('suggestions', { action: action.id, on }))
  if (!open) {
    return (
      <Button variant="subtle" size="compact-sm" leftSection={<IconSparkles size={14} />} onClick={() => setOpen(true)}>
        {t('agenda:people.who')}
      </Button>
    )
  }
  if (!answer) return null
  return (
    <div role="group" aria-label={t('agenda:people.who')}>
      {answer.found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('agenda:people.nobodyFits')}
        </Text>
      )}
      <ul className={classes.suggested}>
        {answer.found.map((person) => {
          const { id, phones, reasons, channels } = person
          const name = fullName(person) || t('person:nameless')
          return (
            <li key={id}>
              <a href={routeHash({ place: 'people', person: id })} className={classes.name} aria-label={t('agenda:people.open', { name })}>
                {name}
              </a>
              <span className={classes.phone}>{channels.includes('call') || channels.includes('sms') ? phoneText(phones[0]?.value ?? '') : ''}</span>
              <Button variant="default" size="compact-xs" aria-label={t('agenda:people.inviteName', { name })} onClick={() => onInvite(id)}>
                {t('agenda:people.invite')}
              </Button>
              <span className={classes.reasons}>{[...reasons.map((reason) => t(`agenda:people.reason.${reason}`)), ...channels.slice(0, 1).map((channel) => t(`agenda:people.by.${channel}`))].join(' · ')}</span>
            </li>
          )
        })}
      </ul>
      {answer.leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {t('agenda:people.leftOut', { count: answer.leftOut })}
        </Text>
      )}
    </div>
  )
}
