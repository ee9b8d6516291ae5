/** The territory: commune by commune, when each kind of action was last held and is planned, and where nothing has happened for long. */
import { NumberInput, Text } from '@mantine/core'
import { IconCalendarEvent } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actionKinds } from '#core/domain/agenda/action'
import type { Covering } from '#core/domain/agenda/coverage'
import { dateLocale } from '../../ui/dates'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { useNow } from '../../ui/use-now'
import { useAnswer } from './use-agenda'
import classes from './CoverageView.module.css'

const week = 7 * 86_400_000
/** Weeks without anything after which a commune is shown as left alone. */
const usualWeeks = 6

export function CoverageView() {
  const { t } = useTranslation(['agenda', 'action'])
  const locale = dateLocale(useLocale())
  const now = useNow()
  const towns = useAnswer('', (engine) => engine.call('coverage', { now: Date.now() }))
  const [weeks, setWeeks] = useState(usualWeeks)
  if (!towns) return null
  const kinds = actionKinds.filter((kind) => towns.some((town) => town.kinds[kind]))
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const alone = towns.filter(({ last }) => !last || last.from < now - weeks * week).length
  const link = ({ action, on, from }: Covering, next: boolean) => (
    <a href={routeHash({ place: 'agenda', action, ...(on ? { on } : {}) })} data-next={next || undefined}>
      {next && <IconCalendarEvent size={12} stroke={2} aria-label={t('agenda:coverage.planned')} />}
      {short.format(from)}
    </a>
  )
  return (
    <div className={classes.view}>
      <div className={classes.rule}>
        <Text size="sm" role="status">
          {towns.length === 0 ? t('agenda:coverage.none') : t('agenda:coverage.alone', { count: alone, towns: towns.length })}
        </Text>
        <NumberInput size="xs" w="9rem" label={t('agenda:coverage.weeks')} min={1} max={52} allowDecimal={false} value={weeks} onChange={(value) => setWeeks(Number(value) || usualWeeks)} />
      </div>
      {towns.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('agenda:coverage.town')}</th>
              <th scope="col">{t('agenda:coverage.last')}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {t(`action:kind.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {towns.map((town) => (
              <tr key={town.city} data-alone={!town.last || town.last.from < now - weeks * week || undefined}>
                <th scope="row">{town.city}</th>
                <td>{town.last ? ago.format(-Math.floor((now - town.last.from) / week), 'week') : t('agenda:coverage.never')}</td>
                {kinds.map((kind) => {
                  const of = town.kinds[kind]
                  return (
                    <td key={kind}>
                      {of?.last && link(of.last, false)} {of?.next && link(of.next, true)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
