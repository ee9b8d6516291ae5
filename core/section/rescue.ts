/**
 * What the pages still show and the journal has lost: its file was cut short, damaged, or put back from an older copy.
 * Pages are never ahead of an undamaged journal, so whoever is on a page and unknown to the journal, or was edited later
 * than the journal knows, was acknowledged once, and is written to the journal again.
 * Erased people are known to the journal for ever, so that no page of an earlier time brings one back.
 */
import type { PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import { keysOfConflicts } from './person-conflicts'
import { fingerprint } from './fingerprint'
import type { HistoryChanges } from './history'
import { deletedKey } from './person-keys'
import { keysOfDraft } from './person-record'
import { encodeNewRecord, type KeyChange, type RecordKeys, type RecordValue } from './record'
import type { Edited, RecordEditor } from './record-editor'
import { recordKinds } from './shards'

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

/** What is written for that: people whom the journal no longer knows, and those of whom it knows less. */
export async function rescueWork(
  { editRecords }: Pick<RecordEditor, 'editRecords'>,
  store: { lost(): readonly Person[]; people: { get(id: PersonId): Person | undefined } },
  client: number,
): Promise<Edited & { changes: HistoryChanges }> {
  const lost = new Map<string, Person>(store.lost().map((person) => [person.id, person]))
  const gone = [...lost.values()].filter(({ id }) => !store.people.get(id))
  const older = [...lost.keys()].filter((id) => store.people.get(id as PersonId))
  const edited = await editRecords(older, (id, keys) => changesToRow(keys, lost.get(id)!))
  const updates = [
    ...edited.updates.map((record) => ({ ...record, at: lost.get(record.id)!.updatedAt })),
    ...gone.map((person) => ({ kind: recordKinds.person, id: person.id, at: person.updatedAt, update: encodeNewRecord(client, keysOfRow(person)) })),
  ]
  const created = gone.map((person) => ({ kind: recordKinds.person, id: person.id, fingerprint: fingerprint(keysOfRow(person)) }))
  const rows = updates.map(({ id }) => ({ id: id as PersonId, person: lost.get(id)! }))
  return { updates, rows, after: edited.after, changes: { changed: edited.changed, created } }
}

/** The changes that make a record say what the page says. */
function changesToRow(keys: RecordKeys, person: Person): KeyChange[] {
  const wanted = new Map(keysOfRow(person))
  const gone = [...keys.keys()].filter((key) => !wanted.has(key) && key !== deletedKey)
  return [...wanted, ...gone.map((key) => [key, undefined] as const)]
}
