/** Values to be ticked: how many people each has is said before it is chosen. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { fold } from '#core/domain/fold'
import classes from './TickList.module.css'

/** Values beyond which one types to find them. */
const fewValues = 8
/** Rows drawn at once: a base may hold thousands of communes. */
const drawn = 200

interface Props {
  label: string
  /** What the field says in which one types to find some. */
  find: string
  /** Said instead of values. */
  none: { found: string; there: string }
  values: readonly { value: string; text: string; count: string }[]
  chosen: ReadonlySet<string>
  onToggle(value: string): void
}

export function TickList({ label, find, none, values, chosen, onToggle }: Props) {
  const [typed, setTyped] = useState('')
  const wanted = fold(typed)
  const found = values.filter(({ text }) => !wanted || fold(text).includes(wanted))
  return (
    <div>
      {values.length > fewValues && <TextInput size="xs" data-autofocus aria-label={find} placeholder={find} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />}
      <div className={classes.choices} role="group" aria-label={label}>
        {found.slice(0, drawn).map(({ value, text, count }) => (
          <label key={value} className={classes.choice}>
            <input type="checkbox" checked={chosen.has(value)} onChange={() => onToggle(value)} />
            {text}
            <span className={classes.count}>{count}</span>
          </label>
        ))}
        {found.length === 0 && <div className={classes.empty}>{typed ? none.found : none.there}</div>}
      </div>
    </div>
  )
}
