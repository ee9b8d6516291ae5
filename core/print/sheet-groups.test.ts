import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PersonId } from '../domain/ids'
import { listGroupings, listOrders } from '../domain/list-layout'
import { emptyPerson, type Person } from '../domain/person'
import { groupPeople } from './sheet-groups'
import { sheetWords } from './words'

const somebody = (fields: Partial<Person>): Person => ({ ...emptyPerson('' as PersonId, 0), ...fields })
const grouped = (people: Person[], ...[grouping, order = null]: [Parameters<typeof groupPeople>[1], Parameters<typeof groupPeople>[2]?]) =>
  groupPeople(people, grouping, order, sheetWords.fr).map(({ label, people: group }) => [label, ...group.map(({ lastName }) => lastName)])

describe('the groups of a list', () => {
  it('hold everybody once, whatever is known of them', () => {
    const text = fc.oneof(fc.constantFrom('', 'Saint-Denis', 'SAINT DENIS', 'الرياض', '🚩', '12 rue des Lilas', '\u0301'), fc.string({ unit: 'grapheme', maxLength: 12 }))
    const person = fc.record({ lastName: text, city: text, postalCode: text, street: text, contactPerson: text, level: fc.constantFrom('', 'act'), relation: fc.constantFrom('', 'member') })
    fc.assert(fc.property(fc.array(person), fc.constantFrom(null, ...listGroupings), fc.constantFrom(null, ...listOrders), (drafts, grouping, order) => {
      const people = drafts.map((draft) => somebody(draft as Partial<Person>))
      const groups = groupPeople(people, grouping, order, sheetWords.fr)
      const placed = groups.flatMap((group) => group.people)
      expect(placed).toHaveLength(people.length)
      expect(new Set(placed)).toEqual(new Set(people))
      if (grouping) for (const { label, people: group } of groups) expect([label.trim() !== '', group.length > 0]).toEqual([true, true])
    }))
  })

  it('are towns however they were typed, called as most are, and last those without one', () => {
    const people = ['Saint-Denis', 'ST', '', 'SAINT DENIS', 'Saint-Denis', 'Aubervilliers'].map((city, at) => somebody({ city, lastName: String(at) }))
    expect(grouped(people, 'city')).toEqual([['Aubervilliers', '5'], ['Saint-Denis', '0', '3', '4'], ['ST', '1'], ['Sans commune', '2']])
  })

  it('are levels and statuses in their own order', () => {
    const people = (['join', '', 'follow', 'act', 'join'] as const).map((level, at) => somebody({ level, lastName: String(at) }))
    expect(grouped(people, 'level')).toEqual([['S’informer', '2'], ['Agir', '3'], ['Adhérer', '0', '4'], ['Sans niveau', '1']])
    expect(grouped([somebody({ relation: 'occasional' }), somebody({ relation: 'member' })], 'relation').map(([label]) => label)).toEqual(['Adhérent·e', 'Contact'])
  })

  it('are postal codes with their town, unless several share it', () => {
    const people = [['93200', 'Saint-Denis'], ['93210', 'Saint-Denis'], ['93210', 'La Plaine'], ['', '']].map(([postalCode, city]) => somebody({ postalCode: postalCode!, city: city! }))
    expect(grouped(people, 'postalCode').map(([label]) => label)).toEqual(['93200 Saint-Denis', '93210', 'Sans code postal'])
  })

  it('are streets of one town, in which one goes up the numbers', () => {
    const people = [['12 rue des Lilas', 'Saint-Denis'], ['2 bis, rue des lilas', 'SAINT-DENIS'], ['2 rue des Lilas', 'Saint-Denis'], ['2 rue des Lilas', 'Stains'], ['', 'Stains'], ['rue des Lilas', 'Saint-Denis']]
      .map(([street, city], at) => somebody({ street: street!, city: city!, postalCode: city === 'Stains' ? '93240' : '93200', lastName: String(at) }))
    expect(grouped(people, 'street', 'street')).toEqual([['rue des Lilas, Saint-Denis', '2', '1', '0', '5'], ['rue des Lilas, Stains', '3'], ['Sans rue', '4']])
  })

  it('may be called by what no letter is in', () => {
    expect(grouped([somebody({ contactPerson: '🚩' }), somebody({ contactPerson: 'سلمى' }), somebody({})], 'contactPerson').map(([label]) => label)).toEqual(['سلمى', '🚩', 'Sans référent·e'])
  })
})

describe('the order of a list', () => {
  it('is by name, then first name, those without one last; else as it was given', () => {
    const people = [['Zola', 'Émile'], ['', ''], ['Éluard', 'Paul'], ['Eluard', 'Cécile']].map(([lastName, firstName]) => somebody({ lastName: lastName!, firstName: firstName! }))
    expect(groupPeople(people, null, 'name', sheetWords.fr)[0]!.people.map(({ firstName }) => firstName)).toEqual(['Cécile', 'Paul', 'Émile', ''])
    expect(groupPeople(people, null, null, sheetWords.fr)[0]!.people).toBe(people)
  })
})
