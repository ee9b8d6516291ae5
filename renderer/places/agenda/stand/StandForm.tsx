/** One person at a stall: large fields, by keyboard alone or by finger, blank again as soon as she is noted. */
import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@mantine/core'
import { emptyLine, isEmptyLine, namesSomebody, type WrittenLine } from '#core/domain/agenda/entry-line'
import { contactReading, readContact } from '#core/domain/agenda/stand'
import { levels } from '#core/domain/person'
import { signInChannels, signInWords } from '#core/print/sign-in-words'
import { useStable } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import { isTyping } from '../../../ui/typing'
import { letterOf } from '../entry/letters'
import { TownField } from './TownField'
import classes from './Stand.module.css'

export interface StandFormHandle {
  /** What is typed, if somebody can be found by it. */
  pending(): WrittenLine | null
  clear(): void
  focus(): void
}

interface Props {
  /** The notice to be read out. */
  notice: string
  /** Something else has the keys: a dialog. */
  still: boolean
  onSave(line: WrittenLine): void
  onLacking(): void
  onDirty(dirty: boolean): void
  children: ReactNode
  ref: Ref<StandFormHandle>
}

type Typed = Omit<WrittenLine, 'email' | 'phone'> & { contact: string }
const { email: _email, phone: _phone, ...blankLine } = emptyLine
const blank: Typed = { ...blankLine, contact: '' }
const lineOf = ({ contact, ...typed }: Typed): WrittenLine => ({ ...typed, ...readContact(contact) })

export function StandForm({ notice, still, onSave, onLacking, onDirty, children, ref }: Props) {
  const { t } = useTranslation('stand')
  const locale = useLocale()
  const words = signInWords[locale]
  const [typed, setTyped] = useState(blank)
  /** Each person has fields of her own: those of the one before would give back her name to Ctrl+Z. */
  const [turn, setTurn] = useState(0)
  const first = useRef<HTMLInputElement>(null)
  const last = useRef<HTMLInputElement>(null)
  const contact = useRef<HTMLInputElement>(null)
  const town = useRef<HTMLInputElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [levelLabel, agreeLabel, noticeLabel, ids] = [useId(), useId(), useId(), useId()]
  const reading = contactReading(typed.contact)
  const dirty = !isEmptyLine(lineOf(typed))
  useLayoutEffect(() => onDirty(dirty), [onDirty, dirty])

  const write = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }))
  const tick = (channel: Typed['channels'][number]) => setTyped((now) => ({ ...now, channels: now.channels.includes(channel) ? now.channels.filter((each) => each !== channel) : [...now.channels, channel] }))
  const clear = () => {
    setTyped(blank)
    setTurn((now) => now + 1)
  }
  useImperativeHandle(ref, () => ({
    pending: () => (namesSomebody(lineOf(typed)) ? lineOf(typed) : null),
    clear,
    focus: () => first.current?.focus(),
  }))
  useLayoutEffect(() => first.current?.focus(), [turn])
  const save = () => {
    const line = lineOf(typed)
    if (!namesSomebody(line)) {
      first.current?.focus()
      return onLacking()
    }
    clear()
    return onSave(line)
  }
  const firstOf = (name: string) => form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`) ?? form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const enter = (event: KeyboardEvent, go: () => void) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    go()
  }
  // Wherever the focus is, also nowhere: letters and digits choose unless they are text.
  const press = useStable((event: globalThis.KeyboardEvent) => {
    if (still || event.isComposing || event.defaultPrevented) return
    const key = event.key.toLowerCase()
    if (key === 'enter' && event.ctrlKey) {
      event.preventDefault()
      return save()
    }
    // For the same reason: nothing that was typed before comes back.
    if ((event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')) return event.preventDefault()
    if (event.ctrlKey || event.metaKey || (!event.altKey && isTyping(event.target))) return
    const channel = signInChannels.find((each) => letterOf(each, locale) === key)
    const level = levels[Number(/^(?:Digit|Numpad)([1-3])$/.exec(event.code)?.[1]) - 1]
    if (!channel && !level) return
    event.preventDefault()
    if (channel) tick(channel)
    else write({ level: level! })
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [press])

  const text = (name: 'firstName' | 'lastName', field: typeof first, next: () => void) => (
    <div className={classes.field}>
      <label htmlFor={`${ids}-${name}`}>{t(name)}</label>
      <input
        ref={field} id={`${ids}-${name}`} className={classes.input} type="text" autoComplete="off" autoCapitalize="words" spellCheck={false} maxLength={100}
        value={typed[name]} onChange={(event) => write({ [name]: event.currentTarget.value })} onKeyDown={(event) => enter(event, next)}
      />
    </div>
  )

  return (
    <form
      key={turn} ref={form} className={classes.form} autoComplete="off" noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className={classes.column}>
        {text('firstName', first, () => last.current?.focus())}
        {text('lastName', last, () => contact.current?.focus())}
        <div className={classes.field}>
          <label htmlFor={`${ids}-contact`}>{t('contact')}</label>
          <input
            ref={contact} id={`${ids}-contact`} className={classes.input} type="text" autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={200} aria-describedby={`${ids}-kept`}
            value={typed.contact} onChange={(event) => write({ contact: event.currentTarget.value })} onKeyDown={(event) => enter(event, () => town.current?.focus())}
          />
          <p id={`${ids}-kept`} className={classes.kept} data-odd={reading?.odd || undefined}>
            {reading && t(`kept.${reading.odd ? 'odd' : reading.kind}`, { shown: reading.shown })}
          </p>
        </div>
        <TownField ref={town} value={typed.place} onChange={(place) => write({ place })} onDone={() => firstOf(`${ids}-level`)?.focus()} />
        <div role="radiogroup" aria-labelledby={levelLabel} className={classes.group}>
          <h2 id={levelLabel} className={classes.title}>
            {t('level')} <small>{t('levelMore')}</small>
          </h2>
          <div className={classes.levels}>
            {levels.map((level, at) => (
              <label key={level} className={classes.choice}>
                <input
                  type="radio" name={`${ids}-level`} checked={typed.level === level} onChange={() => write({ level })} onKeyDown={(event) => enter(event, () => firstOf(`${ids}-channel`)?.focus())}
                />
                <span>{t(`levels.${level}`)}</span>
                <kbd aria-hidden>{at + 1}</kbd>
              </label>
            ))}
          </div>
        </div>
      </div>
      <div className={classes.column}>
        <section aria-labelledby={noticeLabel} className={classes.notice}>
          <h2 id={noticeLabel} className={classes.title}>
            {t('notice')}
          </h2>
          <p>{notice}</p>
        </section>
        <div role="group" aria-labelledby={agreeLabel} aria-describedby={`${agreeLabel}-more`} className={classes.group}>
          <h2 id={agreeLabel} className={classes.title}>
            {t('agree')}
          </h2>
          <div className={classes.boxes}>
            {signInChannels.map((channel) => (
              <label key={channel} className={classes.choice}>
                <input type="checkbox" name={`${ids}-channel`} checked={typed.channels.includes(channel)} onChange={() => tick(channel)} onKeyDown={(event) => enter(event, save)} />
                <span>{words.channel[channel]}</span>
                <kbd aria-hidden>{letterOf(channel, locale)}</kbd>
              </label>
            ))}
          </div>
          <p id={`${agreeLabel}-more`} className={classes.more}>
            {t('agreeMore')}
          </p>
        </div>
        <div className={classes.end}>
          {children}
          <Button type="submit" size="xl" className={classes.next}>
            {t('next')}
          </Button>
        </div>
      </div>
    </form>
  )
}
