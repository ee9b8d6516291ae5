import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildingInWords, doorKey, houseOf, readBuildingLines, type NewBuilding } from './building-lines'

const plain: NewBuilding = { street: 'rue Gabriel-Péri', number: '', building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '' }
const read = (text: string) => readBuildingLines(text)
const one = (text: string) => {
  const { buildings, unread } = read(text)
  expect([buildings.length, unread]).toEqual([1, []])
  return buildings[0]!
}
const numbers = (text: string) => {
  const { buildings, unread } = read(text)
  expect(unread).toEqual([])
  return buildings.map(({ street, number }) => `${number} ${street}`)
}
const faults = (text: string) => read(text).unread.map(({ line, why, part }) => [line, why, part])

describe('a line that says a building', () => {
  it('is read in the words of who keeps a sector, in any order', () => {
    const whole: NewBuilding = { street: 'rue Gabriel-Péri', number: '12 bis', building: 'bât. C', stair: 'esc. 2', floors: 8, doors: 4, boxes: 36, access: 'gardien' }
    expect(one('12 bis rue Gabriel-Péri, bât. C, esc. 2, 8 étages, 4 portes, 36 boîtes, gardien')).toEqual(whole)
    expect(one('12 bis, rue Gabriel-Péri ; gardien ; 36 boîtes aux lettres ; R+8 ; 4 portes par étage ; esc. 2 ; bât. C')).toEqual(whole)
    expect(one('12 bis rue Gabriel-Péri\tbât. C\tesc. 2\t8 étages\t4 portes/étage\t36 BAL\tgardien')).toEqual(whole)
    expect(one('rue Gabriel-Péri 12 bis, building C, 8 floors, 4 doors, 36 boxes, intercom')).toMatchObject({ number: '12 bis', building: 'building C', floors: 8, access: 'intercom' })
  })

  it('knows numbers of all kinds, and dates that are none', () => {
    expect(one('3B avenue de la République')).toMatchObject({ number: '3B', street: 'avenue de la République' })
    expect(one('12-14 rue Jaurès')).toMatchObject({ number: '12-14', street: 'rue Jaurès' })
    expect(one('3 D’Artagnan (allée)')).toMatchObject({ number: '3' })
    expect(one('7 rue du 19 mars 1962')).toMatchObject({ number: '7', street: 'rue du 19 mars 1962' })
    expect(one('rue du 8 mai 1945, 4')).toMatchObject({ number: '4', street: 'rue du 8 mai 1945' })
    expect(one('Résidence des Tilleuls, hall A')).toMatchObject({ number: '', street: 'Résidence des Tilleuls', stair: 'hall A' })
    expect(one('1 place du Marché, interphone, gardien le matin')).toMatchObject({ access: 'interphone, gardien le matin' })
  })

  it('may be a side of a street, and the line below it the other', () => {
    expect(numbers('rue Jaurès 1-7 impairs\n2 à 6 pairs\n12')).toEqual(['1 rue Jaurès', '3 rue Jaurès', '5 rue Jaurès', '7 rue Jaurès', '2 rue Jaurès', '4 rue Jaurès', '6 rue Jaurès', '12 rue Jaurès'])
    expect(numbers('rue Jaurès, 2 à 6 pairs')).toEqual(numbers('2-6 pairs rue Jaurès'))
    expect(numbers('rue Jaurès 1-7, impairs')).toEqual(numbers('rue Jaurès du 1 au 7 (côté impair)'))
    expect(numbers('rue Jaurès de 1 à 4')).toHaveLength(4)
    expect(numbers('rue Jaurès 2 à 40 pairs, 3 boîtes')).toHaveLength(20)
  })

  it('that cannot be read whole is told by its number, with why, and nothing of it is taken', () => {
    expect(faults('12 rue Jaurès\n\nvoir avec la mairie\n14 rue Jaurès, balcon fleuri\n16 rue Jaurès, code 12A45\nrue Jaurès 41-1 impairs\nrue Jaurès 4-4 impairs\nbât. C, esc. 2\nrue Jaurès 1 à 99999\n18 rue Jaurès, 3 portes, 4 portes')).toEqual([
      [3, 'number', 'voir avec la mairie'], [4, 'part', 'balcon fleuri'], [5, 'code', 'code 12A45'], [6, 'range', 'rue Jaurès 41-1 impairs'], [7, 'range', 'rue Jaurès 4-4 impairs'], [8, 'address', 'bât. C'], [9, 'range', 'rue Jaurès 1 à 99999'], [10, 'part', '4 portes'],
    ])
    expect(faults('2 à 40 pairs')).toEqual([[1, 'address', '2 à 40 pairs']])
    expect(faults('4 rue Jaurès, accès : digicode 1234')).toEqual([[1, 'code', 'accès : digicode 1234']])
    expect(read('\n \n')).toEqual({ buildings: [], unread: [] })
  })

  it('is the same when it was written out, in both languages', () => {
    const word = fc.stringMatching(/^[A-Za-zéàÉ][a-zéèô’-]{2,8}$/)
    const street = fc.tuple(fc.constantFrom('rue', 'avenue', 'place du', 'allée des'), word).map((parts) => parts.join(' '))
    const number = fc.oneof(fc.integer({ min: 1, max: 999 }).map(String), fc.tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom(' bis', ' ter', 'B', '-104', ' A')).map((parts) => parts.join('')))
    const some = fc.record({
      street, number, building: fc.oneof(fc.constant(''), word, fc.constantFrom('bât. C', 'Tour Jade', '4')), stair: fc.oneof(fc.constant(''), word, fc.constantFrom('esc. 2', 'hall A', 'B')),
      floors: fc.nat(40), doors: fc.nat(20), boxes: fc.nat(900), access: fc.oneof(fc.constantFrom('', 'gardien', 'interphone, badge', 'chien méchant', 'par la cour'), word),
    })
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), fc.constantFrom('fr' as const, 'en' as const), (all, locale) => {
        expect(read(all.map((each) => buildingInWords(each, locale)).join('\n'))).toEqual({ buildings: all, unread: [] })
      }),
      { numRuns: 200 },
    )
  })

  it('is either taken or told, whatever it says', () => {
    const part = fc.oneof(fc.constantFrom('12', 'rue Jaurès', '1-41', 'impairs', 'bât. C', 'gardien', '8 étages', 'code 1234', '2 à 40 pairs', '?', '0', 'à'), fc.string({ maxLength: 8 }))
    fc.assert(
      fc.property(fc.array(fc.array(part, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), fc.constantFrom(', ', ' ', ';'), (lines, between) => {
        const texts = lines.map((parts) => parts.join(between).replaceAll(/[\r\n\u2028]/g, ' '))
        const { buildings, unread } = read(texts.join('\n'))
        for (const { line, text } of unread) expect(texts[line - 1]).toBe(text)
        expect(buildings.length >= texts.filter((text) => text.trim() !== '').length - unread.length).toBe(true)
        for (const { street } of buildings) expect(street).toMatch(/\p{L}{2}/u)
      }),
      { numRuns: 200 },
    )
  })
})

it('the same door is known however it is written', () => {
  const key = (said: Partial<NewBuilding>) => doorKey({ ...plain, ...said })
  expect(key({ number: '12 bis' })).toBe(key({ number: '12BIS', street: 'RUE GABRIEL PERI' }))
  for (const other of [{ number: '12' }, { number: '12-14' }, { number: '12 bis', building: 'B' }, { number: '12 bis', stair: '2' }]) expect(key(other)).not.toBe(key({ number: '12 bis' }))
})

describe('where somebody lives', () => {
  it('is a house in a street, however it was written down', () => {
    for (const written of ['12 bis rue des Lilas', '12 bis, rue des Lilas', '12 bis  rue des Lilas, bât. C', 'rue des Lilas, 12 bis', 'rue des Lilas 12 bis']) expect(houseOf(written), written).toEqual({ number: '12 bis', street: 'rue des Lilas' })
    expect(houseOf('7 rue du 19 mars 1962')).toEqual({ number: '7', street: 'rue du 19 mars 1962' })
    expect(houseOf('12-14 rue Jaurès')).toEqual({ number: '12-14', street: 'rue Jaurès' })
    expect(houseOf('2 à 6 rue Jaurès')).toEqual({ number: '2', street: 'rue Jaurès' })
  })

  it('keeps as its street what has no number, and whatever else was typed', () => {
    for (const written of ['rue du 8 mai 1945', 'Le Bourg', '12', '', 'Résidence des Tilleuls']) expect(houseOf(written), written).toEqual({ number: '', street: written })
    expect(houseOf('x'.repeat(5000)).street).toHaveLength(5000)
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const { number, street } = houseOf(text)
      expect(street !== '' || text.trim() === '' || /^[\s,;]*$/.test(text)).toBe(true)
      expect(text.replaceAll(/\s+/g, ' ')).toContain(number)
    }))
  })
})
