import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoPeople } from './demo/people'
import { draftToPerson } from './draft'
import { fold } from './fold'
import { householdsOf, type HouseholdWords } from './households'
import type { PersonId } from './ids'
import type { Person, PersonDraft } from './person'

const words: HouseholdWords = { and: 'et', family: (name) => `Famille ${name}` }
let made = 0
const person = (firstName: string, lastName: string, draft: PersonDraft = {}): Person => draftToPerson(`p${made++}` as PersonId, { street: '12 bis rue Jean-Jaurès', postalCode: '93200', city: 'Saint-Denis', firstName, lastName, ...draft }, 0)
const named = (people: Person[], others: Person[] = []) => householdsOf(people, others, words).map(({ addressee }) => addressee.twoLines?.join(' / ') ?? addressee.name)

describe('one letter for a household', () => {
  it('names one by first name and surname, the surname in capitals', () => {
    expect(named([person('Marie', 'Dupont')])).toEqual(['Marie DUPONT'])
    expect(named([person('', 'Dupont')])).toEqual(['DUPONT'])
    expect(named([person('Zoé', '')])).toEqual(['Zoé'])
  })

  it('names two of one surname together, and two surnames one after the other', () => {
    expect(named([person('Paul', 'Dupont'), person('Marie', 'DUPONT')])).toEqual(['Marie et Paul DUPONT'])
    expect(named([person('Paul', 'Martin'), person('Marie', 'Dupont')])).toEqual(['Marie DUPONT, Paul MARTIN'])
  })

  it('breaks in two lines where one is too long, between people rather than within a name', () => {
    expect(named([person('Marie-Christine', 'Lefèvre-Duval'), person('Jean-Baptiste', 'Rajaonarivelo')])).toEqual(['Marie-Christine LEFÈVRE-DUVAL / Jean-Baptiste RAJAONARIVELO'])
    expect(named([person('Marie-Christine', 'Lefèvre-Rajaona'), person('Jean-Baptiste', 'Lefèvre-Rajaona')])).toEqual(['Jean-Baptiste et / Marie-Christine LEFÈVRE-RAJAONA'])
  })

  it('calls three and more of one surname a family, and of several by their surnames', () => {
    expect(named([person('Paul', 'Dupont'), person('Marie', 'Dupont'), person('Zoé', 'Dupont')])).toEqual(['Famille DUPONT'])
    expect(named([person('Paul', 'Martin'), person('Marie', 'Dupont'), person('Elif', 'Kaya')])).toEqual(['DUPONT, KAYA, MARTIN'])
    expect(named([person('Paul', 'Dupont'), person('Marie', 'Dupont'), person('Elif', 'Kaya')])).toEqual(['Marie et Paul DUPONT, Elif KAYA'])
  })

  it('is no family where one of them is not to be written to: those who agreed are named, she is not', () => {
    const family = [person('Paul', 'Dupont'), person('Marie', 'Dupont'), person('Zoé', 'Dupont')]
    expect(named(family, [person('Anne', 'Dupont')])).toEqual(['Marie, Paul et Zoé DUPONT'])
    expect(named(family, [person('Anne', 'Martin'), person('Anne', 'Dupont', { street: '14 rue Jean-Jaurès' })])).toEqual(['Famille DUPONT'])
    expect(named([person('Paul', 'Martin'), person('Marie', 'Dupont'), person('Elif', 'Kaya')], [person('Anne', 'Dupont')])).toEqual(['Marie DUPONT, KAYA, MARTIN'])
    expect(named([family[1]!], [family[0]!])).toEqual(['Marie DUPONT'])
  })

  it('takes for one address what typists write in several ways, and for two what differs by flat, building, number or code', () => {
    const same: PersonDraft[] = [{ street: '12bis, rue Jean Jaurès' }, { street: '12 BIS R. JEAN-JAURES', city: 'ST DENIS' }, { postalCode: '93 200' }]
    for (const draft of same) expect(named([person('Marie', 'Dupont'), person('Paul', 'Dupont', draft)]), JSON.stringify(draft)).toHaveLength(1)
    const other: PersonDraft[] = [{ street: '12 rue Jean-Jaurès' }, { addressUnit: 'Apt 3' }, { addressBuilding: 'Bât. C' }, { postalCode: '93210' }, { city: 'Stains' }, { locality: 'BP 3' }, { country: 'Belgique' }]
    for (const draft of other) expect(named([person('Marie', 'Dupont'), person('Paul', 'Dupont', draft)]), JSON.stringify(draft)).toHaveLength(2)
  })

  it('is no household of a house whose letterboxes nobody noted: each surname has its own', () => {
    const house = ['Dupont', 'Martin', 'Kaya', 'Traoré', 'Nguyen'].map((name) => person('Lou', name))
    expect(named([...house, person('Marie', 'Dupont')])).toEqual(['Lou et Marie DUPONT', 'Lou KAYA', 'Lou MARTIN', 'Lou NGUYEN', 'Lou TRAORÉ'])
  })

  it('names someone who is there twice once, by the richer spelling', () => {
    expect(named([person('Zoe', 'LEFEVRE'), person('Zoé', 'Lefèvre')])).toEqual(['Zoé LEFÈVRE'])
  })
})

describe('any people', () => {
  const base = demoPeople(600, 'households', '2026-03-14').map(({ id, draft }) => draftToPerson(id, draft, 0))
  const streets = fc.constantFrom('1 rue A', '2 rue A', '1, r. A', '')
  const some = fc.uniqueArray(fc.tuple(fc.constantFrom(...base), streets, fc.constantFrom('Dupont', 'Martin', 'Kaya', 'Nguyen', 'Sow', '')), { maxLength: 12, selector: ([{ id }]) => id }).map((all) => all.map(([each, street, lastName]) => ({ ...each, street, lastName, addressBuilding: '', addressUnit: '', postalCode: '93200', city: 'Stains' })))

  it('are each in one household, named there by first name or surname; whoever is not to be written to in none', () => {
    fc.assert(fc.property(some, fc.nat(12), (people, at) => {
      const [asked, others] = [people.slice(0, at), people.slice(at)]
      const houses = householdsOf(asked, others, words)
      expect(houses.flatMap(({ members }) => members.map(({ id }) => id)).sort()).toEqual(asked.map(({ id }) => id).sort())
      for (const { members, addressee } of houses) {
        for (const { firstName, lastName } of members) expect(fold(addressee.name)).toContain(fold(lastName) || fold(firstName))
        if (addressee.name.includes('Famille')) expect(others.some((other) => fold(other.street) === fold(members[0]!.street) && fold(other.lastName) === fold(members[0]!.lastName))).toBe(false)
        if (addressee.twoLines) expect(fold(addressee.twoLines.join(' '))).toBe(fold(addressee.name))
      }
    }))
  })
})
