import { describe, expect, it } from 'vitest'
import { demoPeople } from '../../domain/demo/people'
import { draftToPerson } from '../../domain/draft'
import type { PersonId } from '../../domain/ids'
import type { PersonDraft } from '../../domain/person'
import { addressLabels, badgeText, placeCardText, type AddressLabelOptions } from './address-labels'

const options: AddressLabelOptions = { purpose: 'membership', households: true, accents: true, order: 'post', locale: 'fr' }
const consent = (state: 'yes' | 'no', purpose: 'membership' | 'news' = 'membership') => ({ purpose, channel: 'post', state, date: '', source: '', wording: '' }) as const
let made = 0
const person = (firstName: string, lastName: string, draft: PersonDraft = {}) => draftToPerson(`p${made++}` as PersonId, { street: '12 rue Jean-Jaurès', postalCode: '93200', city: 'Saint-Denis', consents: [consent('yes')], firstName, lastName, ...draft }, 0)
const lines = (...asked: Parameters<typeof addressLabels>) => addressLabels(...asked).labels.map((block) => block.map(({ text }) => text))

describe('labels for letters', () => {
  it('are for those who agreed to post for this purpose, and count the others by reason', () => {
    const people = [
      person('Marie', 'Dupont'), person('Paul', 'Martin', { consents: [consent('no')] }), person('Elif', 'Kaya', { consents: [] }), person('Lou', 'Sow', { consents: [consent('yes', 'news')] }),
      person('Léa', 'Nguyen', { street: '' }), person('', '', {}), person('Ada', 'Roy', { postalCode: '' }),
      // Two computers wrote two answers: the refusal is the one that counts.
      person('Jo', 'Petit', { consents: [consent('yes'), consent('no')] }),
    ]
    const { labels, people: count, leftOut } = addressLabels(people, options)
    expect(labels.map(([name]) => name!.text)).toEqual(['Marie DUPONT'])
    expect([count, leftOut]).toEqual([1, { refused: 2, unasked: 2, incomplete: 3 }])
    expect(addressLabels(people, { ...options, purpose: 'news' }).labels.map(([name]) => name!.text)).toEqual(['Lou SOW'])
  })

  it('leave out of a household’s line who refused, and say no family where one of it did', () => {
    const [marie, paul, zoe, anne] = ['Marie', 'Paul', 'Zoé', 'Anne'].map((name) => person(name, 'Dupont'))
    const refused = { ...anne!, consents: [consent('no')] }
    expect(lines([marie!, paul!, zoe!], options)[0]![0]).toBe('Famille DUPONT')
    expect(lines([marie!, paul!, zoe!, refused], options)[0]![0]).toBe('Marie, Paul et Zoé DUPONT')
    expect(lines([marie!, paul!, zoe!], options, [marie!, paul!, zoe!, refused])[0]![0]).toBe('Marie, Paul et Zoé DUPONT')
    expect(lines([marie!, paul!, zoe!], { ...options, locale: 'en' })[0]![0]).toBe('DUPONT family')
    expect(lines([marie!, refused], options)).toEqual([['Marie DUPONT', '12 RUE JEAN JAURÈS', '93200 SAINT DENIS']])
  })

  it('are one a person where that is asked, and in the order of the list or of the post', () => {
    const people = [person('Marie', 'Dupont', { street: '100 rue A' }), person('Paul', 'Dupont', { street: '100 rue A' }), person('Elif', 'Kaya', { street: '20 rue A' })]
    expect(lines(people, { ...options, households: false, order: 'list' }).map(([name]) => name)).toEqual(['Marie DUPONT', 'Paul DUPONT', 'Elif KAYA'])
    expect(lines(people, options).map(([name]) => name)).toEqual(['Elif KAYA', 'Marie et Paul DUPONT'])
  })

  it('name everybody of a base once who agreed, and nobody else', () => {
    const people = demoPeople(1500, 'labels', '2026-03-14').map(({ id, draft }) => draftToPerson(id, draft, 0))
    const { labels, people: count, leftOut } = addressLabels(people, options)
    expect(count + leftOut.refused + leftOut.unasked + leftOut.incomplete).toBe(1500)
    expect(labels.length).toBeGreaterThan(100)
    expect(labels.length).toBeLessThanOrEqual(count)
    const codes = labels.map((block) => block.at(-1)!.text.slice(0, 5))
    expect(codes).toEqual([...codes].sort())
  })
})

describe('a badge', () => {
  it('has the first name largest, and is made of whatever name there is', () => {
    expect(badgeText(person('Zoé', 'Lefèvre'), 'Union des Quartiers')!.lines.map(({ text, share }) => [text, share])).toEqual([['Zoé', 1], ['Lefèvre', 0.62], ['Union des Quartiers', 0.3]])
    expect(badgeText(person('', 'Lefèvre'), '')!.lines.map(({ text, share }) => [text, share])).toEqual([['Lefèvre', 1]])
    expect(badgeText(person(' ', ''), 'Union des Quartiers')).toBeNull()
    expect(placeCardText(person('Zoé', 'Lefèvre'))!.lines.map(({ text }) => text)).toEqual(['Zoé Lefèvre'])
    expect(placeCardText(person('', ''))).toBeNull()
  })
})
