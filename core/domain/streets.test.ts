import { describe, expect, it } from 'vitest'
import { livesAmong, streetKey, streetsOf } from './streets'

const at = (street: string, postalCode = '93200') => ({ street, postalCode })

describe('the streets of people', () => {
  it('are one however they are written, and as most write them', () => {
    expect(streetsOf([at('12 avenue Jean-Jaurès'), at('3 bis, av. Jean Jaurès'), at('40 avenue Jean-Jaurès'), at('5 rue Pasteur')]).map(({ street, people }) => [street, people])).toEqual([
      ['avenue Jean-Jaurès', 3],
      ['rue Pasteur', 1],
    ])
  })

  it('are two under two postal codes, and none where nothing is noted, which comes last', () => {
    expect(streetsOf([at(''), at('1 rue de Paris'), at('1 rue de Paris', '97400'), at('2 rue de Paris', '93 200')]).map(({ street, postalCode, people }) => [street, postalCode, people])).toEqual([
      ['rue de Paris', '93200', 2],
      ['rue de Paris', '97400', 1],
      ['', '', 1],
    ])
  })

  it('hold everybody once', () => {
    const people = ['12 rue A', '12, rue A', 'rue A', 'Cité des Peupliers', '', '   ', '12', '8 rue du 19 mars 1962', '🚩'].map((street) => at(street))
    const streets = streetsOf(people)
    expect(streets.reduce((sum, street) => sum + street.people, 0)).toBe(people.length)
    for (const person of people) expect(streets.filter(({ key }) => key === streetKey(person))).toHaveLength(1)
  })
})

describe('living in a sector', () => {
  const isIn = livesAmong([{ street: 'rue Jaurès', number: '7' }, { street: 'rue Jaurès', number: '12-16' }, { street: 'Cité des Peupliers', number: '' }])

  it('goes by street and number, a repeated number with its own', () => {
    expect(['7 rue Jaurès', '7 bis, r. Jaurès', '14 rue Jaures', '9 rue Jaurès', '13 rue Jaurès', '7 rue Pasteur'].map((street) => isIn({ street }))).toEqual([true, true, true, false, false, false])
  })

  it('forgets nobody where a number is lacking', () => {
    expect(['rue Jaurès', '3 Cité des Peupliers', 'cité des peupliers', ''].map((street) => isIn({ street }))).toEqual([true, true, true, false])
  })
})
