import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silenced, silenceOf, votesSilencing, type Vote } from './electoral-silence'
import { momentAt } from './moment'

const home = 'Europe/Paris'
const paris: Vote = { day: '2026-03-15', zone: home, closes: '20:00' }
const action = (start: string, end: string, zone = home) => ({ start: { local: `${start}:00`, zone }, end: { local: `${end}:00`, zone } })
const warns = (kind: string, when: ReturnType<typeof action>, votes = [paris]) => votesSilencing(kind, when, votes, home).length > 0

describe('an action near a vote', () => {
  it('is warned of from midnight on the eve until the polls close', () => {
    expect(warns('leafleting-market', action('2026-03-13T20:00', '2026-03-14T00:00'))).toBe(false)
    expect(warns('leafleting-market', action('2026-03-13T20:00', '2026-03-14T00:01'))).toBe(true)
    expect(warns('doors', action('2026-03-14T10:00', '2026-03-14T12:00'))).toBe(true)
    expect(warns('phoning', action('2026-03-15T19:59', '2026-03-15T21:00'))).toBe(true)
    expect(warns('public-meeting', action('2026-03-15T20:00', '2026-03-15T22:00'))).toBe(false)
  })

  it('may be an assembly, a training or an evening of results', () => {
    for (const kind of ['assembly', 'training', 'results', '']) expect(warns(kind, action('2026-03-14T10:00', '2026-03-14T12:00'))).toBe(false)
  })

  it('goes by the clocks of the territory that votes: in Martinique, a day before, when it is already evening in Paris', () => {
    const martinique: Vote = { day: '2027-04-10', zone: 'America/Martinique', closes: '18:00' }
    expect(silenceOf(martinique)).toEqual({ from: Date.UTC(2027, 3, 9, 4), to: Date.UTC(2027, 3, 10, 22) })
    expect(warns('stall', action('2027-04-11T00:30', '2027-04-11T02:00'), [martinique])).toBe(false)
    expect(warns('stall', action('2027-04-10T23:30', '2027-04-11T02:00'), [martinique])).toBe(true)
  })

  it('is silent an hour less when summer time begins in it, and an hour more when it ends', () => {
    const hours = (day: string) => (silenceOf({ day, zone: home, closes: '20:00' }).to - silenceOf({ day, zone: home, closes: '20:00' }).from) / 3_600_000
    expect([hours('2026-03-15'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([44, 43, 45])
  })

  it('is warned of exactly when it shares a moment with the silence, whatever the zones', () => {
    const zones = fc.constantFrom('Europe/Paris', 'America/Martinique', 'Pacific/Noumea', 'Indian/Reunion', 'America/Miquelon', 'Pacific/Tahiti')
    fc.assert(
      fc.property(zones, zones, fc.integer({ min: -4000, max: 6000 }), fc.integer({ min: 1, max: 900 }), fc.constantFrom(...silenced), (territory, place, from, length, kind) => {
        const vote = { ...paris, zone: territory }
        const silence = silenceOf(vote)
        const begin = silence.from + from * 60_000
        const when = { start: momentAt(begin, place), end: momentAt(begin + length * 60_000, place) }
        expect(votesSilencing(kind, when, [vote], home).length > 0).toBe(begin < silence.to && begin + length * 60_000 > silence.from)
      }),
    )
  })
})
