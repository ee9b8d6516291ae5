import { describe, expect, it } from 'vitest'
import { occurrencesOf } from '../agenda/occurrences'
import { emptyAction } from '../agenda/action'
import type { DeviceId } from '../ids'
import { mayContact } from '../consent'
import { demoActions, demoSignUps } from './actions'
import { demoFollowUps } from './follow-ups'
import { demoPeople } from './people'

const zone = 'Europe/Paris'
const make = (today = '2026-11-29') => demoActions(60, 'permanence', today, zone, 'd' as DeviceId)

describe('the agenda of the demonstration', () => {
  it('is the same each time, around the day of today', () => {
    const actions = make()
    expect(make()).toEqual(actions)
    const days = actions.filter(({ draft }) => !draft.rule).map(({ draft }) => draft.start.local.slice(0, 10)).sort()
    expect(days[0]! < '2026-10-15' && days.at(-1)! > '2026-12-25').toBe(true)
    expect(actions.filter(({ draft }) => draft.status === 'proposed')).toHaveLength(3)
    expect(actions.filter(({ draft }) => draft.status === 'cancelled')).toHaveLength(1)
  })

  it('has what recurs on its weekday, whatever today is', () => {
    for (const today of ['2026-11-29', '2026-12-02', '2028-02-29']) {
      const [office, market] = make(today)
      const weekdays = [office!, market!].map(({ id, draft }) => new Set(occurrencesOf([{ ...emptyAction(id, { rule: '', ...draft }, 0) }], 0, Date.parse('2030-01-01'), zone).map(({ from }) => new Date(from).getUTCDay())))
      expect(weekdays.map((days) => [...days])).toEqual([[2], [6]])
    }
  })

  it('has people who signed up: each once for an action, for shifts that there are', () => {
    const actions = make()
    const signUps = demoSignUps(actions, 400, 'permanence', '2026-11-29', 1_800_000_000_000)
    expect(signUps.size).toBeGreaterThan(60)
    for (const said of signUps.values()) {
      expect(new Set(said.map(({ action }) => action)).size).toBe(said.length)
      for (const { action, shift } of said) expect(actions.find(({ id }) => id === action)!.draft.shifts!.map(({ id }) => id)).toContain(shift)
    }
    expect(demoSignUps(actions, 0, 'permanence', '2026-11-29', 0).size).toBe(0)
  })

  it('has a few people to thank or to hear from, of those alone who may be called, due about today', () => {
    const today = '2026-11-29'
    const actions = make(today)
    const people = demoPeople(400, 'permanence', today).map(({ draft }) => draft)
    const followUps = demoFollowUps(people, demoSignUps(actions, 400, 'permanence', today, 1_800_000_000_000), actions, today)
    expect(followUps.size).toBeGreaterThan(1)
    for (const [index, [followUp]] of followUps) {
      expect(mayContact({ consents: people[index]!.consents ?? [] }, 'action', 'call')).toBe(true)
      expect(followUp!.due >= '2026-11-18' && followUp!.due <= '2026-12-02').toBe(true)
    }
  })
})
