/**
 * People street by street, for a list that is carried along a street.
 * Invariant: everybody is in one street, once. A street is one however it is written, and the same name under two postal codes is
 * two; whoever has no street is under '', not left out.
 */
import { houseOf } from './agenda/building-lines'
import type { Building } from './agenda/territory'
import { readHouseNumber } from './agenda/walk-order'
import { addressText } from './households'
import type { Person } from './person'
import { usualText } from './usual-text'

type Lives = Pick<Person, 'street' | 'postalCode'>

export interface StreetOfPeople {
  /** See `streetKey`. */
  key: string
  /** As most people there write it; '' for those whose street nobody noted. */
  street: string
  postalCode: string
  people: number
}

/** Tells a street from every other; '' where there is none. */
export function streetKey({ street, postalCode }: Lives): string {
  const name = addressText(houseOf(street).street)
  return name && `${postalCode.replace(/\s/g, '')}|${name}`
}

const byName = new Intl.Collator('fr', { numeric: true })

/** By name, the one without a name last. */
export function streetsOf(people: Iterable<Lives>): StreetOfPeople[] {
  const streets = new Map<string, { spellings: string[]; postalCode: string }>()
  for (const person of people) {
    const key = streetKey(person)
    const spelling = key && houseOf(person.street).street
    const known = streets.get(key)
    if (known) known.spellings.push(spelling)
    else streets.set(key, { spellings: [spelling], postalCode: key && person.postalCode })
  }
  return [...streets]
    .map(([key, { spellings, postalCode }]) => ({ key, street: usualText(spellings), postalCode, people: spellings.length }))
    .sort((one, other) => Number(one.key === '') - Number(other.key === '') || byName.compare(one.street, other.street) || (one.key < other.key ? -1 : 1))
}

/** « 12-14 »: further apart than this they were mistyped. */
const widest = 100

/** What one building stands for along its street; none where it has no number that can be read. */
function numbersOf(text: string): number[] {
  const [, first, last] = /^\s*(\d{1,5})\D*[-–/]\s*(\d{1,5})/.exec(text) ?? []
  const from = readHouseNumber(text)?.number
  if (from === undefined) return []
  const to = first === undefined ? from : Number(last)
  if (to < from || to - from > widest) return [from]
  const step = (to - from) % 2 === 0 ? 2 : 1
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, at) => from + at * step)
}

/**
 * Whether somebody lives in one of these buildings, by street and number: « 7 bis » goes with 7. Where either has no number
 * that can be read, the street decides: a list with a neighbour too many is better than one that forgets somebody.
 */
export function livesAmong(buildings: readonly Pick<Building, 'street' | 'number'>[]): (person: Pick<Person, 'street'>) => boolean {
  const streets = new Map<string, { whole: boolean; numbers: Set<number> }>()
  for (const { street, number } of buildings) {
    const name = addressText(street)
    let known = streets.get(name)
    if (!known) streets.set(name, (known = { whole: false, numbers: new Set() }))
    const numbers = numbersOf(number)
    if (numbers.length === 0) known.whole = true
    for (const each of numbers) known.numbers.add(each)
  }
  return (person) => {
    const house = houseOf(person.street)
    const street = streets.get(addressText(house.street))
    if (!street) return false
    const number = readHouseNumber(house.number)?.number
    return street.whole || number === undefined || street.numbers.has(number)
  }
}
