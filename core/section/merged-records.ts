/**
 * The records of a bucket as a pack holds them: one state each, without what was overwritten, and without what they say of
 * erased people. Erased people themselves are not among what is loaded.
 */
import type { ErasedIds } from './erased-ids'
import { mergeHistory } from './history-erasure'
import type { RecordUpdate } from './payload'
import { mergeRecord } from './record'
import type { LoadedRecord } from './loaded-record'
import { recordKinds } from './shards'

/** `despite` records that Yjs can't read: their updates go in as they are, but for those that tell of somebody erased. Else it throws for one. */
export function mergedRecords(kind: number, loaded: ReadonlyMap<string, LoadedRecord>, erased: ErasedIds, despite: boolean): RecordUpdate[] {
  const merge = kind === recordKinds.history ? (id: string, updates: readonly Uint8Array[]) => mergeHistory(id, updates, erased) : (id: string, updates: readonly Uint8Array[]) => mergeRecord(id, updates)
  return [...loaded].flatMap(([id, { updates, at }]) => {
    try {
      return [{ kind, id, at, update: merge(id, updates) }]
    } catch (error) {
      if (!despite) throw error
      return updates.filter((update) => kind !== recordKinds.history || !erased.within(update)).map((update) => ({ kind, id, at, update }))
    }
  })
}
