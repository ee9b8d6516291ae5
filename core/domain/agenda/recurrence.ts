/**
 * What recurs: a first time, a rule (RFC 5545 §3.8.5.3), dates left out and dates added.
 * Invariant: a rule goes by the clock of its place. Each occurrence is at the same time of day, summer and winter, and no
 * occurrence is lost or doubled where a series is cut in two.
 */
import ICAL from 'ical.js'
import { instantOf, isDay, momentAt, type Moment } from './moment'
import { plainDays } from './simple-rule'

export interface Series {
  start: Moment
  /** As in a calendar file: `FREQ=WEEKLY;BYDAY=TU`; empty where it does not recur. */
  rule: string
  except: readonly Moment[]
  also: readonly Moment[]
}

/** Steps of a rule that are looked at for one answer: none that people hold needs as many, and one that never comes ends. */
const mostSteps = 20_000

/**
 * When it takes place, in order, from the instant `from` up to `to` (ms since 1970, not included).
 * Throws a `RangeError` on a rule that says nothing.
 */
export function occurrencesBetween(series: Series, from: number, to: number, home: string): Moment[] {
  const out = new Set(series.except.map((moment) => instantOf(moment, home)))
  const found = new Map<number, Moment>()
  const take = (moment: Moment) => {
    const at = instantOf(moment, home)
    if (at >= from && at < to && !out.has(at)) found.set(at, moment)
    return at
  }
  if (series.rule) {
    for (const moment of steps(series, home)) if (take(moment) >= to) break
  } else take(series.start)
  for (const moment of series.also) take(moment)
  return [...found].sort(([one], [other]) => one - other).map(([, moment]) => moment)
}

function* steps({ start, rule }: Series, home: string): Generator<Moment> {
  const recur = recurOf(rule, start, home)
  let left = recur.count || Infinity
  const plain = plainDays(rule, start.local.slice(0, 10))
  if (plain) {
    const last = recur.until?.toString() ?? '9999-12-31T23:59:59'
    let step = 0
    for (const day of plain) {
      const local = day + start.local.slice(10)
      if (local > last || left-- <= 0 || step++ > mostSteps) return
      yield { ...start, local }
    }
  }
  const first = timeOf(start.local)
  recur.count = null as unknown as number
  const iterator = recur.iterator(first)
  for (let step = 0; step < mostSteps && left > 0; step++) {
    const next = iterator.next() as ICAL.Time | null
    if (!next || next.year > 9999) return
    if (!fits(recur, first, next)) continue
    left--
    yield { ...start, local: next.toString() }
  }
}

/** Whether the calendar has the day that the rule means: for a 29 February ical.js takes the 1 March, where RFC 5545 has none. */
function fits({ freq, parts }: ICAL.Recur, first: ICAL.Time, { month, day }: ICAL.Time): boolean {
  const { BYMONTH: months, BYMONTHDAY: days, ...others } = parts as Record<string, number[] | undefined>
  if (months && !months.includes(month)) return false
  if (days?.every((each) => each > 0) && !days.includes(day)) return false
  if (freq !== 'YEARLY' || Object.keys(others).length > 0) return true
  return (days !== undefined || day === first.day) && (months !== undefined || days !== undefined || month === first.month)
}

const timeOf = (local: string): ICAL.Time => (local.length === 10 ? ICAL.Time.fromDateString(local) : ICAL.Time.fromDateTimeString(local))

/** The rule with its last date on the clock of the series: a file has it in UTC. */
function recurOf(rule: string, start: Moment, home: string): ICAL.Recur {
  const recur = ICAL.Recur.fromString(rule)
  if (!recur.freq) throw new RangeError('a rule without a frequency')
  if (recur.until) recur.until = timeOf(untilOn(start, recur.until.toString(), home))
  return recur
}

/** `until` as the rule has it, on the clock of `start`. */
function untilOn(start: Moment, until: string, home: string): string {
  const utc = until.endsWith('Z')
  const local = utc ? momentAt(Date.parse(until), start.zone ?? home).local : until
  if (isDay(start)) return local.slice(0, 10)
  // A day means all of it.
  return local.length === 10 ? `${local}T23:59:59` : local
}

/**
 * The series up to an occurrence (without it) and from it on: for who changes "this one and those that follow".
 * `null` on a side where nothing is left.
 */
export function cutSeries(series: Series, at: Moment, home: string): { before: Series | null; after: Series } {
  const cut = instantOf(at, home)
  const isBefore = (moment: Moment) => instantOf(moment, home) < cut
  const [also, except] = [series.also, series.except]
  const after = { start: at, rule: '', except: except.filter((moment) => !isBefore(moment)), also: also.filter((moment) => !isBefore(moment) && instantOf(moment, home) !== cut) }
  if (!series.rule) return { before: isBefore(series.start) ? { ...series, also: also.filter(isBefore) } : null, after }
  let count = 0
  let last: Moment | null = null
  let next: Moment | null = null
  for (const moment of steps(series, home)) {
    if (!isBefore(moment)) {
      next = moment
      break
    }
    last = moment
    count++
  }
  const rest = ICAL.Recur.fromString(series.rule)
  if (rest.count) rest.count -= count
  if (!last) return { before: null, after: { ...after, rule: series.rule } }
  const head = ICAL.Recur.fromString(series.rule)
  head.until = null as unknown as ICAL.Time
  head.count = count
  // One that was added to the series is no step of its rule: what follows goes on at the rule's own next step.
  const goesOn = next && instantOf(next, home) !== cut ? { start: next, also: [at, ...after.also] } : {}
  return {
    before: { ...series, rule: head.toString(), except: except.filter(isBefore), also: also.filter(isBefore) },
    after: { ...after, ...goesOn, rule: !next || (rest.count === 0 && series.rule.includes('COUNT=')) ? '' : rest.toString() },
  }
}
