import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Building } from './territory'
import { doorsOf, walkLines, walkStreets } from './walk-lines'
import { readHouseNumber } from './walk-order'

let last = 0
const building = (given: Partial<Building>): Building => ({ id: `b${++last}`, street: 'rue Jean-Jaurès', number: '1', building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '', ...given })
const linesOf = (given: Partial<Building>, free = 0) => walkLines(building(given), free).lines.map(({ floor, door }) => `${floor ?? '-'}/${door ?? '-'}`)

const aBuilding = fc.record({
  street: fc.constantFrom('rue A', 'Rue B', 'rue b'), number: fc.oneof(fc.integer({ min: 1, max: 30 }).map(String), fc.constantFrom('', '12 bis', '12 ter', '3B', '12-14', 'sans')),
  building: fc.constantFrom('', 'Bât. A', 'Bât. B'), stair: fc.constantFrom('', 'Esc. 1', 'Esc. 2', 'Esc. 10'), floors: fc.integer({ min: 0, max: 12 }), doors: fc.integer({ min: 0, max: 6 }),
  boxes: fc.integer({ min: 0, max: 40 }), access: fc.constant(''),
})
const aSector = fc.array(aBuilding, { maxLength: 30 }).map((all): Building[] => all.map((each, at) => ({ id: `b${at}`, ...each })))

describe('the lines of a walk list', () => {
  it('come down a staircase from the top floor to the ground, each floor from the left to the right', () => {
    expect(linesOf({ floors: 2, doors: 2 })).toEqual(['2/1', '2/2', '1/1', '1/2', '0/1', '0/2'])
    expect(linesOf({ floors: 0, doors: 3 })).toEqual(['0/1', '0/2', '0/3'])
    // The only door of a floor needs no number, that of a house no floor.
    expect(linesOf({ floors: 2, doors: 1 })).toEqual(['2/-', '1/-', '0/-'])
    expect(linesOf({ floors: 0, doors: 1 })).toEqual(['-/-'])
  })

  it('are as many as there are letterboxes where the doors are not known, else one and those to write in', () => {
    expect(linesOf({ boxes: 3 }, 7)).toHaveLength(3)
    expect(linesOf({}, 0)).toHaveLength(1)
    expect(linesOf({ floors: 5 }, 2)).toEqual(['-/-', '-/-', '-/-'])
  })

  it('have every building once and every known door once, whatever order they were written down in', () => {
    fc.assert(
      fc.property(aSector, (buildings) => {
        const walked = walkStreets(buildings).flatMap((street) => street.buildings)
        expect(walked.map(({ id }) => id).toSorted()).toEqual(buildings.map(({ id }) => id).toSorted())
        expect(walkStreets(buildings.toReversed())).toEqual(walkStreets(buildings))
        for (const each of walked) {
          const { lines } = walkLines(each, 1)
          const doors = new Set(lines.map(({ floor, door }) => `${floor}/${door}`))
          if (doorsOf(each) > 1) expect([lines.length, doors.size]).toEqual([doorsOf(each), doorsOf(each)])
          expect(lines.map(({ floor }) => floor ?? 0)).toEqual(lines.map(({ floor }) => floor ?? 0).toSorted((one, other) => other - one))
        }
      }),
    )
  })

  it('go up the odd side of each street before they come back down the even one, and name a street once', () => {
    fc.assert(
      fc.property(aSector, (buildings) => {
        const streets = walkStreets(buildings)
        expect(streets.length).toBeLessThanOrEqual(2)
        for (const { buildings: inStreet } of streets) {
          const numbers = inStreet.flatMap(({ number }) => readHouseNumber(number) ?? [])
          const odd = numbers.filter(({ number }) => number % 2 === 1).map(({ number }) => number)
          const even = numbers.filter(({ number }) => number % 2 === 0).map(({ number }) => number)
          expect(numbers.map(({ number }) => number)).toEqual([...odd.toSorted((one, other) => one - other), ...even.toSorted((one, other) => other - one)])
        }
      }),
    )
  })

  it('are those of the chosen streets alone, in the order in which they were chosen', () => {
    const buildings = ['rue A', 'rue B', 'rue C', 'Rue c'].map((street) => building({ street }))
    expect(walkStreets(buildings, ['rue C', 'rue A']).map(({ street, buildings: { length } }) => `${street} ${length}`)).toEqual(['Rue c 2', 'rue A 1'])
    expect(walkStreets(buildings, [])).toEqual([])
  })
})
