/**
 * Who stands under which heading of a list, and in which order.
 * Invariant: everybody is in one group, once. What differs only in how it was typed is one group (`fold`); whoever has nothing of
 * the kind is in the last one, under a heading that says so, and not left out.
 */
import { houseOf } from '../domain/agenda/building-lines'
import { readHouseNumber } from '../domain/agenda/walk-order'
import { fold, sortKey } from '../domain/fold'
import type { ListGrouping, ListOrder } from '../domain/list-layout'
import { levels, relations, type Person } from '../domain/person'
import { usualText } from '../domain/usual-text'
import type { SheetWords } from './words'

export interface SheetGroup {
  /** Empty where the list has no headings. */
  label: string
  people: readonly Person[]
}

/** Sorts behind all that is written. */
const last = '\uffff'
const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : Number(one.key > other.key))

/** People in an order of their own; those alike in it stay as they were given. */
function inOrder(people: readonly Person[], order: ListOrder | null): readonly Person[] {
  if (order === null) return people
  const keyOf = order === 'name' ? nameKey : (person: Person) => `${addressKey(person)}\t${nameKey(person)}`
  return people.map((person) => ({ key: keyOf(person), person })).sort(byKey).map(({ person }) => person)
}

const nameKey = ({ lastName, firstName }: Person) => sortKey(lastName, firstName) || last

/** As mail is sorted: postal code, town, street, then up its numbers. */
function addressKey({ postalCode, city, street }: Person): string {
  const house = houseOf(street)
  const number = readHouseNumber(house.number)
  return [fold(postalCode) || last, fold(city) || last, fold(house.street) || last, String(number?.number ?? 99_999).padStart(5, '0'), fold(house.number)].join('\t')
}

/** Groups in the order of what they are called: levels and statuses in their own, streets by town. `null`: one group without a heading. */
export function groupPeople(people: readonly Person[], grouping: ListGrouping | null, order: ListOrder | null, words: SheetWords): SheetGroup[] {
  const ordered = inOrder(people, order)
  if (grouping === null) return [{ label: '', people: ordered }]
  const groups = new Map<string, Person[]>()
  for (const person of ordered) {
    const key = groupKey(person, grouping)
    const group = groups.get(key)
    if (group) group.push(person)
    else groups.set(key, [person])
  }
  return [...groups].map(([key, group]) => ({ key: key || last, people: group })).sort(byKey)
    .map(({ key, people: group }) => ({ label: key === last ? words.none[grouping] : labelOf(group, grouping, words), people: group }))
}

/** Emoji alone fold to nothing, and are a name all the same. */
const textKey = (text: string) => fold(text) || text.trim()

function groupKey(person: Person, grouping: ListGrouping): string {
  switch (grouping) {
    case 'level':
      return placeIn(levels, person.level)
    case 'relation':
      return placeIn(relations, person.relation)
    case 'street': {
      const street = textKey(houseOf(person.street).street)
      // The same name in two towns is two streets.
      return street && [textKey(person.postalCode) || last, textKey(person.city) || last, street].join('\t')
    }
    default:
      return textKey(person[grouping])
  }
}

const placeIn = <Word extends string>(list: readonly Word[], word: Word | '') => (word === '' ? '' : String(list.indexOf(word)))

function labelOf(group: readonly Person[], grouping: ListGrouping, words: SheetWords): string {
  const [{ level, relation }] = group as readonly [Person]
  switch (grouping) {
    case 'level':
      return (level && words.level[level]) || level
    case 'relation':
      return (relation && words.relation[relation]) || relation
    case 'street':
      return [usualText(group.map(({ street }) => houseOf(street).street)), usualText(group.map(({ city }) => city))].filter(Boolean).join(', ')
    case 'postalCode': {
      const towns = new Set(group.map(({ city }) => textKey(city)))
      // A code that several towns share says none of them.
      return [usualText(group.map(({ postalCode }) => postalCode)), towns.size === 1 ? usualText(group.map(({ city }) => city)) : ''].filter(Boolean).join(' ')
    }
    default:
      return usualText(group.map((person) => person[grouping]))
  }
}
