import { describe, expect, it } from 'vitest'
import { readCity, readPostalCode } from './address'

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
