/**
 * The records of a section as its sealed log holds them: append updates, load one record or one shard, pack, rewrite.
 * Invariant: `load` answers every update of a record, those still on their way to the disk included, so that an
 * edit is always made on the record's whole history.
 */
import { peekHeader, type Coverage, type EntryHeader, type EntryOpener, type EntrySealer, type EpochKey, type WrappedPayload } from '../log/entry'
import { PortError } from '../ports/errors'
import type { Journal } from '../ports/journal'
import type { Compartment } from '../sealing/vault'
import { addFrame, bucketOf, changeDepth, clearIndex, coverageOf, coverFrames, emptyIndex, liveFrames, moveFrames, type Aside, type IndexedFrame, type LogIndex } from './log-index'
import { entryName, type EntryRef } from '../log/entry-set'
import { createLiveEntries, type LiveEntry } from './live-entries'
import { collectRecord, type LoadedRecord } from './loaded-record'
import { createLogWriter, type WriterState } from './log-writer'
import { createOpenedFrames } from './opened-frames'
import { encodePayload, type RecordUpdate } from './payload'
import { isOfErased, lookAgain, noteErased, takeOutErased } from './leftovers'
import { mergedRecords } from './merged-records'
import { createSetAside, openFrame, printOf, type HeardAt, type ReadFrame, type SetAside } from './set-aside'
import { compartmentOf, isKnownKind, isOfNewerKind } from './shards'

/** The records of one entry. */
export interface RecordGroup {
  compartment: Compartment
  records: RecordUpdate[]
  /** Them, being made ready for sealing; see `prepare`. */
  prepared?: WrappedPayload
  /** Another key than the one in force, to seal them under. */
  under?: EpochKey
}

export interface Received {
  records: RecordUpdate[]
  /** Entries that were not known before. */
  fresh: number
  unopened: number
}

export interface RecordLog {
  readonly index: LogIndex
  /** Entries in the journal that could not be opened. */
  quarantined(): number
  /** End of what is durable, in bytes of this generation. */
  end(): number
  /** Begins compressing a group that will be appended unless the command is cancelled; its records may not change any more. */
  prepare(group: RecordGroup): RecordGroup
  /**
   * Seals one entry a group and appends all as one batch. Resolves when durable. With `retry: false` a refusal of the
   * disk rejects (`disk-full`, `journal-failed`) and nothing is kept; else it is tried again until it is in.
   */
  append(groups: readonly RecordGroup[], options?: { retry?: boolean }): Promise<void>
  /**
   * Writes entries that another device sealed, as one batch: those that are new here, also those that don't open (a later
   * key may). Resolves when durable, with what they hold. Rejects with `disk-full` or `journal-failed`; then nothing is kept.
   * `mayTake` hears what is new before anything is written; what it throws is what this rejects with.
   */
  receive(entries: readonly Uint8Array[], mayTake?: (records: readonly RecordUpdate[]) => Promise<void>): Promise<Received>
  /** Entries that no pack stands for, by name: all, or those of one compartment. */
  live(compartment?: Compartment): ReadonlyMap<string, LiveEntry>
  /** The bytes of a live entry; `null` for any other. */
  read(entry: EntryRef): Promise<Uint8Array | null>
  load(kind: number, id: string): Promise<LoadedRecord>
  /** The records of a bucket by id: every one, or those that are wanted. */
  loadBucket(bucket: string, wanted?: ReadonlySet<string>): Promise<Map<string, LoadedRecord>>
  /** What those entries of a bucket hold that open now, where they lie, and the epoch of their key: of a few, while it is not known yet who belongs. */
  framesOf(bucket: string): Promise<{ offset: number; epoch: number; records: RecordUpdate[] }[]>
  /** Reads the journal from `offset`, lists its frames in the index and hands over what they hold. */
  replay(offset: number, onRecords: (records: RecordUpdate[], done: number) => void | Promise<void>): Promise<void>
  /** Opens what could not be opened before and now can be (keys and members have come). Answers what it holds. */
  reopen(): Promise<RecordUpdate[]>
  /** What was accepted and is not on the disk yet. */
  waiting(): RecordUpdate[]
  /** Whether something that is shown must not count any more: its author was removed, or never belonged. Then all is to be replayed. */
  refusesShown(): boolean
  readonly aside: Pick<SetAside, 'list' | 'builtUpon' | 'erasuresHeard'>
  /** Lists packs that don't count and that entries were let go of for (set-aside.ts), until `packRelied`. Answers what they hold. */
  relyOn(heardAt: HeardAt): Promise<RecordUpdate[]>
  /** Writes packs of this device's in the place of those. Rejects with `disk-full` or `journal-failed`: then they stay listed. */
  packRelied(): Promise<void>
  /** Lists nothing any more, before everything is replayed. */
  reset(): void
  setDepth(depth: number): void
  /** Writes packs of the buckets that have grown long; `most` at a time. Answers how many. */
  packLongBuckets(most: number): Promise<number>
  /** Packs anew every bucket that holds an entry that is `stale`; `most` at a time. Answers whether there may be more. */
  repack(stale: (header: EntryHeader) => boolean, most: number): Promise<boolean>
  /** Entries of a record that no pack stands for, and packs that hold it. */
  entriesOf(kind: number, id: string): EntryRef[]
  /** Rewrites the journal without what packs stand for, once that is most of it, or at once with `now`. Answers whether it did. */
  dropCovered(now?: boolean): Promise<boolean>
  /** Takes what is left of erased people out of the journal, when nothing else runs. Rejects with `disk-full` or `journal-failed`: then it is still to be done. */
  purge(): Promise<void>
  /** Nothing is being sealed or waits for the disk. */
  idle(): boolean
  state(): WriterState
  retryNow(): void
  /** Resolves with true once all that was appended before is durable, with false when the disk refuses it once more. */
  settle(): Promise<boolean>
  stop(): void
}

/** A bucket with more frames than this is packed anew. */
const usualLongBucket = 96
/** Payload bytes asked of the journal at a time. */
const readAhead = 2 * 1024 * 1024
/** The journal is rewritten when more than half of it, and more than this, is covered by packs. */
const worthRewriting = 4 * 1024 * 1024

export function createRecordLog(ports: {
  journal: Journal
  end: number
  sealer: EntrySealer
  opener: EntryOpener
  index?: LogIndex
  onState: (state: WriterState) => void
  /** Frames above which a bucket is packed. */
  longBucket?: number
  /** Something more is in the log, durable and listed; or something that was set aside was let go of. */
  onAppended?(): void
}): RecordLog {
  const { journal, sealer, opener, longBucket = usualLongBucket } = ports
  const index = ports.index ?? emptyIndex()
  const writer = createLogWriter(journal, ports.onState)
  /** Updates sealed but not yet durable, by `kind/id`. */
  const pending = new Map<string, RecordUpdate[]>()
  const opened = createOpenedFrames()
  const live = createLiveEntries(index)
  const aside = createSetAside({ index, journal, opener })
  /** Packs that don't count, by name, and are listed until a pack of ours stands for them. */
  const relied = new Set<string>()
  let end = ports.end
  /** Ends when what was accepted last is sealed and with the writer. */
  let sealing = Promise.resolve()

  async function recordsAt(offset: number): Promise<readonly RecordUpdate[]> {
    const known = opened.get(offset)
    if (known) return known
    const tried = await openFrame(opener, await journal.readAt(offset), { listed: true })
    const frame = 'why' in tried && tried.within && relied.has(entryName(tried.within.header)) ? tried.within : tried
    // It opened before. Without it, an edit would be made on half a record, and a pack would stand for what it lacks.
    if ('why' in frame) throw new PortError('entry-damaged', 'an entry no longer opens')
    opened.keep(offset, frame.records)
    return frame.records
  }

  function register(offset: number, length: number, header: Pick<EntryHeader, 'session' | 'sequence' | 'compartment' | 'covers'>, records: readonly RecordUpdate[]): void {
    const { session, sequence, compartment, covers } = header
    const frame = { offset, length, session, sequence, compartment }
    index.known.add(frame)
    noteErased(index, records)
    if (covers) {
      if (isOfNewerKind(`${covers.recordKind}/`)) lookAgain(index)
      coverFrames(index, frame, covers, records)
      live.changed()
    } else if (addFrame(index, frame, records)) live.added(frame)
  }

  function setAside(one: Aside, within: ReadFrame | null): void {
    index.unopened.push(one)
    aside.note(one, within)
  }

  async function appendSealed(
    entries: (RecordGroup & { covers?: Coverage })[],
    retry: boolean,
  ): Promise<void> {
    // Nobody loads records while all or nothing is being written: such commands have their turn alone.
    const tracked = retry ? entries.filter(({ covers }) => !covers) : []
    for (const { records } of tracked) {
      for (const record of records) {
        const key = `${record.kind}/${record.id}`
        const waiting = pending.get(key)
        if (waiting) waiting.push(record)
        else pending.set(key, [record])
      }
    }
    try {
      const all = Promise.all(entries.map(({ compartment, records, prepared, covers, under }) => sealer.seal(compartment, prepared ?? encodePayload(records), covers, under)))
      // The sealer works in order: once the last are sealed, all are.
      sealing = all.then(() => {}, () => {})
      const sealed = await all
      const written = await writer.append(sealed.map(({ bytes }) => bytes), retry)
      end = written.end
      for (const [at, { compartment, records, covers = null }] of entries.entries()) {
        const { session, sequence, bytes } = sealed[at]!
        register(written.offsets[at]!, bytes.length, { session, sequence, compartment, covers }, records)
        live.wrote({ session, sequence }, bytes)
      }
      ports.onAppended?.()
    } finally {
      for (const { records } of tracked) {
        for (const record of records) {
          const key = `${record.kind}/${record.id}`
          const waiting = pending.get(key)?.filter((other) => other !== record) ?? []
          if (waiting.length > 0) pending.set(key, waiting)
          else pending.delete(key)
        }
      }
    }
  }

  /** `despite` records that Yjs can't read: they go into the pack as they are. Else it throws for one. */
  async function pack(bucket: string, frames: IndexedFrame[], despite = false): Promise<void> {
    const loaded = await loadBucket(bucket)
    const covers = coverageOf(index, bucket, frames)
    const records = mergedRecords(covers.recordKind, loaded, index.erased, despite)
    await appendSealed([{ compartment: compartmentOf[covers.recordKind]!, records, covers }], false)
  }

  async function loadBucket(bucket: string, wanted?: ReadonlySet<string>): Promise<Map<string, LoadedRecord>> {
    const loaded = new Map<string, LoadedRecord>()
    const add = (record: RecordUpdate) => {
      if ((!wanted || wanted.has(record.id)) && bucketOf(record.kind, record.id, index.depth) === bucket && !isOfErased(index, record)) collectRecord(loaded, record)
    }
    const frames = (index.buckets.get(bucket) ?? []).filter(({ ids }) => !wanted || !ids || ids.some((id) => wanted.has(id)))
    const waiting = log.waiting()
    for (const { offset } of frames) (await recordsAt(offset)).forEach(add)
    waiting.forEach(add)
    return loaded
  }

  const log: RecordLog = {
    index,
    quarantined: () => index.unopened.length,
    end: () => end,
    prepare: (group) => ({ ...group, prepared: sealer.wrap(encodePayload(group.records)) }),
    append: (groups, { retry = true } = {}) => appendSealed(groups.filter(({ records }) => records.length > 0), retry),
    async receive(entries, mayTake) {
      opened.forgetOldest()
      const fresh = await aside.newAmong(entries)
      if (fresh.length === 0) return { records: [], fresh: 0, unopened: 0 }
      await mayTake?.(fresh.flatMap(({ frame }) => frame?.records ?? []))
      const written = await writer.append(fresh.map(({ payload }) => payload), false)
      end = written.end
      const records: RecordUpdate[] = []
      for (const [at, { payload, frame, within, print }] of fresh.entries()) {
        const offset = written.offsets[at]!
        if (!frame) setAside({ offset, length: payload.length, print }, within)
        else {
          register(offset, payload.length, frame.header, frame.records)
          // Asked for next, to be shown: none is opened twice.
          opened.hold(offset, frame.records)
          records.push(...frame.records)
        }
      }
      return { records, fresh: fresh.length, unopened: fresh.filter(({ frame }) => !frame).length }
    },
    live: live.of,
    async read(entry) {
      const frame = live.of().get(entryName(entry))
      return frame ? (live.bytesOf(entry) ?? journal.readAt(frame.offset)) : null
    },
    async load(kind, id) {
      const frames = (index.buckets.get(bucketOf(kind, id, index.depth)) ?? []).filter(({ ids }) => ids === null || ids.includes(id))
      const loaded: LoadedRecord = { updates: [], at: 0 }
      const add = (record: RecordUpdate) => {
        if (record.id !== id || record.kind !== kind || isOfErased(index, record)) return
        loaded.updates.push(record.update)
        loaded.at = Math.max(loaded.at, record.at)
      }
      // Of the same moment as the frames: what becomes durable while they are read leaves `pending` and is in none of them.
      const waiting = [...(pending.get(`${kind}/${id}`) ?? [])]
      for (const { offset } of frames) (await recordsAt(offset)).forEach(add)
      waiting.forEach(add)
      return loaded
    },
    loadBucket,
    async framesOf(bucket) {
      const frames = index.buckets.get(bucket) ?? []
      const opened = await Promise.all(frames.map(async ({ offset }) => ({ offset, tried: await openFrame(opener, await journal.readAt(offset)) })))
      return opened.flatMap(({ offset, tried }) => ('why' in tried ? [] : [{ offset, epoch: tried.header.epoch, records: tried.records }]))
    },
    async replay(offset, onRecords) {
      let next: number | null = offset
      while (next !== null) {
        const read: Awaited<ReturnType<Journal['readFrom']>> = await journal.readFrom(next, readAhead)
        const frames = await Promise.all(read.frames.map(({ payload }) => openFrame(opener, payload)))
        for (const [at, frame] of frames.entries()) {
          const { offset: place, payload } = read.frames[at]!
          if ('why' in frame) setAside({ offset: place, length: payload.length, print: await printOf(payload) }, frame.within)
          else {
            register(place, payload.length, frame.header, frame.records)
            await onRecords(frame.records, place + payload.length)
          }
        }
        next = read.next
      }
    },
    async reopen() {
      const records: RecordUpdate[] = []
      for (const one of index.unopened.splice(0)) {
        const tried = await openFrame(opener, await journal.readAt(one.offset))
        if ('why' in tried) setAside(one, tried.within)
        else {
          register(one.offset, one.length, tried.header, tried.records)
          records.push(...tried.records)
        }
      }
      return records
    },
    waiting: () => [...pending.values()].flat(),
    refusesShown: () => [...live.of()].some(([name, entry]) => !relied.has(name) && !opener.counts(entry)),
    aside,
    async relyOn(heardAt) {
      const records: RecordUpdate[] = []
      for (const { aside: one, frame } of await aside.reliedUpon(heardAt)) {
        index.unopened.splice(index.unopened.indexOf(one), 1)
        relied.add(entryName(frame.header))
        register(one.offset, one.length, frame.header, frame.records)
        records.push(...frame.records)
      }
      return records
    },
    async packRelied() {
      for (const [bucket, frames] of Array.from(index.buckets)) {
        if (isKnownKind(bucket) && frames.some((frame) => relied.has(entryName(frame)))) await pack(bucket, [...frames], true)
      }
    },
    reset() {
      live.changed()
      opened.clear()
      relied.clear()
      clearIndex(index)
    },
    setDepth(depth) {
      if (depth === index.depth) return
      changeDepth(index, depth)
      live.changed()
    },
    async packLongBuckets(most) {
      let packed = 0
      // A copy: packing changes the buckets.
      for (const [bucket, frames] of Array.from(index.buckets)) {
        if (packed === most) break
        if (frames.length <= longBucket || !isKnownKind(bucket)) continue
        try {
          await pack(bucket, [...frames])
          packed++
        } catch (error) {
          if (error instanceof PortError) throw error
          // A record that Yjs can't read: its updates stay as they are, and keep no other from being packed.
        }
      }
      return packed
    },
    async repack(stale, most) {
      let packed = 0
      for (const [bucket, frames] of Array.from(index.buckets)) {
        if (!isKnownKind(bucket)) continue
        let due = false
        for (const { offset } of frames) due ||= stale(peekHeader(await journal.readAt(offset)))
        if (!due) continue
        if (packed++ === most) return true
        await pack(bucket, [...frames])
      }
      return false
    },
    entriesOf: (kind, id) => (index.buckets.get(bucketOf(kind, id, index.depth)) ?? []).filter(({ ids }) => ids === null || ids.includes(id)),
    async dropCovered(now = false) {
      const kept = liveFrames(index)
      const bytes = kept.reduce((sum, { length }) => sum + length, 0)
      if ((!now && end - bytes < Math.max(bytes, worthRewriting)) || writer.state().state !== 'saved') return false
      async function* pieces() {
        for (const { offset } of kept) yield [await journal.readAt(offset)]
      }
      const { info, offsets } = await journal.rewrite(pieces())
      live.changed()
      moveFrames(index, new Map(kept.map(({ offset }, at) => [offset, offsets[at]!])))
      opened.clear()
      end = info.end
      return true
    },
    purge: () =>
      takeOutErased(index, {
        recordsAt,
        pack: (bucket) => pack(bucket, [...index.buckets.get(bucket)!], true),
        async dropAside() {
          for (const { aside: one, header } of await aside.telling()) {
            index.unopened.splice(index.unopened.indexOf(one), 1)
            index.letGo.add(header)
            // Rooms hold it as long as nobody tells them.
            ports.onAppended?.()
          }
        },
        rewrite: () => log.dropCovered(true),
      }),
    idle: () => pending.size === 0 && writer.state().state === 'saved',
    state: writer.state,
    retryNow: writer.retryNow,
    async settle() {
      // What is still being sealed was accepted: an app that quits now must not take it for saved.
      await sealing
      return writer.settle()
    },
    stop: writer.stop,
  }
  return log
}
