/**
 * When an action begins or ends. Invariant: what was said is kept as it was said, the clock of a place and its time zone, never
 * an instant alone: "every Tuesday at 18:30" stays at 18:30 when summer time begins, and a rule of a law goes by the clock of
 * the territory.
 */
import { Temporal } from 'temporal-polyfill'

export interface Moment {
  /** `YYYY-MM-DD` for a whole day, else `YYYY-MM-DDTHH:MM:SS`, by the clocks of `zone`. */
  local: string
  /** IANA name, or `UTC`; `null` for a day, and for a time of no zone (it is meant wherever one is). */
  zone: string | null
}

export const isDay = ({ local }: Moment): boolean => local.length === 10

const knownZones = new Map<string, boolean>()

/** Whether this platform knows the IANA time zone. */
export function isZone(name: string): boolean {
  const known = knownZones.get(name)
  if (known !== undefined) return known
  let is = false
  try {
    // An offset is a zone for the platform, and none that a place has.
    is = /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    // Not known.
  }
  knownZones.set(name, is)
  return is
}

/**
 * The moment with its place; `home` is the zone of a day or a time that has none. A time that is skipped when the clocks go
 * forward is that much later, one that comes twice is the first (RFC 5545 §3.3.5).
 */
function inZone({ local, zone }: Moment, home: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone ?? home)
}

const hour = 3_600_000
const day = 24 * hour

/** By zone and day since 1970 (UTC): how far its clocks are ahead, in ms; `null` where they change on that day or beside it. */
const offsets = new Map<string, Map<number, number | null>>()

/**
 * How far the clocks of a zone are ahead on a day and around it, if all day the same: nearly always, and then a moment is an
 * addition, a hundred times faster than the calendar's own way. An agenda of thousands that recur is that many moments.
 */
function offsetOn(zone: string, at: number): number | null {
  const number = Math.floor(at / day)
  let known = offsets.get(zone)
  if (!known) offsets.set(zone, (known = new Map()))
  let offset = known.get(number)
  if (offset === undefined) {
    // No place is more than a day from UTC.
    const around = [-1, 0, 1, 2].map((days) => Temporal.Instant.fromEpochMilliseconds((number + days) * day).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6)
    offset = around.every((each) => each === around[0]) ? around[0]! : null
    known.set(number, offset)
  }
  return offset
}

/** The clock's reading as if it were UTC's; `NaN` for what is written otherwise, or for a day that its month does not have. */
function asUtc({ local }: Moment): number {
  const utc = Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`)
  const date = Number(local.slice(8, 10))
  return date > 28 && new Date(utc).getUTCDate() !== date ? NaN : utc
}

/** Milliseconds since 1970. Throws a `RangeError` on what is no moment. */
export function instantOf(moment: Moment, home: string): number {
  const utc = asUtc(moment)
  const offset = Number.isNaN(utc) ? null : offsetOn(moment.zone ?? home, utc)
  return offset === null ? inZone(moment, home).epochMilliseconds : utc - offset
}

/** By the clocks of a place, at an instant in milliseconds since 1970. */
export function momentAt(instant: number, zone: string): Moment {
  const offset = offsetOn(zone, instant)
  if (offset !== null) return { local: new Date(Math.floor((instant + offset) / 1000) * 1000).toISOString().slice(0, 19), zone }
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime()
  return { local: local.toString({ smallestUnit: 'second' }), zone }
}

/** ISO 8601: a day, a time of no zone without offset, else with the offset that the clocks have there then. */
export function isoOf(moment: Moment): string {
  const { local, zone } = moment
  if (zone === null || isDay(moment)) return local
  return zone === 'UTC' ? `${local}Z` : local + inZone(moment, zone).offset
}

/** Later by a span as RFC 5545 counts it: days and weeks by the calendar, then hours, minutes and seconds as they pass. */
export function later(moment: Moment, span: { days: number; seconds: number }): Moment {
  if (isDay(moment)) {
    const days = span.days + Math.floor(span.seconds / 86_400)
    return { ...moment, local: Temporal.PlainDate.from(moment.local).add({ days }).toString() }
  }
  const zone = moment.zone ?? 'UTC'
  const after = inZone({ local: Temporal.PlainDateTime.from(moment.local).add({ days: span.days }).toString({ smallestUnit: 'second' }), zone }, zone).add({ seconds: span.seconds })
  return { ...moment, local: after.toPlainDateTime().toString({ smallestUnit: 'second' }) }
}
