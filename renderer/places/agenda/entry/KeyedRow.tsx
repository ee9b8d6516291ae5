/** A line that was keyed, in the columns of the paper. */
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { emptyLine, type WrittenLine } from '#core/domain/agenda/entry-line'
import type { LineFate } from '#core/domain/agenda/entry-rows'
import type { Channel } from '#core/domain/consent'
import type { Person } from '#core/domain/person'
import { phoneText } from '#core/domain/phone-text'
import { signInChannels, signInWords } from '#core/print/sign-in-words'
import { slipWords } from '#core/print/slip-words'
import { useLocale } from '../../../ui/settings'
import classes from './Entry.module.css'
import type { Sent } from './use-entry'

interface Shown {
  row: number
  fate: LineFate
  state: 'saved' | 'saving' | 'refused'
  line: WrittenLine
  /** Beside the state. */
  more?: string
}

/** What the base now says of her, in the columns of the paper. */
export function linesOfPerson(person: Person | null, code: string): WrittenLine {
  if (!person) return emptyLine
  const ticked = new Set(person.consents.filter(({ source, state }) => source === code && state === 'yes').map(({ channel }): Channel => channel))
  const { lastName, firstName, postalCode, city, emails, phones, level } = person
  return { lastName, firstName, place: [postalCode, city].filter(Boolean).join(' '), email: emails.at(-1)?.value ?? '', phone: phoneText(phones.at(-1)?.value ?? ''), channels: [...ticked], ...(level ? { level } : {}) }
}

export function KeyedRow({ shown: { row, fate, state, line, more }, slips }: { shown: Shown; slips: boolean }) {
  const { t } = useTranslation('entry')
  const locale = useLocale()
  const words = signInWords[locale]
  return (
    <tr className={classes.keyed} data-state={state} data-fate={fate}>
      <th scope="row" className={classes.number}>
        {row}
      </th>
      <td>{line.lastName}</td>
      <td>{line.firstName}</td>
      <td>{line.place}</td>
      <td>{line.email}</td>
      <td className={classes.digits}>{line.phone}</td>
      {slips && <td>{line.level ? slipWords[locale].want[line.level] : ''}</td>}
      {signInChannels.map((channel) => (
        <td key={channel} className={classes.box}>
          {line.channels.includes(channel) && <IconCheck size={15} stroke={2.25} role="img" aria-label={words.channel[channel]} />}
        </td>
      ))}
      <td className={classes.state}>
        {state === 'refused' ? <IconAlertTriangle size={14} aria-hidden /> : fate === 'unreadable' || fate === 'nobody' ? <IconEyeOff size={14} aria-hidden /> : state === 'saved' ? <IconCheck size={14} aria-hidden /> : null}
        <span>
          {[t(state), ...(state === 'refused' ? [] : [t(`fate.${fate}`)])].join(', ')}
          {more && <small>{more}</small>}
        </span>
      </td>
    </tr>
  )
}

interface RefusedProps {
  sent: Sent
  onResume(sent: Sent): void
  onDespite(sent: Sent): void
}

export const mayDespite = ({ error, chosen }: Sent) => error === 'person-erased' && !chosen

/** Why a line was not written, and what to do. */
export function RefusedReason({ sent, onResume, onDespite }: RefusedProps) {
  const { t } = useTranslation(['entry', 'error'])
  const why = sent.error === 'person-erased' ? t(sent.chosen ? 'entry:erasedSince' : 'entry:erasedBefore') : sent.error === 'action-gone' ? t('entry:actionGone') : `${t(`error:${sent.error ?? 'unexpected'}`)} ${t('entry:otherwise')}`
  return (
    <tr className={classes.reason}>
      <td />
      <td colSpan={11}>
        <span role="alert">{why}</span>
        <Button size="compact-xs" variant="default" onClick={() => onResume(sent)}>
          {t('entry:resume')}
        </Button>
        {mayDespite(sent) && (
          <Button size="compact-xs" variant="default" onClick={() => onDespite(sent)}>
            {t('entry:despite')}
          </Button>
        )}
      </td>
    </tr>
  )
}
