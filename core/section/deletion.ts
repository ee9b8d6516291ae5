/**
 * A deleted person keeps her record, with when it was deleted and the fingerprint of what it then said.
 * Invariant: whoever was edited by somebody who did not know of the deletion is shown again, until someone decides; an
 * edit must not vanish behind a deletion, and nobody comes back by an edit that the deletion had seen.
 */
import { fingerprint } from './fingerprint'
import { deletedKey } from './person-keys'
import type { KeyChange, RecordKeys, RecordValue } from './record'

/** The change that deletes a record; `at`: ms since 1970. */
export const deletion = (keys: RecordKeys, at: number): KeyChange => [deletedKey, [at, fingerprint(keys)]]

/** Whether a record says something else than when it was deleted. Of early deletions, which know no fingerprint, never. */
export function isEditedApart(deleted: RecordValue, keys: Iterable<readonly [string, RecordValue]>): boolean {
  return Array.isArray(deleted) && deleted[1] !== fingerprint(keys)
}

/** Whether a record is deleted, and shown to nobody. */
export function isDeleted(keys: RecordKeys): boolean {
  const deleted = keys.get(deletedKey)
  return deleted !== undefined && !isEditedApart(deleted, keys)
}

/** Whether two values of the key are of one deletion, before and after `stayingDeleted`. */
export const isSameDeletion = (one: RecordValue | undefined, other: RecordValue | undefined): boolean => Array.isArray(one) && Array.isArray(other) && one[0] === other[0]

/** Changes to a record as they are made to a deleted one (the undo of an import reaches those too): it stays deleted. */
export function stayingDeleted(keys: RecordKeys, changes: readonly KeyChange[]): readonly KeyChange[] {
  const deleted = keys.get(deletedKey)
  if (!Array.isArray(deleted) || changes.length === 0 || changes.some(([key]) => key === deletedKey) || !isDeleted(keys)) return changes
  const after = new Map(keys)
  for (const [key, value] of changes) {
    if (value === undefined) after.delete(key)
    else after.set(key, value)
  }
  return [...changes, deletion(after, Number(deleted[0]))]
}
