import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels, purposes, type Consent } from './consent'
import { applyEdits, diffPeople, draftToPerson, editedFields, invertEdits } from './edits'
import type { PersonId } from './ids'
import { contactFields, setFields, textFields, type ExternalId, type Person, type PersonEdit } from './person'

const id = 'AAAAAAAAAAAAAAAAAAAAAA' as PersonId
const word = fc.constantFrom('', 'a', 'b', 'c', 'é')
const words = fc.array(word, { maxLength: 4 })
const point = fc.record({ value: word, label: fc.constantFrom('', 'perso') })
const points = fc.array(point, { maxLength: 3 })
const consent: fc.Arbitrary<Consent> = fc.record({
  purpose: fc.constantFrom(...purposes), channel: fc.constantFrom(...channels.slice(0, 2)), state: fc.constantFrom('yes', 'no'), date: word, source: word, wording: word,
})
const externalId: fc.Arbitrary<ExternalId> = fc.record({ source: fc.constantFrom('galette', 'zetkin'), value: word })
const edit: fc.Arbitrary<PersonEdit> = fc.oneof(
  fc.record({ field: fc.constantFrom(...textFields), value: word }),
  fc.record({ field: fc.constantFrom(...setFields), add: words, remove: words }),
  fc.record({ field: fc.constantFrom(...contactFields), value: points }),
  fc.record({ field: fc.constant('consents' as const), set: fc.array(consent, { maxLength: 3 }), remove: fc.array(consent, { maxLength: 2 }) }),
  fc.record({ field: fc.constant('externalIds' as const), add: fc.array(externalId, { maxLength: 2 }), remove: fc.array(externalId, { maxLength: 2 }) }),
)
const edits = fc.array(edit, { maxLength: 8 })
const anyPerson: fc.Arbitrary<Person> = fc
  .record({ lastName: word, tags: words, emails: points, consents: fc.array(consent, { maxLength: 3 }), externalIds: fc.array(externalId, { maxLength: 2 }) })
  .map((draft) => draftToPerson(id, draft, 1))

describe('editing a person', () => {
  it('can always be taken back', () => {
    fc.assert(fc.property(anyPerson, edits, (person, list) => {
      expect(applyEdits(applyEdits(person, list), invertEdits(person, list))).toEqual(person)
    }))
  })
  it('is what the difference of before and after says', () => {
    fc.assert(fc.property(anyPerson, edits, (person, list) => {
      const after = applyEdits(person, list)
      expect(applyEdits(person, diffPeople(person, after))).toEqual(after)
      expect(diffPeople(after, after)).toEqual([])
    }))
  })
  it('done twice is done once, unless it adds and removes the same word', () => {
    fc.assert(fc.property(anyPerson, edit, (person, one) => {
      const once = applyEdits(person, [one])
      expect(applyEdits(once, [one])).toEqual(once)
    }))
  })
  it('leaves the person it was given alone', () => {
    fc.assert(fc.property(anyPerson, edits, (person, list) => {
      const copy = structuredClone(person)
      applyEdits(person, list, 2)
      expect(person).toEqual(copy)
    }))
  })
  it('does not depend on the order in which two machines add words', () => {
    fc.assert(fc.property(anyPerson, words, words, (person, a, b) => {
      const add = (list: string[]): PersonEdit => ({ field: 'tags', add: list })
      expect(applyEdits(person, [add(a), add(b)])).toEqual(applyEdits(person, [add(b), add(a)]))
    }))
  })
  it('dates the change, and only a change', () => {
    const person = draftToPerson(id, { lastName: 'Dupont' }, 1)
    expect(applyEdits(person, [{ field: 'lastName', value: 'Dupond' }], 5).updatedAt).toBe(5)
    expect(applyEdits(person, [{ field: 'lastName', value: 'Dupont' }], 5)).toBe(person)
  })
  it('carries along what a newer version of the app wrote', () => {
    const person: Person = { ...draftToPerson(id, {}, 1), extra: { later: 1 } }
    expect(applyEdits(person, [{ field: 'city', value: 'Nantes' }]).extra).toEqual({ later: 1 })
  })
  it('names the fields it touches', () => {
    expect(editedFields([{ field: 'tags', add: ['a'] }, { field: 'city', value: '' }, { field: 'tags', remove: ['b'] }])).toEqual(['tags', 'city'])
  })
})
