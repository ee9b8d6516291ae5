import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyAction, type Action, type Shift } from './agenda/action'
import { momentAt } from './agenda/moment'
import { occurrencesOf } from './agenda/occurrences'
import { daysLacking, lackingShifts, mayFall, midnights } from './home'
import type { ActionId } from './ids'

const now = new Date(2026, 10, 15, 10).getTime()
const hour = 3_600_000
const shift = (id: string, from: number, to: number): Shift => ({ id, from, to, least: 2, most: 0, role: '' })
const time = (action: string, from: number, shifts: { shift: Shift; lacking: number }[], status: Action['status'] = 'planned') => ({
  occurrence: { action: action as ActionId, on: '', start: momentAt(from, 'UTC'), end: momentAt(from + hour, 'UTC'), from, to: from + hour },
  status,
  shifts: shifts.map(({ shift: of, lacking }) => ({ shift: of, places: { taking: [], waiting: [], lacking } })),
})

describe('days to come', () => {
  it('begin at midnight, whatever the clocks do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 40 }), (at, count) => {
        const days = midnights(at, count)
        expect(days).toHaveLength(count + 1)
        expect(days[0]).toBeLessThanOrEqual(at)
        expect(days[1]).toBeGreaterThan(at)
        for (const [place, day] of days.entries()) {
          expect(new Date(day).getHours()).toBeLessThanOrEqual(1)
          if (place > 0) expect(Math.round((day - days[place - 1]!) / hour)).toSatisfy((hours: number) => hours >= 23 && hours <= 25)
        }
      }),
    )
  })
})

describe('what may fall between two instants', () => {
  it('never leaves out what does, in any zone', () => {
    const moment = fc.record({ at: fc.integer({ min: -20 * 24, max: 34 * 24 }), zone: fc.constantFrom('Europe/Paris', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Martinique', null), length: fc.integer({ min: -5, max: 200 }), whole: fc.boolean() })
    fc.assert(
      fc.property(moment, fc.constantFrom('Europe/Paris', 'Indian/Reunion'), ({ at, zone, length, whole }, home) => {
        const local = (instant: number) => {
          const said = momentAt(instant, zone ?? home)
          return whole ? { local: said.local.slice(0, 10), zone: null } : { ...said, zone }
        }
        const action = emptyAction('a' as ActionId, { start: local(now + at * hour), end: local(now + (at + length) * hour), rule: '' }, 1)
        const days = midnights(now, daysLacking)
        const [from, to] = [days[0]!, days.at(-1)!]
        if (occurrencesOf([action], from, to, home).length > 0) expect(mayFall(from, to)(action)).toBe(true)
      }),
    )
  })

  it('leaves out last month’s, and keeps a series', () => {
    const old = emptyAction('a' as ActionId, { start: momentAt(now - 700 * hour, 'UTC'), end: momentAt(now - 699 * hour, 'UTC'), rule: '' }, 1)
    expect(mayFall(now, now + hour)(old)).toBe(false)
    expect(mayFall(now, now + hour)({ ...old, rule: 'FREQ=WEEKLY' })).toBe(true)
  })
})

describe('shifts that lack people', () => {
  it('come the soonest first, without what is over, cancelled or has enough', () => {
    const found = lackingShifts(
      [
        time('later', now + 48 * hour, [{ shift: shift('1', 0, 60), lacking: 1 }]),
        time('soon', now - hour, [{ shift: shift('1', 0, 30), lacking: 2 }, { shift: shift('2', 120, 180), lacking: 2 }, { shift: shift('3', 60, 120), lacking: 1 }, { shift: shift('4', 0, 90), lacking: 0 }]),
        time('off', now + hour, [{ shift: shift('1', 0, 60), lacking: 2 }], 'cancelled'),
      ],
      now,
    )
    expect(found.map(({ action, shift: id, lacking }) => [action, id, lacking])).toEqual([['soon', '3', 1], ['soon', '2', 2], ['later', '1', 1]])
  })

  it('are in the order of time and each lacks somebody, whatever there is', () => {
    const one = fc.record({ action: fc.uuid(), from: fc.integer({ min: -100, max: 400 }), lacking: fc.nat({ max: 3 }), status: fc.constantFrom('planned' as const, 'proposed' as const, 'cancelled' as const) })
    fc.assert(
      fc.property(fc.array(one), (some) => {
        const found = lackingShifts(some.map(({ action, from, lacking, status }) => time(action, now + from * hour, [{ shift: shift('1', 0, 60), lacking }], status)), now)
        expect(found).toHaveLength(some.filter(({ from, lacking, status }) => lacking > 0 && status === 'planned' && now + (from + 1) * hour > now).length)
        for (const [at, each] of found.entries()) if (at > 0) expect(each.from).toBeGreaterThanOrEqual(found[at - 1]!.from)
      }),
    )
  })
})
