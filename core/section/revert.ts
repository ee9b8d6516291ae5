/**
 * What undoing an entry of the history does to each record that it changed.
 * Invariant: what someone changed since stays: a key goes back only from the value that the entry gave it, and a record
 * that the entry made goes away only while it says what it said then.
 */
import { deletion, isDeleted, isSameDeletion } from './deletion'
import { fingerprint } from './fingerprint'
import type { ChangedKey, HistoryChanges } from './history'
import { deletedKey } from './person-keys'
import type { KeyChange, RecordKeys } from './record'
import { sameValue } from './record-value'

export interface Revert {
  /** Records concerned. */
  ids: string[]
  /** The changes to a record that says `keys` now. */
  decide(id: string, keys: RecordKeys): readonly KeyChange[]
  /** Records left as they are, wholly or in part, as far as `decide` was asked. */
  keptSince(): number
}

/** Of records of one kind. `now`: when those that were made are deleted, in ms since 1970. */
export function createRevert(changes: HistoryChanges, kind: number, now: number): Revert {
  const byRecord = new Map<string, ChangedKey[]>()
  for (const change of changes.changed) {
    if (change.kind !== kind) continue
    if (!byRecord.has(change.id)) byRecord.set(change.id, [])
    byRecord.get(change.id)!.push(change)
  }
  const created = new Map(changes.created.flatMap((record) => (record.kind === kind ? [[record.id, record.fingerprint] as const] : [])))
  let keptSince = 0
  return {
    ids: [...new Set([...byRecord.keys(), ...created.keys()])],
    decide(id, keys) {
      const print = created.get(id)
      if (print !== undefined) {
        if (isDeleted(keys)) return []
        if (fingerprint(keys) === print) return [deletion(keys, now)]
        keptSince++
        return []
      }
      const back: KeyChange[] = []
      let kept = false
      for (const { key, before, after } of byRecord.get(id)!) {
        if (sameValue(keys.get(key), after) || (key === deletedKey && isSameDeletion(keys.get(key), after))) back.push([key, before])
        else if (!sameValue(keys.get(key), before)) kept = true
      }
      if (kept) keptSince++
      return back
    },
    keptSince: () => keptSince,
  }
}
