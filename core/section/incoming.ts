/**
 * What comes from other devices and would delete many people is not taken in before someone here has said so: a device in
 * the wrong hands, or a mistake, must not empty everyone's base while nobody looks.
 * Invariant: nothing of such a piece is written or shown before the answer; what was deleted in small pieces counts together.
 */
import type { PersonId } from '../domain/ids'
import type { LoadedRecord } from './loaded-record'
import { isDeleted } from './deletion'
import { deletedKey } from './person-keys'
import type { RecordUpdate } from './payload'
import { readRecord } from './record'
import { recordKinds } from './shards'

/** More than so many of the people, or more than so many people. */
const mostShare = 0.2
const mostPeople = 50

export const isMuch = (gone: number, people: number) => gone > mostPeople || gone > people * mostShare

/** An update can't delete anyone without naming the key: its length and letters, as Yjs writes them. */
const deletedName = Uint8Array.of(deletedKey.length, ...new TextEncoder().encode(deletedKey))

function names(update: Uint8Array): boolean {
  for (let at = update.indexOf(deletedName[0]!); at >= 0; at = update.indexOf(deletedName[0]!, at + 1)) {
    if (deletedName.every((byte, offset) => update[at + offset] === byte)) return true
  }
  return false
}

/** Whom these updates would delete or erase, of those who are shown now. `load` answers what is known of a person so far. */
export async function wouldDelete(records: readonly RecordUpdate[], isShown: (id: PersonId) => boolean, load: (id: PersonId) => Promise<LoadedRecord>): Promise<PersonId[]> {
  const coming = new Map<PersonId, Uint8Array[]>()
  const erased = new Set<PersonId>()
  for (const { kind, id, update } of records) {
    if (kind === recordKinds.erasure && isShown(id as PersonId)) erased.add(id as PersonId)
    if (kind !== recordKinds.person || !isShown(id as PersonId)) continue
    const updates = coming.get(id as PersonId)
    if (updates) updates.push(update)
    else coming.set(id as PersonId, [update])
  }
  const gone = [...erased]
  for (const [id, updates] of coming) {
    if (erased.has(id) || !updates.some(names)) continue
    try {
      if (isDeleted(readRecord(id, [...(await load(id)).updates, ...updates]))) gone.push(id)
    } catch {
      // One that can't be read deletes nobody.
    }
  }
  return gone
}
