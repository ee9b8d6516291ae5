import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildPeopleIndex, nameKey } from './duplicates'
import { draftToPerson } from './draft'
import type { PersonId } from './ids'
import type { Person, PersonDraft } from './person'

const make = (id: string, draft: PersonDraft): Person => draftToPerson(id as PersonId, draft, 0)
const zoe = make('zoe', {
  lastName: 'Bénaîteau', firstName: 'Zoé', birthName: 'Martin', birth: '1975-04-03', postalCode: '93200',
  emails: [{ value: 'Zoe@exemple.invalid', label: '' }], phones: [{ value: '06 39 98 12 34', label: '' }], externalIds: [{ source: 'galette', value: '12' }],
})
const namesake = make('namesake', { lastName: 'Benaiteau', firstName: 'Zoe', birth: '1990-01-01', postalCode: '69001' })
const index = () => buildPeopleIndex([zoe, namesake])
const similar = (draft: PersonDraft, except?: PersonId) => index().similar(draft, except).map(({ person, reasons }) => [person.id, ...reasons])

describe('finding the person of an imported row', () => {
  it('goes by each key in its own spelling', () => {
    expect(index().byExternalId('galette', '12')?.id).toBe('zoe')
    expect(index().byExternalId('zetkin', '12')).toBeUndefined()
    expect(index().byEmail('zoe@exemple.invalid').map((person) => person.id)).toEqual(['zoe'])
    expect(index().byPhone('+33639981234').map((person) => person.id)).toEqual(['zoe'])
    expect(index().byName(nameKey('BENAITEAU', 'ZOÉ')).map((person) => person.id)).toEqual(['zoe', 'namesake'])
    expect(index().byName(nameKey('MARTIN', 'Zoe')).map((person) => person.id)).toEqual(['zoe'])
  })
})

describe('entering someone who may exist already', () => {
  it('tells why, the likeliest first', () => {
    expect(similar({ emails: [{ value: 'ZOE@exemple.invalid', label: '' }] })).toEqual([['zoe', 'email']])
    expect(similar({ phones: [{ value: '+33639981234', label: '' }] })).toEqual([['zoe', 'phone']])
    expect(similar({ lastName: 'BENAITEAU', firstName: 'ZOE', birth: '1975-04-03' })).toEqual([['zoe', 'name-birth']])
    expect(similar({ lastName: 'BENAITEAU', firstName: 'ZOE', postalCode: '69001' })).toEqual([['namesake', 'name-postal'], ['zoe', 'name']])
    expect(similar({ lastName: 'Martin', firstName: 'Zoé' })).toEqual([['zoe', 'name']])
    expect(similar({ lastName: 'Zoé', firstName: 'Bénaîteau' })).toHaveLength(2)
    expect(similar({ lastName: 'Durand', firstName: 'Zoé', phones: [{ value: '0639981234', label: '' }] })).toEqual([['zoe', 'phone']])
    expect(similar({ lastName: 'Bénéteau', firstName: 'Zoé', phones: [{ value: '0639981234', label: '' }] })).toEqual([['zoe', 'phone', 'name'], ['namesake', 'name']])
  })
  it('hears names: Benaitau, Zoë', () => expect(similar({ lastName: 'Benaitau', firstName: 'Zoë', birth: '1975' })).toEqual([['zoe', 'name-birth']]))
  it('says nothing of a surname alone, of a stranger, or of the person being edited', () => {
    expect(similar({ lastName: 'Bénaîteau' })).toEqual([])
    expect(similar({ lastName: 'Durand', firstName: 'Paul', postalCode: '93200' })).toEqual([])
    expect(similar({ emails: [{ value: 'zoe@exemple.invalid', label: '' }] }, zoe.id)).toEqual([])
    expect(similar({})).toEqual([])
  })
  it('parts namesakes by their birthdays', () => expect(similar({ lastName: 'Bénaîteau', firstName: 'Zoé', birth: '2001-01-01', postalCode: '75011' })).toEqual([]))
})

describe('an index kept up to date', () => {
  const draft = fc.record({
    lastName: fc.constantFrom('', 'Dupont', 'DUPOND', 'Le Gall'), firstName: fc.constantFrom('', 'Marie', 'Jean'), birthName: fc.constantFrom('', 'Martin'),
    emails: fc.array(fc.record({ value: fc.constantFrom('a@exemple.invalid', 'b@exemple.invalid'), label: fc.constant('') }), { maxLength: 2 }),
    phones: fc.array(fc.record({ value: fc.constantFrom('0639980001', '+33639980001', '06 39 98'), label: fc.constant('') }), { maxLength: 2 }),
  })
  it('answers as one built anew', () => {
    fc.assert(fc.property(fc.array(draft, { minLength: 1, maxLength: 8 }), fc.array(fc.tuple(fc.nat(7), fc.option(draft)), { maxLength: 12 }), draft, (drafts, changes, asked) => {
      const people = new Map(drafts.map((each, at) => [`p${at}`, make(`p${at}`, each)]))
      const kept = buildPeopleIndex(people.values())
      for (const [at, change] of changes) {
        const id = `p${at}`
        const before = people.get(id)
        if (change) {
          const after = make(id, change)
          if (before) kept.replace(before, after)
          else kept.add(after)
          people.set(id, after)
        } else if (before) {
          kept.remove(before)
          people.delete(id)
        }
      }
      const anew = buildPeopleIndex(people.values())
      expect(kept.size).toBe(anew.size)
      expect(kept.similar(asked)).toEqual(anew.similar(asked))
      const ids = (list: readonly Person[]) => list.map((person) => person.id).sort()
      for (const key of ['a@exemple.invalid', 'b@exemple.invalid']) expect(ids(kept.byEmail(key))).toEqual(ids(anew.byEmail(key)))
      expect(ids(kept.byPhone('+33639980001'))).toEqual(ids(anew.byPhone('+33639980001')))
      expect(ids(kept.byName(nameKey('dupont', 'marie')))).toEqual(ids(anew.byName(nameKey('dupont', 'marie'))))
    }))
  })
})
