import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftToPerson } from '../draft'
import { buildPeopleIndex } from '../duplicates'
import { newId, type PersonId } from '../ids'
import type { PersonDraft } from '../person'
import { emptyLine, type WrittenLine } from './entry-line'
import { contactReading, readContact, recogniseAtStand } from './stand'

const point = (value: string) => ({ value, label: '' })
const person = (draft: PersonDraft, at = 1) => draftToPerson(newId<PersonId>(), draft, at)
const line = (written: Partial<WrittenLine>): WrittenLine => ({ ...emptyLine, ...written })

describe('the one field for a phone or an e-mail', () => {
  it.each([
    ['0639981234', { email: '', phone: '0639981234' }],
    ['06 39 98 12 34', { email: '', phone: '06 39 98 12 34' }],
    ['awa@exemple.invalid', { email: 'awa@exemple.invalid', phone: '' }],
    ['awa arobase exemple.invalid', { email: 'awa arobase exemple.invalid', phone: '' }],
    ['06 39 98 12 34 / awa@exemple.invalid', { email: 'awa@exemple.invalid', phone: '06 39 98 12 34' }],
    ['awa@exemple.invalid, 0639981234', { email: 'awa@exemple.invalid', phone: '0639981234' }],
    ['06 39 98 1', { email: '', phone: '06 39 98 1' }],
    ['awa@@exemple', { email: 'awa@@exemple', phone: '' }],
    ['awa.exemple.invalid', { email: 'awa.exemple.invalid', phone: '' }],
    ['  ', { email: '', phone: '' }],
  ])('takes %s for what it is', (written, contact) => expect(readContact(written)).toEqual(contact))

  it('says how it will be kept, and that nothing reaches it', () => {
    expect(contactReading('0639981234')).toEqual({ kind: 'phone', odd: false, shown: '06 39 98 12 34' })
    expect(contactReading('Awa@Exemple.invalid 0639981234')).toMatchObject({ kind: 'both', odd: false })
    expect(contactReading('06 39 98 1')).toEqual({ kind: 'phone', odd: true, shown: '06 39 98 1' })
    expect(contactReading(' ')).toBeNull()
  })

  it('drops no letter and no digit of what is typed', () => {
    const letters = (text: string) => [...text.replace(/[^\p{L}\p{N}@]/gu, '')].sort().join('')
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom('0639981234', 'a@b.invalid', '06 39 98', '@', 'non', ';', '/'), fc.string({ maxLength: 8 })), { maxLength: 4 }), (parts) => {
        const { email, phone } = readContact(parts.join(' '))
        expect(letters(email + phone)).toBe(letters(parts.join(' ')))
      }),
      { numRuns: 200 },
    )
  })
})

describe('who of the base somebody is', () => {
  const awa = person({ lastName: 'Diallo', firstName: 'Awa', emails: [point('awa@exemple.invalid')], phones: [point('06 39 98 12 34')] })
  const idris = person({ lastName: 'Diallo', firstName: 'Idris', phones: [point('06 39 98 12 34')] })
  const index = buildPeopleIndex([awa, idris])
  const who = (written: Partial<WrittenLine>) => recogniseAtStand(index, line(written))?.firstName

  it('is told by an e-mail or a phone with a name that agrees, also spelled by ear or the wrong way round', () => {
    expect(who({ lastName: 'DIALLO', firstName: 'awa', phone: '+33 6 39 98 12 34' })).toBe('Awa')
    expect(who({ lastName: 'Dialo', firstName: 'Awa', email: 'AWA@exemple.invalid' })).toBe('Awa')
    expect(who({ lastName: 'Awa', firstName: 'Diallo', email: 'awa@exemple.invalid' })).toBe('Awa')
    expect(who({ firstName: 'Idris', phone: '0639981234' })).toBe('Idris')
    expect(who({ email: 'awa@exemple.invalid' })).toBe('Awa')
  })
  it('is never told by a name alone, by a number alone, or where two may be meant', () => {
    expect(who({ lastName: 'Diallo', firstName: 'Awa' })).toBeUndefined()
    expect(who({ phone: '0639981234' })).toBeUndefined()
    expect(who({ lastName: 'Diallo', phone: '0639981234' })).toBeUndefined()
    expect(who({ lastName: 'Weil', firstName: 'Emma', email: 'awa@exemple.invalid' })).toBeUndefined()
    expect(who({ lastName: 'Diallo', firstName: 'Emma', phone: '0639981234' })).toBeUndefined()
  })
  it('is the older record where one person is there twice', () => {
    const [older, newer] = [person({ lastName: 'Weil', firstName: 'Emma', emails: [point('e@exemple.invalid')] }, 1), person({ lastName: 'Weil', firstName: 'Emma', emails: [point('e@exemple.invalid')] }, 2)]
    expect(recogniseAtStand(buildPeopleIndex([newer, older]), line({ lastName: 'Weil', firstName: 'Emma', email: 'e@exemple.invalid' }))).toBe(older)
  })
  it('never is somebody whose both names are others', () => {
    const names = fc.constantFrom('Diallo', 'Weil', 'Kaya', 'Zola')
    fc.assert(
      fc.property(names, names, names, names, (last, first, otherLast, otherFirst) => {
        fc.pre(![last, first].some((name) => name === otherLast || name === otherFirst))
        const there = buildPeopleIndex([person({ lastName: last, firstName: first, emails: [point('x@exemple.invalid')] })])
        expect(recogniseAtStand(there, line({ lastName: otherLast, firstName: otherFirst, email: 'x@exemple.invalid' }))).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })
})
