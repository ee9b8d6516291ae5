/** Weeks of days, as a wall calendar: arrows go from day to day, Enter makes an action on one, Tab goes through what is on it. */
import { VisuallyHidden } from '@mantine/core'
import { useViewportSize } from '@mantine/hooks'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf, daysLater } from '#core/domain/days'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { Item } from './Item'
import { byDay } from './period'
import type { Shown } from './use-agenda'
import classes from './MonthView.module.css'

/** Of a line in px, for WCAG 2.2's target size; and of all that is not lines: above the month, above a day's lines. */
const lineHeight = 26
const aboveMonth = 210
const aboveLines = 30

export interface ViewProps {
  days: readonly string[]
  /** The day that the view is turned to. */
  day: string
  today: string
  shown: readonly Shown[]
  /** `action on` of the sheet that is open. */
  open: string
  onDay(day: string): void
  onShowDay(day: string): void
  onNew(day: string, hour?: number): void
}

export const isOpen = ({ action, on }: Shown, open: string) => `${action} ${on}` === open

export function MonthView({ days, day, today, shown, open, onDay, onShowDay, onNew }: ViewProps) {
  const { t } = useTranslation('agenda')
  const locale = dateLocale(useLocale())
  const grid = useRef<HTMLDivElement>(null)
  const items = byDay(shown, days)
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full' })
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' })
  const { height } = useViewportSize()
  const drawn = Math.max(3, Math.floor((((height || 800) - aboveMonth) / (days.length / 7) - aboveLines) / lineHeight))
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))

  const keys = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).role !== 'gridcell') return
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const to = daysLater(day, step)
      onDay(to)
      requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus())
    } else if (event.key === 'Enter') {
      event.preventDefault()
      onNew(day)
    }
  }

  return (
    <div ref={grid} role="grid" aria-label={t('view.month')} className={classes.grid} onKeyDown={keys}>
      <div role="row" className={classes.head}>
        {weeks[0]!.map((each) => (
          <span key={each} role="columnheader">
            {weekday.format(dateOf(each))}
          </span>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" className={classes.week}>
          {week.map((each) => {
            const all = items.get(each)!
            const some = all.length > drawn ? all.slice(0, drawn - 1) : all
            return (
              <div
                key={each} role="gridcell" data-day={each} tabIndex={each === day ? 0 : -1} className={classes.day}
                aria-current={each === today ? 'date' : undefined} data-other={each.slice(0, 7) !== day.slice(0, 7) || undefined}
                onFocus={(event) => event.target === event.currentTarget && each !== day && onDay(each)}
                onDoubleClick={(event) => event.target === event.currentTarget && onNew(each)}
              >
                <VisuallyHidden component="span">{t(all.length > 0 ? 'dayLabel' : 'dayEmpty', { day: long.format(dateOf(each)), count: all.length })}</VisuallyHidden>
                <span className={classes.number} aria-hidden>
                  {Number(each.slice(8))}
                </span>
                {some.map((item) => (
                  <Item key={`${item.action} ${item.on}`} shown={item} open={isOpen(item, open)} />
                ))}
                {all.length > some.length && (
                  <button type="button" className={classes.more} onClick={() => onShowDay(each)}>
                    {t('others', { count: all.length - some.length })} <VisuallyHidden component="span">{t('othersOn', { day: long.format(dateOf(each)) })}</VisuallyHidden>
                  </button>
                )}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}
