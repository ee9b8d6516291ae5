/**
 * What a file says otherwise than an action that is here already. Invariant: what a file does not say takes nothing away: an
 * agenda of others without descriptions leaves ours as they are.
 */
import ICAL from 'ical.js'
import { recurs, type Action, type ActionEdit, type ActionKind, type ActionStatus } from '../domain/agenda/action'
import { instantOf, isDay, later, type Moment } from '../domain/agenda/moment'
import { locationOf } from './action-entry'
import type { CalendarEntry } from './calendar-entry'
import { descriptionOf, here, isKindWord, kindOf, placeOf, plain, plainLine } from './entry-draft'

/** One field, as it is here and as the file has it: raw, the screen puts it into words. */
export type CalendarChange =
  | { field: 'title' | 'location' | 'description' | 'rule'; before: string; after: string }
  | { field: 'kind'; before: ActionKind; after: ActionKind }
  | { field: 'status'; before: ActionStatus; after: ActionStatus }
  | { field: 'start' | 'end'; before: Moment; after: Moment }
  | { field: 'except' | 'also'; before: Moment[]; after: Moment[] }

export interface Differences {
  changes: CalendarChange[]
  edits: ActionEdit[]
}

/** `entry`: with the dates of its series that others stand in for among those left out. */
export function differencesOf(action: Action, entry: CalendarEntry, home: string): Differences {
  const changes: CalendarChange[] = []
  const edits: ActionEdit[] = []

  const title = plainLine(entry.summary)
  const before = plainLine(action.title)
  const isUntitled = before === '' && isKindWord(title, action.kind)
  if (title && !isUntitled && title !== before) {
    changes.push({ field: 'title', before, after: title })
    edits.push({ field: 'title', value: title })
  }
  const kind = kindOf(entry.categories)
  if (kind && kind !== action.kind) {
    changes.push({ field: 'kind', before: action.kind, after: kind })
    edits.push({ field: 'kind', value: kind })
  }
  const status = statusOf(entry, action)
  if (status !== action.status) {
    changes.push({ field: 'status', before: action.status, after: status })
    edits.push({ field: 'status', value: status })
  }
  when(action, entry, home, changes, edits)
  const [location, here] = [plainLine(entry.location), plainLine(locationOf(action))]
  if (location && location !== here) {
    changes.push({ field: 'location', before: here, after: location })
    const to = placeOf(location, action)
    for (const field of ['place', 'address', 'city'] as const) if (to[field] !== action[field]) edits.push({ field, value: to[field] })
    if (to.city !== action.city && action.cityCode) edits.push({ field: 'cityCode', value: '' })
  }
  const description = descriptionOf(entry)
  if (description && description !== plain(action.description)) {
    changes.push({ field: 'description', before: action.description, after: description })
    edits.push({ field: 'description', value: description })
  }
  if (recurs(entry)) dates('except', action, entry.except, home, changes, edits)
  dates('also', action, entry.also, home, changes, edits)
  return { changes, edits }
}

/** Dates of a series that are in the agenda alone, left out because others stand in for them. */
export function cutOut(action: Action, on: readonly Moment[], home: string): Differences {
  const changes: CalendarChange[] = []
  const edits: ActionEdit[] = []
  dates('except', action, [...action.except, ...on], home, changes, edits)
  return { changes, edits }
}

/** A proposal stays one until somebody says yes: a file that hesitates does not. */
function statusOf(entry: CalendarEntry, { status }: Action): ActionStatus {
  if (entry.status === 'cancelled') return 'cancelled'
  return entry.status === 'tentative' && status === 'proposed' ? status : 'planned'
}

function when(action: Action, entry: CalendarEntry, home: string, changes: CalendarChange[], edits: ActionEdit[]): void {
  const [start, end] = [here(entry.start, home), here(entry.end, home)]
  const recurring = entry.rule !== '' || action.rule !== ''
  const sameStart = isSame(action.start, start, recurring, home)
  const sameEnd = isSame(endOf(action), end, false, home)
  const rule = sameRule(action.rule, entry.rule)
  if (!sameStart) changes.push({ field: 'start', before: action.start, after: start })
  if (!sameEnd) changes.push({ field: 'end', before: endOf(action), after: end })
  if (!rule) changes.push({ field: 'rule', before: action.rule, after: entry.rule })
  if (!sameStart || !sameEnd || !rule) edits.push({ field: 'when', value: { start, end, rule: entry.rule } })
}

/** What recurs goes by the clock of a place; what does not is at an instant, however that is written. */
function isSame(one: Moment, other: Moment, byClock: boolean, home: string): boolean {
  if (isDay(one) || isDay(other) || byClock) return one.local === other.local && here(one, home).zone === here(other, home).zone
  return instantOf(one, home) === instantOf(other, home)
}

/** A whole day has an end, whatever is written. */
const endOf = ({ start, end }: Action): Moment => (isDay(start) && isDay(end) && end.local <= start.local ? later(start, { days: 1, seconds: 0 }) : end)

function sameRule(one: string, other: string): boolean {
  return one === other || partsOf(one) === partsOf(other)
}

/** In one order, as ical.js understands it. */
function partsOf(rule: string): string {
  try {
    return (rule && ICAL.Recur.fromString(rule).toString()).split(';').sort().join(';')
  } catch {
    return rule
  }
}

function dates(field: 'except' | 'also', action: Action, wanted: readonly Moment[], home: string, changes: CalendarChange[], edits: ActionEdit[]): void {
  const there = new Map(wanted.map((moment) => [instantOf(moment, home), here(moment, home)]))
  const present = new Set(action[field].map((moment) => instantOf(moment, home)))
  const remove = action[field].filter((moment) => !there.has(instantOf(moment, home)))
  const add = [...there].filter(([at]) => !present.has(at)).map(([, moment]) => moment)
  if (add.length + remove.length === 0) return
  changes.push({ field, before: [...action[field]], after: [...there.values()] })
  edits.push({ field, ...(add.length > 0 ? { add } : {}), ...(remove.length > 0 ? { remove } : {}) })
}
