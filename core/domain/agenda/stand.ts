/**
 * Noting people at a stall: what is typed into its one field for a phone or an e-mail, and who of the base somebody is.
 * Invariant: nobody is taken for somebody else. Where two may be meant, or a name says another, a new person is made: two records
 * of one person are found later as duplicates, one record of two people never.
 */
import { checkEmail, emailKey, readEmails } from '../email'
import type { PeopleIndex } from '../duplicates'
import { foldName } from '../fold'
import type { Person } from '../person'
import { isOddPhone, phoneKey, readPhones } from '../phone'
import { soundKey } from '../sound'
import { emailsOf, phonesOf, type WrittenLine } from './entry-line'

/** Where and when a stall was held, and by whom people were noted: the same for all of them. */
export interface StandBatch {
  /** Of the sheet that its lines are found again by. */
  code: string
  place: string
  /** `YYYY-MM-DD`. */
  day: string
  /** « collecté par »; may be empty. */
  collector: string
}

type Contact = Pick<WrittenLine, 'email' | 'phone'>

const readsWell = (readings: readonly { odd: boolean }[]): boolean => readings.length > 0 && readings.every(({ odd }) => !odd)

/** A phone, an e-mail, or one of each. Not a letter is dropped: what is neither goes where it looks like belonging. */
export function readContact(written: string): Contact {
  const text = written.trim()
  if (text === '') return { email: '', phone: '' }
  const email = { email: text, phone: '' }
  const phone = { email: '', phone: text }
  if (readsWell(readEmails(text))) return email
  if (!text.includes('@') && readsWell(readPhones(text))) return phone
  const words = text.split(/[\s;,]+/).filter(Boolean)
  const addresses = words.filter((word) => word.includes('@'))
  // What parts the two is no word of either.
  const rest = words.filter((word) => !word.includes('@') && /[^/|–-]/.test(word)).join(' ')
  if (addresses.length === 1 && readsWell(readPhones(rest))) return { email: addresses[0]!, phone: rest }
  return text.includes('@') || !/\d(?:\D*\d){3}/.test(text) ? email : phone
}

/** What a contact was taken for, as it will be kept. */
export interface ContactReading {
  kind: 'email' | 'phone' | 'both'
  /** Kept as written, though nothing reaches it. */
  odd: boolean
  shown: string
}

/** `null`: nothing is typed yet. */
export function contactReading(written: string): ContactReading | null {
  const contact = readContact(written)
  const [emails, phones] = [emailsOf(contact), phonesOf(contact)].map((points) => points.map(({ value }) => value)) as [string[], string[]]
  if (emails.length + phones.length === 0) return null
  return {
    kind: phones.length === 0 ? 'email' : emails.length === 0 ? 'phone' : 'both',
    odd: emails.some((value) => checkEmail(value).odd) || phones.some(isOddPhone),
    shown: [...emails, ...phones].join(' · '),
  }
}

const sounds = (one: string, other: string) => soundKey(one) !== '' && soundKey(one) === soundKey(other)
/** « Jean » is « Jean-Pierre » where all else says so. */
const begins = (one: string, other: string) => `${foldName(one)} `.startsWith(`${foldName(other)} `) || `${foldName(other)} `.startsWith(`${foldName(one)} `)
const unsaid = (one: string, other: string) => one.trim() === '' || other.trim() === ''

/** Nothing that was said contradicts what is known. */
function agrees(line: WrittenLine, person: Person): boolean {
  const last = (name: string) => unsaid(line.lastName, name) || sounds(line.lastName, name)
  const first = unsaid(line.firstName, person.firstName) || begins(line.firstName, person.firstName) || sounds(line.firstName, person.firstName)
  return (first && (last(person.lastName) || (person.birthName !== '' && last(person.birthName)))) || isNamedSo(line, person)
}

/** Both names, also where they were exchanged. */
function isNamedSo(line: WrittenLine, person: Person): boolean {
  const [last, first] = [foldName(line.lastName), foldName(line.firstName)]
  if (last === '' || first === '') return false
  const names = [[person.lastName, person.firstName], [person.firstName, person.lastName], ...(person.birthName ? [[person.birthName, person.firstName]] : [])]
  return names.some(([one, other]) => foldName(one!) === last && foldName(other!) === first)
}

/** Whom of the base a line is of, by an e-mail or a phone and a name that does not say otherwise; `undefined`: of somebody new. */
export function recogniseAtStand(index: Pick<PeopleIndex, 'byEmail' | 'byPhone'>, line: WrittenLine): Person | undefined {
  const keys = (values: readonly { value: string }[], keyOf: (value: string) => string) => values.map(({ value }) => keyOf(value)).filter(Boolean)
  const named = line.lastName.trim() !== '' || line.firstName.trim() !== ''
  const found = new Set<Person>(keys(emailsOf(line), emailKey).flatMap((key) => [...index.byEmail(key)]))
  // A number alone may be a household's.
  if (named) for (const key of keys(phonesOf(line), phoneKey)) for (const person of index.byPhone(key)) found.add(person)
  const agreeing = [...found].filter((person) => agrees(line, person))
  const [same] = agreeing.filter((person) => isNamedSo(line, person)).sort((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1))
  return same ?? (agreeing.length === 1 ? agreeing[0] : undefined)
}
