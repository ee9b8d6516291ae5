/** Where the people of the section stand: each figure opens the list that it counts. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usualDays } from '#core/domain/added'
import type { PeopleFigures } from '#core/domain/growth'
import { levels, relations } from '#core/domain/person'
import { everyone, type PeopleFilter, type PeopleQuery } from '#core/domain/query'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { Card } from './Card'
import { Growth } from './Growth'
import { LevelMark } from './LevelMark'
import classes from './PeopleCard.module.css'
import cardClasses from './Card.module.css'

interface Props {
  people: PeopleFigures
  onAsk(query: PeopleQuery): void
}

export function PeopleCard({ people, onAsk }: Props) {
  const { t } = useTranslation(['home', 'person'])
  const locale = useLocale()
  const list = (query: PeopleQuery, children: ReactNode) => (
    <a href={routeHash({ place: 'people' })} onClick={() => onAsk(query)}>
      {children}
    </a>
  )
  const filtered = (filter: PeopleFilter): PeopleQuery => ({ ...everyone, filters: [filter] })
  const figure = (key: string, count: number, word: string, filter: PeopleFilter, mark?: ReactNode) => (
    <li key={key}>
      {list(
        filtered(filter),
        <>
          <span className={classes.count}>{count.toLocaleString(locale)}</span>{' '}
          <span className={classes.word}>
            {mark}
            {word}
          </span>
        </>,
      )}
    </li>
  )
  if (people.total === 0) {
    return (
      <Card title={t('home:people.title', { count: 0 })}>
        <p className={cardClasses.empty}>
          {t('home:people.none')} <a href={routeHash({ place: 'people' })}>{t('home:people.begin')}</a>
        </p>
      </Card>
    )
  }
  return (
    <Card title={list(everyone, t('home:people.title', { count: people.total }))}>
      <ul className={classes.figures} aria-label={t('home:people.levels')}>
        {levels.map((level) => figure(level, people.levels[level], t(`person:level.${level}`), { kind: 'level', any: [level] }, <LevelMark level={level} />))}
        {people.levels[''] > 0 && figure('none', people.levels[''], t('home:people.noLevel'), { kind: 'level', any: [''] })}
      </ul>
      <ul className={classes.figures} aria-label={t('home:people.relations')}>
        {relations.map((relation) => figure(relation, people.relations[relation], t(`person:relation.${relation}`), { kind: 'relation', any: [relation] }))}
        {people.relations[''] > 0 && figure('none', people.relations[''], t('home:people.noRelation'), { kind: 'relation', any: [''] })}
      </ul>
      <ul className={classes.news}>
        <li>
          {list({ ...filtered({ kind: 'added', since: { days: usualDays } }), sort: { column: 'createdAt', descending: true } }, t('home:people.added', { count: people.added }))}
        </li>
        {people.conflicts > 0 && <li>{list(filtered({ kind: 'conflict' }), t('home:people.conflicts', { count: people.conflicts }))}</li>}
      </ul>
      <Growth growth={people.growth} />
    </Card>
  )
}
