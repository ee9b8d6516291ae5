/**
 * Which records lie together. Records of a kind are spread over 2^depth shards by the first bits of their random id;
 * a pack in the log and a page on disk hold one shard, so that an edit rewrites a few hundred records, not all.
 * History is spread by month instead: it is read by time and never changes.
 */
import { bytesFromId, leadingBits } from '../domain/ids'
import type { Compartment } from '../sealing/vault'

/** Kinds of record, with the number that the format uses. New kinds are added, never renumbered. */
export const recordKinds = { person: 1, history: 2, setting: 3, /** See erasure.ts. */ erasure: 4, /** See receipts.ts. */ receipt: 5, /** Who belongs, see membership.ts: no Yjs document, never packed. */ statement: 6, action: 7, /** Of commands on the agenda, for whoever holds no key of people. */ commonsHistory: 8, /** Of the territory, with its buildings. */ sector: 9, /** Of the library. */ asset: 10, kit: 11, /** What is saved to print with. */ preset: 12 } as const

/** How many kinds this version knows. */
export const knownKinds = Object.keys(recordKinds).length

/** Where records of a kind are sealed. */
export const compartmentOf: Record<number, Compartment> = {
  [recordKinds.person]: 'people', [recordKinds.history]: 'people', [recordKinds.setting]: 'commons', [recordKinds.erasure]: 'people', [recordKinds.receipt]: 'commons',
  [recordKinds.action]: 'commons', [recordKinds.commonsHistory]: 'commons', [recordKinds.sector]: 'commons',
  [recordKinds.asset]: 'commons', [recordKinds.kit]: 'commons', [recordKinds.preset]: 'commons',
}

/** Of `kind/…`, as buckets are named. */
export const kindOfBucket = (bucket: string) => Number(bucket.slice(0, bucket.indexOf('/')))

/** What a newer version writes is not ours to pack: its compartment and its format are unknown. Statements never are: each must stay as it was said. */
export const isKnownKind = (bucket: string) => compartmentOf[kindOfBucket(bucket)] !== undefined

/** Of a kind that only a newer version knows. */
export const isOfNewerKind = (bucket: string) => !isKnownKind(bucket) && !bucket.startsWith(`${recordKinds.statement}/`)

/** Past this many records a shard on average, the depth grows. */
const recordsPerShard = 512
export const deepest = 10

/** The depth that keeps shards of `count` records at some hundreds each. */
export function depthFor(count: number): number {
  let depth = 0
  while (depth < deepest && count > recordsPerShard * 2 ** depth) depth++
  return depth
}

/** Number of the shard, 0 to 2^depth - 1, from the id's first bits. */
export const shardOf = leadingBits

/** Time in ms since 1970 that a history id was made at: its first 6 bytes. */
function timeOfId(id: string): number {
  const bytes = bytesFromId(id)
  return ((bytes[0]! << 8) | bytes[1]!) * 2 ** 32 + (((bytes[2]! << 24) | (bytes[3]! << 16) | (bytes[4]! << 8) | bytes[5]!) >>> 0)
}

/** Months since 1970 of a history id: its shard. */
export function monthOf(id: string): number {
  const date = new Date(timeOfId(id))
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

/** What belongs to one shard of people, grouped so that each group makes one entry. */
export function groupByShard<Item extends { id: string }>(records: readonly Item[], depth: number): Item[][] {
  const groups: Item[][] = []
  for (const record of records) (groups[shardOf(record.id, depth)] ??= []).push(record)
  return groups.filter(Boolean)
}
