/**
 * A person as a vCard 3.0 (RFC 2426), the version that phones, Outlook and Google all read. Only what an address book is for: levels, tags,
 * consents and notes tell an opinion and stay here, since address books are copied to places nobody chose.
 */
import { fold } from '../domain/fold'
import { displayName } from '../domain/name-text'
import type { Person } from '../domain/person'
import type { PeopleColumn } from '../domain/query'
import { phoneKey } from '../domain/phone'

/** The card, with its line ends, holding those of `columns` that a card knows; the name always. */
export function writeVcard(person: Person, columns: readonly PeopleColumn[]): string {
  const wanted = new Set(columns)
  const address = (['street', 'addressUnit', 'addressBuilding', 'locality', 'postalCode', 'city', 'country'] as const).filter((field) => wanted.has(field) && person[field] !== '')
  const part = (field: (typeof address)[number]) => (address.includes(field) ? person[field] : '')
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${[person.lastName, person.firstName, '', civilities[person.civility], ''].map(escaped).join(';')}`,
    `FN:${escaped(displayName(person))}`,
  ]
  if (wanted.has('emails')) person.emails.forEach((email, at) => lines.push(`EMAIL;TYPE=INTERNET${typeOf(email.label)}${at === 0 ? ',PREF' : ''}:${escaped(email.value)}`))
  if (wanted.has('phones')) person.phones.forEach((phone, at) => lines.push(`TEL;TYPE=${/^\+33[67]/.test(phoneKey(phone.value)) ? 'CELL' : 'VOICE'}${typeOf(phone.label)}${at === 0 ? ',PREF' : ''}:${escaped(phone.value)}`))
  if (address.length > 0) {
    const extended = [part('addressUnit'), part('addressBuilding')].filter(Boolean).join(', ')
    const street = [part('street'), part('locality')].filter(Boolean).join(', ')
    lines.push(`ADR;TYPE=HOME:${['', extended, street, part('city'), '', part('postalCode'), part('country')].map(escaped).join(';')}`)
  }
  // A year alone is no date in version 3.0.
  if (wanted.has('birth') && person.birth.length === 10) lines.push(`BDAY:${person.birth}`)
  lines.push(`UID:${person.id}`, 'END:VCARD')
  return lines.map(folded).join('')
}

const civilities: Record<Person['civility'], string> = { mme: 'Mme', m: 'M.', mx: 'Mx', '': '' }

function typeOf(label: string): string {
  const word = fold(label)
  return /^(?:travail|pro|bureau|work)/.test(word) ? ',WORK' : /^(?:perso|domicile|fixe|maison|home)/.test(word) ? ',HOME' : ''
}

/** RFC 2426 §5: backslash, comma, semicolon and line end. */
function escaped(text: string): string {
  return text.replace(/[\\,;]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
}

/** Lines of 75 octets at most (RFC 2425 §5.8.1), cut between characters: half of an « é » would be none. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  if (line.length <= 25 || encoder.encode(line).length <= 75) return `${line}\r\n`
  let text = ''
  let octets = 0
  for (const char of line) {
    const size = encoder.encode(char).length
    if (octets + size > 75) {
      text += '\r\n '
      octets = 1
    }
    text += char
    octets += size
  }
  return `${text}\r\n`
}
