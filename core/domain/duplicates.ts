/**
 * Who may already be in the base: lookups by the keys an import matches on, and ranked suggestions while someone is typed.
 * The index holds 32-bit hashes, not the keys themselves: 100,000 people cost a few megabytes, and a hit is checked on the person,
 * so a collision costs a comparison and never a wrong match.
 */
import { emailKey } from './email'
import { foldName } from './fold'
import type { PersonId } from './ids'
import type { Person, PersonDraft } from './person'
import { phoneKey } from './phone'
import { soundKey } from './sound'

export type SimilarityReason = 'email' | 'phone' | 'name' | 'name-birth' | 'name-postal'

export interface Similar {
  person: Person
  /** Strongest first. */
  reasons: SimilarityReason[]
}

/** The first four lookups are what an import matches rows with. */
export interface PeopleIndex {
  byExternalId(source: string, value: string): Person | undefined
  /** By `emailKey`. */
  byEmail(key: string): readonly Person[]
  /** By `phoneKey`: E.164. */
  byPhone(key: string): readonly Person[]
  /** By `nameKey`; people are found by their birth name too. */
  byName(key: string): readonly Person[]
  add(person: Person): void
  remove(person: Person): void
  /** `before` as it was added. Costs nothing when none of the keys changed. */
  replace(before: Person, after: Person): void
  readonly size: number
  /** People who may be the one being typed, the likeliest first; `except` is the person being edited. */
  similar(draft: PersonDraft, except?: PersonId, limit?: number): Similar[]
}

/** The key of `byName`: surname and first name as matched. */
export function nameKey(lastName: string, firstName: string): string {
  return `${foldName(lastName)}|${foldName(firstName)}`
}

/** FNV-1a over code units, cut to 31 bits so that V8 keeps it as a small integer. */
function hash(kind: string, key: string): number {
  let value = 0x811c9dc5 ^ kind.charCodeAt(0)
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193)
  return (value ^ (value >>> 15)) & 0x3fffffff
}

function soundOf(lastName: string, firstName: string): string {
  return `${soundKey(lastName)}|${soundKey(firstName)}`
}

const hasWholeName = (person: Pick<PersonDraft, 'lastName' | 'firstName'>) => Boolean(person.lastName && person.firstName)

/** Every hash a person is found under. */
function hashesOf(person: Person): Set<number> {
  const hashes = new Set<number>()
  for (const email of person.emails) hashes.add(hash('email', emailKey(email.value)))
  for (const phone of person.phones) {
    const key = phoneKey(phone.value)
    if (key !== '') hashes.add(hash('phone', key))
  }
  for (const id of person.externalIds) hashes.add(hash('id', `${id.source}\n${id.value}`))
  if (person.lastName !== '' || person.firstName !== '') {
    hashes.add(hash('name', nameKey(person.lastName, person.firstName)))
    if (hasWholeName(person)) hashes.add(hash('sound', soundOf(person.lastName, person.firstName)))
    if (person.birthName !== '') hashes.add(hash('name', nameKey(person.birthName, person.firstName)))
  }
  return hashes
}

const rank: Record<SimilarityReason, number> = { email: 16, phone: 8, 'name-birth': 6, 'name-postal': 3, name: 2 }

/** Why these two may be one person, strongest first; empty when nothing says so. */
function reasonsFor(draft: PersonDraft, person: Person, emails: readonly string[], phones: readonly string[]): SimilarityReason[] {
  const reasons: SimilarityReason[] = []
  if (person.emails.some((email) => emails.includes(emailKey(email.value)))) reasons.push('email')
  if (phones.length > 0 && person.phones.some((phone) => phones.includes(phoneKey(phone.value)))) reasons.push('phone')
  if (hasWholeName(draft) && hasWholeName(person)) {
    const key = nameKey(draft.lastName!, draft.firstName!)
    const exact =
      key === nameKey(person.lastName, person.firstName) || key === nameKey(person.firstName, person.lastName) ||
      (person.birthName !== '' && key === nameKey(person.birthName, person.firstName)) ||
      (Boolean(draft.birthName) && nameKey(draft.birthName!, draft.firstName!) === nameKey(person.lastName, person.firstName))
    const alike = exact || soundOf(draft.lastName!, draft.firstName!) === soundOf(person.lastName, person.firstName)
    const sameBirth = Boolean(draft.birth) && (draft.birth === person.birth || (person.birth !== '' && draft.birth!.slice(0, 4) === person.birth || draft.birth === person.birth.slice(0, 4)))
    const otherBirth = Boolean(draft.birth) && person.birth !== '' && !sameBirth
    const samePostal = Boolean(draft.postalCode) && draft.postalCode === person.postalCode
    if (alike && sameBirth) reasons.push('name-birth')
    else if (alike && samePostal) reasons.push('name-postal')
    // Two known birthdays that differ part namesakes, unless something else speaks for them.
    else if (alike && !otherBirth) reasons.push('name')
  }
  return reasons.sort((a, b) => rank[b] - rank[a])
}

/** An index over `people`, kept up to date by its owner. */
export function buildPeopleIndex(people: Iterable<Person>): PeopleIndex {
  const slots = new Map<number, Person | Person[]>()
  let size = 0

  function put(at: number, person: Person): void {
    const held = slots.get(at)
    if (held === undefined) slots.set(at, person)
    else if (Array.isArray(held)) held.push(person)
    else slots.set(at, [held, person])
  }

  function take(at: number, id: PersonId): void {
    const held = slots.get(at)
    if (held === undefined) return
    const rest = (Array.isArray(held) ? held : [held]).filter((person) => person.id !== id)
    if (rest.length === 0) slots.delete(at)
    else slots.set(at, rest.length === 1 ? rest[0]! : rest)
  }

  function at(kind: string, key: string, holds: (person: Person) => boolean): Person[] {
    const held = slots.get(hash(kind, key))
    return held === undefined ? [] : (Array.isArray(held) ? held : [held]).filter(holds)
  }

  const index: PeopleIndex = {
    get size() {
      return size
    },
    add(person) {
      for (const value of hashesOf(person)) put(value, person)
      size++
    },
    remove(person) {
      for (const value of hashesOf(person)) take(value, person.id)
      size--
    },
    replace(before, after) {
      for (const value of hashesOf(before)) take(value, before.id)
      for (const value of hashesOf(after)) put(value, after)
    },
    byExternalId: (source, value) => at('id', `${source}\n${value}`, (person) => person.externalIds.some((id) => id.source === source && id.value === value))[0],
    byEmail: (key) => at('email', key, (person) => person.emails.some((email) => emailKey(email.value) === key)),
    byPhone: (key) => at('phone', key, (person) => person.phones.some((phone) => phoneKey(phone.value) === key)),
    byName: (key) => at('name', key, (person) => nameKey(person.lastName, person.firstName) === key || (person.birthName !== '' && nameKey(person.birthName, person.firstName) === key)),
    similar(draft, except, limit = 8) {
      const emails = (draft.emails ?? []).map((email) => emailKey(email.value)).filter((key) => key !== '')
      const phones = (draft.phones ?? []).map((phone) => phoneKey(phone.value)).filter((key) => key !== '')
      const candidates = new Set<Person>()
      for (const key of emails) for (const person of index.byEmail(key)) candidates.add(person)
      for (const key of phones) for (const person of index.byPhone(key)) candidates.add(person)
      if (hasWholeName(draft)) {
        const lastNames = [draft.lastName!, ...(draft.birthName ? [draft.birthName] : [])]
        for (const lastName of lastNames) for (const person of index.byName(nameKey(lastName, draft.firstName!))) candidates.add(person)
        for (const person of index.byName(nameKey(draft.firstName!, draft.lastName!))) candidates.add(person)
        const sound = soundOf(draft.lastName!, draft.firstName!)
        for (const person of at('sound', sound, (other) => soundOf(other.lastName, other.firstName) === sound)) candidates.add(person)
      }
      const found: (Similar & { weight: number })[] = []
      for (const person of candidates) {
        if (person.id === except) continue
        const reasons = reasonsFor(draft, person, emails, phones)
        if (reasons.length > 0) found.push({ person, reasons, weight: reasons.reduce((sum, reason) => sum + rank[reason], 0) })
      }
      found.sort((a, b) => b.weight - a.weight || (a.person.id < b.person.id ? -1 : 1))
      return found.slice(0, limit).map(({ person, reasons }) => ({ person, reasons }))
    },
  }
  for (const person of people) index.add(person)
  return index
}
