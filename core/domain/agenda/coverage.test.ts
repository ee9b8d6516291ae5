import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId, type ActionId, type SectorId } from '../ids'
import { actionKinds, actionStatuses, emptyAction, type Action } from './action'
import { coverageOf, coverageOfSectors, timesIn } from './coverage'
import { isLeftAlone } from './left-alone'
import { occurrencesOf } from './occurrences'
import type { Sector } from './territory'

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
          expect(timesIn({ by: 'town', city: city.toUpperCase() }, actions, now, home)).toEqual(times.toReversed())
          expect(last?.from).toBe(over.at(-1)?.from)
          expect(next?.from).toBe(times.find(({ to }) => to > now)?.from)
          expect(Object.values(kinds).reduce((sum, kind) => sum + kind.times, 0)).toBe(over.length)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('coverage of the section’s own sectors', () => {
  const sector = (name: string): Sector => ({ id: newId<SectorId>(), name, city: 'Saint-Denis', cityCode: '', station: '', buildings: [], createdAt: 1, updatedAt: 1 })

  it('begins with those in which nothing ever happened, and counts nothing of a sector that is gone', () => {
    const [peupliers, bourg, port] = [sector('Peupliers'), sector('Bourg'), sector('Port')]
    const gone = sector('Parti')
    const found = coverageOfSectors(
      [peupliers, bourg, port],
      [action('2026-11-25', { sector: peupliers.id }), action('2026-09-01', { sector: bourg.id, kind: 'posters' }), action('2026-12-10', { sector: port.id }), action('2026-11-30', { sector: gone.id }), action('2026-11-30', { city: 'Saint-Denis' })],
      now,
      home,
    )
    expect(found.map(({ name, last, next }) => [name, last !== null, next !== null])).toEqual([['Port', false, true], ['Bourg', true, false], ['Peupliers', true, false]])
    expect(found.map((each) => isLeftAlone(each, now, 6))).toEqual([true, true, false])
    expect(coverageOfSectors([], [action('2026-11-25', { sector: port.id })], now, home)).toEqual([])
  })

  it('is what looking at the actions of each by themselves says', () => {
    const sectors = ['Peupliers', 'Bourg', 'Port'].map(sector)
    const some = fc.array(fc.record({ day: fc.integer({ min: -300, max: 150 }), at: fc.integer({ min: 0, max: 3 }), kind: fc.constantFrom(...actionKinds), status: fc.constantFrom(...actionStatuses), rule: fc.constantFrom('', 'FREQ=WEEKLY;COUNT=8') }), { maxLength: 12 })
    fc.assert(
      fc.property(some, (all) => {
        const actions = all.map(({ day, at: place, ...said }) => action(new Date(now + day * 86_400_000).toISOString().slice(0, 10), { ...said, sector: sectors[place]?.id ?? '' }))
        const found = coverageOfSectors(sectors, actions, now, home)
        expect(found.map(({ name }) => name).sort()).toEqual(['Bourg', 'Peupliers', 'Port'])
        for (const { sector: id, kinds, last, next } of found) {
          const own = actions.filter((each) => each.sector === id && each.status === 'planned')
          const times = (of: Action[]) => occurrencesOf(of, now - 366 * 86_400_000, now + 183 * 86_400_000, home)
          expect([last?.from, next?.from]).toEqual([times(own).findLast(({ to }) => to <= now)?.from, times(own).find(({ to }) => to > now)?.from])
          expect(timesIn({ by: 'sector', sector: id }, actions, now, home)).toEqual(times(own).toReversed())
          for (const kind of actionKinds) {
            const over = times(own.filter((each) => each.kind === kind)).filter(({ to }) => to <= now)
            expect([kinds[kind]?.times ?? 0, kinds[kind]?.last?.from]).toEqual([over.length, over.at(-1)?.from])
          }
        }
        const lasts = found.map(({ last }) => last?.from ?? 0)
        expect(lasts).toEqual(lasts.toSorted((one, other) => one - other))
      }),
      { numRuns: 60 },
    )
  })
})
