/**
 * What packs stand for, by bucket. A pack is of one shard, coarser or finer than those that the index has now.
 * Invariant: an entry that packs stand for in a bucket has nothing there that they lack; in others it may.
 */
import { createEntrySet, type EntryRef, type EntrySet } from '../log/entry-set'
import type { LogIndex } from './log-index'
import { recordKinds } from './shards'

type Packs = Pick<LogIndex, 'covered' | 'depth'>

/** What packs stand for in a bucket: theirs, and those of the coarser shards that it is a part of. */
export function* coveringOf({ covered, depth }: Packs, bucket: string): Iterable<EntrySet> {
  if (covered.size === 0) return
  const [kind, shard] = bucket.split('/').map(Number) as [number, number]
  const deep = kind === recordKinds.person ? depth : 0
  for (let coarser = deep; coarser >= 0; coarser--) {
    const set = covered.get(`${kind}/${coarser}/${shard >> (deep - coarser)}`)
    if (set) yield set
  }
}

/** Whether packs stand for an entry in a bucket. */
export function isCovered(index: Packs, bucket: string, entry: EntryRef): boolean {
  for (const set of coveringOf(index, bucket)) if (set.has(entry)) return true
  return false
}

/** All that packs stand for in a bucket, as a set of its own. */
export function coveredIn(index: Packs, bucket: string): EntrySet {
  const all = createEntrySet()
  for (const set of coveringOf(index, bucket)) all.addAll(set)
  return all
}

/** What packs of finer shards stand for, each of a part of a bucket. */
export function* coveringWithin({ covered, depth }: Packs, bucket: string): Iterable<EntrySet> {
  const [kind, shard] = bucket.split('/').map(Number) as [number, number]
  if (kind !== recordKinds.person) return
  for (const [key, set] of covered) {
    const [ofKind, finer, part] = key.split('/').map(Number) as [number, number, number]
    if (ofKind === kind && finer > depth && part >> (finer - depth) === shard) yield set
  }
}
