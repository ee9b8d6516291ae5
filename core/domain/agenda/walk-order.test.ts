import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inWalkOrder, readHouseNumber, type Door } from './walk-order'

const door = (given: Partial<Door>): Door => ({ street: 'rue Jean-Jaurès', number: '', building: '', stair: '', floor: '', door: '', ...given })
const numbers = (...written: string[]) => inWalkOrder(written.map((number) => door({ number }))).map(({ number }) => number)

describe('a door-to-door', () => {
  it('goes up the odd side and comes back down the even one', () => {
    expect(numbers('4', '1', '10', '3', '2', '21', '11')).toEqual(['1', '3', '11', '21', '10', '4', '2'])
  })

  it('passes bis and ter behind their number, before the next, and turned round on the way back', () => {
    expect(numbers('14', '12 ter', '12', '12bis', '7', '5 BIS', '5')).toEqual(['5', '5 BIS', '7', '14', '12 ter', '12bis', '12'])
    expect(numbers('3B', '3', '3A', '5')).toEqual(['3', '3A', '3B', '5'])
    expect(readHouseNumber('12-14')).toEqual({ number: 12, suffix: '' })
  })

  it('climbs to the top of each staircase first, and comes down from the left to the right', () => {
    const flats = [
      door({ number: '1', building: 'A', stair: '2', floor: '1', door: 'gauche' }), door({ number: '1', building: 'A', stair: '1', floor: 'RDC', door: 'droite' }),
      door({ number: '1', building: 'B', floor: '10e étage', door: '12' }), door({ number: '1', building: 'A', stair: '1', floor: '2', door: 'droite' }),
      door({ number: '1', building: 'A', stair: '1', floor: '2', door: 'gauche' }), door({ number: '1', building: 'B', floor: '9', door: '2' }),
      door({ number: '1', building: 'A', stair: '1', floor: '2', door: 'face' }), door({ number: '1', building: 'B', floor: '10', door: '2' }),
    ]
    expect(inWalkOrder(flats).map(({ building, stair, floor, door: which }) => [building, stair, floor, which].join(' '))).toEqual([
      'A 1 2 gauche', 'A 1 2 face', 'A 1 2 droite', 'A 1 RDC droite', 'A 2 1 gauche', 'B  10 2', 'B  10e étage 12', 'B  9 2',
    ])
  })

  it('takes the streets as they were asked for, then by name, and knows them however they are written', () => {
    const some = ['rue B', 'Place du Marché', 'rue A', 'place du marche'].map((street, at) => door({ street, number: String(at * 2 + 1) }))
    expect(inWalkOrder(some, ['rue B']).map(({ street, number }) => `${street} ${number}`)).toEqual(['rue B 1', 'Place du Marché 3', 'place du marche 7', 'rue A 5'])
  })

  it('tells doors apart that mean the same and are written otherwise', () => {
    const doors = ['', 'RDC', 'rez-de-chaussée'].map((floor) => ({ street: 'rue A', number: '', building: '', stair: '', floor, door: 'droite' }))
    expect(inWalkOrder(doors.toReversed())).toEqual(inWalkOrder(doors))
  })

  it('leaves no door out, comes to each once, and is the same whatever the list was', () => {
    const aDoor = fc.record({
      street: fc.constantFrom('rue A', 'rue B'), number: fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.constantFrom('', 'sans', '12 bis', '3 ter')),
      building: fc.constantFrom('', 'A', 'B'), stair: fc.constantFrom('', '1', '2'), floor: fc.constantFrom('', 'RDC', '1', '2', '-1'), door: fc.constantFrom('', 'gauche', 'droite', '3'),
    })
    fc.assert(
      fc.property(fc.array(aDoor, { maxLength: 40 }), (doors) => {
        const walked = inWalkOrder(doors)
        const named = (all: readonly Door[]) => all.map((each) => JSON.stringify(each))
        expect(named(walked).toSorted()).toEqual(named(doors).toSorted())
        expect(named(inWalkOrder(doors.toReversed()))).toEqual(named(walked))
        // In each street the odd side is over before the even one begins.
        for (const street of ['rue A', 'rue B']) {
          const parity = walked.flatMap((each) => (each.street === street && readHouseNumber(each.number) ? readHouseNumber(each.number)!.number % 2 : []))
          expect(parity).toEqual(parity.toSorted((one, other) => other - one))
        }
      }),
    )
  })
})
