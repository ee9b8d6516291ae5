/** Keys as screens that are worked by keyboard alone show them: one, and the legend of all. */
import type { ReactNode } from 'react'
import classes from './Keys.module.css'

/** `hidden`: the button that it stands on says it already (`aria-keyshortcuts`). */
export const Key = ({ children, hidden = false }: { children: ReactNode; hidden?: boolean }) => (
  <kbd className={classes.key} aria-hidden={hidden || undefined}>
    {children}
  </kbd>
)

/** `keys`: a key and what it does; without a key, a word to all of it. */
export function KeyLegend({ keys, className = '' }: { keys: readonly (readonly [key: string | null, what: string])[]; className?: string | undefined }) {
  return (
    <ul className={`${classes.legend} ${className}`}>
      {keys.map(([key, what]) => (
        <li key={`${key} ${what}`}>
          {key !== null && <Key>{key}</Key>} {what}
        </li>
      ))}
    </ul>
  )
}
