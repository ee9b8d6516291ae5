import { createRequire } from 'node:module'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
// The list is made in memory here: these tests need no build.
import { readCommunes, type OfficialCommune } from '../../tools/communes'
import { openCommunes } from './communes'
import { demoCommunes } from './demo/places'

const communes = openCommunes(readCommunes())
const official = (createRequire(import.meta.url)('@etalab/decoupage-administratif/data/communes.json') as OfficialCommune[]).filter(
  (commune) => commune.type === 'commune-actuelle' && commune.codesPostaux?.length,
)
const codes = (text: string) => communes.search(text).map((commune) => commune.code)

describe('the official list, slimmed', () => {
  it('holds every commune with its name and postal codes', () => {
    expect(communes.count).toBe(official.length)
    expect(official.map(({ code }) => communes.byCode(code))).toEqual(official.map(({ code, nom, codesPostaux }) => ({ code, name: nom, postalCodes: codesPostaux })))
  })
  it('holds the places of the demonstration', () => {
    for (const place of demoCommunes) {
      expect(communes.byCode(place.code)?.name).toBe(place.name)
      for (const postalCode of place.postalCodes) expect(communes.recognise(postalCode, place.name)?.code).toBe(place.code)
    }
  })
})

describe('finding a commune while typing', () => {
  it('by postal code or its beginning, the largest first', () => {
    expect(communes.byPostalCode('01500').length).toBeGreaterThan(1)
    expect(communes.byPostalCode('01500')[0]!.name).toBe('Ambérieu-en-Bugey')
    expect(codes('97400')).toEqual(['97411'])
    expect(codes('9321')).toContain('93066')
    expect(communes.byPostalCode('99999')).toEqual([])
    expect(codes('9')).toEqual([])
  })
  it('by name, whatever accents, hyphens, articles and capitals', () => {
    for (const text of ["L'Haÿ", 'hay les', 'HAY-LES-ROSES', 'l hay']) expect(codes(text)).toContain('94038')
    expect(codes('saint denis').slice(0, 2).sort()).toEqual(['93066', '97411'])
    expect(codes('st denis')).toEqual(codes('Saint-Denis'))
    expect(codes('ay champ')).toContain('51030')
    expect(codes('pari')[0]).toBe('75056')
    expect(codes('93200 saint')).toEqual(['93066'])
  })
  it('by the name it had before merging', () => expect(codes('pierrefitte sur seine')).toContain('93066'))
  it('has nothing for nothing', () => expect(codes('')).toEqual([]))
})

describe('recognising a commune in a file', () => {
  it.each([
    ['93200', 'SAINT DENIS', '93066'], ['93200', 'St-Denis', '93066'], ['97400', 'Saint-Denis', '97411'], ['30500', 'saint denis', '30247'], ['93205', 'ST DENIS CEDEX', '93066'],
    ['93205', 'SAINT DENIS CEDEX 2', '93066'], ['75011', 'Paris', '75056'], ['75011', 'PARIS 11E', '75056'], ['75011', 'Paris 11ème arrondissement', '75056'], ['13003', 'Marseille 3', '13055'],
    ['20000', 'AJACCIO', '2A004'], ['94240', 'L HAY LES ROSES', '94038'], ['93380', 'Pierrefitte-sur-Seine', '93066'], ['', 'Villeurbanne', '69266'], ['93400', 'St Ouen s/ Seine', '93070'],
  ])('%s %s', (postalCode, city, code) => expect(communes.recognise(postalCode, city)?.code).toBe(code))

  it.each([['', 'Saint-Denis'], ['93200', ''], ['93200', 'Aubervilliers'], ['93200', 'Quelquepart'], ['75011', 'Saint-Denis']])('« %s %s » stays open', (postalCode, city) => {
    expect(communes.recognise(postalCode, city)).toBeUndefined()
  })

  it('recognises every commune from its code and its name in capitals without accents, but for homonyms on one code', () => {
    fc.assert(fc.property(fc.constantFrom(...official), (commune) => {
      const found = communes.recognise(commune.codesPostaux![0]!, commune.nom.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase())
      if (found) expect(found.code).toBe(commune.code)
      else expect(communes.byPostalCode(commune.codesPostaux![0]!).length).toBeGreaterThan(1)
    }), { numRuns: 3000 })
  })
})
