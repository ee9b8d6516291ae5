/** One time that an action takes place, as a link to its sheet. */
import { IconAlertTriangle } from '@tabler/icons-react'
import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isDay } from '#core/domain/agenda/moment'
import { dateLocale } from '../../ui/dates'
import { routeHash } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import type { Shown } from './use-agenda'
import classes from './Item.module.css'

/** What an action is called. */
export function useActionName(): (action: Pick<Shown['of'], 'title' | 'kind'>) => string {
  const { t } = useTranslation('action')
  return ({ title, kind }) => title || t(`kind.${kind}`)
}

/** By the clock of this computer. */
export function useClock(): (ms: number) => string {
  const locale = useLocale()
  const format = new Intl.DateTimeFormat(dateLocale(locale), { hour: '2-digit', minute: '2-digit' })
  return (ms) => format.format(ms)
}

interface Props {
  shown: Shown
  open: boolean
  /** There is room below it for where it is. */
  tall?: boolean
  /** Something else stands beside it. */
  narrow?: boolean
}

export function Item({ shown, open, tall = false, narrow = false }: Props) {
  const { t } = useTranslation(['agenda', 'action'])
  const name = useActionName()
  const clock = useClock()
  const { of: action, lacking } = shown
  return (
    <a href={routeHash({ place: 'agenda', action: action.id, ...(shown.on ? { on: shown.on } : {}) })} className={classes.item} data-status={action.status} data-tall={tall || undefined} aria-current={open || undefined}>
      {!isDay(shown.start) && <span className={classes.time}>{tall && !narrow ? `${clock(shown.from)} – ${clock(shown.to)}` : clock(shown.from)}</span>}
      <span className={classes.name}>{name(action)}</span>
      {action.status !== 'planned' && <VisuallyHidden component="span">, {t(`agenda:status.${action.status}`)}</VisuallyHidden>}
      {lacking > 0 && (
        <span className={classes.lacking} title={t('agenda:lacking', { count: lacking })}>
          <IconAlertTriangle size={13} stroke={2} aria-hidden />
          <span aria-hidden>{lacking}</span>
          <VisuallyHidden component="span">, {t('agenda:lacking', { count: lacking })}</VisuallyHidden>
        </span>
      )}
      {tall && action.city && <span className={classes.place}>{action.city}</span>}
    </a>
  )
}
