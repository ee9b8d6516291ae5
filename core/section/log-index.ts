/**
 * Where in the journal each shard's updates lie. Rebuilt by reading the journal, or kept beside the pages to start fast.
 * Invariant: reading all frames listed for a shard gives every update of its records (perhaps others' too), and a frame is
 * listed for none in which it has no record, however often the depth changes: no pack would ever stand for it there, and it
 * would be sent again and again.
 */
import { deviceOfSession, type DeviceId, type SessionId } from '../domain/ids'
import type { Coverage } from '../log/entry'
import { compartments, type Compartment } from '../sealing/vault'
import { createEntrySet, type EntryRef, type EntrySet } from '../log/entry-set'
import { coveredIn, coveringWithin, isCovered } from './covered'
import { createErasedIds, type ErasedIds } from './erased-ids'
import { leftoversFromJson, leftoversToJson, noLeftovers, type Leftovers } from './leftovers'
import { deepest, kindOfBucket, monthOf, recordKinds, shardOf } from './shards'

/** Up to this many records of a frame are listed by id, so that loading one record skips frames that don't concern it. */
const listedIds = 4

export interface IndexedFrame {
  /** Bytes from the start of this generation of the journal. */
  offset: number
  /** Bytes of its payload. */
  length: number
  session: SessionId
  sequence: number
  compartment: Compartment
  /** Records of this bucket that it changes; `null` = many. */
  ids: string[] | null
  /** Of many people: the finest shards that they are in. Else empty. */
  parts: readonly number[]
}

/** A frame, wherever it is listed. */
export type Frame = Omit<IndexedFrame, 'ids' | 'parts'>

/** A frame that was set aside. `print` tells them apart: their headers are nobody's word. */
export interface Aside {
  offset: number
  length: number
  print: string
}

export interface LogIndex {
  /** Shards of people are `2 ** depth`. */
  depth: number
  /** Frames by bucket: `1/shard` people, `2/month` history, `kind/0` others. */
  buckets: Map<string, IndexedFrame[]>
  /** Frames that could not be opened: kept, a later version or key may read them. */
  unopened: Aside[]
  /** Entries that were set aside and that told of somebody erased: they are kept no more. */
  letGo: EntrySet
  /** Entries that are, or were, in the journal. Not those that a pack covers unseen: they may hold records of other shards. */
  known: EntrySet
  /** Entries that packs stand for, by `kind/depth/shard`: also one that comes behind its pack is not listed there. */
  covered: Map<string, EntrySet>
  /** People of whom an erasure is in the journal: nothing of theirs is read, nor packed. */
  readonly erased: ErasedIds
  leftovers: Leftovers
}

export const emptyIndex = (): LogIndex => ({ depth: 0, buckets: new Map(), unopened: [], letGo: createEntrySet(), known: createEntrySet(), covered: new Map(), erased: createErasedIds(), leftovers: noLeftovers() })

/** The index of a journal of which nothing is known; every part of it, so that none outlives the others. */
export function clearIndex(index: LogIndex): void {
  index.buckets.clear()
  index.unopened.length = 0
  index.letGo.clear()
  index.known.clear()
  index.covered.clear()
  index.erased.clear()
  index.leftovers = noLeftovers()
}

export function bucketOf(kind: number, id: string, depth: number): string {
  if (kind === recordKinds.person) return `${kind}/${shardOf(id, depth)}`
  return kind === recordKinds.history || kind === recordKinds.commonsHistory ? `${kind}/${monthOf(id)}` : `${kind}/0`
}

/** Lists a frame under each bucket that it touches. Answers whether it is listed anywhere: packs may stand for all of it. */
export function addFrame(index: LogIndex, frame: Frame, records: readonly { kind: number; id: string }[]): boolean {
  const touched = new Map<string, { ids: string[] | null; parts: Set<number> }>()
  // Records of one shard stand together: its name is made once.
  let lastShard = -1
  let lastBucket = ''
  for (const { kind, id } of records) {
    const part = kind === recordKinds.person ? shardOf(id, deepest) : -1
    const shard = part >> (deepest - index.depth)
    const bucket = shard >= 0 && shard === lastShard ? lastBucket : bucketOf(kind, id, index.depth)
    if (shard >= 0) [lastShard, lastBucket] = [shard, bucket]
    const there = touched.get(bucket)
    if (!there) touched.set(bucket, { ids: [id], parts: new Set([part]) })
    else {
      if (there.ids !== null && !there.ids.includes(id)) there.ids = there.ids.length < listedIds ? [...there.ids, id] : null
      there.parts.add(part)
    }
  }
  let listed = false
  for (const [bucket, { ids, parts }] of touched) {
    const indexed = { ...frame, ids, parts: ids || parts.has(-1) ? [] : [...parts] }
    if (isCovered(index, bucket, frame) || isCoveredInParts(index, indexed, kindOfBucket(bucket))) continue
    listed = true
    const frames = index.buckets.get(bucket)
    if (frames) frames.push(indexed)
    else index.buckets.set(bucket, [indexed])
  }
  return listed
}

/** The buckets, as deep as the index is, that a pack's shard is made of, or is a part of. */
export function scopeOf({ depth }: Pick<LogIndex, 'depth'>, covers: Pick<Coverage, 'recordKind' | 'depth' | 'shard'>): string[] {
  const { recordKind, shard } = covers
  if (recordKind !== recordKinds.person) return [`${recordKind}/${shard}`]
  if (covers.depth > depth) return [`${recordKind}/${shard >> (covers.depth - depth)}`]
  const fan = 2 ** (depth - covers.depth)
  return Array.from({ length: fan }, (_, finer) => `${recordKind}/${shard * fan + finer}`)
}

/** Whether packs of finer shards than the index has stand together for all that a frame has in a bucket. */
function isCoveredInParts({ covered }: LogIndex, frame: IndexedFrame, kind: number): boolean {
  const finest = { covered, depth: deepest }
  return kind === recordKinds.person && partsOf(frame).every((part) => isCovered(finest, `${kind}/${part}`, frame))
}

/**
 * What a pack of a bucket stands for: these frames, and what packs stood for there. Of what packs of finer shards did, that
 * which was here: of any other nobody can tell whether they stood for all of it.
 */
export function coverageOf(index: LogIndex, bucket: string, frames: readonly EntryRef[]): Coverage {
  const [recordKind, shard] = bucket.split('/').map(Number) as [number, number]
  const depth = recordKind === recordKinds.person ? index.depth : 0
  const entries = coveredIn(index, bucket)
  for (const frame of frames) entries.add(frame)
  for (const finer of coveringWithin(index, bucket)) {
    for (const [session, runs] of finer.runs()) {
      for (const [first, last] of runs) for (let sequence = first; sequence <= last; sequence++) if (index.known.has({ session, sequence })) entries.add({ session, sequence })
    }
  }
  return { recordKind, depth, shard, entries }
}

/** A pack stands for the frames that it covers in each bucket of its shard, seen at the index's depth. */
export function coverFrames(index: LogIndex, pack: Frame, covers: Coverage, records: readonly { kind: number; id: string }[]): void {
  const { recordKind, depth, shard, entries } = covers
  const key = `${recordKind}/${depth}/${shard}`
  const covered = index.covered.get(key) ?? createEntrySet()
  covered.addAll(entries)
  index.covered.set(key, covered)
  // Of a bucket, a pack finer than the index is only a part: what has nothing else there.
  const isFiner = recordKind === recordKinds.person && depth > index.depth
  for (const bucket of scopeOf(index, covers)) {
    const left = (index.buckets.get(bucket) ?? []).filter((frame) => !(covered.has(frame) && (!isFiner || isCoveredInParts(index, frame, recordKind))))
    if (left.length > 0) index.buckets.set(bucket, left)
    else index.buckets.delete(bucket)
  }
  addFrame(index, pack, records)
}

/**
 * The same frames under finer or coarser shards. A pack that came while it was finer than the index covered nothing then: it
 * does once it is not. Else what it stands for would stay for ever, and be put back into a room that everybody else takes it
 * out of.
 */
export function changeDepth(index: LogIndex, depth: number): void {
  const prefix = `${recordKinds.person}/`
  const before = [...index.buckets].filter(([bucket]) => bucket.startsWith(prefix))
  const from = index.depth
  index.depth = depth
  for (const [bucket] of before) index.buckets.delete(bucket)
  for (const [bucket, frames] of before) {
    const shard = Number(bucket.slice(prefix.length))
    const fan = 2 ** Math.max(0, depth - from)
    const first = depth < from ? shard >> (from - depth) : shard * fan
    for (let target = first; target < first + fan; target++) {
      for (const frame of frames) {
        if (fan > 1 && isCovered(index, `${prefix}${target}`, frame)) continue
        const ids = fan > 1 && frame.ids ? frame.ids.filter((id) => shardOf(id, depth) === target) : frame.ids
        const parts = fan > 1 ? frame.parts.filter((part) => part >> (deepest - depth) === target) : frame.parts
        if (ids ? ids.length > 0 : parts.length > 0) list(index, `${prefix}${target}`, { ...frame, ids, parts })
      }
    }
  }
}

/** Lists a frame of people once in a bucket, with the ids, or the parts, of all its listings. */
function list(index: LogIndex, bucket: string, frame: IndexedFrame): void {
  const frames = index.buckets.get(bucket)
  if (!frames) return void index.buckets.set(bucket, [frame])
  const same = frames.find(({ offset }) => offset === frame.offset)
  if (!same) return void frames.push(frame)
  const ids = same.ids && frame.ids ? [...same.ids, ...frame.ids] : null
  if (ids && ids.length <= listedIds) same.ids = ids
  else {
    same.parts = [...new Set([...partsOf(same), ...partsOf(frame)])]
    same.ids = null
  }
}

const partsOf = ({ ids, parts }: IndexedFrame) => (ids ? ids.map((id) => shardOf(id, deepest)) : parts)

/**
 * Entries that somebody must have written and that are neither here nor in a pack, by device: numbers of a session before its
 * last one. They are on their way, or someone holds them back.
 */
export function missingEntries(index: LogIndex): Map<DeviceId, number> {
  const all = createEntrySet()
  all.addAll(index.known)
  for (const covered of index.covered.values()) all.addAll(covered)
  const missing = new Map<DeviceId, number>()
  for (const [session, runs] of all.runs()) {
    const count = runs.reduce((sum, [first], at) => sum + first - (at === 0 ? 0 : runs[at - 1]![1] + 1), 0)
    if (count > 0) missing.set(deviceOfSession(session), (missing.get(deviceOfSession(session)) ?? 0) + count)
  }
  return missing
}

/** The frame listed last in the journal, `null` when none is. */
export function lastFrame(index: LogIndex): IndexedFrame | null {
  let last: IndexedFrame | null = null
  for (const frames of index.buckets.values()) for (const frame of frames) if (!last || frame.offset > last.offset) last = frame
  return last
}

/** Every frame that must stay, in journal order. */
export function liveFrames(index: LogIndex): { offset: number; length: number }[] {
  const live = new Map<number, number>()
  for (const frames of index.buckets.values()) for (const { offset, length } of frames) live.set(offset, length)
  for (const { offset, length } of index.unopened) live.set(offset, length)
  return [...live].map(([offset, length]) => ({ offset, length })).sort((one, other) => one.offset - other.offset)
}

/** The index after the journal was rewritten: `moved` maps old offsets to new ones. */
export function moveFrames(index: LogIndex, moved: ReadonlyMap<number, number>): void {
  for (const frames of index.buckets.values()) for (const frame of frames) frame.offset = moved.get(frame.offset)!
  for (const frame of index.unopened) frame.offset = moved.get(frame.offset)!
}

/** Of `indexToJson`; a page of another one is not read. */
const version = 5

/** Plain JSON, for the sealed page that holds it. */
export function indexToJson(index: LogIndex): unknown {
  const sessions = new Map<string, number>()
  const numberOf = (session: SessionId) => {
    if (!sessions.has(session)) sessions.set(session, sessions.size)
    return sessions.get(session)!
  }
  const buckets = [...index.buckets].map(([bucket, frames]) => [
    bucket,
    frames.map(({ offset, length, session, sequence, compartment, ids, parts }) => [offset, length, numberOf(session), sequence, compartments.indexOf(compartment), ids, parts]),
  ])
  return { version, depth: index.depth, unopened: index.unopened, letGo: index.letGo.toJson(), buckets, sessions: [...sessions.keys()], known: index.known.toJson(), covered: [...index.covered].map(([key, entries]) => [key, entries.toJson()]), erased: [...index.erased], leftovers: leftoversToJson(index.leftovers) }
}

/** The opposite of `indexToJson`. Throws on anything else: the caller then reads the journal. */
export function indexFromJson(json: unknown): LogIndex {
  const { depth, unopened, letGo, buckets, sessions, known, covered, erased, leftovers, version: written } = json as {
    version: number
    depth: number
    unopened: LogIndex['unopened']
    letGo?: unknown
    buckets: [string, [number, number, number, number, number, string[] | null, number[]][]][]
    sessions: SessionId[]
    known: unknown
    covered: [string, unknown][]
    erased: string[]
    leftovers: unknown
  }
  if (written !== version) throw new TypeError('an index of another version')
  return {
    depth,
    unopened,
    letGo: createEntrySet(letGo),
    buckets: new Map(
      buckets.map(([bucket, frames]) => [
        bucket,
        frames.map(([offset, length, session, sequence, compartment, ids, parts]) => ({ offset, length, session: sessions[session]!, sequence, compartment: compartments[compartment]!, ids, parts })),
      ]),
    ),
    known: createEntrySet(known),
    covered: new Map(covered.map(([key, entries]) => [key, createEntrySet(entries)])),
    erased: createErasedIds(erased),
    leftovers: leftoversFromJson(leftovers),
  }
}
