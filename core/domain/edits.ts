/**
 * What an edit does to a person, and how to take it back. Screens, import and history all go through `applyEdits`:
 * a preview that computed changes in another way than the write would lie.
 */
import { sortConsents, type Consent } from './consent'
import type { PersonId } from './ids'
import {
  contactFields, emptyPerson, setFields, textFields,
  type ContactPoint, type ExternalId, type Person, type PersonDraft, type PersonEdit, type PersonField, type TextField,
} from './person'

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function sameContacts(a: readonly ContactPoint[], b: readonly ContactPoint[]): boolean {
  return a.length === b.length && a.every((point, at) => point.value === b[at]!.value && point.label === b[at]!.label)
}

const consentKey = (consent: Pick<Consent, 'purpose' | 'channel'>) => `${consent.purpose}/${consent.channel}`
const externalKey = (id: ExternalId) => `${id.source}\n${id.value}`

function sameConsent(a: Consent, b: Consent): boolean {
  return consentKey(a) === consentKey(b) && a.state === b.state && a.date === b.date && a.source === b.source && a.wording === b.wording
}

/** Words of a set as stored: each once, in one order whatever machine added them, none empty. */
export function wordSet(words: Iterable<string>): string[] {
  const set = [...new Set(words)].filter((word) => word !== '')
  return set.length > 1 ? set.sort(byCodeUnit) : set
}

function externalIdSet(ids: readonly ExternalId[]): ExternalId[] {
  if (ids.length <= 1) return [...ids]
  const each = new Map(ids.map((id) => [externalKey(id), id]))
  return [...each.values()].sort((a, b) => byCodeUnit(externalKey(a), externalKey(b)))
}

/** One record a purpose and channel, the later in the list, in one order. */
function consentSet(consents: readonly Consent[]): Consent[] {
  if (consents.length <= 1) return [...consents]
  return sortConsents([...new Map(consents.map((consent) => [consentKey(consent), consent])).values()])
}

/**
 * The person after these edits, in order; `person` itself is left as it is, and returned when nothing changes.
 * `at` (milliseconds since 1970) becomes `updatedAt` when something changed.
 */
export function applyEdits(person: Person, edits: readonly PersonEdit[], at: number = person.updatedAt): Person {
  const next: Person = { ...person, updatedAt: at }
  for (const edit of edits) {
    switch (edit.field) {
      case 'consents': {
        const removed = new Set((edit.remove ?? []).map(consentKey))
        next.consents = consentSet([...next.consents.filter((consent) => !removed.has(consentKey(consent))), ...(edit.set ?? [])])
        break
      }
      case 'externalIds': {
        const removed = new Set((edit.remove ?? []).map(externalKey))
        next.externalIds = externalIdSet([...next.externalIds.filter((id) => !removed.has(externalKey(id))), ...edit.add])
        break
      }
      case 'emails':
      case 'phones':
        next[edit.field] = edit.value.map((point) => ({ value: point.value, label: point.label }))
        break
      case 'actionModes':
      case 'skills':
      case 'availability':
      case 'tags': {
        const removed = new Set(edit.remove ?? [])
        next[edit.field] = wordSet([...next[edit.field].filter((word) => !removed.has(word)), ...(edit.add ?? [])])
        break
      }
      default:
        Object.assign(next, { [edit.field]: edit.value })
    }
  }
  return diffPeople(person, next).length === 0 ? person : next
}

/** The edits that make `after` from `before` (same id): only what differs. */
export function diffPeople(before: Person, after: Person): PersonEdit[] {
  const edits: PersonEdit[] = []
  for (const field of textFields) if (before[field] !== after[field]) edits.push({ field, value: after[field] })
  for (const field of setFields) {
    const add = after[field].filter((word) => !before[field].includes(word))
    const remove = before[field].filter((word) => !after[field].includes(word))
    if (add.length + remove.length > 0) edits.push({ field, add, remove })
  }
  for (const field of contactFields) if (!sameContacts(before[field], after[field])) edits.push({ field, value: after[field] })
  const set = after.consents.filter((consent) => !before.consents.some((other) => sameConsent(consent, other)))
  const kept = new Set(after.consents.map(consentKey))
  const remove = before.consents.filter((consent) => !kept.has(consentKey(consent))).map(({ purpose, channel }) => ({ purpose, channel }))
  if (set.length + remove.length > 0) edits.push({ field: 'consents', set, remove })
  const ids = new Set(before.externalIds.map(externalKey))
  const idsAfter = new Set(after.externalIds.map(externalKey))
  const newIds = after.externalIds.filter((id) => !ids.has(externalKey(id)))
  const goneIds = before.externalIds.filter((id) => !idsAfter.has(externalKey(id)))
  if (newIds.length + goneIds.length > 0) edits.push({ field: 'externalIds', add: newIds, remove: goneIds })
  return edits
}

/** The edits that take `edits` back: `applyEdits(applyEdits(before, edits), invertEdits(before, edits))` is `before` again. */
export function invertEdits(before: Person, edits: readonly PersonEdit[]): PersonEdit[] {
  return diffPeople(applyEdits(before, edits), before)
}

/** Fields that these edits touch, for the history. */
export function editedFields(edits: readonly PersonEdit[]): PersonField[] {
  return [...new Set(edits.map((edit) => edit.field))]
}

/** A new person from a draft. `at`: milliseconds since 1970. */
export function draftToPerson(id: PersonId, draft: PersonDraft, at: number): Person {
  const person: Person = emptyPerson(id, at)
  for (const field of textFields) if (draft[field]) (person as Record<TextField, string>)[field] = draft[field]
  for (const field of setFields) if (draft[field]) person[field] = wordSet(draft[field])
  for (const field of contactFields) if (draft[field]) person[field] = draft[field].map((point) => ({ value: point.value, label: point.label }))
  if (draft.consents) person.consents = consentSet(draft.consents)
  if (draft.externalIds) person.externalIds = externalIdSet(draft.externalIds)
  return person
}

/** What a draft says, as edits to an existing person: fields that are absent or empty are left alone. */
export function draftToEdits(draft: PersonDraft): PersonEdit[] {
  const edits: PersonEdit[] = []
  for (const field of textFields) if (draft[field]) edits.push({ field, value: draft[field] })
  for (const field of setFields) if (draft[field]?.length) edits.push({ field, add: draft[field] })
  for (const field of contactFields) if (draft[field]?.length) edits.push({ field, value: draft[field] })
  if (draft.consents?.length) edits.push({ field: 'consents', set: draft.consents })
  if (draft.externalIds?.length) edits.push({ field: 'externalIds', add: draft.externalIds })
  return edits
}
