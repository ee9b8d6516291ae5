/** What a quick filter lets through, and what a column sorts by. */
import { addedFrom } from '../domain/added'
import { mayContact } from '../domain/consent'
import { fold, sortKey } from '../domain/fold'
import type { Person } from '../domain/person'
import type { PeopleColumn, PeopleFilter } from '../domain/query'

const anyOf = <Word extends string>(wanted: readonly Word[], has: (word: Word) => boolean) => wanted.some(has)

/** A predicate for one filter; its values are looked up in sets where there can be many. */
export function filterTest(filter: PeopleFilter): (person: Person) => boolean {
  switch (filter.kind) {
    case 'level':
      return (person) => filter.any.includes(person.level)
    case 'relation':
      return (person) => filter.any.includes(person.relation)
    case 'tag':
      return (person) => anyOf(filter.any, (tag) => person.tags.includes(tag))
    case 'actionMode':
      return (person) => anyOf(filter.any, (mode) => person.actionModes.includes(mode))
    case 'skill':
      return (person) => anyOf(filter.any, (skill) => person.skills.includes(skill))
    case 'contactPerson': {
      const wanted = new Set(filter.any)
      return (person) => wanted.has(person.contactPerson)
    }
    case 'city': {
      const wanted = new Set(filter.any.map(fold))
      return (person) => wanted.has(fold(person.city))
    }
    case 'has':
      return (person) => person[filter.field].length > 0 === filter.present
    case 'conflict':
      return (person) => person.conflicts !== undefined
    case 'added': {
      const from = addedFrom(filter.since, Date.now())
      return (person) => person.createdAt >= from
    }
    case 'consent':
      return (person) => mayContact(person, filter.purpose, filter.channel)
  }
}

/** Text that sorts like the column; people with nothing in it come last in both directions. */
export function columnKey(column: PeopleColumn): (person: Person) => string {
  switch (column) {
    case 'name':
      return (person) => sortKey(person.lastName, person.firstName)
    case 'emails':
    case 'phones':
      return (person) => fold(person[column][0]?.value ?? '')
    case 'actionModes':
    case 'skills':
    case 'availability':
    case 'tags':
      return (person) => fold(person[column].join(' '))
    case 'createdAt':
    case 'updatedAt':
      return (person) => String(person[column]).padStart(16, '0')
    case 'consents':
    case 'externalIds':
      return (person) => String(person[column].length).padStart(4, '0')
    case 'birth':
    case 'postalCode':
    case 'cityCode':
      return (person) => person[column]
    default:
      return (person) => fold(person[column])
  }
}
