import { describe, expect, it } from 'vitest'
import { frenchSpaces } from './french'

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
