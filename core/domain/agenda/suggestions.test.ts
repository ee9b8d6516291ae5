import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels, type Consent } from '../consent'
import { demoPeople } from '../demo/people'
import type { PersonId } from '../ids'
import { emptyPerson, type Person } from '../person'
import { actionKinds } from './action'
import { slotOf, suggestFor } from './suggestions'

const at = (local: string) => ({ local, zone: 'Europe/Paris' })
const agrees: Consent[] = [{ purpose: 'action', channel: 'call', state: 'yes', date: '', source: '', wording: '' }]
const person = (id: string, said: Partial<Person>): Person => ({ ...emptyPerson(id as PersonId, 1), consents: agrees, ...said })
const market = { kind: 'leafleting-market', city: 'Saint-Denis', start: at('2026-12-05T09:00:00') } as const

describe('who could come', () => {
  it('are those who offered it, are free and live there, best first, with why and how to ask', () => {
    const people = [
      person('a', { actionModes: ['leaflet'] }), person('b', { actionModes: ['leaflet'], availability: ['sat-am'], city: 'SAINT DENIS' }), person('c', { city: 'Saint-Denis', availability: ['sat-am'] }),
      person('d', { actionModes: ['leaflet'], consents: [] }), person('e', { actionModes: ['door'], signUps: [{ action: 'x' as never, on: '', shift: '', state: 'attended', at: 1 }], city: 'Saint-Denis' }),
    ]
    const { found, leftOut } = suggestFor(market, people, new Set(), 8)
    expect(found.map((each) => [each.person, each.reasons.join(' ')])).toEqual([['b', 'mode free town'], ['a', 'mode'], ['e', 'town came']])
    expect([found[0]!.channels, leftOut]).toEqual([['call'], 1])
    expect(suggestFor(market, people, new Set(['b' as PersonId]), 1).found.map((each) => each.person)).toEqual(['a'])
  })

  it('counts the same intercommunality for less than the commune itself, and never for both', () => {
    const people = [person('a', { actionModes: ['leaflet'], city: 'Aubervilliers', cityCode: '93001' }), person('b', { actionModes: ['leaflet'], city: 'Saint-Denis' }), person('c', { actionModes: ['leaflet'], city: 'Brest' }), person('d', { city: 'Aubervilliers', cityCode: '93001', availability: ['sat-am'] })]
    const { found } = suggestFor(market, people, new Set(), 8, ({ city }) => city !== 'Brest')
    // Living near and having time is no reason to be called for what one never offered.
    expect(found.map((each) => [each.person, each.reasons.join(' ')])).toEqual([['b', 'mode town'], ['a', 'mode near'], ['c', 'mode']])
  })

  it('knows half days', () => {
    expect(['2026-12-05T09:00:00', '2026-12-05T12:00:00', '2026-12-06T18:00:00', '2026-12-06'].map((local) => slotOf(at(local)))).toEqual(['sat-am', 'sat-pm', 'sun-eve', null])
  })

  it('are never people who did not agree to be asked, whatever the action', () => {
    const people = demoPeople(300, 'suggestions', '2026-11-29').map(({ id, draft }) => ({ ...emptyPerson(id, 1), ...draft }) as Person)
    const byId = new Map(people.map((each) => [each.id, each]))
    fc.assert(
      fc.property(fc.constantFrom(...actionKinds), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 28 }), (kind, hour, date) => {
        const { found } = suggestFor({ kind, city: 'Saint-Denis', start: at(`2026-12-${String(date).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00`) }, people, new Set(), 50)
        for (const { person: id, channels: by } of found) {
          const { consents } = byId.get(id)!
          expect(by.length).toBeGreaterThan(0)
          for (const channel of channels) if (by.includes(channel)) expect(consents.some((each) => each.purpose === 'action' && each.channel === channel && each.state === 'no')).toBe(false)
        }
      }),
      { numRuns: 60 },
    )
  })
})
