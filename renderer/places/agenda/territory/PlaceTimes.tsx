/** The actions that a line of the coverage counts, or one figure of it. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ActionKind } from '#core/domain/agenda/action'
import type { CoveredPlace } from '#core/domain/agenda/coverage'
import { dateLocale } from '../../../ui/dates'
import { routeHash } from '../../../ui/route'
import { useLocale } from '../../../ui/settings'
import { useAnswer } from '../use-agenda'
import classes from './PlaceTimes.module.css'

/** `kind`: of this kind alone. */
export function PlaceTimes({ place, kind, label }: { place: CoveredPlace; kind: ActionKind | null; label: string }) {
  const { t } = useTranslation(['territory', 'action'])
  const locale = dateLocale(useLocale())
  const times = useAnswer(JSON.stringify(place), (engine) => engine.call('coverageTimes', { place, now: Date.now() }))
  if (!times) return null
  const wanted = times.filter((time) => kind === null || time.kind === kind)
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
  const parts = [
    { name: t('territory:times.ahead'), of: wanted.filter(({ ahead }) => ahead).reverse() }, { name: t('territory:times.past'), of: wanted.filter(({ ahead }) => !ahead) },
  ].filter(({ of }) => of.length > 0)
  return (
    <section className={classes.times} aria-label={label}>
      {parts.length === 0 && <Text size="sm">{t('territory:times.none')}</Text>}
      {parts.map(({ name, of }) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {name}
          </Text>
          <ul>
            {of.map(({ action, on, from, title, kind: what, place: spot }) => (
              <li key={`${action} ${on}`}>
                <a href={routeHash({ place: 'agenda', action, ...(on ? { on } : {}) })}>
                  {date.format(from)}, {[title || t(`action:kind.${what}`), spot].filter(Boolean).join(', ')}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
