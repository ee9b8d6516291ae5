/** Days beside each other with their hours below each other: what takes place at the same time stands side by side. */
import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isDay } from '#core/domain/agenda/moment'
import { dateOf, daysLater } from '#core/domain/days'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { Item } from './Item'
import { isOpen, type ViewProps } from './MonthView'
import { byDay, inLanes } from './period'
import classes from './WeekView.module.css'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
/** Where the view begins when it is opened: who leaflets at a station is up at six. */
const firstHour = 6
/** Shown as at least so many minutes long: its name must be readable. */
const shortest = 45

export function WeekView({ days, today, shown, open, onShowDay, onNew }: ViewProps) {
  const { t } = useTranslation('agenda')
  const locale = dateLocale(useLocale())
  const scroller = useRef<HTMLDivElement>(null)
  const items = byDay(shown, days)
  const title = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: days.length === 1 ? 'long' : undefined })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full' })
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })

  useEffect(() => {
    const line = scroller.current?.querySelector<HTMLElement>(`[data-hour="${firstHour}"]`)
    if (line && scroller.current) scroller.current.scrollTop = line.offsetTop
  }, [])

  return (
    <div className={classes.view} style={{ '--days': days.length } as React.CSSProperties}>
      <div className={classes.head}>
        <span />
        {days.map((day) => (
          <button key={day} type="button" className={classes.title} aria-current={day === today ? 'date' : undefined} onClick={() => onShowDay(day)}>
            <span aria-hidden>{title.format(dateOf(day))}</span>
            <VisuallyHidden component="span">{long.format(dateOf(day))}</VisuallyHidden>
          </button>
        ))}
      </div>
      <div className={classes.whole}>
        <span className={classes.hour}>{t('allDay')}</span>
        {days.map((day) => (
          <div key={day} className={classes.wholeDay}>
            {items.get(day)!.filter(({ start }) => isDay(start)).map((item) => (
              <Item key={`${item.action} ${item.on}`} shown={item} open={isOpen(item, open)} />
            ))}
          </div>
        ))}
      </div>
      <div ref={scroller} className={classes.scroller} tabIndex={0} role="region" aria-label={t(days.length === 1 ? 'view.day' : 'view.week')}>
        <div className={classes.hours}>
          {hours.map((each) => (
            <span key={each} className={classes.hour} data-hour={each}>
              {hour.format(new Date(2026, 0, 1, each))}
            </span>
          ))}
        </div>
        {days.map((day) => (
          <section key={day} className={classes.day} aria-label={t(items.get(day)!.length > 0 ? 'dayLabel' : 'dayEmpty', { day: long.format(dateOf(day)), count: items.get(day)!.length })}>
            {hours.map((each) => (
              <span key={each} className={classes.slot} data-slot={each} onDoubleClick={() => onNew(day, each)} />
            ))}
            {inLanes(items.get(day)!.filter(({ start }) => !isDay(start))).map(({ item, lane, lanes }) => {
              const [from, to] = [minutesOn(day, item.from), minutesOn(day, item.to)]
              return (
                <div
                  key={`${item.action} ${item.on}`} className={classes.block}
                  style={{ '--from': from, '--length': Math.max(shortest, to - from), '--lane': lane, '--lanes': lanes } as React.CSSProperties}
                >
                  <Item shown={item} open={isOpen(item, open)} tall narrow={lanes > 1} />
                </div>
              )
            })}
          </section>
        ))}
      </div>
    </div>
  )
}

/** Minutes of the day's clock; what lies outside of it is at its edge. */
function minutesOn(day: string, ms: number): number {
  if (ms <= dateOf(day).getTime()) return 0
  if (ms >= dateOf(daysLater(day, 1)).getTime()) return 24 * 60
  const at = new Date(ms)
  return at.getHours() * 60 + at.getMinutes()
}
