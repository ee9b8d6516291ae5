import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { occurrencesBetween } from '#core/domain/agenda/recurrence'
import { daysLater } from '#core/domain/days'
import { monthlyRule, movedRule, ruleOf, untilOf, withUntil } from './repetition'

const starting = (day: string, rule: string) =>
  occurrencesBetween({ start: { local: `${day}T18:30:00`, zone: 'Europe/Paris' }, rule, except: [], also: [] }, 0, Date.parse('2031-01-01T00:00:00Z'), 'Europe/Paris').map(({ local }) => local.slice(0, 10))

describe('a repetition', () => {
  it('of every month is on the same weekday, and begins on the day itself', () => {
    expect(monthlyRule('2026-12-01')).toEqual({ rule: 'FREQ=MONTHLY;BYDAY=1TU', nth: '1' })
    expect(monthlyRule('2026-12-31')).toEqual({ rule: 'FREQ=MONTHLY;BYDAY=-1TH', nth: '-1' })
    fc.assert(
      fc.property(fc.nat(1200), (days) => {
        const day = daysLater('2026-01-01', days)
        const [first, second] = starting(day, monthlyRule(day).rule)
        expect(first).toBe(day)
        expect(new Date(second!).getUTCDay()).toBe(new Date(day).getUTCDay())
      }),
      { numRuns: 40 },
    )
  })

  it('ends with a day that counts wholly, and can go on again', () => {
    const rule = withUntil('FREQ=WEEKLY', '2026-12-15')
    expect([ruleOf(rule), untilOf(rule)]).toEqual(['FREQ=WEEKLY', '2026-12-15'])
    expect(starting('2026-12-01', rule)).toEqual(['2026-12-01', '2026-12-08', '2026-12-15'])
    expect([withUntil('FREQ=WEEKLY', ''), withUntil('', '2026-12-15'), untilOf('FREQ=WEEKLY;UNTIL=20270301T000000Z')]).toEqual(['FREQ=WEEKLY', '', '2027-03-01'])
  })

  it('goes with its first day where that moves to another weekday', () => {
    expect(movedRule('FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270630', '2026-12-01', '2026-12-09')).toBe('FREQ=MONTHLY;BYDAY=2WE;UNTIL=20270630')
    expect(movedRule('FREQ=WEEKLY;BYDAY=TU', '2026-12-01', '2026-12-03')).toBe('FREQ=WEEKLY;BYDAY=TH')
    for (const rule of ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=TU,SA', 'FREQ=WEEKLY;BYDAY=FR']) expect(movedRule(rule, '2026-12-01', '2026-12-03')).toBe(rule)
  })
})
