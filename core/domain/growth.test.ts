import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { growthMonths, monthStarts, peopleFigures } from './growth'
import { levels, relations, type Level, type Relation } from './person'

const now = new Date(2026, 10, 15, 10).getTime()
const on = (year: number, month: number, date = 5) => new Date(year, month - 1, date).getTime()
const someone = (said: { level?: Level | ''; relation?: Relation | ''; createdAt?: number; conflicts?: [] } = {}) => ({ level: 'act' as Level | '', relation: '' as Relation | '', createdAt: now, ...said })

describe('months', () => {
  it('begin at their first midnight, across a year, the last one that of now', () => {
    expect(monthStarts(now, 12)).toEqual([on(2025, 12, 1), ...Array.from({ length: 11 }, (_, at) => on(2026, at + 1, 1))])
    expect(monthStarts(on(2026, 3, 31), 2)).toEqual([on(2026, 2, 1), on(2026, 3, 1)])
  })
})

describe('the figures of people', () => {
  it('count levels, relations, the last thirty days and what is to be settled', () => {
    const figures = peopleFigures([someone({ relation: 'member' }), someone({ level: 'join', relation: 'member', createdAt: now - 31 * 86_400_000 }), someone({ level: '', conflicts: [] })], now)
    expect(figures).toMatchObject({ total: 3, levels: { follow: 0, act: 1, join: 1, '': 1 }, relations: { member: 2, regular: 0, occasional: 0, '': 1 }, added: 2, conflicts: 1 })
  })

  it('put who came in into the month she came in, and count her in each month from then on', () => {
    const { growth } = peopleFigures([someone({ createdAt: on(2020, 1) }), someone({ createdAt: on(2026, 9) }), someone({ createdAt: on(2026, 9, 30) }), someone({ createdAt: on(2026, 10, 1) })], now)
    expect(growth).toHaveLength(growthMonths)
    expect(growth.map(({ total }) => total.act)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 4, 4])
    expect(growth.map(({ came }) => came.act)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0])
  })

  it('end on the present, never go down and lose nobody, whatever the clocks said', () => {
    const people = fc.array(fc.record({ level: fc.constantFrom('' as const, ...levels), relation: fc.constantFrom('' as const, ...relations), createdAt: fc.integer({ min: 0, max: now * 1.2 }) }))
    fc.assert(
      fc.property(people, (some) => {
        const { growth, levels: present, relations: related, total } = peopleFigures(some, now)
        expect(total).toBe(some.length)
        expect(Object.values(present).reduce((sum, count) => sum + count, 0)).toBe(total)
        expect(Object.values(related).reduce((sum, count) => sum + count, 0)).toBe(total)
        for (const level of levels) {
          expect(growth.at(-1)!.total[level]).toBe(present[level])
          for (const [at, month] of growth.entries()) if (at > 0) expect(month.total[level] - growth[at - 1]!.total[level]).toBe(month.came[level])
        }
      }),
    )
  })

  it('count a level of a newer version as none', () => {
    expect(peopleFigures([someone({ level: 'lead' as Level })], now)).toMatchObject({ total: 1, levels: { '': 1 } })
  })
})
