import fc from 'fast-check'
import { RRule } from 'rrule'
import { describe, expect, it } from 'vitest'
import { instantOf, isoOf, type Moment } from './moment'
import { cutSeries, occurrencesBetween, type Series } from './recurrence'

const home = 'Europe/Paris'
const always: [number, number] = [-8e15, 8e15]
const single = (start: Moment): Series => ({ start, rule: '', except: [], also: [] })
const weekly = (given: Partial<Series> = {}): Series => ({ ...single({ local: '2026-03-10T18:30:00', zone: home }), rule: 'FREQ=WEEKLY', ...given })
const locals = (moments: readonly Moment[]) => moments.map(({ local }) => local)
const from = Date.UTC(2026, 0, 1)
const to = Date.UTC(2026, 5, 1)

describe('an action that recurs', () => {
  it('is at the same time of day on both sides of summer time', () => {
    const times = occurrencesBetween(weekly({ rule: 'FREQ=WEEKLY;COUNT=4' }), from, to, home)
    expect(times.map(isoOf)).toEqual(['2026-03-10T18:30:00+01:00', '2026-03-17T18:30:00+01:00', '2026-03-24T18:30:00+01:00', '2026-03-31T18:30:00+02:00'])
  })

  it('is not held on dates that were left out, and is on those that were added, each once', () => {
    const series = weekly({ rule: 'FREQ=WEEKLY;COUNT=3', except: [{ local: '2026-03-17T17:30:00', zone: 'UTC' }], also: [{ local: '2026-03-14T10:00:00', zone: home }, { local: '2026-03-24T18:30:00', zone: home }] })
    expect(locals(occurrencesBetween(series, from, to, home))).toEqual(['2026-03-10T18:30:00', '2026-03-14T10:00:00', '2026-03-24T18:30:00'])
  })

  it('ends with the last date of its rule, however a file writes it', () => {
    for (const until of ['20260324', '20260324T173000Z', '20260324T183000']) {
      expect(locals(occurrencesBetween(weekly({ rule: `FREQ=WEEKLY;UNTIL=${until}` }), from, to, home))).toEqual(['2026-03-10T18:30:00', '2026-03-17T18:30:00', '2026-03-24T18:30:00'])
    }
    const days = { ...single({ local: '2026-03-10', zone: null }), rule: 'FREQ=DAILY;UNTIL=20260312' }
    expect(locals(occurrencesBetween(days, from, to, home))).toEqual(['2026-03-10', '2026-03-11', '2026-03-12'])
  })

  it('that never comes ends all the same', () => {
    expect(occurrencesBetween(weekly({ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }), ...always, home)).toEqual([])
  })

  it('on a 29 February is not held on a 1 March', () => {
    const series = { ...single({ local: '2024-02-29', zone: null }), rule: 'FREQ=YEARLY;COUNT=3' }
    expect(locals(occurrencesBetween(series, ...always, home))).toEqual(['2024-02-29', '2028-02-29', '2032-02-29'])
  })

  it('is what another program makes of the same rule', () => {
    const days = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
    const aRule = fc
      .record({
        freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
        interval: fc.integer({ min: 1, max: 4 }),
        byday: fc.uniqueArray(days, { maxLength: 3 }),
        nth: fc.constantFrom('', '1', '2', '-1'),
        bymonthday: fc.option(fc.integer({ min: 1, max: 31 })),
        bymonth: fc.option(fc.integer({ min: 1, max: 12 })),
        count: fc.integer({ min: 1, max: 12 }),
      })
      .map(({ freq, interval, byday, nth, bymonthday, bymonth, count }) => {
        const some = byday.map((day) => (freq === 'MONTHLY' ? nth + day : day))
        const parts = [`FREQ=${freq}`, `INTERVAL=${interval}`, `COUNT=${count}`]
        if (freq === 'WEEKLY' || freq === 'MONTHLY') parts.push(...(some.length > 0 ? [`BYDAY=${some.join()}`] : []))
        if (freq === 'MONTHLY' && some.length === 0 && bymonthday) parts.push(`BYMONTHDAY=${bymonthday}`)
        if (freq === 'YEARLY' && bymonth) parts.push(`BYMONTH=${bymonth}`, `BYMONTHDAY=${bymonthday ?? 1}`)
        return parts.join(';')
      })
    fc.assert(
      fc.property(aRule, fc.integer({ min: 0, max: 2000 }), (rule, day) => {
        const begin = new Date(Date.UTC(2024, 0, 1, 18, 30) + day * 86_400_000)
        // Its first date by the rule: of one that begins beside its rule, programs make different things.
        const start = new RRule({ ...RRule.parseString(rule), dtstart: begin }).all((_, at) => at < 1)[0]
        fc.pre(start !== undefined)
        const theirs = new RRule({ ...RRule.parseString(rule), dtstart: start! }).all().map((date) => date.toISOString().slice(0, 19))
        const ours = occurrencesBetween({ ...single({ local: start!.toISOString().slice(0, 19), zone: home }), rule }, ...always, home)
        expect(locals(ours), rule).toEqual(theirs)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a series that is changed from one date on', () => {
  it('is cut without losing or doubling one', () => {
    fc.assert(
      fc.property(fc.constantFrom('FREQ=WEEKLY;COUNT=9', 'FREQ=WEEKLY;BYDAY=TU,FR;COUNT=9', 'FREQ=MONTHLY;BYDAY=2TU;COUNT=9', 'FREQ=WEEKLY;UNTIL=20260601', ''), fc.nat(8), fc.nat(8), (rule, at, gone) => {
        const whole = weekly({ rule, also: [{ local: '2026-03-14T10:00:00', zone: home }] })
        const steps = occurrencesBetween(whole, ...always, home)
        const series = { ...whole, except: steps.slice(gone, gone + 1).filter(({ local }) => local !== whole.start.local) }
        const times = occurrencesBetween(series, ...always, home)
        // A date that was added by hand begins no rule.
        const cut = times.filter(({ local }) => local !== '2026-03-14T10:00:00')[at]
        fc.pre(cut !== undefined)
        const { before, after } = cutSeries(series, cut!, home)
        const parts = [...(before ? occurrencesBetween(before, ...always, home) : []), ...occurrencesBetween(after, ...always, home)]
        expect(locals(parts)).toEqual(locals(times))
        expect((before ? occurrencesBetween(before, ...always, home) : []).every((moment) => instantOf(moment, home) < instantOf(cut!, home))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
