/**
 * The order in which letters are bundled and carried: those for France, then by country; by postal code, commune, street, number,
 * building and flat, then by name.
 * Invariant: no `Intl`, so that a second printing has every label at the place of the first.
 */
import { compareHouseNumbers, readHouseNumber, type HouseNumber } from './agenda/walk-order'
import { fold, sortKey } from './fold'
import { addressText } from './households'
import type { Person } from './person'
import { isFrance, type PostalAddress } from './postal-block'

/** « 12-14 rue … », « 3 bis/5 »: the door is at the first of them. */
const toOtherNumber = /(?<=^\s*\d{1,5}\s*(?:bis|ter|quater|quinquies|[a-z])?)\s*(?:[-–/]|à|et)\s*\d{1,5}\s*(?:(?:bis|ter|quater|quinquies|[a-z])(?![\p{L}\d]))?/iu

interface Place {
  /** Up to the street's name. */
  street: string[]
  number: HouseNumber | null
  /** Behind the number. */
  within: string[]
}

const digits = (text: string) => text.replace(/\d+/g, (run) => run.padStart(6, '0'))

function placeOf(person: PostalAddress & Pick<Person, 'lastName' | 'firstName'>): Place {
  const street = addressText(person.street.replace(toOtherNumber, ' '))
  const name = street.replace(/^\d{1,5} ?(?:(?:bis|ter|quater|quinquies|[a-z])(?![a-z]))? ?/, '')
  return {
    street: [isFrance(person.country) ? '' : fold(person.country), fold(person.postalCode).replaceAll(' ', ''), addressText(person.city), digits(name), name === '' ? addressText(person.locality) : ''],
    number: readHouseNumber(street),
    within: [...[person.addressBuilding, person.addressUnit, person.locality].map((text) => digits(addressText(text))), sortKey(person.lastName, person.firstName)],
  }
}

function compareTexts(one: readonly string[], other: readonly string[]): number {
  for (const [at, text] of one.entries()) if (text !== other[at]) return text < other[at]! ? -1 : 1
  return 0
}

function compareNumbers(one: HouseNumber | null, other: HouseNumber | null): number {
  return one && other ? compareHouseNumbers(one, other) : Number(other === null) - Number(one === null)
}

/** `addressee`: whose address a label has. What is at the same place stays in the order in which it came. */
export function inPostalOrder<Each>(labels: readonly Each[], addressee: (label: Each) => PostalAddress & Pick<Person, 'lastName' | 'firstName'>): Each[] {
  return labels
    .map((label) => ({ label, place: placeOf(addressee(label)) }))
    .sort(({ place: one }, { place: other }) => compareTexts(one.street, other.street) || compareNumbers(one.number, other.number) || compareTexts(one.within, other.within))
    .map(({ label }) => label)
}
