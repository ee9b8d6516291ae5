/** What takes place today and on the seven days after it. */
import { useTranslation } from 'react-i18next'
import { isDay } from '#core/domain/agenda/moment'
import type { AgendaOccurrence, Home } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { Card, useFirst } from './Card'
import classes from './Card.module.css'

const shown = 10

export function AheadCard({ home: { days, occurrences, actions, people }, now }: { home: Home; now: number }) {
  const { t } = useTranslation(['home', 'action'])
  const locale = dateLocale(useLocale())
  const { first, rest } = useFirst(occurrences, shown)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  // No platform says « 1er ».
  const dayInWords = (at: number) => weekday.formatToParts(at).map(({ type, value }) => (type === 'day' && value === '1' && locale === 'fr-FR' ? '1er' : value)).join('')
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const agenda = routeHash({ place: 'agenda' })

  const line = ({ action: id, on, start, from, to, places }: AgendaOccurrence) => {
    const action = actions.find((one) => one.id === id)!
    const lacking = to > now && action.status === 'planned' ? (places?.lacking ?? 0) : 0
    return (
      <li key={`${id} ${on}`}>
        <a href={routeHash({ place: 'agenda', action: id, ...(on ? { on } : {}) })} data-status={action.status}>
          <span className={classes.time}>{isDay(start) ? t('home:ahead.allDay') : `${clock.format(from)} – ${clock.format(to)}`}</span>
          <span className={classes.name}>{action.title || t(`action:kind.${action.kind}`)}</span>
          <span className={classes.where}>{[action.place, action.city].filter(Boolean).join(', ')}</span>
          {action.status === 'cancelled' ? (
            <span className={classes.coming}>{t('home:ahead.cancelled')}</span>
          ) : (
            places && (
              <span className={classes.coming} data-lacking={lacking > 0 || undefined}>
                {lacking > 0 ? t('home:ahead.lacking', { count: lacking }) : places.coming > 0 ? t('home:ahead.coming', { count: places.coming }) : ''}
              </span>
            )
          )}
        </a>
      </li>
    )
  }

  if (occurrences.length === 0) {
    return (
      <Card title={t('home:ahead.title', { count: 0 })}>
        <p className={classes.empty}>
          {t('home:ahead.none')} <a href={agenda}>{t(people ? 'home:ahead.plan' : 'home:ahead.propose')}</a>
        </p>
      </Card>
    )
  }
  return (
    <Card title={t('home:ahead.title', { count: occurrences.length })} more={<a href={agenda}>{t('home:ahead.agenda')}</a>}>
      {days.slice(0, -1).map((day, at) => {
        // What began before today is there today.
        const some = first.filter(({ from }) => (at === 0 || from >= day) && from < days[at + 1]!)
        if (some.length === 0) return null
        return (
          <div key={day}>
            <h3 data-today={at === 0 || undefined}>{at === 0 ? t('home:ahead.today') : at === 1 ? t('home:ahead.tomorrow') : dayInWords(day)}</h3>
            <ul className={classes.lines}>{some.map(line)}</ul>
          </div>
        )
      })}
      {rest}
    </Card>
  )
}
