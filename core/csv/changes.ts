/**
 * What a row changes in a person of the base. Empty cells clear nothing, a poorer spelling replaces nothing, lists only grow,
 * and consents follow the domain's rule: a file may refuse, may add a first yes, and never re-subscribes anybody.
 */
import { mergeConsents } from '../domain/consent'
import { emailKey } from '../domain/email'
import { fold } from '../domain/fold'
import { richerSpelling } from '../domain/names'
import { levels, setFields, type ContactField, type Person, type PersonDraft, type PersonEdit, type TextField } from '../domain/person'
import { phoneKey } from '../domain/phone'
import type { FieldChange } from './plan'

export interface Changes {
  edits: PersonEdit[]
  changes: FieldChange[]
  /** Text fields whose earlier value would be replaced (not only filled or added to). */
  overwritten: TextField[]
  refusalsKept: number
}

const plainFields: readonly TextField[] = [
  'civility', 'lastName', 'firstName', 'birthName', 'addressUnit', 'addressBuilding', 'street', 'locality', 'postalCode', 'city', 'cityCode', 'country', 'birth',
  'relation', 'level', 'contactPerson',
]

/** The value that a text field takes from a file, or its own when the file says nothing more. */
function newText(field: TextField, before: string, after: string, weak: boolean): string {
  if (before === '' || before === after) return after
  if (weak) return before
  if (field === 'birth') return before.startsWith(after) ? before : after
  if (field === 'level' || field === 'relation' || field === 'civility' || field === 'postalCode' || field === 'cityCode') return after
  if (fold(before) !== fold(after)) return after
  const richer = richerSpelling(before, after)
  // Capitals alone are no change; accents, hyphens and ligatures are.
  return richer.toLocaleLowerCase('fr') === before.toLocaleLowerCase('fr') ? before : richer
}

export function changesTo(person: Person, draft: PersonDraft, weak: readonly string[]): Changes {
  const result: Changes = { edits: [], changes: [], overwritten: [], refusalsKept: 0 }
  for (const field of plainFields) {
    const after = draft[field]
    if (!after) continue
    const before = person[field]
    const lowers = field === 'level' && weak.includes('level') && before !== '' && levels.indexOf(after as (typeof levels)[number]) <= levels.indexOf(before as (typeof levels)[number])
    const value = newText(field, before, after, lowers || (field === 'relation' && weak.includes('relation') && before === 'member'))
    if (value === before) continue
    result.edits.push({ field, value })
    result.changes.push({ field, before, after: value })
    // Accents added, or a day to a year, say more of the same: nothing is lost.
    if (before !== '' && fold(before) !== fold(value) && !value.startsWith(before)) result.overwritten.push(field)
  }
  // Another town that is no known commune: the old one's code would place the person where they no longer live.
  const city = result.changes.find(({ field }) => field === 'city')
  if (city && fold(city.before) !== fold(city.after) && !draft.cityCode && person.cityCode !== '') addText(result, 'cityCode', person.cityCode, '')
  // Where a person came from is told once.
  if (draft.source && person.source === '') addText(result, 'source', '', draft.source)
  if (draft.note && !fold(person.note).includes(fold(draft.note))) addText(result, 'note', person.note, person.note === '' ? draft.note : `${person.note}\n${draft.note}`)
  addContacts(result, 'emails', person, draft, emailKey)
  addContacts(result, 'phones', person, draft, phoneKey)
  for (const field of setFields) {
    const add = (draft[field] ?? []).filter((word) => !person[field].includes(word))
    if (add.length === 0) continue
    result.edits.push({ field, add })
    result.changes.push({ field, before: person[field].join(', '), after: [...person[field], ...add].join(', ') })
  }
  const ids = (draft.externalIds ?? []).filter((id) => !person.externalIds.some((known) => known.source === id.source && known.value === id.value))
  if (ids.length > 0) {
    result.edits.push({ field: 'externalIds', add: ids })
    result.changes.push({ field: 'externalIds', before: '', after: ids.map((id) => `${id.source}: ${id.value}`).join(', ') })
  }
  addConsents(result, person, draft)
  return result
}

function addText(result: Changes, field: TextField, before: string, after: string): void {
  result.edits.push({ field, value: after })
  result.changes.push({ field, before, after })
}

/** New addresses and numbers go behind those that are there: the preferred one stays first. */
function addContacts(result: Changes, field: ContactField, person: Person, draft: PersonDraft, key: (value: string) => string): void {
  const incoming = draft[field]
  if (!incoming) return
  const known = new Set(person[field].map((point) => key(point.value)))
  const add = incoming.filter((point) => !known.has(key(point.value)))
  if (add.length === 0) return
  const value = [...person[field], ...add]
  result.edits.push({ field, value })
  result.changes.push({ field, before: person[field].map((point) => point.value).join(', '), after: value.map((point) => point.value).join(', ') })
}

function addConsents(result: Changes, person: Person, draft: PersonDraft): void {
  if (!draft.consents || draft.consents.length === 0) return
  const merged = mergeConsents(person.consents, draft.consents, { fromImport: true })
  result.refusalsKept = merged.refusalsKept
  if (merged.changed.length === 0) return
  result.edits.push({ field: 'consents', set: merged.changed })
  for (const consent of merged.changed) {
    const before = person.consents.find((each) => each.purpose === consent.purpose && each.channel === consent.channel)
    result.changes.push({ field: `consents.${consent.purpose}.${consent.channel}`, before: before?.state ?? '', after: consent.state })
  }
}
