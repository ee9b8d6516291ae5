import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoPeople } from './demo/people'
import { fold } from './fold'
import { fullName } from './name-text'
import { characters, isComplete, postalBlock, type Addressee, type PostalAddress } from './postal-block'

const home: PostalAddress = { addressUnit: '', addressBuilding: '', street: '12 bis, rue de l’Église', locality: '', postalCode: '94240', city: "L'Haÿ-les-Roses", country: '' }
const block = (address: Partial<PostalAddress>, addressee: Addressee = { name: 'Hélène LEFÈVRE' }, accents = true) => postalBlock({ ...home, ...address }, addressee, { accents })
const lines = (...asked: Parameters<typeof block>) => block(...asked).map(({ text }) => text)

describe('an address on an envelope', () => {
  it('goes from the person to the commune, from the street on in capitals without punctuation', () => {
    expect(lines({ addressUnit: 'Esc. 2, 3e étage', addressBuilding: 'Résidence du Parc, bât. C', locality: 'BP 12' })).toEqual([
      'Hélène LEFÈVRE', 'Esc. 2, 3e étage', 'Résidence du Parc, bât. C', '12 BIS RUE DE L ÉGLISE', 'BP 12', '94240 L HAŸ LES ROSES',
    ])
  })

  it('leaves out empty lines, and accents where La Poste’s advice is followed; a name keeps its own', () => {
    expect(lines({}, undefined, false)).toEqual(['Hélène LEFÈVRE', '12 BIS RUE DE L EGLISE', '94240 L HAY LES ROSES'])
    expect(lines({ street: '3 rue du Sacré-Cœur' }, undefined, false)[1]).toBe('3 RUE DU SACRE COEUR')
  })

  it('keeps a CEDEX and a BP as they are', () => {
    expect(lines({ street: '', locality: 'BP 40012', postalCode: '93205', city: 'Saint-Denis CEDEX 2' }).slice(1)).toEqual(['BP 40012', '93205 SAINT DENIS CEDEX 2'])
  })

  it('ends with the country, in capitals, where that is not France', () => {
    expect(lines({ country: 'Belgique', postalCode: '1000', city: 'Bruxelles' }).slice(-2)).toEqual(['1000 BRUXELLES', 'BELGIQUE'])
    expect(lines({ country: 'Portugal', postalCode: '1000-205', city: 'Lisboa' }).at(-2)).toBe('1000-205 LISBOA')
    for (const country of ['France', 'FR', 'france métropolitaine']) expect(lines({ country })).toHaveLength(3)
  })

  it('abbreviates a street’s words only beyond 32 characters, as many as it takes', () => {
    expect(lines({ street: '4 avenue Jean-Moulin' })[1]).toBe('4 AVENUE JEAN MOULIN')
    expect(lines({ street: '128 bis boulevard du Général de Gaulle' })[1]).toBe('128 BIS BOULEVARD DU GÉNÉRAL DE GAULLE')
    expect(lines({ street: '128 bis boulevard du Maréchal de Lattre de Tassigny' })[1]).toBe('128 BIS BD DU MAL DE LATTRE DE TASSIGNY')
    expect(lines({ street: '1 avenue de la Commanderie des Templiers' })[1]).toBe('1 AV DE LA COMMANDERIE DES TEMPLIERS')
    expect(lines({ addressUnit: 'Appartement 31, escalier B' })[1]).toBe('Appartement 31, escalier B')
    expect(lines({ addressBuilding: 'Résidence des Bords de Marne, bâtiment C' })[1]).toBe('RES des Bords de Marne, bâtiment C')
  })

  it('gives two names two lines, and one where the address needs the room', () => {
    const full = { addressUnit: 'Apt 3', addressBuilding: 'Bât. C', locality: 'BP 12' }
    const couple: Addressee = { name: 'Marie DUPONT, Paul MARTIN', twoLines: ['Marie DUPONT', 'Paul MARTIN'] }
    expect(lines({}, couple).slice(0, 2)).toEqual(['Marie DUPONT', 'Paul MARTIN'])
    expect(lines(full, couple)).toEqual(['Marie DUPONT, Paul MARTIN', 'Apt 3', 'Bât. C', '12 BIS RUE DE L ÉGLISE', 'BP 12', '94240 L HAŸ LES ROSES'])
    expect(lines({ ...full, country: 'Suisse' })).toEqual(['Hélène LEFÈVRE', 'Apt 3, Bât. C', '12 BIS RUE DE L ÉGLISE', 'BP 12', '94240 L HAŸ LES ROSES', 'SUISSE'])
  })

  it('is never cut: what is beyond 38 characters is whole, and said', () => {
    const [name, ...rest] = block({}, { name: 'Hélène LEFÈVRE-RAJAONARIVELO DE LA TOUR DU PIN' })
    expect(name).toEqual({ text: 'Hélène LEFÈVRE-RAJAONARIVELO DE LA TOUR DU PIN', long: true })
    expect(rest.some(({ long }) => long)).toBe(false)
  })

  it('is incomplete without a place, a commune, or in France a code', () => {
    expect(isComplete(home)).toBe(true)
    for (const lacking of [{ street: '' }, { city: ' ' }, { postalCode: '' }]) expect(isComplete({ ...home, ...lacking })).toBe(false)
    expect(isComplete({ ...home, street: '', locality: 'Le Bourg' })).toBe(true)
    expect(isComplete({ ...home, postalCode: '', country: 'Irlande' })).toBe(true)
  })
})

describe('any address', () => {
  const word = fc.oneof(fc.constantFrom('avenue', 'Général', 'résidence', 'bât.', 'l’Église', 'Ÿvette', 'Cœur', '12', '3e', 'Łódź', 'Đặng', 'محمد', '–', 'a\nb', '\u00a0'), fc.string({ maxLength: 12, unit: 'grapheme' }))
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
  const address = fc.record({ addressUnit: text, addressBuilding: text, street: text, locality: text, postalCode: fc.constantFrom('93200', '', 'SW1A 1AA'), city: text, country: fc.constantFrom('', 'France', 'Belgique', 'Côte d’Ivoire') })
  const addressee = fc.oneof(text.map((name): Addressee => ({ name })), fc.tuple(text, text).map((twoLines): Addressee => ({ name: twoLines.join(' '), twoLines })))

  it('is six lines at most, none empty, each of 38 characters or flagged, and no line is two', () => {
    fc.assert(fc.property(address, addressee, fc.boolean(), (of, whom, accents) => {
      const made = postalBlock(of, whom, { accents })
      expect(made.length).toBeLessThanOrEqual(6)
      for (const line of made) {
        expect(line.text.trim()).not.toBe('')
        expect(line.text).not.toMatch(/[\n\r]/)
        expect(line.long).toBe(characters(line.text) > 38)
      }
    }))
  })

  it('loses nothing of a name, and no letter of a street that is short enough', () => {
    fc.assert(fc.property(address, addressee, (of, whom) => {
      const made = postalBlock(of, whom, { accents: true }).map((line) => line.text).join(' ')
      expect(made).toContain(whom.name.replace(/[\s\p{C}]+/gu, ' ').trim())
      if (of.street.length <= 32) expect(fold(made)).toContain(fold(of.street.normalize('NFC').toLocaleUpperCase('fr').replace(/[^\p{L}\p{M}\p{N}]/gu, ' ')))
    }))
  })

  it('has no punctuation and no small letter from the street on', () => {
    const housed = demoPeople(1000, 'labels', '2026-03-14').filter(({ draft }) => isComplete({ ...home, locality: '', ...draft }))
    fc.assert(fc.property(fc.constantFrom(...housed), fc.boolean(), ({ draft }, accents) => {
      const of = { ...home, locality: '', ...draft } as PostalAddress
      const made = postalBlock(of, { name: fullName({ firstName: '', lastName: '', ...draft }) }, { accents })
      for (const { text: line } of made.slice(-2)) {
        expect(line).toMatch(accents ? /^[\p{Lu}\p{N} ]+$/u : /^[A-Z0-9 ]+$/)
        expect(line).toBe(line.toUpperCase())
      }
    }))
  })
})
