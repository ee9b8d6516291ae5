/**
 * What one line of a sign-in sheet makes of a person.
 * Invariant: what is known of somebody is never overwritten by handwriting: empty fields are completed, phones and e-mails
 * are added, everything else that differs is only shown. A box that is not ticked is no answer, and nothing is written for it.
 */
import { mergeConsents, type Channel, type Consent, type Purpose } from '../consent'
import type { Communes } from '../communes'
import { emailKey, readEmails } from '../email'
import { fold } from '../fold'
import { levels, type ContactPoint, type Level, type Person, type PersonDraft, type PersonEdit } from '../person'
import { phoneKey, readPhones } from '../phone'

/** As keyed, column by column. */
export interface WrittenLine {
  lastName: string
  firstName: string
  /** « Commune ou code postal ». */
  place: string
  email: string
  phone: string
  /** Boxes that are ticked. */
  channels: Channel[]
  /** What she said that she wants; sheets do not ask, a stall does. */
  level?: Level
}

export const emptyLine: WrittenLine = { lastName: '', firstName: '', place: '', email: '', phone: '', channels: [] }

export const lineTexts = ['lastName', 'firstName', 'place', 'email', 'phone'] as const

export const isEmptyLine = (line: WrittenLine): boolean => line.channels.length === 0 && !line.level && lineTexts.every((field) => line[field].trim() === '')

/** Somebody must be found again by something: boxes or a town alone are nobody. */
export const namesSomebody = (line: WrittenLine): boolean => [line.lastName, line.firstName, line.email, line.phone].some((text) => text.trim() !== '')

export interface LinePlace {
  postalCode: string
  city: string
  cityCode: string
}

/** What the sheet is, where it is the same for all of its lines. */
export interface SheetFacts {
  code: string
  /** Of the action, `YYYY-MM-DD`; empty where none is known. */
  day: string
  /** « Émargement : Réunion publique, 10/03/2026 ». */
  source: string
  /** Version of the notice that was on it. */
  wording: string
}

/** The notice on the sheet says both what people are told and that they are asked to take part: the boxes answer these two. */
const asked: readonly Purpose[] = ['news', 'action']

/** A line that nobody could read whole is found again by this tag. */
export const unreadableTag = 'illisible'

/** Reads the one column that holds a postal code, a commune or both. What the official list does not know stays as written. */
export function readPlace(text: string, communes: Pick<Communes, 'byPostalCode' | 'recognise'>): LinePlace {
  const [, postalCode = '', city = ''] = /^\s*(\d{5})?\s*(.*?)\s*$/.exec(text)!
  const served = postalCode ? communes.byPostalCode(postalCode) : []
  const known = city ? communes.recognise(postalCode, city) : served.length === 1 ? served[0] : undefined
  if (!known) return { postalCode, city, cityCode: '' }
  return { postalCode: postalCode || (known.postalCodes.length === 1 ? known.postalCodes[0]! : ''), city: known.name, cityCode: known.code }
}

const consentsOf = (line: WrittenLine, { code, day, wording }: SheetFacts): Consent[] =>
  asked.flatMap((purpose) => line.channels.map((channel): Consent => ({ purpose, channel, state: 'yes', date: day, source: code, wording })))

/** Tidied where it reads as one, exactly as written where it does not. */
function pointOf(text: string, read: (cell: string) => { value: string; odd: boolean; label: string }[]): ContactPoint[] {
  const written = text.trim()
  if (!written) return []
  const readings = read(written)
  return readings.length > 0 && readings.every(({ odd }) => !odd) ? readings.map(({ value, label }) => ({ value, label })) : [{ value: written, label: '' }]
}

/** The e-mails of a line, as they are kept. */
export const emailsOf = (line: Pick<WrittenLine, 'email'>): ContactPoint[] => pointOf(line.email, readEmails)
/** The phones of a line, as they are kept. */
export const phonesOf = (line: Pick<WrittenLine, 'phone'>): ContactPoint[] => pointOf(line.phone, readPhones)

/** Somebody whom the base does not know. Of a line that could not be read nothing is taken for a consent: nobody could prove whose it is. */
export function draftOfLine(line: WrittenLine, place: LinePlace, sheet: SheetFacts, unreadable: boolean): PersonDraft {
  const draft: PersonDraft = {
    lastName: line.lastName.trim(), firstName: line.firstName.trim(), ...place, emails: emailsOf(line), phones: phonesOf(line),
    relation: 'occasional', level: line.level ?? '', source: sheet.source, consents: unreadable ? [] : consentsOf(line, sheet), tags: unreadable ? [unreadableTag] : [],
  }
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value.length > 0))
}

/** Added behind those that are there; `null`: nothing to add. */
function added(points: readonly ContactPoint[], written: readonly ContactPoint[], keyOf: (value: string) => string): ContactPoint[] | null {
  const identity = (value: string) => keyOf(value) || value.trim()
  const known = new Set(points.map(({ value }) => identity(value)))
  const more = written.filter(({ value }) => !known.has(identity(value)))
  return more.length > 0 ? [...points, ...more] : null
}

type KnownPerson = Pick<Person, LineNames | 'postalCode' | 'city' | 'cityCode' | 'emails' | 'phones' | 'level' | 'consents'>
type LineNames = 'lastName' | 'firstName'

/** Somebody who was recognised. A commune is completed only where nothing says another: half of two addresses is no address. */
export function editsOfLine(person: KnownPerson, line: WrittenLine, place: LinePlace, sheet: SheetFacts): PersonEdit[] {
  const edits: PersonEdit[] = []
  for (const field of ['lastName', 'firstName'] as const) if (person[field] === '' && line[field].trim()) edits.push({ field, value: line[field].trim() })
  const agrees = (person.city === '' || fold(person.city) === fold(place.city) || place.city === '') && (person.postalCode === '' || place.postalCode === '' || person.postalCode === place.postalCode)
  if (agrees) {
    if (person.postalCode === '' && place.postalCode) edits.push({ field: 'postalCode', value: place.postalCode })
    if (person.city === '' && place.city) edits.push({ field: 'city', value: place.city })
    if (person.city === '' && person.cityCode === '' && place.cityCode) edits.push({ field: 'cityCode', value: place.cityCode })
  }
  const emails = added(person.emails, emailsOf(line), emailKey)
  if (emails) edits.push({ field: 'emails', value: emails })
  const phones = added(person.phones, phonesOf(line), phoneKey)
  if (phones) edits.push({ field: 'phones', value: phones })
  // Who says less today than she once did has taken nothing back.
  if (line.level && (person.level === '' || levels.indexOf(line.level) > levels.indexOf(person.level))) edits.push({ field: 'level', value: line.level })
  const { changed } = mergeConsents(person.consents, consentsOf(line, sheet), { fromImport: false })
  if (changed.length > 0) edits.push({ field: 'consents', set: changed })
  return edits
}

/** What somebody sees who is about to save a line of a person whom the base knows. */
export type LineNote =
  /** Another value is there and stays. */
  | { kind: 'kept'; field: LineNames | 'place'; value: string }
  | { kind: 'added'; field: 'emails' | 'phones' }
  /** She refused after the day of the sheet, or on it. */
  | { kind: 'refused'; channel: Channel }

export function notesOfLine(person: KnownPerson, line: WrittenLine, sheet: SheetFacts): LineNote[] {
  const notes: LineNote[] = []
  for (const field of ['lastName', 'firstName'] as const) {
    if (line[field].trim() && person[field] && fold(line[field]) !== fold(person[field])) notes.push({ kind: 'kept', field, value: person[field] })
  }
  const known = [person.postalCode, person.city].filter(Boolean)
  const same = [...known, known.join(' ')].map(fold)
  if (line.place.trim() && known.length > 0 && !same.includes(fold(line.place)) && (person.city !== '' || /^\s*\d{5}/.test(line.place))) notes.push({ kind: 'kept', field: 'place', value: known.join(' ') })
  if (added(person.emails, emailsOf(line), emailKey)) notes.push({ kind: 'added', field: 'emails' })
  if (added(person.phones, phonesOf(line), phoneKey)) notes.push({ kind: 'added', field: 'phones' })
  const { consents } = mergeConsents(person.consents, consentsOf(line, sheet), { fromImport: false })
  for (const channel of line.channels) if (consents.some((each) => each.channel === channel && each.state === 'no' && asked.includes(each.purpose))) notes.push({ kind: 'refused', channel })
  return notes
}
