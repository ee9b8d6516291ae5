/** A commune or a postal code, with the official list below it while it is typed. What the list does not know stays as typed. */
import { useId, useState, type KeyboardEvent, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useTowns } from './use-towns'
import classes from './Stand.module.css'

interface Props {
  value: string
  onChange(value: string): void
  /** Enter: the town is as it shall be. */
  onDone(): void
  ref: Ref<HTMLInputElement>
}

export function TownField({ value, onChange, onDone, ref }: Props) {
  const { t } = useTranslation('stand')
  const [field, list] = [useId(), useId()]
  const [active, setActive] = useState(-1)
  /** Chosen, left or closed: not shown until something else is typed. */
  const [closed, setClosed] = useState(true)
  const found = useTowns(closed ? '' : value)
  const towns = closed ? [] : found
  const take = (town: string) => {
    onChange(town)
    setActive(-1)
    setClosed(true)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey) return
    const move = { ArrowDown: Math.min(active + 1, towns.length - 1), ArrowUp: Math.max(active - 1, -1) }[event.key]
    if (move !== undefined && towns.length > 0) setActive(move)
    else if (event.key === 'Enter') {
      if (active >= 0 && towns[active]) take(towns[active])
      setClosed(true)
      onDone()
    } else if (event.key === 'Escape' && towns.length > 0) setClosed(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={classes.field}>
      <label htmlFor={field}>{t('town')}</label>
      <input
        ref={ref} id={field} className={classes.input} type="text" autoComplete="off" autoCapitalize="words" spellCheck={false} maxLength={100} role="combobox" aria-autocomplete="list" aria-expanded={towns.length > 0} aria-controls={list}
        aria-activedescendant={active >= 0 && towns[active] ? `${list}-${active}` : undefined} value={value} onKeyDown={keys} onBlur={() => setClosed(true)}
        onChange={(event) => {
          onChange(event.currentTarget.value)
          setActive(-1)
          setClosed(false)
        }}
      />
      <div id={list} role="listbox" aria-label={t('towns')} className={classes.towns} hidden={towns.length === 0}>
        {towns.map((town, at) => (
          <div
            key={town} id={`${list}-${at}`} role="option" aria-selected={at === active} className={classes.town}
            onMouseDown={(event) => {
              // The focus stays in the field.
              event.preventDefault()
              take(town)
            }}
          >
            {town}
          </div>
        ))}
      </div>
    </div>
  )
}
