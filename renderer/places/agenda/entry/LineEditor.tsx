/** The line that is being keyed: its columns, and below it who in the base it may be of. By keyboard alone. */
import { Fragment, useId, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { emptyLine, isEmptyLine, lineTexts, namesSomebody, notesOfLine, type SheetFacts, type WrittenLine } from '#core/domain/agenda/entry-line'
import type { Channel } from '#core/domain/consent'
import type { PersonId } from '#core/domain/ids'
import { fullName } from '#core/domain/name-text'
import { levels, type Level, type Person } from '#core/domain/person'
import { phoneText } from '#core/domain/phone-text'
import { signInChannels, signInWords } from '#core/print/sign-in-words'
import { slipWords } from '#core/print/slip-words'
import { Key } from '../../../ui/Keys'
import { useLocale } from '../../../ui/settings'
import { letterOf } from './letters'
import { linesOfPerson } from './KeyedRow'
import { useCandidates, type Candidate } from './use-candidates'
import type { SentLine } from './use-entry'
import classes from './Entry.module.css'

export interface LineEditorHandle {
  /** What is keyed and not saved. */
  pending(): SentLine | null
  clear(): void
  focus(): void
  fill(line: WrittenLine): void
}

interface Props {
  row: number
  /** At first: where lines with names on them come before, the keys begin there. */
  takesFocus: boolean
  facts: SheetFacts
  /** Each slip also says what she wants. */
  slips: boolean
  /** Rows of this sheet on which somebody is already. */
  already: ReadonlyMap<PersonId, number>
  onSave(line: SentLine): void
  onSkip(): void
  onRow(by: 1 | -1): void
  onLeave(): void
  onSay(message: string): void
  onDirty(dirty: boolean): void
  ref: Ref<LineEditorHandle>
}

export function LineEditor({ row, takesFocus, facts, slips, already, onSave, onSkip, onRow, onLeave, onSay, onDirty, ref }: Props) {
  const { t } = useTranslation('entry')
  const locale = useLocale()
  const words = signInWords[locale]
  const [line, setLine] = useState<WrittenLine>(emptyLine)
  const [chosen, setChosen] = useState<Person | null>(null)
  /** The candidate that Enter takes; -1: none. */
  const [active, setActive] = useState(-1)
  const [hidden, setHidden] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLInputElement>(null)
  const self = useRef<HTMLTableRowElement>(null)
  const takes = useRef(takesFocus)
  const list = useId()
  const found = useCandidates(chosen ? null : line)
  const candidates = hidden || chosen ? [] : found
  const dirty = !isEmptyLine(line) || chosen !== null
  const notes = chosen ? notesOfLine(chosen, line, facts) : []
  const known = chosen && linesOfPerson(chosen, facts.code)
  const titles = { lastName: words.lastName, firstName: words.firstName, place: words.place, email: words.email, phone: words.phone }

  useLayoutEffect(() => onDirty(dirty), [onDirty, dirty])
  useLayoutEffect(() => {
    if (takes.current) {
      first.current?.focus()
      self.current?.scrollIntoView({ block: 'nearest' })
    }
    takes.current = true
  }, [row])
  const clear = () => {
    setLine(emptyLine)
    setChosen(null)
    setActive(-1)
    setHidden(false)
    first.current?.focus()
  }
  useImperativeHandle(ref, () => ({
    pending: () => (dirty ? { row, line, chosen, unreadable: !chosen && !namesSomebody(line) } : null),
    clear,
    focus: () => first.current?.focus(),
    fill: (written) => {
      clear()
      setLine(written)
    },
  }))

  const write = (change: Partial<WrittenLine>) => {
    setLine((now) => ({ ...now, ...change }))
    setActive(-1)
    setHidden(false)
  }
  const tick = (channel: Channel) => setLine((now) => ({ ...now, channels: now.channels.includes(channel) ? now.channels.filter((each) => each !== channel) : [...now.channels, channel] }))
  const want = (level: Level | '') => setLine(({ level: _before, ...now }) => (level === '' ? now : { ...now, level }))
  const take = (candidate: Candidate | undefined) => {
    if (!candidate) return
    const { person } = candidate
    setChosen(person)
    // What was typed to find her is no other name of hers.
    setLine((now) => ({ ...now, lastName: person.lastName || now.lastName, firstName: person.firstName || now.firstName }))
    setActive(-1)
    place.current?.focus()
  }
  const save = (unreadable: boolean) => {
    if (!unreadable && !chosen && !namesSomebody(line)) return onSay(t('needs', { row }))
    onSave({ row, line, chosen: unreadable ? null : chosen, unreadable })
    return clear()
  }
  const keys = (event: KeyboardEvent) => {
    const on = event.target as HTMLInputElement | HTMLSelectElement
    const choosing = on.tagName === 'SELECT'
    const { key, altKey, ctrlKey, nativeEvent } = event
    if (nativeEvent.isComposing) return
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(nativeEvent.code)?.[1]
    const done = (() => {
      if (key === 'Enter' && !altKey && !ctrlKey) {
        if (active >= 0 && candidates[active]) return () => take(candidates[active])
        return dirty ? () => save(false) : onSkip
      }
      if (key === 'F2' || (altKey && key.toLowerCase() === 'u')) return () => save(true)
      if (altKey && digit) return () => take(candidates[Number(digit) - 1])
      if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) return () => onRow(key === 'ArrowUp' ? -1 : 1)
      if (ctrlKey && key === 'Delete') return clear
      const level = choosing && !altKey && !ctrlKey && digit ? levels[Number(digit) - 1] : undefined
      if (level) return () => want(level)
      if (key === 'ArrowDown' && candidates.length > 0 && !choosing) return () => setActive((now) => Math.min(now + 1, candidates.length - 1))
      if (key === 'ArrowUp' && candidates.length > 0 && !choosing) return () => setActive((now) => Math.max(now - 1, -1))
      if (key === 'Escape') {
        if (active >= 0 || candidates.length > 0) return () => (setActive(-1), setHidden(true))
        if (chosen) return () => setChosen(null)
        return dirty ? () => onSay(t('typed', { row })) : onLeave
      }
      if (on.type === 'checkbox' && !altKey && !ctrlKey) {
        const channel = signInChannels.find((each) => letterOf(each, locale) === key.toLowerCase())
        if (channel) return () => tick(channel)
      }
      return null
    })()
    if (!done) return
    event.preventDefault()
    event.stopPropagation()
    done()
  }

  return (
    <Fragment>
      <tr ref={self} className={classes.editor} onKeyDown={keys} data-row={row} data-chosen={chosen ? '' : undefined}>
        <th scope="row" className={classes.number}>
          {row}
        </th>
        {lineTexts.map((field) => (
          <td key={field}>
            <input
              ref={field === 'lastName' ? first : field === 'place' ? place : undefined} className={classes.input} aria-label={t('field', { column: titles[field], row })} placeholder={known?.[field] ?? ''}
              role="combobox" aria-expanded={candidates.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={active >= 0 && candidates[active] ? `${list}-${active}` : undefined}
              type="text" inputMode={field === 'phone' ? 'tel' : field === 'email' ? 'email' : 'text'} autoComplete="off" autoCapitalize="words" spellCheck={false} maxLength={200}
              data-autofocus={(takesFocus && field === 'lastName') || undefined} value={line[field]} onChange={(event) => write({ [field]: event.currentTarget.value })}
            />
          </td>
        ))}
        {slips && (
          <td>
            <select className={classes.input} aria-label={t('wants', { row })} value={line.level ?? ''} onChange={(event) => want(event.currentTarget.value as Level | '')}>
              <option value="" />
              {levels.map((level, at) => (
                <option key={level} value={level}>
                  {`${at + 1} ${slipWords[locale].want[level]}`}
                </option>
              ))}
            </select>
          </td>
        )}
        {signInChannels.map((channel) => (
          <td key={channel} className={classes.box}>
            <input type="checkbox" aria-label={t('box', { channel: words.channel[channel], row })} checked={line.channels.includes(channel)} onChange={() => tick(channel)} />
          </td>
        ))}
        <td className={classes.state}>{t('typing')}</td>
      </tr>
      <tr className={classes.below}>
        <td />
        <td colSpan={slips ? 11 : 10}>
          {chosen && (
            <p className={classes.chosen}>
              <strong>{t('chosen', { name: [fullName(chosen), chosen.city].filter(Boolean).join(', ') })}</strong>
              {notes.map((note) => (
                <span key={JSON.stringify(note)}>
                  {note.kind === 'kept' ? t(`kept.${note.field}`, { value: note.value }) : note.kind === 'added' ? t(`added.${note.field}`) : t('refusedSince', { channel: words.channel[note.channel as 'email'] })}
                </span>
              ))}
              <small>{t('notHer')}</small>
            </p>
          )}
          {candidates.length > 0 && (
            <p className={classes.offer}>
              {t('candidates')} <small>{t('candidateKeys')}</small>
            </p>
          )}
          <div id={list} role="listbox" aria-label={t('candidates')} className={classes.candidates} hidden={candidates.length === 0}>
            {candidates.map((candidate, at) => (
              <div
                key={candidate.person.id} id={`${list}-${at}`} role="option" aria-selected={at === active} className={classes.candidate}
                onMouseDown={(event) => {
                  // The focus stays in the line.
                  event.preventDefault()
                  take(candidate)
                }}
              >
                <Key hidden>{at + 1}</Key>
                <Told candidate={candidate} row={already.get(candidate.person.id)} />
              </div>
            ))}
          </div>
        </td>
      </tr>
    </Fragment>
  )
}

/** By what she is told from her namesakes: where she lives, and how her number ends. */
function Told({ candidate: { person, reason }, row }: { candidate: Candidate; row: number | undefined }) {
  const { t } = useTranslation(['entry', 'person'])
  const phone = person.phones[0]?.value.replace(/\D/g, '').slice(-4) ?? ''
  const more = [person.city, phone && `… ${phoneText(phone).replace(/(\d\d)(?=\d)/, '$1\u00a0')}`, person.emails[0]?.value, reason && t(`entry:found.${reason}`), row && t('entry:already', { row })].filter(Boolean)
  return (
    <>
      <strong>{`${person.lastName} ${person.firstName}`.trim() || t('person:nameless')}</strong>
      <span>{more.join(' · ')}</span>
    </>
  )
}
