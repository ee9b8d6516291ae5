/** Day, hours and repetition. What is typed is by the clock of the action's own place. */
import { recurs } from '#core/domain/agenda/action'
import { Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { isDay, type Moment } from '#core/domain/agenda/moment'
import { dateOf, daysBetween, daysLater } from '#core/domain/days'
import { dateLocale } from '../../ui/dates'
import { Line, Part, TextField } from '../../ui/sheet/lines'
import { useLocale } from '../../ui/settings'
import { monthlyRule, movedRule, ruleOf, untilOf, withUntil } from './repetition'
import { useActionEdit } from './use-action-edit'
import { homeZone } from '#core/domain/home-zone'
import fields from '../../ui/sheet/fields.module.css'

export function WhenPart() {
  const { t } = useTranslation(['agenda', 'action'])
  const { action, start, end, scope, edit } = useActionEdit()
  const locale = dateLocale(useLocale())
  const repeatId = useId()
  const day = start.local.slice(0, 10)
  const whole = isDay(start)

  /** Moves what is looked at; of a whole series, its first time by as much. */
  const move = (nextStart: Moment, nextEnd: Moment) => {
    if (scope !== 'all' || !recurs(action)) {
      const rule = recurs(action) ? {} : { rule: movedRule(action.rule, day, nextStart.local.slice(0, 10)) }
      return edit({ field: 'when', value: { start: nextStart, end: nextEnd, ...rule } })
    }
    const days = daysBetween(day, nextStart.local.slice(0, 10))
    const lasts = daysBetween(nextStart.local.slice(0, 10), nextEnd.local.slice(0, 10))
    const was = action.start.local.slice(0, 10)
    const first = daysLater(was, days)
    const at = (on: string, { local, zone }: Moment): Moment => ({ local: on + local.slice(10), zone })
    return edit({ field: 'when', value: { start: at(first, nextStart), end: at(daysLater(first, lasts), nextEnd), rule: movedRule(action.rule, was, first) } })
  }
  const toDay = async (to: string) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(to)) return false
    const lasts = daysBetween(day, end.local.slice(0, 10))
    await move({ ...start, local: to + start.local.slice(10) }, { ...end, local: daysLater(to, lasts) + end.local.slice(10) })
    return true
  }
  const toTime = (which: 'start' | 'end') => async (clock: string) => {
    if (!/^\d{2}:\d{2}$/.test(clock)) return false
    const begins = which === 'start' ? clock : start.local.slice(11, 16)
    const ends = which === 'end' ? clock : end.local.slice(11, 16)
    // Until another day only where it goes past midnight.
    await move({ ...start, local: `${day}T${begins}:00` }, { ...end, local: `${ends <= begins ? daysLater(day, 1) : day}T${ends}:00` })
    return true
  }
  const rule = ruleOf(action.rule)
  const monthly = monthlyRule(action.start.local.slice(0, 10))
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(dateOf(action.start.local.slice(0, 10)))
  const setRule = (next: string) => edit({ field: 'when', value: { start: scope === 'all' ? action.start : start, end: scope === 'all' ? action.end : end, rule: next } })
  const options = [
    { value: '', label: t('agenda:sheet.repeat.') },
    { value: 'FREQ=WEEKLY', label: t('agenda:sheet.repeat.FREQ=WEEKLY') },
    { value: 'FREQ=WEEKLY;INTERVAL=2', label: t('agenda:sheet.repeat.FREQ=WEEKLY;INTERVAL=2') },
    { value: monthly.rule, label: t('agenda:sheet.repeat.month', { nth: t(`agenda:sheet.nth.${monthly.nth}`), weekday }) },
  ]
  const known = options.some(({ value }) => value === rule)

  return (
    <Part title={t('agenda:sheet.part.when')}>
      <TextField label={t('agenda:sheet.day')} type="date" value={day} onSave={toDay} />
      {!whole && (
        <>
          <TextField label={t('agenda:sheet.from')} type="time" value={start.local.slice(11, 16)} onSave={toTime('start')} />
          <TextField label={t('agenda:sheet.to')} type="time" value={end.local.slice(11, 16)} onSave={toTime('end')} />
        </>
      )}
      {start.zone && start.zone !== homeZone() && (
        <Text size="xs" c="dimmed" px="xs">
          {t('agenda:sheet.zone', { zone: start.zone })}
        </Text>
      )}
      <Line label={t('agenda:sheet.repeats')} labelFor={repeatId}>
        <select id={repeatId} className={fields.input} value={known ? rule : 'custom'} onChange={(event) => event.currentTarget.value !== 'custom' && void setRule(withUntil(event.currentTarget.value, untilOf(action.rule)))}>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {!known && <option value="custom">{t('agenda:sheet.repeat.custom', { rule: action.rule })}</option>}
        </select>
      </Line>
      {action.rule && known && <TextField label={t('agenda:sheet.until')} type="date" value={untilOf(action.rule)} onSave={async (until) => void (await setRule(withUntil(rule, until)))} />}
    </Part>
  )
}
