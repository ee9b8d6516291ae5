/**
 * The rules of a time zone as a calendar file must carry them (VTIMEZONE, RFC 5545 §3.6.5), from what this platform knows.
 * Invariant: within the years that the file speaks of, whoever goes by it has the same clock as we do. Where summer time begins
 * and ends by one rule in all of these years it is written as that rule; where a country changed its mind, date by date.
 */
import { Temporal } from 'temporal-polyfill'

/** A change of the clocks. */
interface Transition {
  /** On the clocks before the change, as RFC 5545 wants it. */
  local: Temporal.PlainDateTime
  /** Nanoseconds east of Greenwich. */
  before: number
  after: number
}

const dayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** Years in a row, from which on one rule is taken for a rule. */
const enough = 3

function transitionsOf(zone: string, firstYear: number, lastYear: number): Transition[] {
  const transitions: Transition[] = []
  let at = Temporal.PlainDateTime.from({ year: firstYear, month: 1, day: 1 }).toZonedDateTime(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.year > lastYear) return transitions
    const before = next.subtract({ nanoseconds: 1 }).offsetNanoseconds
    if (before !== next.offsetNanoseconds) {
      const local = next.toInstant().toZonedDateTimeISO('UTC').add({ nanoseconds: before }).toPlainDateTime()
      transitions.push({ local, before, after: next.offsetNanoseconds })
    }
    at = next
  }
}

/** `+0100`; seconds only where there are some (before 1911 in Paris). */
function offsetText(nanoseconds: number): string {
  const seconds = Math.abs(nanoseconds) / 1e9
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')
  return `${nanoseconds < 0 ? '-' : '+'}${two(seconds / 3600)}${two((seconds % 3600) / 60)}${seconds % 60 ? two(seconds % 60) : ''}`
}

export const localText = (local: Temporal.PlainDateTime): string => local.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

/** How a day lies in its month: `-1SU`, or the second Sunday as `2SU`. */
function dayRule({ day, daysInMonth, dayOfWeek }: Temporal.PlainDateTime): string {
  return `${day + 7 > daysInMonth ? -1 : Math.ceil(day / 7)}${dayNames[dayOfWeek - 1]}`
}

/** One change that comes each year, or those that follow no rule. */
function observances(transitions: readonly Transition[]): string[][] {
  const alike = new Map<string, Transition[]>()
  for (const transition of transitions) {
    const { local, before, after } = transition
    const key = [local.month, dayRule(local), local.toPlainTime().toString(), before, after].join()
    alike.set(key, [...(alike.get(key) ?? []), transition])
  }
  return [...alike.values()].flatMap((some) => {
    const years = some.map(({ local }) => local.year)
    const isRule = some.length >= enough && years.every((year, at) => at === 0 || year === years[at - 1]! + 1)
    if (!isRule) return some.map((one) => observance([one], false))
    return [observance(some, true)]
  })
}

function observance(some: readonly Transition[], isRule: boolean): string[] {
  const { local, before, after } = some[0]!
  const name = after > before ? 'DAYLIGHT' : 'STANDARD'
  return [
    `BEGIN:${name}`,
    `DTSTART:${localText(local)}`,
    ...(isRule ? [`RRULE:FREQ=YEARLY;BYMONTH=${local.month};BYDAY=${dayRule(local)}`] : []),
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `END:${name}`,
  ]
}

/** Lines of the component. `firstYear` and `lastYear` are those that the file speaks of. */
export function timezoneLines(zone: string, firstYear: number, lastYear: number): string[] {
  // From the year before: the first of January is still in the winter that began then.
  const transitions = transitionsOf(zone, firstYear - 1, Math.max(lastYear, firstYear + enough))
  const first = Temporal.PlainDateTime.from({ year: firstYear - 1, month: 1, day: 1 })
  const offset = first.toZonedDateTime(zone).offsetNanoseconds
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance([{ local: first, before: offset, after: offset }], false),
    ...observances(transitions).flat(),
    'END:VTIMEZONE',
  ]
}
