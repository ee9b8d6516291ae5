/**
 * Calling through a list, one person and one question at a time, by keyboard alone: a letter answers, Enter notes and goes on.
 * Invariant: an answer is one deed, sent when it is given; whoever leaves half-way, locks or quits loses none.
 */
import { Button, Group, Modal, Progress, Text, TextInput } from '@mantine/core'
import { IconArrowLeft, IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { callResults, type CallResult } from '#core/domain/agenda/call'
import { dateOf, dayOf, daysLater } from '#core/domain/days'
import { fullName } from '#core/domain/name-text'
import { phoneText } from '#core/domain/phone-text'
import type { CallRow } from '#engine/api'
import { agoText, dateLocale } from '../dates'
import { useDraft } from '../drafts'
import { Key } from '../Keys'
import { useReturnFocus } from '../return-focus'
import { useLocale } from '../settings'
import { isTyping } from '../typing'
import { useNow } from '../use-now'
import { addWords } from '../words'
import { useCalls, type Answer } from './use-calls'
import { callWords } from './words'
import classes from './Calls.module.css'

const longDay = { weekday: 'long', day: 'numeric', month: 'long' } as const

addWords('calls', callWords)

interface Props {
  what: 'reminders' | 'due' | 'suggested'
  rows: readonly CallRow[]
  onClose(): void
}

export default function CallDialog({ what, rows: given, onClose }: Props) {
  const { t } = useTranslation(['calls', 'person', 'app'])
  useReturnFocus()
  // Whoever was called leaves the list behind the dialog: this one stays as it was when it was opened.
  const [rows] = useState(given)
  const [at, setAt] = useState(0)
  const [said, setSaid] = useState('')
  const { noted, say } = useCalls(rows)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const sending = useRef(false)
  const row = rows[at]
  const nameOf = ({ person }: CallRow) => fullName(person) || t('person:nameless')

  const commit = async () => {
    if (!answer || !row) return true
    // Enter, twice: one answer is one deed.
    if (sending.current) return false
    sending.current = true
    const done = await say(at, answer)
    sending.current = false
    if (!done) return false
    setAnswer(null)
    setSaid([t('calls:said', { name: nameOf(row), answer: t(`calls:answer.${answer.result}`) }), done.stopped ? t(`calls:stopped.${done.stopped}`) : ''].filter(Boolean).join(' '))
    return true
  }
  useDraft(answer !== null, commit)
  const go = async (to: number) => {
    if (await commit()) setAt(Math.max(0, Math.min(rows.length, to)))
  }
  const leave = async () => {
    if (await commit()) onClose()
  }

  return (
    <Modal opened onClose={() => void leave()} closeOnEscape={false} size="46rem" title={t(`calls:title.${what}`)} closeButtonProps={{ 'aria-label': t('calls:close') }}>
      <Group justify="space-between" mb={6}>
        <Button variant="default" size="compact-sm" leftSection={<IconArrowLeft size={14} aria-hidden />} disabled={at === 0} onClick={() => void go(at - 1)}>
          {t('calls:previous')}
        </Button>
        <Text size="sm" c="dimmed" data-testid="call-progress">
          {t('calls:progress', { at: Math.min(at + 1, rows.length), total: rows.length })}
        </Text>
      </Group>
      <Progress value={(100 * at) / Math.max(1, rows.length)} size="xs" mb="md" aria-label={t(`calls:title.${what}`)} />
      {row ? (
        <Person
          key={at} row={row} name={nameOf(row)} noted={noted.get(at) ?? null} answer={answer} onAnswer={setAnswer} onNext={() => void go(at + 1)} onPrevious={() => void go(at - 1)} onLeave={() => void leave()}
        />
      ) : (
        <Done counts={[...noted.values()].map(({ result }) => result)} left={rows.length - noted.size} onClose={onClose} />
      )}
      <Text size="sm" role="status" mt="sm" mih="1.4em" c="dimmed">
        {said}
      </Text>
    </Modal>
  )
}

interface PersonProps {
  row: CallRow
  name: string
  noted: Answer | null
  answer: Answer | null
  onAnswer(answer: Answer | null): void
  onNext(): void
  onPrevious(): void
  onLeave(): void
}

function Person({ row, name, noted, answer, onAnswer, onNext, onPrevious, onLeave }: PersonProps) {
  const { t } = useTranslation(['calls', 'person', 'app', 'action'])
  const locale = useLocale()
  const title = useRef<HTMLHeadingElement>(null)
  const note = useRef<HTMLInputElement>(null)
  const days = useRef<HTMLDivElement>(null)
  const [phone, setPhone] = useState((noted?.phone || row.phones[0]?.value) ?? '')
  const results = callResults.filter((result) => row.action !== '' || (result !== 'comes' && result !== 'not-coming'))
  const inWords = (day: string) => new Intl.DateTimeFormat(dateLocale(locale), longDay).format(dateOf(day))
  const clock = new Intl.DateTimeFormat(dateLocale(locale), { hour: '2-digit', minute: '2-digit', ...(row.about ? { timeZone: row.about.zone } : {}) })
  const now = useNow()
  const today = dayOf(now)
  /** Sunday is 0; of a Monday, the next one. */
  const monday = daysLater(today, ((8 - dateOf(today).getDay()) % 7) || 7)
  /** On a Sunday, tomorrow is Monday. */
  const offered = (['tonight', 'tomorrow', 'monday'] as const).filter((each) => each !== 'monday' || monday !== daysLater(today, 1))
  const shortcuts = { tonight: today, tomorrow: daysLater(today, 1), monday }

  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  const result = answer?.result ?? null
  // The question that comes next has the keyboard: which day, then the note.
  useEffect(() => {
    if (result === 'call-back') days.current?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus()
    else if (result) note.current?.focus()
  }, [result])

  const choose = (chosen: CallResult) => onAnswer({ result: chosen, callBack: chosen === 'call-back' ? shortcuts.tomorrow : '', note: answer?.note ?? noted?.note ?? '', phone })
  const choosePhone = (value: string) => {
    setPhone(value)
    if (answer) onAnswer({ ...answer, phone: value })
  }
  const chooseDay = (callBack: string) => {
    if (answer) onAnswer({ ...answer, callBack })
    note.current?.focus()
  }
  const back = () => {
    onAnswer(null)
    title.current?.focus()
  }
  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      return answer ? back() : onLeave()
    }
    if (event.key === 'Enter' && !(event.target as Element).matches('button')) {
      event.preventDefault()
      return answer || noted ? onNext() : undefined
    }
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === 'ArrowLeft' && !answer) return onPrevious()
    const letter = event.key.toUpperCase()
    const day = answer?.result === 'call-back' ? offered.find((each) => t(`calls:dayKey.${each}`) === letter) : undefined
    const chosen = results.find((each) => t(`calls:key.${each}`) === letter)
    const number = row.phones[Number(event.key) - 1]
    if (!day && !chosen && !number) return
    event.preventDefault()
    if (day) chooseDay(shortcuts[day])
    else if (chosen) choose(chosen)
    else if (number) choosePhone(number.value)
  }
  const { last, due, about, parts } = row
  const effect = result && (result === 'absent' && row.lastAbsence ? t('calls:effect.lastAbsence') : t(`calls:effect.${result}`, { day: answer?.callBack ? inWords(answer.callBack) : '' }))

  return (
    <div onKeyDown={keys} className={classes.person}>
      <div className={classes.who}>
        <h2 ref={title} tabIndex={-1} className={classes.name} data-autofocus>
          {name}
        </h2>
        {row.person.city && <Text c="dimmed">{row.person.city}</Text>}
      </div>
      <div role="group" aria-label={t('calls:phones')} className={classes.phones}>
        {row.phones.map(({ value, label }, place) => (
          <button key={value} type="button" className={classes.phone} aria-pressed={value === phone} onClick={() => choosePhone(value)}>
            {row.phones.length > 1 && <Key>{place + 1}</Key>}
            {phoneText(value)}
            {label && <small>{label}</small>}
          </button>
        ))}
      </div>
      <ul className={classes.known}>
        {about && <li>{[about.title || t(`action:kind.${about.kind}`), new Intl.DateTimeFormat(dateLocale(locale), { ...longDay, timeZone: about.zone }).format(about.from), about.place.trim() || about.city].filter(Boolean).join(', ')}</li>}
        {parts.map(({ state, from, to, role }, place) => (
          <li key={place}>{t('calls:part', { shift: from !== null && to !== null ? [`${clock.format(from)} – ${clock.format(to)}`, role].filter(Boolean).join(' · ') : t('calls:whole'), state: t(`person:signUp.${state}`) })}</li>
        ))}
        {due && <li>{[t('calls:dueSince', { day: inWords(due.due), why: t(`calls:why.${due.why}`) }), due.note].filter(Boolean).join(' — ')}</li>}
        <li>{last ? [t('calls:last', { ago: agoText(last.at, now, locale), was: t(`calls:was.${last.result}`) }), last.note].filter(Boolean).join(' — ') : t('calls:never')}</li>
      </ul>
      <div role="group" aria-label={t('calls:ask')}>
        <h3 className={classes.question}>{t('calls:ask')}</h3>
        {noted && !answer && (
          <Text size="sm" mb={6}>
            <IconCheck size={14} aria-hidden /> {t('calls:noted', { answer: t(`calls:answer.${noted.result}`) })}
          </Text>
        )}
        <div className={classes.answers}>
          {results.map((each) => (
            <button key={each} type="button" className={classes.answer} aria-pressed={each === (result ?? noted?.result)} data-refuses={each === 'refuses' || undefined} aria-keyshortcuts={t(`calls:key.${each}`)} onClick={() => choose(each)}>
              <Key hidden>{t(`calls:key.${each}`)}</Key> {t(`calls:answer.${each}`)}
            </button>
          ))}
        </div>
      </div>
      {answer?.result === 'call-back' && (
        <div role="group" aria-label={t('calls:day.ask')} ref={days}>
          <h3 className={classes.question}>{t('calls:day.ask')}</h3>
          <div className={classes.days}>
            {offered.map((each) => (
              <button key={each} type="button" className={classes.answer} aria-pressed={shortcuts[each] === answer.callBack} aria-keyshortcuts={t(`calls:dayKey.${each}`)} onClick={() => chooseDay(shortcuts[each])}>
                <Key hidden>{t(`calls:dayKey.${each}`)}</Key> {t(`calls:day.${each}`)}
              </button>
            ))}
            <input type="date" className={classes.date} aria-label={t('calls:day.other')} min={today} value={answer.callBack} onChange={(event) => event.currentTarget.value && onAnswer({ ...answer, callBack: event.currentTarget.value })} />
          </div>
        </div>
      )}
      {answer && (
        <div>
          <TextInput ref={note} label={t('calls:note')} value={answer.note} maxLength={500} onChange={(event) => onAnswer({ ...answer, note: event.currentTarget.value })} />
          <Text size="sm" mt={6} role="status">
            {effect}
          </Text>
        </div>
      )}
      <Group justify="flex-end">
        {answer ? (
          <Button onClick={onNext} rightSection={<Key>{t('app:keys.enter')}</Key>}>
            {t('calls:save')}
          </Button>
        ) : (
          <Button variant="default" onClick={onNext}>
            {t(noted ? 'calls:again' : 'calls:skip')}
          </Button>
        )}
      </Group>
    </div>
  )
}

function Done({ counts, left, onClose }: { counts: readonly CallResult[]; left: number; onClose(): void }) {
  const { t } = useTranslation('calls')
  const said = callResults.flatMap((result) => {
    const count = counts.filter((each) => each === result).length
    return count > 0 ? `${t(`answer.${result}`)} ${count}` : []
  })
  return (
    <div className={classes.person}>
      <h2 className={classes.name}>{t('done.title')}</h2>
      <Text>{[t('done.count', { count: counts.length }), left > 0 ? t('done.left', { count: left }) : ''].filter(Boolean).join(', ')}</Text>
      {said.length > 0 && <Text c="dimmed">{said.join(' · ')}</Text>}
      <Group justify="flex-end">
        {/* Where the keyboard goes on: the question is gone. */}
        <Button autoFocus onClick={onClose}>
          {t('close')}
        </Button>
      </Group>
    </div>
  )
}
