import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActionId } from '../ids'
import { emptyAction, type Action } from './action'
import { occurrenceOf, occurrencesOf } from './occurrences'

const home = 'Europe/Paris'
const day = 86_400_000
const at = (local: string) => ({ local, zone: home })
let next = 0
const action = (said: Partial<Action> = {}): Action => ({ ...emptyAction(`action${next++}` as ActionId, { start: at('2026-12-01T18:30:00'), end: at('2026-12-01T20:30:00'), rule: '' }, 1), ...said })
const from = (iso: string) => Date.parse(iso)

describe('an agenda', () => {
  it('has what shares a moment with the time that is asked for, in order', () => {
    const once = action()
    const overnight = action({ start: at('2026-11-30T22:00:00'), end: at('2026-12-01T01:00:00') })
    const whole = action({ start: { local: '2026-12-01', zone: null }, end: { local: '2026-12-02', zone: null } })
    const found = occurrencesOf([once, overnight, whole], from('2026-12-01T00:00:00+01:00'), from('2026-12-02T00:00:00+01:00'), home)
    expect(found.map((each) => each.action)).toEqual([overnight.id, whole.id, once.id])
    expect(occurrencesOf([once, overnight, whole], from('2026-12-02T00:00:00+01:00'), from('2026-12-03T00:00:00+01:00'), home)).toEqual([])
  })

  it('has each time of a series at the same hour, across the change of clocks, and names it by its own clock', () => {
    const weekly = action({ start: at('2026-10-20T18:30:00'), end: at('2026-10-20T20:30:00'), rule: 'FREQ=WEEKLY', except: [at('2026-11-03T18:30:00')] })
    const found = occurrencesOf([weekly], from('2026-10-01T00:00:00Z'), from('2026-11-15T00:00:00Z'), home)
    expect(found.map(({ on, end }) => [on, end.local])).toEqual([
      ['2026-10-20T18:30:00', '2026-10-20T20:30:00'], ['2026-10-27T18:30:00', '2026-10-27T20:30:00'], ['2026-11-10T18:30:00', '2026-11-10T20:30:00'],
    ])
    expect(occurrenceOf(weekly, '2026-11-10T18:30:00', home)).toEqual(found[2])
    expect(occurrenceOf(weekly, '2026-11-03T18:30:00', home)).toBeUndefined()
    expect(occurrenceOf(action(), '', home)).toMatchObject({ on: '' })
  })

  it('finds the first time of a series for what was said while it was none', () => {
    const weekly = action({ rule: 'FREQ=WEEKLY' })
    expect(occurrenceOf(weekly, '', home)).toMatchObject({ on: '2026-12-01T18:30:00', from: from('2026-12-01T18:30:00+01:00') })
    expect(occurrenceOf({ ...weekly, except: [at('2026-12-01T18:30:00')] }, '', home)).toBeUndefined()
  })

  it('shows the rest where a rule says nothing', () => {
    const odd = action({ rule: 'NONSENSE' })
    const fine = action()
    expect(occurrencesOf([odd, fine], 0, from('2027-01-01T00:00:00Z'), home).map((each) => each.action)).toEqual([fine.id])
  })

  it('is the same whatever was asked before, as asked of actions that were never looked at', () => {
    const rules = fc.constantFrom('', 'FREQ=WEEKLY', 'FREQ=DAILY;COUNT=9', 'FREQ=MONTHLY;BYDAY=1TU', 'FREQ=WEEKLY;BYDAY=TU,SA;UNTIL=20270301T000000Z')
    const drafts = fc.array(fc.record({ rule: rules, start: fc.integer({ min: -40, max: 40 }), hours: fc.integer({ min: 0, max: 60 }) }), { maxLength: 6 })
    const windows = fc.array(fc.record({ from: fc.integer({ min: -60, max: 800 }), days: fc.integer({ min: 1, max: 60 }) }), { minLength: 1, maxLength: 5 })
    const origin = from('2026-12-01T00:00:00Z')
    const localOf = (ms: number) => new Date(ms).toISOString().slice(0, 19)
    fc.assert(
      fc.property(drafts, windows, (some, asked) => {
        const make = () => {
          next = 0
          return some.map(({ rule, start, hours }) => action({ rule, start: at(localOf(origin + start * day)), end: at(localOf(origin + start * day + hours * 3_600_000)) }))
        }
        const kept = make()
        for (const window of asked) {
          const [begin, end] = [origin + window.from * day, origin + (window.from + window.days) * day]
          expect(occurrencesOf(kept, begin, end, home)).toEqual(occurrencesOf(make(), begin, end, home))
        }
      }),
      { numRuns: 60 },
    )
  })
})
