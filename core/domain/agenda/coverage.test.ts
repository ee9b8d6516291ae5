import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId, type ActionId } from '../ids'
import { actionKinds, actionStatuses, emptyAction, type Action } from './action'
import { coverageOf } from './coverage'
import { occurrencesOf } from './occurrences'

const home = 'Europe/Paris'
const now = Date.parse('2026-12-01T12:00:00Z')
const at = (local: string) => ({ local, zone: home })
const action = (day: string, said: Partial<Action>): Action => ({ ...emptyAction(newId<ActionId>(), { start: at(`${day}T18:00:00`), end: at(`${day}T20:00:00`), rule: '' }, 1), kind: 'doors', ...said })

describe('coverage of the territory', () => {
  it('tells per commune the last of each kind, the next, and those first where nothing happened for longest', () => {
    const towns = coverageOf(
      [
        action('2026-11-20', { city: 'Saint-Denis' }), action('2026-10-01', { city: 'SAINT DENIS', cityCode: '93066', kind: 'posters' }), action('2026-12-10', { city: 'Saint-Denis' }),
        action('2026-06-01', { city: 'Aubervilliers' }), action('2026-12-24', { city: 'Pantin' }), action('2026-11-29', { city: 'Aubervilliers', status: 'cancelled' }), action('2026-11-29', { city: '' }),
      ],
      now,
      home,
    )
    expect(towns.map(({ city }) => city)).toEqual(['Pantin', 'Aubervilliers', 'SAINT DENIS'])
    const saintDenis = towns[2]!
    expect(saintDenis).toMatchObject({ cityCode: '93066', kinds: { doors: { times: 1 }, posters: { times: 1, next: null } } })
    expect([saintDenis.last?.from, saintDenis.next?.from].map((ms) => new Date(ms!).toISOString().slice(0, 10))).toEqual(['2026-11-20', '2026-12-10'])
    expect(towns[0]).toMatchObject({ last: null, kinds: { doors: { last: null, times: 0 } } })
  })

  it('is what looking at each time by itself says', () => {
    const some = fc.array(fc.record({ day: fc.integer({ min: -300, max: 150 }), city: fc.constantFrom('Pantin', 'Les Lilas', 'Bobigny'), kind: fc.constantFrom(...actionKinds), status: fc.constantFrom(...actionStatuses), rule: fc.constantFrom('', 'FREQ=WEEKLY;COUNT=8') }), { maxLength: 12 })
    fc.assert(
      fc.property(some, (all) => {
        const actions = all.map(({ day, ...said }) => action(new Date(now + day * 86_400_000).toISOString().slice(0, 10), said))
        for (const { city, kinds, last, next } of coverageOf(actions, now, home)) {
          const times = occurrencesOf(actions.filter((each) => each.city === city && each.status === 'planned'), now - 366 * 86_400_000, now + 183 * 86_400_000, home)
          const over = times.filter(({ to }) => to <= now)
          expect(last?.from).toBe(over.at(-1)?.from)
          expect(next?.from).toBe(times.find(({ to }) => to > now)?.from)
          expect(Object.values(kinds).reduce((sum, kind) => sum + kind.times, 0)).toBe(over.length)
        }
      }),
      { numRuns: 60 },
    )
  })
})
