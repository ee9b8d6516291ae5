/** Repetitions that a section plans, as rules of RFC 5545 §3.3.10; others come with a calendar's file and are kept as they are. */
import { dateOf } from '#core/domain/days'

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
export type Nth = '1' | '2' | '3' | '4' | '-1'

/** Every month on the same weekday as this day (`YYYY-MM-DD`): the first, the second, the last. */
export function monthlyRule(day: string): { rule: string; nth: Nth } {
  const date = dateOf(day)
  const week = Math.ceil(date.getDate() / 7)
  const nth = (week > 4 ? '-1' : String(week)) as Nth
  return { rule: `FREQ=MONTHLY;BYDAY=${nth}${weekdays[date.getDay()]}`, nth }
}

/** A rule without its end. */
export const ruleOf = (rule: string): string => rule.replace(/;?UNTIL=[^;]*/, '')

/** The last day of a rule, `YYYY-MM-DD`; empty where it goes on. */
export function untilOf(rule: string): string {
  const until = /UNTIL=(\d{4})-?(\d{2})-?(\d{2})/.exec(rule)
  return until ? `${until[1]}-${until[2]}-${until[3]}` : ''
}

/** A day means all of it, by the clock of the series. */
export const withUntil = (rule: string, until: string): string => (rule && /^\d{4}-\d{2}-\d{2}$/.test(until) ? `${rule};UNTIL=${until.replaceAll('-', '')}` : rule)

/** The rule of a series whose first day moves: one that names the weekday of that day names the new one. */
export function movedRule(rule: string, from: string, to: string): string {
  const name = (day: string) => weekdays[dateOf(day).getDay()]!
  const byDay = /BYDAY=(-?\d?)([A-Z]{2})(?=;|$)/.exec(rule)
  if (!byDay || byDay[2] !== name(from)) return rule
  const moved = byDay[1] ? monthlyRule(to).rule.replace(/.*BYDAY=/, '') : name(to)
  return rule.replace(byDay[0], `BYDAY=${moved}`)
}
