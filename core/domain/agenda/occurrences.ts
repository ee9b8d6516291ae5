/**
 * When actions take place. Invariant: an action that did not change is not worked out again: a month of an agenda of thousands
 * that recur is asked for with each click.
 */
import { recurs, type Action, type Occurrence } from './action'
import { instantOf, later, momentAt, type Moment } from './moment'
import { occurrencesBetween } from './recurrence'

interface Known {
  home: string
  /** Milliseconds that it lasts. */
  length: number
  /** Until when `all` is whole, in ms since 1970. */
  until: number
  all: Occurrence[]
}

const known = new WeakMap<Action, Known>()
/** Worked out ahead: who looks at one month looks at the next. */
const ahead = 366 * 86_400_000

/** Those that share a moment with the time from `from` up to `to` (ms since 1970, not included), in order. `home`: the zone of what has none. */
export function occurrencesOf(actions: Iterable<Action>, from: number, to: number, home: string): Occurrence[] {
  const found: Occurrence[] = []
  for (const action of actions) {
    const all = allUntil(action, to, home)
    for (let at = firstEndingAfter(all, from); at < all.length && all[at]!.from < to; at++) found.push(all[at]!)
  }
  return found.sort((one, other) => one.from - other.from || one.to - other.to || (one.action < other.action ? -1 : 1))
}

/** The one of these that a sign-up, a sheet or a link means: of what was said before it was a series, the first. `undefined` where the series has none there any more. */
export function occurrenceOf(action: Action, on: string, home: string): Occurrence | undefined {
  if (!recurs(action)) return allUntil(action, Infinity, home)[0]
  const asked = on || action.start.local
  const at = instantOf({ local: asked, zone: action.start.zone }, home)
  return allUntil(action, at + 1, home).find((occurrence) => occurrence.on === asked)
}

function allUntil(action: Action, to: number, home: string): Occurrence[] {
  let kept = known.get(action)
  if (!kept || kept.home !== home) {
    const length = Math.max(0, instantOf(action.end, home) - instantOf(action.start, home))
    known.set(action, (kept = { home, length, until: -Infinity, all: [] }))
  }
  if (kept.until < to) {
    kept.until = recurs(action) ? to + ahead : Infinity
    const starts = recurs(action) ? safely(() => occurrencesBetween(action, -Infinity, kept.until, home)) : [action.start]
    kept.all = starts.map((start) => occurrence(action, start, kept.length, home))
  }
  return kept.all
}

/** A rule that says nothing (of a newer version, or a file) hides no other action: then there is its first time. */
function safely(starts: () => Moment[]): Moment[] {
  try {
    return starts()
  } catch {
    return []
  }
}

function occurrence(action: Action, start: Moment, length: number, home: string): Occurrence {
  const from = instantOf(start, home)
  const to = from + length
  const isFirst = start.local === action.start.local
  const days = start.local.length === 10 ? Math.round(length / 86_400_000) : 0
  // By the clock where it is: a day is a day also when it has 23 hours.
  const end = isFirst ? action.end : days > 0 ? later(start, { days, seconds: 0 }) : { ...momentAt(to, start.zone ?? home), zone: start.zone }
  return { action: action.id, on: recurs(action) ? start.local : '', start, end, from, to: days > 0 ? instantOf(end, home) : to }
}

/** Series are in order, and each of one is as long. */
function firstEndingAfter(all: readonly Occurrence[], from: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    const { from: begins, to } = all[middle]!
    // What lasts no time is where it begins.
    if (Math.max(to, begins + 1) > from) high = middle
    else low = middle + 1
  }
  return low
}
