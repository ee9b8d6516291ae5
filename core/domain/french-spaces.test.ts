import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frenchSpaces, typeset } from './french-spaces'

describe('French words of the interface', () => {
  it('put a narrow no-break space before ; ! and ?', () => {
    expect(frenchSpaces('Supprimer ? Oui ; non !')).toBe('Supprimer\u202f? Oui\u202f; non\u202f!')
  })

  it('put a no-break space before a colon and inside guillemets', () => {
    expect(frenchSpaces('Niveau : « agir »')).toBe('Niveau\u00a0: «\u00a0agir\u00a0»')
  })

  it('leave what is right already, web addresses and times alone', () => {
    const right = 'Niveau\u00a0: https://exemple.invalid à 12:30'
    expect(frenchSpaces(right)).toBe(right)
  })

  it('keep the thousands of a number together', () => {
    expect(frenchSpaces('100 000 personnes')).toBe('100\u202f000 personnes')
  })
})

describe('a text typed for paper', () => {
  it('gets the spaces that were left out', () => {
    expect(typeset('Venez nombreux! Quand: le 10, «chez nous»; vraiment?!', 'fr')).toBe('Venez nombreux\u202f! Quand\u00a0: le 10, «\u00a0chez nous\u00a0»\u202f; vraiment\u202f?!')
  })

  it('keeps hours, numbers and sums in one piece', () => {
    expect(typeset('18 h 30, n° 4, 12 €, 10 %', 'fr')).toBe('18\u00a0h\u00a030, n°\u00a04, 12\u00a0€, 10\u00a0%')
  })

  it('keeps telephone numbers in one piece, and a dash with what stands before it', () => {
    expect(typeset('Union – section · 01 99 00 12 34', 'en')).toBe('Union\u00a0– section\u00a0· 01\u00a099\u00a000\u00a012\u00a034')
  })

  it('has curved apostrophes in both languages, and no French spaces in English', () => {
    expect(typeset("l'union, aujourd'hui", 'fr')).toBe('l’union, aujourd’hui')
    expect(typeset("Don't wait: come!", 'en')).toBe('Don’t wait: come!')
  })

  it('leaves addresses and times of day as they are', () => {
    const addresses = 'https://exemple.invalid/a?b;c, www.exemple.invalid et nous@exemple.invalid à 18:30'
    expect(typeset(addresses, 'fr')).toBe(addresses)
  })

  it('changes nothing more when it is done again', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'É', ' ', '«', '»', '!', '?', ':', ';', '8', ' h ', '30', "'", '\n', '.')), (parts) => {
      const once = typeset(parts.join(''), 'fr')
      expect(typeset(once, 'fr')).toBe(once)
    }))
  })
})
