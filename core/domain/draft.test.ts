import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels, mayContact, purposes, type Consent } from './consent'
import { draftToPerson } from './draft'
import type { PersonId } from './ids'
import { emptyPerson } from './person'

const id = 'AAAAAAAAAAAAAAAAAAAAAA' as PersonId
const words = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'é'), { maxLength: 6 })
const consent: fc.Arbitrary<Consent> = fc.record({
  purpose: fc.constantFrom(...purposes), channel: fc.constantFrom(...channels.slice(0, 2)), state: fc.constantFrom('yes', 'no'),
  date: fc.constant(''), source: fc.constantFrom('', 'stand'), wording: fc.constant(''),
})

describe('a person made from a draft', () => {
  it('has every field, empty where the draft says nothing', () => {
    expect(draftToPerson(id, {}, 5)).toEqual(emptyPerson(id, 5))
    expect(draftToPerson(id, { lastName: 'Dupont', city: undefined }, 5)).toEqual({ ...emptyPerson(id, 5), lastName: 'Dupont' })
  })
  it('does not depend on the order in which words and identifiers were given, nor on repeats', () => {
    fc.assert(fc.property(words, words, (a, b) => {
      const ids = (list: string[]) => list.map((value) => ({ source: 'galette', value }))
      const make = (list: string[]) => draftToPerson(id, { tags: list, skills: list, externalIds: ids(list) }, 0)
      expect(make([...a, ...b])).toEqual(make([...b, ...a, ...a]))
      expect(make([...a, '']).tags).not.toContain('')
    }))
  })
  it('keeps the order of e-mails and phones: the first is the preferred one', () => {
    const phones = [{ value: '0639980002', label: '' }, { value: '0639980001', label: 'perso' }]
    expect(draftToPerson(id, { phones }, 0).phones).toEqual(phones)
  })
  it('never turns a refusal into a yes, whatever the order', () => {
    fc.assert(fc.property(fc.array(consent, { maxLength: 8 }), (consents) => {
      const person = draftToPerson(id, { consents }, 0)
      for (const { purpose, channel, state } of consents) if (state === 'no') expect(mayContact(person, purpose, channel)).toBe(false)
      expect(new Set(person.consents.map(({ purpose, channel }) => purpose + channel)).size).toBe(person.consents.length)
    }))
  })
  it('shares nothing that can change with the draft', () => {
    const draft = { tags: ['a'], emails: [{ value: 'a@exemple.invalid', label: '' }] }
    const person = draftToPerson(id, draft, 0)
    draft.tags.push('b')
    draft.emails[0]!.value = 'b@exemple.invalid'
    expect(person).toMatchObject({ tags: ['a'], emails: [{ value: 'a@exemple.invalid', label: '' }] })
  })
})
