/** Proposals that nobody has decided upon. */
import { useTranslation } from 'react-i18next'
import type { Home } from '#engine/api'
import { routeHash } from '../../ui/route'
import { Card, useFirst } from './Card'
import classes from './Card.module.css'

const shown = 5

export function ProposalsCard({ proposals }: Pick<Home, 'proposals'>) {
  const { t } = useTranslation(['home', 'action'])
  const { first, rest } = useFirst(proposals, shown)
  return (
    <Card title={t('home:proposals.title', { count: proposals.length })}>
      {proposals.length === 0 && <p className={classes.empty}>{t('home:proposals.none')}</p>}
      <ul className={classes.lines}>
        {first.map(({ id, title, kind, place, city, dates }) => (
          <li key={id}>
            <a href={routeHash({ place: 'agenda', action: id })}>
              <span className={classes.name}>{title || t(`action:kind.${kind}`)}</span>
              <span className={classes.where}>{[place, city].filter(Boolean).join(', ')}</span>
              <span className={classes.coming}>{t('home:proposals.dates', { count: Math.max(1, dates.length) })}</span>
            </a>
          </li>
        ))}
      </ul>
      {rest}
    </Card>
  )
}
