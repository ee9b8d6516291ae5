/**
 * A person from what was keyed, read from a file or generated. Sets come out in one order and without repeats,
 * so that the same person made on two machines is the same text (and has the same content hash).
 */
import { sortConsents, type Consent } from './consent'
import type { PersonId } from './ids'
import { contactFields, emptyPerson, setFields, textFields, type ExternalId, type Person, type PersonDraft, type TextField } from './person'

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Words of a set: each once, none empty, in code-unit order. */
function wordSet(words: Iterable<string>): string[] {
  const set = [...new Set(words)].filter((word) => word !== '')
  return set.length > 1 ? set.sort(byCodeUnit) : set
}

const externalKey = (id: ExternalId) => `${id.source}\n${id.value}`

function externalIdSet(ids: readonly ExternalId[]): ExternalId[] {
  const each = new Map(ids.map((id) => [externalKey(id), id]))
  return [...each.values()].sort((a, b) => byCodeUnit(externalKey(a), externalKey(b)))
}

/** One record a purpose and channel; where the draft has two, a refusal stands, else the later in the list. */
function consentSet(consents: readonly Consent[]): Consent[] {
  const each = new Map<string, Consent>()
  for (const consent of consents) {
    const key = `${consent.purpose}/${consent.channel}`
    if (each.get(key)?.state !== 'no' || consent.state === 'no') each.set(key, consent)
  }
  return sortConsents([...each.values()])
}

/** A new person; fields that the draft does not name are empty. `at`: milliseconds since 1970. */
export function draftToPerson(id: PersonId, draft: PersonDraft, at: number): Person {
  const person: Person = emptyPerson(id, at)
  for (const field of textFields) if (draft[field]) (person as Record<TextField, string>)[field] = draft[field]
  for (const field of setFields) if (draft[field]) person[field] = wordSet(draft[field])
  for (const field of contactFields) if (draft[field]) person[field] = draft[field].map((point) => ({ value: point.value, label: point.label }))
  if (draft.consents) person.consents = consentSet(draft.consents)
  if (draft.externalIds) person.externalIds = externalIdSet(draft.externalIds)
  return person
}
