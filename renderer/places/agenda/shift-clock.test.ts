import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockAt, minutesTo } from './shift-clock'

const at = (local: string) => ({ local, zone: 'Europe/Paris' })

describe('the clock of a shift', () => {
  it('goes past midnight, and over the night when the clocks change', () => {
    expect(clockAt(at('2026-12-05T22:00:00'), 180)).toBe('01:00')
    expect(minutesTo(at('2026-12-05T22:00:00'), '01:00', 0)).toBe(180)
    // The last Sunday of March has no 02:30; an hour later by the clock is no time at all.
    expect(clockAt(at('2027-03-28T01:00:00'), 60)).toBe('03:00')
    expect(minutesTo(at('2027-03-28T01:00:00'), '04:00', 0)).toBe(120)
    expect([minutesTo(at('2026-12-05T22:00:00'), '', 0), clockAt(at('2026-12-05'), 60)]).toEqual([null, ''])
  })

  it('is read back as what it shows', () => {
    fc.assert(
      fc.property(fc.nat(364), fc.nat(1439), fc.nat(1300), (day, begins, minutes) => {
        const start = at(`${new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)}T${String(Math.floor(begins / 60)).padStart(2, '0')}:${String(begins % 60).padStart(2, '0')}:00`)
        const clock = clockAt(start, minutes)
        expect(clockAt(start, minutesTo(start, clock, 0)!)).toBe(clock)
      }),
    )
  })
})
