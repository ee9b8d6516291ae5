/**
 * What may still hold something of erased people on this computer, and what has to be packed for it to go.
 * Invariant: whatever comes or is read is looked at here before it is listed, so that an update of an erased person is
 * known to be one wherever it comes from and whenever: an edit made before anyone heard, a laptop that was away for a
 * year, a pack by somebody who did not know. It is noted until the journal was written anew without it.
 */
import { PortError } from '../ports/errors'
import { coveringOf } from './covered'
import type { ErasedIds } from './erased-ids'
import type { LogIndex } from './log-index'
import type { RecordUpdate } from './payload'
import { isKnownKind, isOfNewerKind, monthOf, recordKinds, shardOf } from './shards'

export interface Leftovers {
  /** Erased people of whom the journal may hold updates. */
  people: Set<string>
  /** Months of history that may tell of erased people. */
  months: Set<number>
  /** Something that was set aside may tell of them. */
  aside: boolean
  /** Entries that tell of them hold records of a newer version too: they go once somebody who knows that kind has packed it. */
  stuck: boolean
  /** Pages were sealed since the last of them was erased under a key with which earlier ones, that show them, still open. */
  pages: boolean
  /** Copies of this section that were put aside before somebody was erased may be on this computer. */
  copies: boolean
}

export const noLeftovers = (): Leftovers => ({ people: new Set(), months: new Set(), aside: false, stuck: false, pages: false, copies: false })

/** Something is to be done here: what only a newer version can do is not. */
export const hasLeftovers = ({ people, months, aside, pages, copies }: Leftovers): boolean => people.size > 0 || months.size > 0 || aside || pages || copies

type Index = Pick<LogIndex, 'buckets' | 'erased' | 'leftovers'>

/** Looks at records before they are listed. */
export function noteErased({ buckets, erased, leftovers }: Index, records: readonly RecordUpdate[]): void {
  let more = false
  for (const { kind, id } of records) {
    if (kind !== recordKinds.erasure || !erased.add(id)) continue
    more = true
    leftovers.people.add(id)
  }
  if (more) {
    leftovers.aside = leftovers.pages = leftovers.copies = true
    // Which entries tell of them is only known once they are read.
    for (const bucket of buckets.keys()) if (bucket.startsWith(`${recordKinds.history}/`)) leftovers.months.add(shardOfBucket(bucket))
  }
  if (erased.size === 0) return
  for (const record of records) {
    if (!tellsOf(record, erased)) continue
    if (record.kind === recordKinds.person) leftovers.people.add(record.id)
    else leftovers.months.add(monthOf(record.id))
  }
}

/** Whether an update is of somebody erased: then it says nothing any more. */
export const isOfErased = ({ erased }: Pick<LogIndex, 'erased'>, { kind, id }: Pick<RecordUpdate, 'kind' | 'id'>): boolean => kind === recordKinds.person && erased.has(id)

/** Whether a record is, or holds undo values of, somebody erased. */
export function tellsOf({ kind, id, update }: RecordUpdate, erased: ErasedIds): boolean {
  return kind === recordKinds.person ? erased.has(id) : kind === recordKinds.history && erased.within(update)
}

const shardOfBucket = (bucket: string) => Number(bucket.slice(bucket.indexOf('/') + 1))

/** Looks for everybody who was erased once more: what kept their entries may be gone. */
export function lookAgain({ erased, leftovers }: Index): void {
  if (!leftovers.stuck) return
  for (const id of erased) leftovers.people.add(id)
}

/**
 * Buckets of which a pack has to stand for what tells of erased people: each that lists a frame which does, since a frame
 * leaves the journal only once packs stand for all of it. Those of kinds that this version does not know are among them.
 */
async function bucketsWithErased(index: LogIndex, recordsAt: (offset: number) => Promise<readonly RecordUpdate[]>): Promise<string[]> {
  const { depth, buckets, erased, leftovers } = index
  const suspect = [...new Set([...leftovers.people].map((id) => `${recordKinds.person}/${shardOf(id, depth)}`)), ...[...leftovers.months].map((month) => `${recordKinds.history}/${month}`)]
  // A pack may stand for what an entry tells of them, and it is listed for the rest of what it holds.
  const covering = [...new Set(suspect.flatMap((bucket) => [...coveringOf(index, bucket)]))]
  const frames = new Set<number>()
  for (const [bucket, listed] of buckets) {
    const isSuspect = suspect.includes(bucket)
    for (const frame of listed) if (isSuspect || covering.some((entries) => entries.has(frame))) frames.add(frame.offset)
  }
  const telling = new Set<number>()
  for (const offset of frames) if ((await recordsAt(offset)).some((record) => tellsOf(record, erased))) telling.add(offset)
  return [...buckets].filter(([, listed]) => listed.some(({ offset }) => telling.has(offset))).map(([bucket]) => bucket)
}

/** Packs whatever tells of erased people, lets go of what was set aside and does, and rewrites the journal without it. Rejects with `disk-full` or `journal-failed`: then it is still noted. */
export async function takeOutErased(
  index: LogIndex,
  log: { recordsAt(offset: number): Promise<readonly RecordUpdate[]>; pack(bucket: string): Promise<void>; dropAside(): Promise<void>; rewrite(): Promise<boolean> },
): Promise<void> {
  // What is noted meanwhile is of another time.
  const [people, months] = [[...index.leftovers.people], [...index.leftovers.months]]
  if (people.length === 0 && months.length === 0 && !index.leftovers.aside) return
  const buckets = await bucketsWithErased(index, log.recordsAt)
  for (const bucket of buckets) if (isKnownKind(bucket)) await log.pack(bucket)
  await log.dropAside()
  // Also where nothing was to be packed: what others' packs stand for is in the file until then.
  if (!(await log.rewrite())) throw new PortError('disk-full', 'something waits to be written')
  for (const id of people) index.leftovers.people.delete(id)
  for (const month of months) index.leftovers.months.delete(month)
  index.leftovers.aside = false
  index.leftovers.stuck = buckets.some(isOfNewerKind)
}

/** Plain JSON, for the sealed page of the index; `leftoversFromJson` is its opposite, and takes anything else for none. */
export const leftoversToJson = ({ people, months, ...others }: Leftovers): unknown => ({ people: [...people], months: [...months], ...others })

export function leftoversFromJson(json: unknown): Leftovers {
  const { people = [], months = [], ...others } = (json ?? {}) as Partial<Omit<Leftovers, 'people' | 'months'>> & { people?: string[]; months?: number[] }
  return { ...noLeftovers(), ...others, people: new Set(people), months: new Set(months) }
}
