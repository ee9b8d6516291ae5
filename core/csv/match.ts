/**
 * Who a row is, in the base or earlier in the same file: by the tool's identifier, then e-mail, then mobile, then whole name and birth.
 * A key that a family shares (an e-mail, a landline) never merges two first names: two people made one is the fault that nobody can undo by looking.
 */
import { emailKey } from '../domain/email'
import { foldName } from '../domain/fold'
import type { PersonId } from '../domain/ids'
import type { ExternalId, Person, PersonDraft } from '../domain/person'
import { phoneKey } from '../domain/phone'
import type { ImportRow, PeopleLookup } from './plan'

/** What a draft is compared by, folded once: 100,000 rows of one family name would fold it 100,000 times otherwise. */
export interface MatchKeys {
  ids: readonly ExternalId[]
  emails: readonly string[]
  /** E.164 of numbers that belong to one person: mobiles. */
  mobiles: readonly string[]
  first: string
  last: string
  birthName: string
  /** `last|first`, empty unless both are known. */
  name: string
  birth: string
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

const none: readonly string[] = []

/** `phones`: E.164 of the draft's numbers, where they were read already. */
export function matchKeys(draft: PersonDraft, phones?: readonly string[]): MatchKeys {
  const first = firstNameKey(draft.firstName ?? '')
  const last = draft.lastName ? foldName(draft.lastName) : ''
  const numbers = phones ?? (draft.phones ?? []).map((phone) => phoneKey(phone.value))
  return {
    ids: draft.externalIds ?? [],
    emails: addressKeys(draft),
    mobiles: numbers.length === 0 ? none : numbers.filter((key) => mobile.test(key)),
    first,
    last,
    name: first === '' || last === '' ? '' : `${last}|${first}`,
    birthName: draft.birthName ? foldName(draft.birthName) : '',
    birth: draft.birth ?? '',
  }
}

function addressKeys(draft: PersonDraft): readonly string[] {
  if (!draft.emails) return none
  if (draft.emails.length === 1) return draft.emails[0]!.value.includes('@') ? [emailKey(draft.emails[0]!.value)] : none
  return draft.emails.map((email) => emailKey(email.value)).filter((key) => key.includes('@'))
}

/** First names repeat, surnames hardly do. */
const foldedFirstNames = new Map<string, string>()

function firstNameKey(name: string): string {
  let value = foldedFirstNames.get(name)
  if (value === undefined) {
    if (foldedFirstNames.size > 20_000) foldedFirstNames.clear()
    foldedFirstNames.set(name, (value = foldName(name)))
  }
  return value
}

type Named = Pick<MatchKeys, 'first' | 'last' | 'birthName'>

const namesOf = (person: Person): Named => ({ first: firstNameKey(person.firstName), last: foldName(person.lastName), birthName: foldName(person.birthName) })

/**
 * Whether two records that share a key can be one person: not with two first names, nor with surnames that differ where a first name is missing.
 */
function namesAgree(a: Named, b: Named): boolean {
  if ((a.first === '' && a.last === '') || (b.first === '' && b.last === '')) return true
  if (a.first !== '' && b.first !== '') {
    // Or surname and first name in each other's column.
    return a.first === b.first || (a.first === b.last && a.last === b.first)
  }
  return a.last === '' || b.last === '' || a.last === b.last || a.last === b.birthName || a.birthName === b.last
}

/** A phone is passed on, given up and given again: it needs the surname too. */
function phoneAgrees(a: Named, b: Named): boolean {
  return namesAgree(a, b) && (a.last === '' || b.last === '' || a.last === b.last || a.last === b.birthName || a.birthName === b.last || a.last === b.first)
}

/** Births that can be the same: equal, or a year that the other begins with. */
function sameBirth(a: string, b: string): boolean {
  return a !== '' && b !== '' && (a.length === b.length ? a === b : a.startsWith(b) || b.startsWith(a))
}

/** Two whole birth dates of different years part a parent and a child of one name and one e-mail. */
function contradicts(a: string, b: string): boolean {
  return a.length === 10 && b.length === 10 && a.slice(0, 4) !== b.slice(0, 4)
}

export function findMatch(keys: MatchKeys, postalCode: string, ownId: string, lookup: PeopleLookup): Match {
  const possible = new Set<PersonId>()
  const found = (person: Person, by: Match['key']): Match => {
    possible.delete(person.id)
    return { person, key: by, ambiguous: false, possible: [...possible] }
  }
  if (ownId !== '') {
    const person = lookup.byId?.(ownId as PersonId)
    if (person) return found(person, 'external-id')
  }
  for (const id of keys.ids) {
    const person = lookup.byExternalId(id.source, id.value)
    if (!person) continue
    const names = namesOf(person)
    // Else the same number in two lists, or a number given again to somebody else.
    if (namesAgree(keys, names) || (keys.last === names.last && sameBirth(keys.birth, person.birth))) return found(person, 'external-id')
    possible.add(person.id)
  }
  const { name } = keys
  const one = (people: readonly Person[], agrees: (a: Named, b: Named) => boolean): Person | 'several' | undefined => {
    if (people.length === 0) return undefined
    const fitting = people.filter((person) => agrees(keys, namesOf(person)) && !contradicts(keys.birth, person.birth))
    for (const person of people) if (!fitting.includes(person)) possible.add(person.id)
    if (fitting.length <= 1) return fitting[0]
    const exact = fitting.filter((person) => name !== '' && foldName(person.lastName) === keys.last && firstNameKey(person.firstName) === keys.first)
    if (exact.length === 1) return exact[0]
    for (const person of fitting) possible.add(person.id)
    return 'several'
  }
  let several = false
  for (const email of keys.emails) {
    const person = one(lookup.byEmail(email), namesAgree)
    if (person === 'several') several = true
    else if (person) return found(person, 'email')
  }
  for (const phone of keys.mobiles) {
    const person = one(lookup.byPhone(phone), phoneAgrees)
    if (person === 'several') several = true
    else if (person) return found(person, 'phone')
  }
  if (name !== '') {
    const namesakes = lookup.byName(name)
    const born = namesakes.filter((person) => sameBirth(keys.birth, person.birth))
    const whole = born.filter((person) => person.birth.length === 10 && keys.birth.length === 10)
    if (whole.length === 1) return found(whole[0]!, 'name-birth')
    if (whole.length > 1) several = true
    for (const person of namesakes) {
      const otherBirth = keys.birth !== '' && person.birth !== '' && !sameBirth(keys.birth, person.birth)
      if (!otherBirth && (born.includes(person) || postalCode === '' || person.postalCode === '' || postalCode === person.postalCode)) possible.add(person.id)
    }
  }
  return { ambiguous: several, possible: [...possible] }
}

/** A row of the file with what it is compared by. */
export interface KeyedRow {
  row: ImportRow
  keys: MatchKeys
}

/** People already read from the same file, found by the same keys. */
export interface FileIndex {
  /** The earlier row that is the same person, or `undefined`. */
  find(draft: PersonDraft, keys: MatchKeys): KeyedRow | undefined
  add(keyed: KeyedRow): void
}

const sameOwner = (a: MatchKeys, b: MatchKeys) => namesAgree(a, b) && !contradicts(a.birth, b.birth)
const samePhoneOwner = (a: MatchKeys, b: MatchKeys) => phoneAgrees(a, b) && !contradicts(a.birth, b.birth)
const sameDay = (a: MatchKeys, b: MatchKeys) => a.birth === b.birth
const always = () => true

/** People of a file who may share an address before it is nobody's own. */
const widelyShared = 5

export function fileIndex(): FileIndex {
  type Held = KeyedRow | KeyedRow[]
  const ids = new Map<string, Held>()
  const emails = new Map<string, Held>()
  const phones = new Map<string, Held>()
  const names = new Map<string, Held>()
  const first = (rows: Map<string, Held>, at: string, keys: MatchKeys, agrees: (a: MatchKeys, b: MatchKeys) => boolean): KeyedRow | undefined => {
    const held = rows.get(at)
    if (held === undefined) return undefined
    if (!Array.isArray(held)) return agrees(keys, held.keys) ? held : undefined
    // What many share (the section's own address) says nothing of any of them.
    if (held.length > widelyShared) return undefined
    for (const other of held) if (agrees(keys, other.keys)) return other
    return undefined
  }
  const put = (rows: Map<string, Held>, at: string, keyed: KeyedRow) => {
    const held = rows.get(at)
    if (held === undefined) rows.set(at, keyed)
    else if (!Array.isArray(held)) rows.set(at, held === keyed ? held : [held, keyed])
    else if (held.length <= widelyShared && !held.includes(keyed)) held.push(keyed)
  }
  return {
    find(draft, keys) {
      for (const id of keys.ids) {
        const same = first(ids, `${id.source}\n${id.value}`, keys, namesAgree)
        if (same) return same
      }
      for (const email of keys.emails) {
        const same = first(emails, email, keys, sameOwner)
        if (same) return same
      }
      for (const phone of keys.mobiles) {
        const same = first(phones, phone, keys, samePhoneOwner)
        if (same) return same
      }
      if (keys.name === '') return undefined
      // Two namesakes of whom the file says no more than the name are one only when it is the very same line.
      const same = first(names, keys.name, keys, keys.birth.length === 10 ? sameDay : always)
      if (!same || keys.birth.length === 10) return same
      const line = JSON.stringify(draft)
      const namesakes = names.get(keys.name)!
      return (Array.isArray(namesakes) ? namesakes : [namesakes]).find((other) => JSON.stringify(other.row.draft) === line)
    },
    add(keyed) {
      const { keys } = keyed
      for (const id of keys.ids) put(ids, `${id.source}\n${id.value}`, keyed)
      for (const email of keys.emails) put(emails, email, keyed)
      for (const phone of keys.mobiles) put(phones, phone, keyed)
      if (keys.name !== '') put(names, keys.name, keyed)
    },
  }
}
