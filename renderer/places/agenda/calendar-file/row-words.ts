/** What a row says, in words: when, how it recurs, what is told otherwise. */
import type { TFunction } from 'i18next'
import type { Moment } from '#core/domain/agenda/moment'
import type { CalendarChange } from '#core/ics/entry-differences'
import { dateLocale } from '../../../ui/dates'

type Words = TFunction<['calendarFile', 'action']>

/** Not the domain's own, which brings a calendar's arithmetic into the window. */
const isDay = ({ local }: Moment) => local.length === 10

/** By the clock where it is: nothing of this computer's own zone comes in. */
const asUtc = (moment: Moment): number => Date.parse(isDay(moment) ? moment.local : `${moment.local}Z`)

function format(locale: 'fr' | 'en', withTime: boolean): Intl.DateTimeFormat {
  const time = withTime ? ({ hour: '2-digit', minute: '2-digit' } as const) : {}
  return new Intl.DateTimeFormat(dateLocale(locale), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', ...time, timeZone: 'UTC' })
}

/** The zone where it is another than here. */
const zoneText = ({ zone }: Moment, home: string) => (zone && zone !== home ? ` (${zone.replaceAll('_', ' ')})` : '')

export const momentText = (moment: Moment, home: string, locale: 'fr' | 'en'): string => format(locale, !isDay(moment)).format(asUtc(moment)) + zoneText(moment, home)

/** From its beginning to its end; of whole days the last one, not the day after it. */
export function whenText(start: Moment, end: Moment, home: string, locale: 'fr' | 'en'): string {
  if (isDay(start)) return format(locale, false).formatRange(asUtc(start), Math.max(asUtc(start), asUtc(end) - 86_400_000))
  if (start.zone !== end.zone || asUtc(end) < asUtc(start)) return `${momentText(start, home, locale)} – ${momentText(end, home, locale)}`
  return format(locale, true).formatRange(asUtc(start), asUtc(end)) + zoneText(start, home)
}

const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
const weekDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** A Monday. */
const monday = Date.UTC(2024, 0, 1)

/** What a rule comes to; '' where there is none. Its finer points are left to the agenda. */
export function ruleText(rule: string, t: Words, locale: 'fr' | 'en'): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const frequency = frequencies.find((name) => name === parts.get('FREQ'))
  if (!frequency) return rule
  const text = [t(`import.rule.${frequency}`, { count: Number(parts.get('INTERVAL') ?? 1) })]
  const days = (parts.get('BYDAY') ?? '').split(',').flatMap((day) => (weekDays.includes(day) ? weekDays.indexOf(day) : []))
  const dayName = new Intl.DateTimeFormat(dateLocale(locale), { weekday: 'long', timeZone: 'UTC' })
  if (frequency === 'WEEKLY' && days.length > 0) text[0] += ` (${days.map((day) => dayName.format(monday + day * 86_400_000)).join(', ')})`
  const until = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(parts.get('UNTIL') ?? '')
  if (until) text.push(t('import.rule.until', { date: format(locale, false).format(Date.UTC(Number(until[1]), Number(until[2]) - 1, Number(until[3]))) }))
  if (parts.has('COUNT')) text.push(t('import.rule.times', { count: Number(parts.get('COUNT')) }))
  return text.join(', ')
}

/** Dates of a series that are named in a change; the rest is counted. */
const datesNamed = 6

/** Both sides of a change, '' where there is nothing. Of dates only those that differ. */
export function changeTexts(change: CalendarChange, t: Words, home: string, locale: 'fr' | 'en'): { before: string; after: string } {
  switch (change.field) {
    case 'kind':
      return { before: t(`action:kind.${change.before}`), after: t(`action:kind.${change.after}`) }
    case 'status':
      return { before: t(`import.status.${change.before}`), after: t(`import.status.${change.after}`) }
    case 'start':
    case 'end':
      return { before: momentText(change.before, home, locale), after: momentText(change.after, home, locale) }
    case 'rule':
      return { before: ruleText(change.before, t, locale), after: ruleText(change.after, t, locale) }
    case 'except':
    case 'also': {
      const only = (some: readonly Moment[], others: readonly Moment[]) => some.filter(({ local }) => others.every((other) => other.local !== local))
      const words = (moments: readonly Moment[]) => {
        const named = moments.slice(0, datesNamed).map((moment) => momentText(moment, home, locale))
        const more = moments.length - named.length
        return [...named, ...(more > 0 ? [t('import.more', { count: more })] : [])].join(' · ')
      }
      return { before: words(only(change.before, change.after)), after: words(only(change.after, change.before)) }
    }
    default:
      return { before: change.before, after: change.after }
  }
}
