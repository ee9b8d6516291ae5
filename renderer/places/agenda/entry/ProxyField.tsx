/** Whose proxies somebody holds: each with a way to take it back, and a field that finds a member by the beginning of a name. */
import { IconX } from '@tabler/icons-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '#core/domain/fold'
import type { PersonId } from '#core/domain/ids'
import classes from './Assembly.module.css'

export interface ProxyChoice {
  id: PersonId
  name: string
  row?: number
}

interface Props {
  id: string
  row: number
  held: readonly { id: PersonId; name: string }[]
  /** Whoever may have given hers. */
  choices: readonly ProxyChoice[]
  onGive(choice: ProxyChoice): void
  onDrop(held: { id: PersonId; name: string }): void
  /** Enter with nothing typed. */
  onDone(): void
  /** Escape. */
  onBack(): void
}

const mostShown = 6

export function ProxyField({ id, row, held, choices, onGive, onDrop, onDone, onBack }: Props) {
  const { t } = useTranslation('assembly')
  const list = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const words = fold(typed).split(' ').filter(Boolean)
  const isCalled = ({ name }: ProxyChoice) => words.every((word) => ` ${fold(name)}`.includes(` ${word}`))
  const found = words.length > 0 ? choices.filter((choice) => !held.some((one) => one.id === choice.id) && isCalled(choice)).slice(0, mostShown) : []
  const give = (choice: ProxyChoice | undefined) => {
    if (!choice) return
    setTyped('')
    setActive(0)
    onGive(choice)
  }
  const keys = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, nativeEvent } = event
    if (nativeEvent.isComposing || altKey || ctrlKey) return
    const act = {
      Enter: () => (typed.trim() === '' ? onDone() : give(found[active])),
      ArrowDown: () => setActive((now) => Math.min(now + 1, found.length - 1)),
      ArrowUp: () => setActive((now) => Math.max(now - 1, 0)),
      Escape: () => (typed ? setTyped('') : onBack()),
    }[key]
    const last = held.at(-1)
    if (act || (key === 'Backspace' && typed === '' && last)) {
      event.preventDefault()
      if (act) act()
      else onDrop(last!)
    }
    // Letters are keys elsewhere on the line.
    event.stopPropagation()
  }
  return (
    <div className={classes.proxies}>
      {held.map((one) => (
        <span key={one.id} className={classes.held}>
          {one.name}
          <button type="button" aria-label={t('drop', { name: one.name })} tabIndex={-1} onClick={() => onDrop(one)}>
            <IconX size={12} stroke={2} aria-hidden />
          </button>
        </span>
      ))}
      <input
        id={id} className={classes.proxyInput} type="text" role="combobox" aria-label={t('proxyOf', { row })} aria-expanded={found.length > 0} aria-controls={list} aria-autocomplete="list"
        aria-activedescendant={found[active] ? `${list}-${active}` : undefined} placeholder={t('proxyType')} autoComplete="off" spellCheck={false} maxLength={100} value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={keys}
      />
      <div id={list} role="listbox" aria-label={t('found')} className={classes.found} hidden={found.length === 0}>
        {found.map((choice, at) => (
          <div
            key={choice.id} id={`${list}-${at}`} role="option" aria-selected={at === active} className={classes.choice}
            onMouseDown={(event) => {
              // The focus stays in the field.
              event.preventDefault()
              give(choice)
            }}
          >
            <strong>{choice.name}</strong> {choice.row !== undefined && <span>{t('foundRow', { row: choice.row })}</span>}
          </div>
        ))}
      </div>
      {words.length > 0 && found.length === 0 && <small role="status">{t('nobodyFound')}</small>}
    </div>
  )
}
