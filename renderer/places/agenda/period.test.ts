import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, dayOf, daysLater } from '#core/domain/days'
import { byDay, daysInSight, inLanes, spanOf, turned, views } from './period'

describe('the days in sight', () => {
  it('are whole weeks of a month, a week from Monday, one day, or the month itself as a list', () => {
    const month = daysInSight('month', '2026-12-17')
    expect([month[0], month.at(-1), month.length]).toEqual(['2026-11-30', '2027-01-03', 35])
    expect(daysInSight('week', '2026-11-29')).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'])
    expect(daysInSight('day', '2026-02-28')).toEqual(['2026-02-28'])
    const list = daysInSight('list', '2028-02-10')
    expect([list[0], list.at(-1)]).toEqual(['2028-02-01', '2028-02-29'])
  })

  it('follow each other without a gap, hold the day that is asked for, and are turned to the next and back', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => daysLater('1990-01-01', days))
    fc.assert(
      fc.property(day, fc.constantFrom(...views), (at, view) => {
        const days = daysInSight(view, at)
        expect(days).toContain(at)
        for (const [place, each] of days.entries()) if (place > 0) expect(each).toBe(daysLater(days[place - 1]!, 1))
        expect(daysInSight(view, turned(view, at, 1))).toContain(view === 'month' || view === 'list' ? `${turned(view, at, 1).slice(0, 7)}-15` : turned(view, at, 1))
        if (view === 'week' || view === 'day') expect(turned(view, turned(view, at, 1), -1)).toBe(at)
        expect(spanOf(days).from).toBe(dateOf(days[0]!).getTime())
      }),
    )
    expect(turned('month', '2026-01-31', 1)).toBe('2026-02-28')
  })

  it('hold what goes past midnight on both days', () => {
    const at = (day: string, hour: number) => new Date(dateOf(day).setHours(hour)).getTime()
    const item = { from: at('2026-12-05', 22), to: at('2026-12-06', 1) }
    const untilMidnight = { from: at('2026-12-06', 20), to: dateOf('2026-12-07').getTime() }
    const found = byDay([item, untilMidnight], ['2026-12-05', '2026-12-06', '2026-12-07'])
    expect([...found.values()].map((some) => some.length)).toEqual([1, 2, 0])
    expect(dayOf(new Date(item.from))).toBe('2026-12-05')
  })
})

describe('what shares a moment', () => {
  it('stands beside each other and never on each other', () => {
    const spans = fc.array(fc.record({ from: fc.nat(50), length: fc.nat(12) }), { maxLength: 14 }).map((some) => some.map(({ from, length }) => ({ from, to: from + length })).sort((one, other) => one.from - other.from))
    fc.assert(
      fc.property(spans, (items) => {
        const lanes = inLanes(items)
        expect(lanes.map(({ item }) => item)).toEqual(items)
        for (const [at, one] of lanes.entries()) {
          expect(one.lane).toBeLessThan(one.lanes)
          for (const other of lanes.slice(at + 1)) {
            const meet = other.item.from < Math.max(one.item.to, one.item.from + 1)
            if (meet) expect([other.lane === one.lane, other.lanes]).toEqual([false, one.lanes])
          }
        }
      }),
    )
  })
})
