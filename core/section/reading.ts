/**
 * How the tables are put together from the log: whole, or what has changed, by who belongs as far as that is known.
 * Invariant: what is shown is what counts. When a statement says that something counts no more, it goes from every record
 * that it was part of, with all that was shown of it; what members built upon it stays (set-aside.ts).
 */
import type { DeviceId } from '../domain/ids'
import type { Person } from '../domain/person'
import { errorCode } from '../ports/errors'
import { collectRecord, type LoadedRecord } from './loaded-record'
import { bucketOf } from './log-index'
import type { Membership } from './membership'
import type { RecordUpdate } from './payload'
import type { RecordLog } from './record-log'
import type { RecordPages } from './record-pages'
import { nameOfRecord, type HeardAt } from './set-aside'
import { deepest, depthFor, kindOfBucket, recordKinds } from './shards'
import { isShownKind, type Tables } from './tables'

export type RecordName = Pick<RecordUpdate, 'kind' | 'id'>

/** Rows before and after a change. */
export interface Rows {
  before: Person[]
  after: Person[]
}

export interface Reading {
  /** Reads everything from the journal. Answers the ids of all people it knows, deleted ones too. */
  rebuild(): Promise<ReadonlySet<string>>
  /** Lists what lies in the journal from `offset` on. Answers what it changes. */
  replayFrom(offset: number): Promise<RecordName[]>
  /** Members or keys have changed, or may have: shows what may count now, and nothing any more of what must not. `changed` is to be shown anew besides. */
  judgeAnew(changed?: readonly RecordName[]): Promise<void>
  /** Shows what the log now holds of these records. */
  materializeAnew(records: readonly RecordName[]): Promise<Rows>
  /** Says again what is set aside and must not be lost (set-aside.ts): what members built upon of these records; or of all, with erasures. What the disk refuses is looked for again. */
  takeOver(of?: readonly RecordName[]): Promise<void>
  /** Writes packs of this device's for those that it relies upon and that don't count. Rejects with `disk-full` or `journal-failed`. */
  packRelied(): Promise<void>
}

export function createReading(ports: {
  device: DeviceId
  log: RecordLog
  membership: Membership
  tables: Tables
  recordPages: RecordPages
  /** How far reading everything has come: bytes of the journal. */
  onProgress(done: number): void
  onPeople(rows: Rows): void
}): Reading {
  const { log, membership, tables, recordPages } = ports
  const { people } = tables

  async function rebuild(): Promise<ReadonlySet<string>> {
    const { copies } = log.index.leftovers
    const byKind = new Map<number, Map<string, LoadedRecord>>()
    const collect = (records: readonly RecordUpdate[]) => {
      for (const record of records) {
        if (!byKind.has(record.kind)) byKind.set(record.kind, new Map())
        collectRecord(byKind.get(record.kind)!, record)
      }
    }
    do {
      byKind.clear()
      log.reset()
      log.setDepth(deepest)
      await log.replay(0, async (records, done) => {
        collect(records)
        ports.onProgress(done)
        if (records.some(isStatement)) await membership.learn(records)
      })
      await reopenAll(collect)
      // Who was removed is told behind what they wrote: once that is known, all is read by it.
    } while (log.refusesShown())
    collect(log.waiting())
    collect(await log.relyOn(await heardAt()))
    // Not before: whoever looks meanwhile goes on seeing what was there.
    tables.clear()
    for (const [kind, records] of byKind) tables.materialize(kind, records)
    log.setDepth(depthFor(people.size()))
    await packRelied().catch(unlessRefused)
    await recordPages.touchAll()
    // An erasure that is only read again puts no copy in question: one may be what a restored backup has just replaced.
    log.index.leftovers.copies = copies
    return new Set([...(byKind.get(recordKinds.person)?.keys() ?? []), ...log.index.erased])
  }

  async function replayFrom(offset: number): Promise<RecordName[]> {
    const touched: RecordName[] = []
    await log.replay(offset, async (records) => {
      touched.push(...records.map(({ kind, id }) => ({ kind, id })))
      if (records.some(isStatement)) await membership.learn(records)
    })
    return touched
  }

  /** From where in the journal on it is told that a device counts no more. */
  async function heardAt(): Promise<HeardAt> {
    const places = new Map<string, number>()
    for (const { offset, records } of await log.framesOf(statementsBucket)) for (const { id } of records) places.set(id, Math.min(offset, places.get(id) ?? offset))
    return (device) => {
      const told = membership.endsOf(device).flatMap((id) => places.get(id) ?? [])
      return told.length > 0 ? Math.min(...told) : undefined
    }
  }

  /** What this device writes counts for others. */
  const mayWrite = () => membership.members()?.devices.get(ports.device)?.removedAt === null

  async function takeOver(of?: readonly RecordName[]): Promise<void> {
    if (log.index.unopened.length === 0 || !mayWrite()) return
    const groups = await log.aside.builtUpon(log.load, of && new Set(of.map(nameOfRecord)))
    if (!of) groups.push(...(await log.aside.erasuresHeard(await heardAt())))
    if (groups.length === 0) return
    try {
      await log.append(groups, { retry: false })
    } catch (error) {
      return unlessRefused(error)
    }
    ports.onPeople(await materializeAnew(groups.flatMap(({ records }) => records)))
  }

  const packRelied = async () => void (mayWrite() && (await log.packRelied()))

  /** Opens what waited for keys or members, as long as there is more. */
  async function reopenAll(onRecords: (records: readonly RecordUpdate[]) => void): Promise<void> {
    for (;;) {
      const records = await log.reopen()
      onRecords(records)
      if (!(await membership.learn(records))) return
    }
  }

  async function judgeAnew(changed: readonly RecordName[] = []): Promise<void> {
    const shown = [...people.all()]
    const touched = [...changed]
    await reopenAll((records) => touched.push(...records))
    let rows: Rows
    // First: what must not count opens no more, and no record can be read beside it.
    if (log.refusesShown()) {
      // What was taken in before its author was known to be removed can't be taken out of records: all are put together again.
      await log.settle()
      await rebuild()
      rows = { before: shown, after: [...people.all()] }
    } else rows = await materializeAnew(touched)
    if (rows.before.length > 0 || rows.after.length > 0) ports.onPeople(rows)
    await takeOver()
  }

  async function materializeAnew(records: readonly RecordName[]): Promise<Rows> {
    const touched = new Map<string, Set<string>>()
    for (const { kind, id } of records) {
      if (!isShownKind(kind)) continue
      const bucket = bucketOf(kind, id, log.index.depth)
      if (!touched.has(bucket)) touched.set(bucket, new Set())
      touched.get(bucket)!.add(id)
      recordPages.touch(kind, id)
      if (kind === recordKinds.erasure) recordPages.touch(recordKinds.person, id)
    }
    const before: Person[] = []
    const after: Person[] = []
    const buckets = [...touched]
    for (let at = 0; at < buckets.length; at += openedAtOnce) {
      const some = buckets.slice(at, at + openedAtOnce)
      const loaded = await Promise.all(some.map(([bucket, ids]) => log.loadBucket(bucket, ids)))
      for (const [place, [bucket]] of some.entries()) {
        const rows = tables.materialize(kindOfBucket(bucket), loaded[place]!)
        before.push(...rows.before)
        after.push(...rows.after)
      }
    }
    return { before, after }
  }

  return { rebuild, replayFrom, judgeAnew, materializeAnew, takeOver, packRelied }
}

function unlessRefused(error: unknown): void {
  if (errorCode(error) !== 'disk-full' && errorCode(error) !== 'journal-failed') throw error
}

/** Buckets that are read together: while one is deciphered or inflated, the next need not wait. */
const openedAtOnce = 8

const isStatement = ({ kind }: RecordName) => kind === recordKinds.statement
/** Where statements lie. */
export const statementsBucket = `${recordKinds.statement}/0`
