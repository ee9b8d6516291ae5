import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressLines, readCity, readPostalCode } from './address'
import { demoPeople } from './demo/people'
import { draftToPerson } from './draft'
import type { PersonId } from './ids'
import type { PersonDraft } from './person'

const person = (draft: PersonDraft) => draftToPerson('p' as PersonId, draft, 0)
const home: PersonDraft = { civility: 'mme', firstName: 'Hélène', lastName: 'Lefèvre', street: '12 bis, rue de l’Église', postalCode: '94240', city: "L'Haÿ-les-Roses" }

describe('postal codes of a file', () => {
  it('get back the zero a spreadsheet took, when the column says so, and only then', () => {
    expect(readPostalCode('1340', true)).toEqual({ value: '01340', zeroRestored: true, odd: false })
    expect(readPostalCode('93200', true)).toEqual({ value: '93200', zeroRestored: false, odd: false })
    expect(readPostalCode('1000', false)).toEqual({ value: '1000', zeroRestored: false, odd: true })
  })
  it.each([['="01340"', '01340'], ["'01340", '01340'], ['93200.0', '93200'], ['F-93200', '93200'], ['93 200', '93200'], [' 97400 ', '97400'], ['', ''], ['20200', '20200']])('%s is %s', (cell, value) => {
    expect(readPostalCode(cell, false)).toEqual({ value, zeroRestored: false, odd: false })
  })
  it.each(['2A004', '00123', '9320', 'SW1A 1AA'])('%s is kept and flagged', (cell) => expect(readPostalCode(cell, false)).toMatchObject({ value: cell, odd: true }))
})

describe('a commune with its code in one cell', () => {
  it.each([
    ['93200 Saint-Denis', '93200', 'Saint-Denis', ''], ['Saint-Denis (93200)', '93200', 'Saint-Denis', ''], ['93205 SAINT-DENIS CEDEX 2', '93205', 'SAINT-DENIS', 'CEDEX 2'],
    ['Saint-Denis Cedex', '', 'Saint-Denis', 'CEDEX'], ['F-75011 Paris', '75011', 'Paris', ''], ['93 200 Saint-Denis', '93200', 'Saint-Denis', ''], ["L'Haÿ-les-Roses", '', "L'Haÿ-les-Roses", ''],
    ['93200', '93200', '', ''], ['Paris 11', '', 'Paris 11', ''], ['', '', '', ''],
  ])('%s', (cell, postalCode, city, cedex) => expect(readCity(cell)).toEqual({ postalCode, city, cedex }))
})

describe('the lines of a label', () => {
  it('go from the person to the commune, the last in capitals without punctuation', () => {
    expect(addressLines(person({ ...home, addressUnit: 'Esc. 2, 3e étage', addressBuilding: 'Résidence du Parc, bât. C', locality: 'BP 12' }))).toEqual({
      lines: ['Mme Hélène Lefèvre', 'Esc. 2, 3e étage', 'Résidence du Parc, bât. C', '12 BIS RUE DE L ÉGLISE', 'BP 12', '94240 L HAŸ LES ROSES'],
      warnings: [],
    })
  })
  it('drop accents when asked, leave out empty lines, name another country', () => {
    expect(addressLines(person(home), { accents: false }).lines).toEqual(['Mme Hélène Lefèvre', '12 BIS RUE DE L EGLISE', '94240 L HAY LES ROSES'])
    expect(addressLines(person({ ...home, country: 'Belgique' })).lines.at(-1)).toBe('BELGIQUE')
    expect(addressLines(person({ ...home, country: 'France' })).lines).toHaveLength(3)
    expect(addressLines(person(home), { recipient: 'Famille Lefèvre' }).lines[0]).toBe('Famille Lefèvre')
  })
  it('abbreviate a street only beyond 32 characters', () => {
    expect(addressLines(person({ ...home, street: '4 avenue Jean-Moulin' })).lines[1]).toBe('4 AVENUE JEAN MOULIN')
    expect(addressLines(person({ ...home, street: '128 bis boulevard du Général de Gaulle' })).lines[1]).toBe('128 BIS BD DU GÉNÉRAL DE GAULLE')
  })
  it('are never cut: what does not fit is said', () => {
    const long = addressLines(person({ ...home, lastName: 'Lefèvre-Rajaonarivelo de La Tour du Pin' }))
    expect(long.warnings).toEqual(['line-too-long'])
    expect(long.lines[0]).toContain('de La Tour du Pin')
    expect(addressLines(person({})).warnings).toEqual(['no-street', 'no-city', 'no-postal-code'])
  })
  it('fit for any person: none empty, six at most in France, 38 characters or a warning', () => {
    const people = demoPeople(1000, 'labels', '2026-03-14')
    fc.assert(fc.property(fc.constantFrom(...people), fc.boolean(), ({ id, draft }, accents) => {
      const { lines, warnings } = addressLines(draftToPerson(id, draft, 0), { accents })
      expect(lines.every((line) => line.trim() !== '')).toBe(true)
      expect(lines.length).toBeLessThanOrEqual(6)
      expect(lines.some((line) => line.length > 38)).toBe(warnings.includes('line-too-long'))
      expect(lines.at(-1)).toBe(lines.at(-1)!.toUpperCase())
    }))
  })
})
