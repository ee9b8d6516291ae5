/**
 * Who a row is, in the base or earlier in the same file: by the tool's identifier, then e-mail, then mobile, then whole name and birth.
 * A key that a family shares (an e-mail, a landline) never merges two first names: two people made one is the fault that nobody can undo by looking.
 */
import { nameKey } from '../domain/duplicates'
import { emailKey } from '../domain/email'
import { foldName } from '../domain/fold'
import type { PersonId } from '../domain/ids'
import type { ExternalId, Person, PersonDraft } from '../domain/person'
import { phoneKey } from '../domain/phone'
import type { ImportRow, PeopleLookup } from './plan'

/** The keys of a draft, computed once. */
export interface MatchKeys {
  ids: readonly ExternalId[]
  emails: readonly string[]
  /** E.164 of numbers that belong to one person: mobiles. */
  mobiles: readonly string[]
  name: string
}

export interface Match {
  person?: Person
  key?: NonNullable<ImportRow['matchKey']>
  /** Two people of the base fit equally: for a person to decide. */
  ambiguous: boolean
  possible: PersonId[]
}

/** Mobile ranges of France and its overseas departments (Arcep's numbering plan). */
const mobile = /^\+(?:33[67]|262(?:639|69[23]|709)|590(?:69[01]|709)|594(?:694|709)|596(?:69[67]|709))/

export function matchKeys(draft: PersonDraft): MatchKeys {
  return {
    ids: draft.externalIds ?? [],
    emails: (draft.emails ?? []).map((email) => emailKey(email.value)).filter((key) => key.includes('@')),
    mobiles: (draft.phones ?? []).map((phone) => phoneKey(phone.value)).filter((key) => mobile.test(key)),
    name: draft.lastName && draft.firstName ? nameKey(draft.lastName, draft.firstName) : '',
  }
}

type Named = Pick<PersonDraft, 'lastName' | 'firstName' | 'birthName'>

/**
 * Whether two records that share a key can be one person.
 * `same`: nothing in the names speaks against it. `other`: two first names, or surnames that differ where a first name is missing.
 */
export function namesAgree(a: Named, b: Named): 'same' | 'other' {
  const [aFirst, bFirst] = [foldName(a.firstName ?? ''), foldName(b.firstName ?? '')]
  const [aLast, bLast] = [foldName(a.lastName ?? ''), foldName(b.lastName ?? '')]
  if ((aFirst === '' && aLast === '') || (bFirst === '' && bLast === '')) return 'same'
  if (aFirst !== '' && bFirst !== '') {
    if (aFirst === bFirst) return 'same'
    // Surname and first name in each other's column.
    return aFirst === bLast && aLast === bFirst ? 'same' : 'other'
  }
  if (aLast === '' || bLast === '') return 'same'
  return aLast === bLast || aLast === foldName(b.birthName ?? '') || foldName(a.birthName ?? '') === bLast ? 'same' : 'other'
}

/** A phone is passed on, given up and given again: it needs the surname too. */
function phoneAgrees(a: Named, b: Named): boolean {
  if (namesAgree(a, b) === 'other') return false
  const [aLast, bLast] = [foldName(a.lastName ?? ''), foldName(b.lastName ?? '')]
  return aLast === '' || bLast === '' || aLast === bLast || aLast === foldName(b.birthName ?? '') || foldName(a.birthName ?? '') === bLast || aLast === foldName(b.firstName ?? '')
}

/** Births that can be the same: equal, or a year that the other begins with. */
function sameBirth(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a === b || a.length === 10 && b.length === 10 ? a === b : a.startsWith(b) || b.startsWith(a))
}

export function findMatch(draft: PersonDraft, keys: MatchKeys, ownId: string, lookup: PeopleLookup): Match {
  const possible = new Set<PersonId>()
  const found = (person: Person, key: Match['key']): Match => {
    possible.delete(person.id)
    return { person, key, ambiguous: false, possible: [...possible] }
  }
  if (ownId !== '') {
    const person = lookup.byId?.(ownId as PersonId)
    if (person) return found(person, 'external-id')
  }
  for (const id of keys.ids) {
    const person = lookup.byExternalId(id.source, id.value)
    if (!person) continue
    // The same number in two lists of two tools, or a number given again.
    if (namesAgree(draft, person) === 'same' || foldName(draft.lastName ?? '') === foldName(person.lastName) && sameBirth(draft.birth ?? '', person.birth)) return found(person, 'external-id')
    possible.add(person.id)
  }
  const byKey = (people: readonly Person[], agrees: (person: Person) => boolean): Person | 'several' | undefined => {
    const fitting = people.filter((person) => agrees(person) && !contradicts(draft, person))
    for (const person of people) if (!fitting.includes(person)) possible.add(person.id)
    if (fitting.length <= 1) return fitting[0]
    const exact = fitting.filter((person) => keys.name !== '' && nameKey(person.lastName, person.firstName) === keys.name)
    if (exact.length === 1) return exact[0]
    for (const person of fitting) possible.add(person.id)
    return 'several'
  }
  let several = false
  for (const email of keys.emails) {
    const person = byKey(lookup.byEmail(email), (other) => namesAgree(draft, other) === 'same')
    if (person === 'several') several = true
    else if (person) return found(person, 'email')
  }
  for (const phone of keys.mobiles) {
    const person = byKey(lookup.byPhone(phone), (other) => phoneAgrees(draft, other))
    if (person === 'several') several = true
    else if (person) return found(person, 'phone')
  }
  if (keys.name !== '') {
    const namesakes = lookup.byName(keys.name)
    const born = namesakes.filter((person) => sameBirth(draft.birth ?? '', person.birth))
    const whole = born.filter((person) => person.birth.length === 10 && draft.birth!.length === 10)
    if (whole.length === 1) return found(whole[0]!, 'name-birth')
    if (whole.length > 1) several = true
    for (const person of namesakes) {
      const otherBirth = draft.birth && person.birth && !sameBirth(draft.birth, person.birth)
      if (!otherBirth && (born.includes(person) || !draft.postalCode || !person.postalCode || draft.postalCode === person.postalCode)) possible.add(person.id)
    }
  }
  return { ambiguous: several, possible: [...possible] }
}

/** Two whole birth dates that differ part a parent and a child of one name and one e-mail. */
function contradicts(draft: PersonDraft, person: Person): boolean {
  return draft.birth?.length === 10 && person.birth.length === 10 && draft.birth !== person.birth && draft.birth.slice(0, 4) !== person.birth.slice(0, 4)
}

/** People already read from the same file, found by the same keys. */
export interface FileIndex {
  /** The earlier row that is the same person, or `undefined`. */
  find(draft: PersonDraft, keys: MatchKeys): ImportRow | undefined
  add(row: ImportRow, keys: MatchKeys): void
}

export function fileIndex(): FileIndex {
  const rows = new Map<string, ImportRow | ImportRow[]>()
  const at = (key: string): readonly ImportRow[] => {
    const held = rows.get(key)
    return held === undefined ? [] : Array.isArray(held) ? held : [held]
  }
  const put = (key: string, row: ImportRow) => {
    const held = rows.get(key)
    if (held === undefined) rows.set(key, row)
    else if (Array.isArray(held)) held.push(row)
    else rows.set(key, [held, row])
  }
  const otherBirth = (a: PersonDraft, b: PersonDraft) => a.birth?.length === 10 && b.birth?.length === 10 && a.birth !== b.birth
  return {
    find(draft, keys) {
      for (const id of keys.ids) {
        const same = at(`i${id.source}\n${id.value}`).find((row) => namesAgree(draft, row.draft) === 'same')
        if (same) return same
      }
      for (const email of keys.emails) {
        const same = at(`e${email}`).find((row) => namesAgree(draft, row.draft) === 'same' && !otherBirth(draft, row.draft))
        if (same) return same
      }
      for (const phone of keys.mobiles) {
        const same = at(`p${phone}`).find((row) => phoneAgrees(draft, row.draft) && !otherBirth(draft, row.draft))
        if (same) return same
      }
      if (keys.name === '') return undefined
      const namesakes = at(`n${keys.name}`)
      return namesakes.find((row) => draft.birth?.length === 10 && row.draft.birth === draft.birth) ?? namesakes.find((row) => sameInAll(draft, row.draft))
    },
    add(row, keys) {
      for (const id of keys.ids) put(`i${id.source}\n${id.value}`, row)
      for (const email of keys.emails) put(`e${email}`, row)
      for (const phone of keys.mobiles) put(`p${phone}`, row)
      if (keys.name !== '') put(`n${keys.name}`, row)
    },
  }
}

/** The very same line twice. Two namesakes of whom the file says only the name are one only when it says nothing else of either. */
function sameInAll(a: PersonDraft, b: PersonDraft): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
