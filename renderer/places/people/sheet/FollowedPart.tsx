/** What was said with somebody, and what is due next: latest first; done is ticked here, and a new one noted. */
import { Button } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, daysLater } from '#core/domain/days'
import type { FollowUp } from '#core/domain/agenda/call'
import { formatDate } from '#core/domain/dates'
import { newId } from '#core/domain/ids'
import type { Followed } from '#engine/api'
import { callWords } from '../../../ui/calls/words'
import { useEngine } from '../../../ui/engine'
import { routeHash } from '../../../ui/route'
import { useLocale } from '../../../ui/settings'
import { Part } from '../../../ui/sheet/lines'
import { addWords } from '../../../ui/words'
import { Conflicts } from './Conflicts'
import { usePersonEdit } from './use-person-edit'
import own from '../../../ui/calls/Calls.module.css'
import classes from '../../../ui/sheet/fields.module.css'

addWords('calls', callWords)

/** Calls in view; older ones are counted. */
const shown = 8

export function FollowedPart() {
  const { t } = useTranslation(['calls', 'action'])
  const engine = useEngine()
  const locale = useLocale()
  const { person, edit } = usePersonEdit()
  const { id, calls, followUps, contactFor } = person
  const [found, setFound] = useState<Followed | null>(null)
  useEffect(() => {
    let current = true
    engine.call('followed', id).then((all) => current && setFound(all), () => {})
    return () => {
      current = false
    }
  }, [engine, id, calls, followUps, contactFor])
  if (!found) return null
  const aboutText = (about: { title: string; kind: 'other' | Followed['contactFor'][number]['kind'] } | null) => (about ? about.title || t(`action:kind.${about.kind}`) : '')
  const open = found.followUps.filter(({ done }) => !done)
  const done = found.followUps.filter((each) => each.done).slice(0, shown)
  const nothing = found.calls.length + found.followUps.length === 0
  return (
    <Part title={t('calls:followed.title')}>
      {nothing && <p className={own.known}>{t('calls:followed.none')}</p>}
      <ul className={own.lines}>
        {[...open, ...done].map(({ about, ...followUp }) => {
          const what = [t(`calls:why.${followUp.why}`), aboutText(about), followUp.note].filter(Boolean).join(', ')
          return (
            <li key={followUp.id}>
              <input type="checkbox" aria-label={t('calls:followed.tick', { what })} checked={followUp.done} onChange={(event) => void edit({ field: 'followUps', set: [{ ...(followUp satisfies FollowUp), done: event.currentTarget.checked }] })} />
              <span className={own.what} data-done={followUp.done || undefined}>
                {[what, t('calls:followed.due', { day: formatDate(followUp.due, locale) })].join(', ')}
              </span>
            </li>
          )
        })}
        {found.calls.slice(0, shown).map(({ id: call, at, result, callBack, note, about }) => (
          <li key={call}>
            <time dateTime={new Date(at).toISOString()}>{formatDate(dayOf(at), locale)}</time>
            <span className={own.what}>{[callBack ? t('calls:followed.callBack', { day: formatDate(callBack, locale) }) : t(`calls:was.${result}`), aboutText(about), note].filter(Boolean).join(', ')}</span>
          </li>
        ))}
        {found.contactFor.map((each) => (
          <li key={each.action}>
            <span>
              {t('calls:followed.contactFor')} <a href={routeHash({ place: 'agenda', action: each.action })}>{aboutText(each)}</a>
            </span>
          </li>
        ))}
      </ul>
      {found.calls.length > shown && <p className={own.known}>{t('calls:followed.older', { count: found.calls.length - shown })}</p>}
      <Conflicts fields={['calls', 'followUps']} />
      <NewFollowUp onAdd={(due, note) => edit({ field: 'followUps', set: [{ id: newId(), due, note, why: 'other', action: '', on: '', done: false }] })} />
    </Part>
  )
}

function NewFollowUp({ onAdd }: { onAdd(due: string, note: string): Promise<void> }) {
  const { t } = useTranslation('calls')
  /** Once the form is gone its button has the keyboard again. */
  const [adding, setAdding] = useState<boolean | 'was'>(false)
  const [due, setDue] = useState('')
  const [note, setNote] = useState('')
  const [dayId, noteId] = [useId(), useId()]
  if (adding !== true) {
    return (
      <Button
        variant="subtle" size="compact-sm" autoFocus={adding === 'was'}
        onClick={() => {
          setDue(daysLater(dayOf(Date.now()), 1))
          setNote('')
          setAdding(true)
        }}
      >
        {t('followed.new')}
      </Button>
    )
  }
  return (
    <form
      className={own.add}
      onSubmit={(event) => {
        event.preventDefault()
        if (due === '') return
        setAdding('was')
        void onAdd(due, note.trim())
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        setAdding('was')
      }}
    >
      <label htmlFor={dayId}>
        <small>{t('followed.day')}</small>
        <input id={dayId} className={classes.input} type="date" autoFocus required value={due} onChange={(event) => setDue(event.currentTarget.value)} />
      </label>
      <label htmlFor={noteId}>
        <small>{t('followed.note')}</small>
        <input id={noteId} className={classes.input} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      </label>
      <Button type="submit" size="compact-sm" variant="default">
        {t('followed.add')}
      </Button>
    </form>
  )
}
