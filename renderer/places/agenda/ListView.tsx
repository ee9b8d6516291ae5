/** What takes place, day after day, with who comes: the view that is printed in one's head. */
import { Badge, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isDay } from '#core/domain/agenda/moment'
import { dateOf } from '#core/domain/days'
import { dateLocale } from '../../ui/dates'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { useActionName, useClock } from './Item'
import { isOpen, type ViewProps } from './MonthView'
import { byDay } from './period'
import { useProposals, type Shown } from './use-agenda'
import classes from './ListView.module.css'

export function ListView({ days, today, shown, open }: ViewProps) {
  const { t } = useTranslation(['agenda', 'action'])
  const locale = dateLocale(useLocale())
  const name = useActionName()
  const proposals = useProposals()
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
  const items = [...byDay(shown, days)].filter(([, some]) => some.length > 0)
  return (
    <div className={classes.list}>
      {proposals && proposals.length > 0 && (
        <section aria-labelledby="agenda-proposals">
          <h2 id="agenda-proposals">{t('agenda:proposals.count', { count: proposals.length })}</h2>
          <ul>
            {proposals.map((action) => (
              <li key={action.id}>
                <a href={routeHash({ place: 'agenda', action: action.id })} className={classes.line} aria-current={open.startsWith(`${action.id} `) || undefined}>
                  <span className={classes.name}>{name(action)}</span>
                  <Text component="span" size="sm" c="dimmed">
                    {t('agenda:proposals.dates', { count: Math.max(1, action.dates.length) })}
                  </Text>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {items.map(([day, some]) => (
        <section key={day} aria-labelledby={`agenda-${day}`}>
          <h2 id={`agenda-${day}`} data-today={day === today || undefined}>
            {long.format(dateOf(day))}
          </h2>
          <ul>
            {some.map((item) => (
              <li key={`${item.action} ${item.on}`}>
                <Line shown={item} open={isOpen(item, open)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Line({ shown, open }: { shown: Shown; open: boolean }) {
  const { t } = useTranslation(['agenda', 'action'])
  const name = useActionName()
  const clock = useClock()
  const { of: action, places, lacking } = shown
  return (
    <a href={routeHash({ place: 'agenda', action: action.id, ...(shown.on ? { on: shown.on } : {}) })} className={classes.line} data-status={action.status} aria-current={open || undefined}>
      <span className={classes.time}>{isDay(shown.start) ? t('agenda:allDay') : `${clock(shown.from)} – ${clock(shown.to)}`}</span>
      <span className={classes.name}>{name(action)}</span>
      <span className={classes.where}>{[action.place, action.city].filter(Boolean).join(', ')}</span>
      {action.status !== 'planned' && (
        <Badge variant="default" size="sm" tt="none">
          {t(`agenda:status.${action.status}`)}
        </Badge>
      )}
      {places && action.status === 'planned' && (
        <span className={classes.coming} data-lacking={lacking > 0 || undefined}>
          {lacking > 0 ? t('agenda:lacking', { count: lacking }) : places.coming > 0 ? t('agenda:coming', { count: places.coming }) : ''}
          {places.waiting > 0 && ` · ${t('agenda:waiting', { count: places.waiting })}`}
        </span>
      )}
    </a>
  )
}
