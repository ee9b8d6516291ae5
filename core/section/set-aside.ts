/**
 * Entries that don't count: they don't open here, or who wrote them does not belong (any more). They change nothing and are
 * kept, since a key or a statement that comes later may make them count.
 * Invariant: what somebody who belongs built upon one before it was known not to count is not lost with it. Such an edit
 * names the items that it followed, and Yjs shows nothing of it without them: they are taken over, as this device's own.
 * And a pack that others' entries were let go of for counts until one of this device's own stands in its place.
 */
import * as Y from 'yjs'
import { idFromBytes, type DeviceId } from '../domain/ids'
import { EntryRefused, peekHeader, type EntryHeader, type EntryOpener, type Refusal } from '../log/entry'
import { createEntrySet, type EntrySet, type Runs } from '../log/entry-set'
import type { Journal } from '../ports/journal'
import { sha256 } from '../sealing/aes'
import { tellsOf } from './leftovers'
import { coveredIn } from './covered'
import { scopeOf, type Aside, type LogIndex } from './log-index'
import { decodePayload, type RecordUpdate } from './payload'
import { missingFor } from './record'
import type { RecordGroup } from './record-log'
import { compartmentOf, recordKinds } from './shards'

/** An entry and what it holds. */
export interface ReadFrame {
  header: EntryHeader
  records: RecordUpdate[]
}

/** `within`: what it holds, where it is whole, signed by its author, and opens: it just does not count. */
export type Tried = ReadFrame | { why: Refusal; within: ReadFrame | null }

/** Opens an entry; `options` as of `EntryOpener.open`. */
export async function openFrame(opener: EntryOpener, payload: Uint8Array, options?: Parameters<EntryOpener['open']>[1]): Promise<Tried> {
  try {
    const entry = await opener.open(payload, options)
    return { header: entry.header, records: decodePayload(entry.payload) }
  } catch (error) {
    if (!(error instanceof EntryRefused)) return { why: 'damaged', within: null }
    try {
      return { why: error.why, within: error.within && { header: error.within.header, records: decodePayload(error.within.payload) } }
    } catch {
      return { why: error.why, within: null }
    }
  }
}

/** One that came from elsewhere and is new here. */
export interface Incoming {
  payload: Uint8Array
  /** `null` for one that is to be set aside; then `within` is what it holds, if it opens. */
  frame: ReadFrame | null
  within: ReadFrame | null
  print: string
}

/** From where in the journal on it is told that a device counts no more; `undefined` for one that does. */
export type HeardAt = (device: DeviceId) => number | undefined

export interface SetAside {
  /** Those of the entries that are neither known nor set aside, as far as they are kept. */
  newAmong(entries: readonly Uint8Array[]): Promise<Incoming[]>
  /** One was listed as unopened. */
  note(aside: Aside, within: ReadFrame | null): void
  /** Why each is, and what it claims to be. */
  list(): Promise<{ why: Refusal; header: EntryHeader | null }[]>
  /**
   * What edits that count were built on and lack, as groups to say again: of these records (`kind/id`), or of all. Only what
   * makes a record whole: the rest may be on its way.
   */
  builtUpon(load: (kind: number, id: string) => Promise<{ updates: readonly Uint8Array[] }>, of?: ReadonlySet<string>): Promise<RecordGroup[]>
  /**
   * Packs that stand for entries which count and are nowhere else here: entries were let go of for them while their author
   * still counted.
   */
  reliedUpon(heardAt: HeardAt): Promise<{ aside: Aside; frame: ReadFrame }[]>
  /**
   * Erasures that counted here before their author was known to count no more, as groups to say again: something of who they
   * are of may be gone here for good, and nobody who asked to be erased may come back by who it was that did it.
   */
  erasuresHeard(heardAt: HeardAt): Promise<RecordGroup[]>
  /** Those that tell of somebody erased. */
  telling(): Promise<{ aside: Aside; header: EntryHeader }[]>
}

/** Entries from elsewhere that don't count are kept up to so many, of so many bytes each: a flood of them must not fill the disk. */
const mostUnopened = 1000
const longestUnopened = 256 * 1024

/** Of an entry's bytes: 16 of its SHA-256, as text. */
export const printOf = async (entry: Uint8Array) => idFromBytes<string>((await sha256(entry)).subarray(0, 16))

export const nameOfRecord = ({ kind, id }: Pick<RecordUpdate, 'kind' | 'id'>) => `${kind}/${id}`

export function createSetAside({ index, journal, opener }: { index: LogIndex; journal: Pick<Journal, 'readAt'>; opener: EntryOpener }): SetAside {
  /** Of those that open: the records that they are about. */
  const about = new WeakMap<Aside, ReadonlySet<string>>()

  const frameOf = async ({ offset }: Aside): Promise<ReadFrame | null> => {
    const tried = await openFrame(opener, await journal.readAt(offset))
    return 'why' in tried ? tried.within : tried
  }

  async function updatesOf(name: string, asides: readonly Aside[]): Promise<RecordUpdate[]> {
    const frames = await Promise.all(asides.filter((aside) => about.get(aside)?.has(name)).map(frameOf))
    return frames.flatMap((frame) => frame?.records.filter((record) => nameOfRecord(record) === name) ?? [])
  }

  return {
    async newAmong(entries) {
      const tries = await Promise.all(entries.map((payload) => openFrame(opener, payload)))
      const fresh: Incoming[] = []
      const coming = createEntrySet()
      const kept = new Set(index.unopened.map(({ print }) => print))
      for (const [at, payload] of entries.entries()) {
        const tried = tries[at]!
        if (!('why' in tried)) {
          // Twice in one batch is as good as known.
          if (!index.known.has(tried.header) && coming.add(tried.header)) fresh.push({ payload, frame: tried, within: null, print: '' })
          continue
        }
        const { why, within } = tried
        const print = await printOf(payload)
        if (kept.has(print) || (within && index.letGo.has(within.header))) continue
        // Of a member, under a key that is still to come: whatever its size, it is nobody's flood.
        if (why !== 'no-key' && (kept.size >= mostUnopened || payload.length > longestUnopened)) continue
        kept.add(print)
        fresh.push({ payload, frame: null, within, print })
      }
      return fresh
    },
    note(aside, within) {
      if (!within) return void about.delete(aside)
      about.set(aside, new Set(within.records.map(nameOfRecord)))
      if (within.records.some((record) => tellsOf(record, index.erased))) index.leftovers.aside = true
    },
    list: () =>
      Promise.all(
        index.unopened.map(async ({ offset }) => {
          const payload = await journal.readAt(offset)
          const tried = await openFrame(opener, payload)
          const why = 'why' in tried ? tried.why : 'damaged'
          try {
            return { why, header: peekHeader(payload) }
          } catch {
            return { why, header: null }
          }
        }),
      ),
    async builtUpon(load, of) {
      const asides = index.unopened.filter((aside) => about.has(aside))
      const names = new Set(asides.flatMap((aside) => [...about.get(aside)!]))
      const groups: RecordGroup[] = []
      for (const name of names) {
        const [kind, id] = [Number(name.slice(0, name.indexOf('/'))), name.slice(name.indexOf('/') + 1)]
        const compartment = compartmentOf[kind]
        if (!compartment || (of && !of.has(name))) continue
        const { updates } = await load(kind, id)
        const records = updates.length > 0 && missingFor(id, updates) ? lackedBy(id, updates, await updatesOf(name, asides)) : null
        if (records) groups.push({ compartment, records })
      }
      return groups
    },
    async reliedUpon(heardAt) {
      const relied: { aside: Aside; frame: ReadFrame }[] = []
      for (const aside of index.unopened) {
        const frame = about.has(aside) ? await frameOf(aside) : null
        if (frame?.header.covers && aside.offset < (heardAt(frame.header.device) ?? 0) && standsAlone(index, opener, frame.header)) relied.push({ aside, frame })
      }
      return relied
    },
    async erasuresHeard(heardAt) {
      const groups: RecordGroup[] = []
      for (const aside of index.unopened) {
        if (![...(about.get(aside) ?? [])].some((name) => name.startsWith(`${recordKinds.erasure}/`))) continue
        const frame = await frameOf(aside)
        if (!frame || aside.offset >= (heardAt(frame.header.device) ?? 0)) continue
        const records = frame.records.filter(({ kind, id }) => kind === recordKinds.erasure && !index.erased.has(id))
        if (records.length > 0) groups.push({ compartment: frame.header.compartment, records })
      }
      return groups
    },
    async telling() {
      const frames = await Promise.all(index.unopened.map(async (aside) => ({ aside, frame: await frameOf(aside) })))
      return frames.flatMap(({ aside, frame }) => (frame?.records.some((record) => tellsOf(record, index.erased)) ? [{ aside, header: frame.header }] : []))
    },
  }
}

/** Of these updates of a record, those without which others can't be read; `null` where they don't make it whole. */
function lackedBy(id: string, updates: readonly Uint8Array[], candidates: readonly RecordUpdate[]): RecordUpdate[] | null {
  const taken: RecordUpdate[] = []
  for (;;) {
    const missing = missingFor(id, [...updates, ...taken.map(({ update }) => update)])
    if (!missing) return taken
    const next = candidates.find((record) => !taken.includes(record) && holdsSome(record.update, missing))
    if (!next) return null
    taken.push(next)
  }
}

function holdsSome(update: Uint8Array, missing: ReadonlyMap<number, number>): boolean {
  const { from, to } = Y.parseUpdateMeta(update)
  return [...missing].some(([client, clock]) => (from.get(client) ?? Infinity) <= clock && clock < (to.get(client) ?? 0))
}

/** Whether a pack stands, in some bucket, for an entry that counts and that neither is here nor is stood for by another. */
function standsAlone(index: LogIndex, opener: EntryOpener, { covers, session, sequence, compartment }: EntryHeader): boolean {
  const counting = [...covers!.entries.runs()].flatMap(([of, runs]) =>
    runs.flatMap((run) => {
      const part = countingPart(run, (at) => opener.counts({ session: of, sequence: at, compartment }))
      return part ? [[of, part] as const] : []
    }),
  )
  const isIn = (there: EntrySet) => counting.every(([of, run]) => there.hasRun(of, run))
  // Nearly always: nothing was let go of yet.
  if (isIn(index.known)) return false
  return scopeOf(index, covers!).some((bucket) => {
    const there = coveredIn(index, bucket)
    if (there.has({ session, sequence })) return false
    there.addAll(index.known)
    return !isIn(there)
  })
}

/** The part of a run that counts: numbers up to some one do. `null`: none. */
function countingPart([first, last]: Runs[number], counts: (sequence: number) => boolean): Runs[number] | null {
  if (!counts(first)) return null
  let [low, high] = [first, last]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (counts(middle)) low = middle
    else high = middle - 1
  }
  return [first, low]
}
