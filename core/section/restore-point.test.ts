import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptPoints, type RestorePoint } from './restore-point'

const day = 24 * 60 * 60 * 1000
const now = new Date(2026, 10, 22, 15, 0).getTime()
let count = 0
const point = (at: number, more: Partial<RestorePoint> = {}): RestorePoint => ({ id: `p${++count}`, at, why: 'daily', people: 1, generation: 'now', end: 100, ...more })

describe('the ring of restore points', () => {
  it('keeps the last five, then the last of each day for two weeks', () => {
    const today = Array.from({ length: 8 }, (_, at) => point(now - at * 60_000))
    const earlier = Array.from({ length: 30 }, (_, at) => [point(now - (at + 1) * day), point(now - (at + 1) * day - 3600_000)]).flat()
    const kept = keptPoints([...earlier, ...today], now, { end: 1000 }, new Map())
    expect(kept.slice(0, 5)).toEqual(today.slice(0, 5))
    expect(kept.slice(5).map(({ at }) => Math.round((now - at) / day))).toEqual(Array.from({ length: 13 }, (_, at) => at + 1))
    expect(kept.slice(5).every(({ at }) => new Date(at).getHours() === 15)).toBe(true)
  })

  it('lets go of whole files of before, oldest first, so that all takes about twice the journal', () => {
    const mega = 1024 * 1024
    const points = ['b', 'b', 'c', 'now', 'd', 'now'].map((generation, at) => point(now - at, { generation, why: 'import' }))
    const sizes = (b: number, c: number, d: number) => new Map([['b', b * mega], ['c', c * mega], ['d', d * mega]])
    const generations = (end: number, files: Map<string, number>) => keptPoints(points.slice(0, 5), now, { end: end * mega }, files).map(({ generation }) => generation)
    expect(generations(50, sizes(60, 40, 1))).toEqual(['b', 'b', 'c', 'now'])
    expect(generations(50, sizes(60, 39, 1))).toEqual(['b', 'b', 'c', 'now', 'd'])
    expect(generations(50, sizes(60, 41, 1))).toEqual(['b', 'b', 'now'])
    // The newest stays whatever it takes, and a small journal leaves room for some.
    expect(generations(1, sizes(500, 1, 1))).toEqual(['b', 'b', 'now'])
    expect(generations(1, sizes(30, 20, 14))).toEqual(['b', 'b', 'c', 'now', 'd'])
  })

  it('never drops the newest, never keeps more than it should, whatever there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ ago: fc.nat(40 * day), generation: fc.constantFrom('now', 'a', 'b', 'c') }), { minLength: 1, maxLength: 60 }),
        fc.tuple(fc.nat(2e8), fc.nat(2e8), fc.nat(2e8)),
        (made, [a, b, c]) => {
          const files = new Map([['a', a], ['b', b], ['c', c]])
          const kept = keptPoints(made.map(({ ago, generation }) => point(now - ago, { generation })), now, { end: 5e7 }, files)
          const newest = kept[0]!
          expect(newest.at).toBe(now - Math.min(...made.map(({ ago }) => ago)))
          expect(kept.length).toBeLessThanOrEqual(5 + 14)
          const others = new Set(kept.map(({ generation }) => generation).filter((generation) => generation !== newest.generation))
          expect([...others].reduce((sum, generation) => sum + (files.get(generation) ?? 0), 0)).toBeLessThanOrEqual(1e8)
          expect(keptPoints(kept, now, { end: 5e7 }, files)).toEqual(kept)
        },
      ),
    )
  })
})
