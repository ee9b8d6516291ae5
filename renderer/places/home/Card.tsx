/** A part of the home screen, with its figure as its title. */
import { Button } from '@mantine/core'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Card.module.css'

interface Props {
  title: ReactNode
  /** Beside the title: where it is told in full. */
  more?: ReactNode
  children: ReactNode
}

export function Card({ title, more, children }: Props) {
  const id = useId()
  return (
    <section className={classes.card} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        {more}
      </header>
      {children}
    </section>
  )
}

/** The first ones of a list, and the others when asked for: a busy week must not hide all that is below it. */
export function useFirst<Item>(items: readonly Item[], shown: number): { first: readonly Item[]; rest: ReactNode } {
  const { t } = useTranslation('home')
  const [all, setAll] = useState(false)
  const left = items.length - shown
  if (all || left <= 0) return { first: items, rest: null }
  return {
    first: items.slice(0, shown),
    rest: (
      <Button variant="subtle" size="compact-sm" className={classes.rest} onClick={() => setAll(true)}>
        {t('all', { count: left })}
      </Button>
    ),
  }
}
