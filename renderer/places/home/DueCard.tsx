/** Who is to be called today, those first who have waited for longest. */
import { Button } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '#core/domain/days'
import { formatDate } from '#core/domain/dates'
import { fullName } from '#core/domain/name-text'
import type { CallRow, CallsToMake } from '#engine/api'
import { leftOutText } from '../../ui/calls/left-out'
import { callWords } from '../../ui/calls/words'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { useNow } from '../../ui/use-now'
import { addWords } from '../../ui/words'
import { Card, useFirst } from './Card'
import classes from './Card.module.css'

addWords('calls', callWords)

const CallDialog = lazy(() => import('../../ui/calls/CallDialog'))

const shown = 6

export function DueCard({ due: { rows, leftOut } }: { due: CallsToMake }) {
  const { t } = useTranslation(['calls', 'person', 'action'])
  const locale = useLocale()
  const { first, rest } = useFirst(rows, shown)
  const [calls, setCalls] = useState<readonly CallRow[] | null>(null)
  /** Its button stays once the last one was called: it has the keyboard. */
  const [called, setCalled] = useState(false)
  const today = dayOf(useNow())
  const others = leftOutText(leftOut, t)
  return (
    <Card
      title={t('calls:home.title', { count: rows.length })}
      more={
        (rows.length > 0 || called) && (
          <Button
            variant="default" size="compact-sm" leftSection={<IconPhone size={14} aria-hidden />} data-disabled={rows.length === 0 || undefined} aria-disabled={rows.length === 0}
            onClick={() => rows.length > 0 && (setCalled(true), setCalls(rows))}
          >
            {t('calls:home.call')}
          </Button>
        )
      }
    >
      {rows.length === 0 && <p className={classes.empty}>{t('calls:home.none')}</p>}
      <ul className={classes.lines}>
        {first.map(({ person, due, about }) => (
          <li key={person.id}>
            <a href={routeHash({ place: 'people', person: person.id })}>
              <span className={classes.name}>{fullName(person) || t('person:nameless')}</span>
              <span className={classes.where}>{[t(`calls:why.${due!.why}`), due!.note || (about && (about.title || t(`action:kind.${about.kind}`)))].filter(Boolean).join(', ')}</span>
              <span className={classes.coming}>{due!.due < today ? t('calls:home.since', { day: formatDate(due!.due, locale) }) : t('calls:home.today')}</span>
            </a>
          </li>
        ))}
      </ul>
      {rest}
      {others && <p className={classes.empty}>{others}</p>}
      <Suspense fallback={null}>{calls && <CallDialog what="due" rows={calls} onClose={() => setCalls(null)} />}</Suspense>
    </Card>
  )
}
