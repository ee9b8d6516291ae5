/** Shifts that people are still to be found for, the soonest first. */
import { useTranslation } from 'react-i18next'
import type { Home } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { Card, useFirst } from './Card'
import classes from './Card.module.css'

const shown = 5

export function LackingCard({ lacking, actions }: { lacking: NonNullable<Home['lacking']>; actions: Home['actions'] }) {
  const { t } = useTranslation(['home', 'action'])
  const locale = dateLocale(useLocale())
  const { first, rest } = useFirst(lacking, shown)
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  if (lacking.length === 0) {
    return (
      <Card title={t('home:lacking.title', { count: 0 })}>
        <p className={classes.empty}>{t('home:lacking.none')}</p>
      </Card>
    )
  }
  return (
    <Card title={t('home:lacking.title', { count: lacking.length })} more={<span>{t('home:lacking.within')}</span>}>
      <ul className={classes.lines}>
        {first.map(({ action: id, on, shift, role, from, to, lacking: count }) => {
          const action = actions.find((one) => one.id === id)!
          return (
            <li key={`${id} ${on} ${shift}`}>
              <a href={routeHash({ place: 'agenda', action: id, ...(on ? { on } : {}) })}>
                <span className={classes.time} data-day>
                  {day.format(from)} · {clock.format(from)} – {clock.format(to)}
                </span>
                <span className={classes.name}>{action.title || t(`action:kind.${action.kind}`)}</span>
                {role && <span className={classes.where}>{role}</span>}
                <span className={classes.coming} data-lacking>
                  {t('home:ahead.lacking', { count })}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
      {rest}
    </Card>
  )
}
