import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inStock, isLow, stockMoveKinds, stockOf, type StockMove } from './stock'

let count = 0
const move = (kind: StockMove['kind'], number: number, at: number, place = 'Local'): StockMove => ({ id: `m${++count}`, kind, count: number, at, place })

describe('printed copies by place', () => {
  it('are added up, and begin anew where somebody counted them', () => {
    expect(stockOf([move('printed', 400, 1), move('taken', 150, 2), move('printed', 200, 3, 'Chez Nour')])).toEqual([{ place: 'Chez Nour', count: 200, at: 3 }, { place: 'Local', count: 250, at: 2 }])
    expect(stockOf([move('printed', 400, 1), move('counted', 90, 2), move('received', 10, 3)])).toEqual([{ place: 'Local', count: 100, at: 3 }])
  })

  it('are of one place however its name is typed', () => {
    expect(stockOf([move('printed', 40, 1, 'chez Zoé'), move('printed', 2, 2, 'Chez Zoe')])).toEqual([{ place: 'Chez Zoe', count: 42, at: 2 }])
  })

  it('are never fewer than none', () => {
    expect(inStock([move('printed', 10, 1), move('taken', 50, 2), move('printed', 5, 3)])).toBe(5)
  })

  it('are low under what somebody asked for, not where nothing was ever printed', () => {
    expect(isLow({ stock: [move('printed', 90, 1)], least: 100 })).toBe(true)
    expect(isLow({ stock: [move('printed', 100, 1)], least: 100 })).toBe(false)
    expect(isLow({ stock: [], least: 100 })).toBe(false)
    expect(isLow({ stock: [move('printed', 1, 1), move('taken', 1, 2)], least: 0 })).toBe(false)
  })

  it('are the same in whatever order two machines received what was noted', () => {
    const some = fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), place: fc.constantFrom('Local', 'Chez Nour', 'local '), kind: fc.constantFrom(...stockMoveKinds), count: fc.nat(500), at: fc.nat(5) })
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ id }) => id, maxLength: 12 }), fc.func(fc.integer()), (moves, order) => {
        const shuffled = [...moves].sort((one, other) => order(one.id) - order(other.id))
        expect(stockOf(shuffled)).toEqual(stockOf(moves))
      }),
    )
  })
})
