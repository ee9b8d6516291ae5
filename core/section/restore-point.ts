/**
 * Restore points: positions in the journal to which the people can be brought back. Invariant: going back is an ordinary
 * command on top of the present, so it can itself be undone and other devices see an ordinary change; what was erased for
 * good since is not in the present journal, and a point does not bring it back.
 */
import type { PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import type { EntryOpener } from '../log/entry'
import { decodePayload } from './payload'
import { canonicalLine } from './people-page'
import { readKeptName } from './conflicts'
import { deletion, isDeleted } from './deletion'
import { personFromKeys } from './person-record'
import { readRecord, type KeyChange, type RecordKeys } from './record'
import { collectRecord, type LoadedRecord } from './loaded-record'
import { sameValue } from './record-value'
import { recordKinds } from './shards'

export type PointReason = 'import' | 'delete' | 'return' | 'incoming' | 'daily'

export interface RestorePoint {
  id: string
  /** Milliseconds since 1970. */
  at: number
  why: PointReason
  people: number
  /** Of the journal: which file, and how many bytes of it. */
  generation: string
  end: number
  /** How many erasures were known, and nothing left to take out, when it was made; absent or 0 where something was. */
  erased?: number
}

/** The newest so many are kept whatever their age; then one a day, for so many days. */
const newestKept = 5
const daysKept = 14

/** Files of before may always take so many bytes: a small journal that was packed must not cost the points of a large one. */
const alwaysRoomFor = 64 * 1024 * 1024

/**
 * Which of these stay; latest first. `journal` is the present one; `files` are the bytes of the other generations that are
 * kept: in all they may take twice the journal's, or 64 MiB where that is more. The newest point always stays.
 */
export function keptPoints(points: readonly RestorePoint[], now: number, journal: { end: number }, files: ReadonlyMap<string, number>): RestorePoint[] {
  const latestFirst = points.toSorted((one, other) => other.at - one.at)
  const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  const first = new Date(now)
  first.setDate(first.getDate() - daysKept)
  const lastDay = dayOf(first.getTime())
  const days = new Set<number>()
  const wanted = latestFirst.filter(({ at }, index) => {
    const day = dayOf(at)
    const lastOfDay = !days.has(day)
    days.add(day)
    return index < newestKept || (lastOfDay && day > lastDay)
  })
  let left = Math.max(2 * journal.end, alwaysRoomFor)
  const taken = new Set<string>()
  return wanted.filter(({ generation }, index) => {
    // A file that is there for a newer point, or is the journal's own, takes no more.
    const bytes = taken.has(generation) ? 0 : (files.get(generation) ?? 0)
    // From the first that has no room on, older ones go too: no gap in what is offered.
    if (bytes > left && index > 0) left = -1
    if (left < 0 && (files.get(generation) ?? 0) > 0) return false
    if (left >= 0) left = Math.max(0, left - bytes)
    taken.add(generation)
    return true
  })
}

/** Those whose files hold nobody who was erased since. `erased`: how many there are now. */
export const withoutErased = (points: readonly RestorePoint[], erased: number): RestorePoint[] => points.filter((point) => (point.erased ?? 0) >= erased)

/** Every record of a person that the entries hold, as keys. What does not open here did not count then either. */
export async function readPeopleAt(entries: AsyncIterable<readonly Uint8Array[]>, opener: EntryOpener, pause: () => Promise<void>): Promise<Map<PersonId, RecordKeys>> {
  const loaded = new Map<string, LoadedRecord>()
  for await (const payloads of entries) {
    const opened = await Promise.all(payloads.map((payload) => opener.open(payload).then((entry) => decodePayload(entry.payload), () => [])))
    for (const records of opened) for (const record of records) if (record.kind === recordKinds.person) collectRecord(loaded, record)
    await pause()
  }
  const people = new Map<PersonId, RecordKeys>()
  for (const [id, { updates }] of loaded) {
    try {
      people.set(id as PersonId, readRecord(id, updates))
    } catch {
      // One that can't be read is left as it is now.
    }
    if (people.size % 256 === 0) await pause()
  }
  return people
}

export interface PointChanges {
  /** Since the point: would be removed, would come back, would be as they were. */
  added: PersonId[]
  removed: PersonId[]
  changed: PersonId[]
}

/** Most people are the same, their values in the same order too: the canonical form, ten times as long to make, is for the others. */
const saysTheSame = (one: Person, other: Person) =>
  sameValue({ ...one, updatedAt: 0 } as never, { ...other, updatedAt: 0 } as never) || canonicalLine(one) === canonicalLine(other)

/** What happened since the point. */
export async function changesSince(point: ReadonlyMap<PersonId, RecordKeys>, present: { all(): Iterable<Person>; get(id: PersonId): Person | undefined }, pause: () => Promise<void>): Promise<PointChanges> {
  const changes: PointChanges = { added: [], removed: [], changed: [] }
  let seen = 0
  for (const { id } of present.all()) {
    const keys = point.get(id)
    if (!keys || isDeleted(keys)) changes.added.push(id)
  }
  for (const [id, keys] of point) {
    const then = personFromKeys(id, keys, 0)
    const now = present.get(id)
    if (then && !now) changes.removed.push(id)
    else if (then && now && !saysTheSame(then, now)) changes.changed.push(id)
    if (++seen % 128 === 0) await pause()
  }
  return changes
}

/** The changes that make a record say what it said then; without `then`, that delete it. */
export function backToPoint(keys: RecordKeys, then: RecordKeys | undefined, now: number): KeyChange[] {
  if (!then || isDeleted(then)) return isDeleted(keys) ? [] : [deletion(keys, now)]
  const gone = [...keys.keys()].filter((key) => !then.has(key)).map((key) => [key, undefined] as const)
  // A member of a list may stand there as a kept value alone.
  const settled = new Set(gone.map(([key]) => readKeptName(key)?.key))
  return [...then, ...gone].filter(([key, value]) => settled.has(key) || !sameValue(keys.get(key), value))
}
