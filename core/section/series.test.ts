/** Changing some times of a series: what is cut, what is made of it, who stays signed up. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyAction, type Action, type SignUp } from '../domain/agenda/action'
import { occurrencesOf } from '../domain/agenda/occurrences'
import { signUpsFor } from '../domain/agenda/sign-ups'
import { newId, type ActionId } from '../domain/ids'
import { actionFromKeys, changesOfActionEdits, keysOfAction } from './action-record'
import type { RecordValue } from './record'
import { changeSeries } from './series'

const home = 'Europe/Paris'
const at = (local: string) => ({ local, zone: home })
const weekly = (said: Partial<Action> = {}): Action => ({ ...emptyAction(newId<ActionId>(), { start: at('2026-10-06T18:30:00'), end: at('2026-10-06T20:00:00'), rule: 'FREQ=WEEKLY' }, 1), title: 'Permanence', ...said })
const starts = (...actions: Action[]) => occurrencesOf(actions, Date.parse('2026-10-01T00:00:00Z'), Date.parse('2026-12-31T00:00:00Z'), home).map(({ start, end }) => `${start.local} ${end.local}`)

/** The series and what was made of it, as records would hold them. */
function changed(action: Action, on: string, scope: 'one' | 'following'): Action[] {
  const { edits, made } = changeSeries(action, at(on), scope, newId<ActionId>(), home)
  const keys = new Map<string, RecordValue>(keysOfAction(action, 1))
  for (const [key, value] of changesOfActionEdits(keys, edits)) {
    if (value === undefined) keys.delete(key)
    else keys.set(key, value)
  }
  return [actionFromKeys(action.id, keys, 1)!, ...(made ? [actionFromKeys(made.id, new Map(keysOfAction(made.draft, 1)), 1)!] : [])]
}

describe('a series of which some times are changed', () => {
  it('takes place exactly as often as before, whichever time is taken out or cut at', () => {
    const rules = fc.constantFrom('FREQ=WEEKLY', 'FREQ=WEEKLY;COUNT=9', 'FREQ=MONTHLY;BYDAY=1TU', 'FREQ=DAILY;INTERVAL=3;UNTIL=20261201T000000Z')
    fc.assert(
      fc.property(rules, fc.nat(30), fc.constantFrom<'one' | 'following'>('one', 'following'), fc.boolean(), (rule, place, scope, more) => {
        const action = weekly({ rule, ...(more ? { also: [at('2026-11-11T10:00:00')], except: [at('2026-10-13T18:30:00')] } : {}) })
        const all = starts(action)
        const on = all[place % all.length]!.slice(0, 19)
        expect(starts(...changed(action, on, scope))).toEqual(all)
      }),
      { numRuns: 80 },
    )
  })

  it('is changed as a whole where the first time and those that follow are meant', () => {
    expect(changed(weekly(), '2026-10-06T18:30:00', 'following')).toHaveLength(1)
  })

  it('loses nobody who signed up: not for a time that was taken out or moved, not for those that follow, cut twice', () => {
    const action = weekly()
    const said = ['2026-10-20T18:30:00', '2026-11-03T18:30:00'].map((on) => ({ signUp: { action: action.id, on, shift: '', state: 'signed-up', at: 1 } satisfies SignUp }))
    const [series, one] = changed(action, '2026-10-20T18:30:00', 'one') as [Action, Action]
    const moved = { ...one, start: at('2026-10-22T20:00:00'), end: at('2026-10-22T21:00:00') }
    const [before, rest] = changed(series, '2026-10-27T18:30:00', 'following') as [Action, Action]
    const [second, last] = changed(rest, '2026-11-03T18:30:00', 'following') as [Action, Action]
    const all = new Map([before, moved, second, last].map((each) => [each.id, each]))
    const of = (id: ActionId) => said.filter(({ signUp }) => signUp.action === id)
    const count = (each: Action, on: string) => signUpsFor(each, on, (id) => all.get(id), of).length
    expect(count(moved, '')).toBe(1)
    expect([count(second, '2026-10-27T18:30:00'), count(last, '2026-11-03T18:30:00'), count(last, '2026-11-10T18:30:00'), count(before, '2026-10-13T18:30:00')]).toEqual([0, 1, 0, 0])
    // At another hour it is the same evening.
    const later = { ...last, start: at('2026-11-03T20:00:00'), end: at('2026-11-03T21:30:00') }
    expect(signUpsFor(later, '2026-11-03T20:00:00', (id) => all.get(id), of)).toHaveLength(1)
  })
})
