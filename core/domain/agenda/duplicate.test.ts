import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActionId, DeviceId } from '../ids'
import { emptyAction, type Action } from './action'
import { againIn, duplicateOf, thereAlready, type Repeated } from './duplicate'
import { instantOf } from './moment'

const zone = 'Europe/Paris'
const at = (local: string) => ({ local, zone })
const action = (said: Partial<Action> = {}): Action => ({
  ...emptyAction('market' as ActionId, { start: at('2026-10-20T18:30:00'), end: at('2026-10-20T20:30:00'), rule: '' }, 1), kind: 'stall', title: 'Stand du parvis', city: 'Les Lilas', cityCode: '93045', sector: 'secteur', place: 'Devant la poste',
  shifts: [{ id: 's1', from: 0, to: 120, least: 2, most: 4, role: 'stand' }], tasks: [{ id: 't1', text: 'Table', done: true }], material: [{ id: 'm1', text: 'Tracts', quantity: 500 }], ...said,
})
const item = (said?: Partial<Action>): Repeated => {
  const of = action(said)
  return { action: of, start: of.start, end: of.end }
}

describe('an action done again', () => {
  it('takes along when, where, shifts and what to see to, and nothing of what came of it', () => {
    const again = duplicateOf(item({
      report: 'Du monde', counted: { leaflets: 300 }, reason: 'Pluie', status: 'cancelled', uid: 'x@y.invalid', sequence: 4, from: { action: 'old' as ActionId, on: '' }, rule: 'FREQ=WEEKLY', except: [at('2026-10-27T18:30:00')],
      support: [{ date: 'd1', device: 'poste' as DeviceId, can: true }], dates: [{ id: 'd1', start: at('2026-10-20T18:30:00'), end: at('2026-10-20T20:30:00') }], extra: { zz: 1 },
    }), 1)
    expect(again).toEqual({
      kind: 'stall', title: 'Stand du parvis', city: 'Les Lilas', cityCode: '93045', sector: 'secteur', address: '', place: 'Devant la poste', audience: 'everyone', description: '', status: 'planned',
      start: at('2026-10-27T18:30:00'), end: at('2026-10-27T20:30:00'), shifts: [{ id: 's1', from: 0, to: 120, least: 2, most: 4, role: 'stand' }], tasks: [{ id: 't1', text: 'Table', done: false }], material: [{ id: 'm1', text: 'Tracts', quantity: 500 }],
    })
  })

  it('begins at the same hour when the clocks changed between, and a day stays a day', () => {
    const again = duplicateOf(item(), 1)
    expect((instantOf(again.start, zone) - instantOf(at('2026-10-20T18:30:00'), zone)) / 3_600_000).toBe(7 * 24 + 1)
    expect(duplicateOf(item({ start: { local: '2026-10-24', zone: null }, end: { local: '2026-10-25', zone: null } }), 3)).toMatchObject({ start: { local: '2026-11-14', zone: null }, end: { local: '2026-11-15', zone: null } })
  })

  it('is done again as long by the clock, in whatever week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 364 }), fc.integer({ min: 4, max: 23 }), (weeks, day, hour) => {
        const start = at(`${new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:15:00`)
        const again = duplicateOf({ action: action(), start, end: start }, weeks)
        expect(again.start.local.slice(11)).toBe(start.local.slice(11))
        expect((Date.parse(again.start.local.slice(0, 10)) - Date.parse(start.local.slice(0, 10))) / 86_400_000).toBe(7 * weeks)
      }),
    )
  })

  it('is nothing where its series comes by itself, or the same is planned already', () => {
    const series = item({ rule: 'FREQ=WEEKLY' })
    const next = { ...series, start: at('2026-10-27T18:30:00'), end: at('2026-10-27T20:30:00') }
    expect(thereAlready(series, 1, [next])).toBe('series')
    // It ended: it does not come any more.
    expect(thereAlready(series, 1, [])).toBe(null)
    const same = item({ id: 'other' as ActionId, start: at('2026-10-27T18:30:00') })
    expect(thereAlready(item(), 1, [same])).toBe('planned')
    expect(thereAlready(item(), 1, [{ ...same, action: { ...same.action, status: 'cancelled' } }])).toBe(null)
    expect(thereAlready(item(), 1, [{ ...same, start: at('2026-10-27T19:00:00') }])).toBe(null)
    expect(againIn(item(), [{ weeks: 1, there: [same] }, { weeks: 2, there: [] }])).toMatchObject({ made: [{ weeks: 2, draft: { start: at('2026-11-03T18:30:00') } }], why: null })
    expect(againIn(item(), [{ weeks: 1, there: [same] }])).toEqual({ made: [], why: 'planned' })
  })
})
