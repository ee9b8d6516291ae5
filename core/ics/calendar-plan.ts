/**
 * What importing a calendar file would do, decided before anything is written.
 * Invariants: an entry whose UID an action has is that action, so that reading a file twice, or our own, adds nothing; one time
 * of a series that was moved is left out of the series and is an action of its own, under a name made of both, so that it is
 * known again too; what is older than what is here changes nothing.
 */
import { recurs, type Action, type ActionDraft, type ActionEdit, type ActionKind } from '../domain/agenda/action'
import { kindWords } from '../domain/agenda/kind-words'
import { instantOf, isDay, momentAt, type Moment } from '../domain/agenda/moment'
import type { ActionId } from '../domain/ids'
import { locationOf, uidOf } from './action-entry'
import type { CalendarEntry } from './calendar-entry'
import type { CalendarRow, SetAside } from './calendar-row'
import { cutOut, differencesOf } from './entry-differences'
import { draftOf, here, kindOf } from './entry-draft'
import type { CalendarReading } from './read-calendar'

export interface CalendarPlan {
  rows: CalendarRow[]
  made: ActionDraft[]
  edited: { id: ActionId; edits: ActionEdit[] }[]
}

interface Series {
  start: Moment
  kind: ActionKind
}

/** `home`: zone of times that have none. */
export function planCalendar({ entries, lines }: Pick<CalendarReading, 'entries' | 'lines'>, actions: Iterable<Action>, home: string): CalendarPlan {
  const known = byUid(actions)
  const isOlder = ({ uid, sequence }: CalendarEntry) => sequence < (known.get(uid)?.sequence ?? 0)
  const series = new Map<string, Series>()
  for (const entry of entries) if (!entry.instead && recurs(entry)) series.set(entry.uid, { start: here(entry.start, home), kind: kindOf(entry.categories) ?? known.get(entry.uid)?.kind ?? 'other' })
  const inFile = new Set(entries.flatMap(({ uid, instead }) => (instead ? [] : [uid])))

  function seriesOf(uid: string): Series | null {
    const action = known.get(uid)
    return series.get(uid) ?? (action && !inFile.has(uid) && recurs(action) ? { start: here(action.start, home), kind: action.kind } : null)
  }

  /** Times that others stand in for, by the series' name. */
  const cuts = new Map<string, Moment[]>()
  for (const { uid, instead } of entries) {
    const of = instead && seriesOf(uid)
    if (!of) continue
    if (!cuts.has(uid)) cuts.set(uid, [])
    cuts.get(uid)!.push(onClockOf(of.start, instead, home))
  }

  const wholeOf = (entry: CalendarEntry): CalendarEntry => ({ ...entry, except: withoutTwins([...entry.except, ...(cuts.get(entry.uid) ?? [])], home) })
  /** Of the file, that the agenda is ahead of: what says the same is not. */
  const older = new Set<string>()
  for (const entry of entries) if (!entry.instead && isOlder(entry) && differencesOf(known.get(entry.uid)!, wholeOf(entry), home).edits.length > 0) older.add(entry.uid)

  const plan: CalendarPlan = { rows: [], made: [], edited: [] }
  const setAside = (entry: CalendarEntry, line: number, reason: SetAside) => void plan.rows.push({ ...rowOf(entry, line, home), kind: 'setAside', reason })

  function judge(entry: CalendarEntry, line: number, instead: Moment | null): void {
    const action = known.get(entry.uid)
    const row = { ...rowOf(entry, line, home), instead }
    if (!action) {
      plan.made.push(draftOf(entry, home))
      plan.rows.push(row)
      return
    }
    const { changes, edits } = differencesOf(action, entry, home)
    if (edits.length > 0 && isOlder(entry)) return setAside({ ...entry, instead }, line, 'older')
    if (edits.length > 0) plan.edited.push({ id: action.id, edits: [...edits, { field: 'sequence', value: entry.sequence }] })
    plan.rows.push({ ...row, kind: edits.length > 0 ? 'changed' : 'same', changes })
  }

  for (const [at, entry] of entries.entries()) {
    const line = lines[at]!
    if (!entry.instead) {
      judge(wholeOf(entry), line, null)
      continue
    }
    const of = seriesOf(entry.uid)
    if (!of) {
      setAside(entry, line, 'no-series')
      continue
    }
    const on = onClockOf(of.start, entry.instead, home)
    const uid = `${entry.uid}#${on.local.replaceAll(/[-:]/g, '')}`
    // Its series keeps that date: it would take place twice.
    if (older.has(entry.uid) && !known.has(uid)) {
      setAside(entry, line, 'older')
      continue
    }
    // Of whatever kind the series is, where it does not say: programs leave out what did not change.
    const categories = kindOf(entry.categories) ? entry.categories : [kindWords.fr[of.kind]]
    judge({ ...entry, uid, categories, instead: null, rule: '', except: [], also: [] }, line, on)
  }
  for (const [uid, on] of cuts) {
    const action = known.get(uid)
    if (inFile.has(uid) || !action) continue
    const { changes, edits } = cutOut(action, on, home)
    if (edits.length === 0) continue
    plan.edited.push({ id: action.id, edits })
    const { title, kind: actionKind, start, end, rule, status } = action
    plan.rows.push({ kind: 'changed', line: 0, uid, title, actionKind, location: locationOf(action), start, end, rule, status: status === 'cancelled' ? 'cancelled' : 'confirmed', instead: null, changes, reason: null })
  }
  return plan
}

/** Two machines that read one file apart made two of each: it is the first that the file goes on speaking of, on both. */
function byUid(actions: Iterable<Action>): Map<string, Action> {
  const known = new Map<string, Action>()
  for (const action of actions) {
    const uid = uidOf(action)
    const other = known.get(uid)
    if (!other || action.createdAt < other.createdAt || (action.createdAt === other.createdAt && action.id < other.id)) known.set(uid, action)
  }
  return known
}

function rowOf(entry: CalendarEntry, line: number, home: string): CalendarRow {
  const { title, kind: actionKind, address, start, end, rule } = draftOf(entry, home)
  const { uid, status, instead } = entry
  return { kind: 'fresh', line, uid, title: title ?? '', actionKind, location: address ?? '', start, end, rule: rule ?? '', status, instead, changes: [], reason: null }
}

/** A time of a series, however the file tells it (in UTC, as a day), by the series' own clock. */
function onClockOf(start: Moment, instead: Moment, home: string): Moment {
  if (isDay(start)) return { local: instead.local.slice(0, 10), zone: null }
  if (isDay(instead)) return { ...start, local: instead.local + start.local.slice(10) }
  return { ...momentAt(instantOf(instead, home), start.zone ?? home), zone: start.zone }
}

const withoutTwins = (moments: readonly Moment[], home: string): Moment[] => [...new Map(moments.map((moment) => [instantOf(moment, home), moment])).values()]
