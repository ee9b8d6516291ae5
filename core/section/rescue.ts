/**
 * What the pages still show and the journal has lost: its file was cut short, damaged, or put back from an older copy.
 * Pages are never ahead of an undamaged journal, so whoever is on a page and unknown to the journal, or was edited later
 * than the journal knows, was acknowledged once, and is written to the journal again.
 * An erasure must therefore remove its pages with its records.
 */
import type { PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import { keysOfConflicts } from './person-conflicts'
import { deletedKey } from './person-keys'
import { keysOfDraft } from './person-record'
import type { KeyChange, RecordKeys, RecordValue } from './record'

/** `known`: ids of all people in the journal, deleted ones too; `inJournal`: those that are not deleted. */
export function lostPeople(onPages: readonly Person[], inJournal: { get(id: PersonId): Person | undefined }, known: ReadonlySet<string>): Person[] {
  return onPages.filter((person) => {
    const row = inJournal.get(person.id)
    return row ? person.updatedAt > row.updatedAt : !known.has(person.id)
  })
}

/** The keys that a person on a page was read from. */
export function keysOfRow(person: Person): [string, RecordValue][] {
  const keys = new Map<string, RecordValue>([...keysOfDraft(person, person.createdAt), ...(Object.entries(person.extra ?? {}) as [string, RecordValue][])])
  for (const [key, value] of keysOfConflicts(person)) {
    if (value === undefined) keys.delete(key)
    else keys.set(key, value)
  }
  return [...keys]
}

/** The changes that make a record say what the page says. */
export function changesToRow(keys: RecordKeys, person: Person): KeyChange[] {
  const wanted = new Map(keysOfRow(person))
  const gone = [...keys.keys()].filter((key) => !wanted.has(key) && key !== deletedKey)
  return [...wanted, ...gone.map((key) => [key, undefined] as const)]
}
