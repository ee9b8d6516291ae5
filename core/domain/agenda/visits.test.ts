import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SectorId } from '../ids'
import { visitCounters, type Visit, type VisitCounter } from './territory'
import { countedByVisits, visitTotals } from './visits'

const visit = (building: string, counted: Visit['counted']): Visit => ({ sector: 's' as SectorId, building, counted })

it('sums what was counted, and takes what nobody counted for nothing rather than for none', () => {
  expect(visitTotals([visit('a', { knocked: 12, opened: 0 }), visit('b', { knocked: 8 })])).toEqual({ knocked: 20, opened: 0 })
  expect(visitTotals([])).toEqual({})
})

it('decides the counters of the action that its buildings have, and leaves the others to be keyed', () => {
  expect(countedByVisits({ visits: [visit('a', { knocked: 12, opened: 5, again: 2, contacts: 1 }), visit('b', { knocked: 3 })] })).toEqual({ doors: 15, opened: 5, contacts: 1 })
  expect(countedByVisits({ visits: [visit('a', { boxes: 36, stopPub: 4, leaflets: 32 })] })).toEqual({ letterboxes: 36, leaflets: 32 })
  expect(countedByVisits({ visits: [] })).toEqual({})
})

it('has the same totals in whatever order the buildings were keyed', () => {
  const counted = fc.record(Object.fromEntries(visitCounters.map((counter) => [counter, fc.nat(99)])) as Record<VisitCounter, fc.Arbitrary<number>>, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.array(counted), (all) => {
      const visits = all.map((each, at) => visit(`b${at}`, each))
      expect(visitTotals(visits.toReversed())).toEqual(visitTotals(visits))
      for (const counter of visitCounters) expect(visitTotals(visits)[counter] === undefined).toBe(all.every((each) => each[counter] === undefined))
    }),
  )
})
