/** The people of a commune or a sector, street by street. */
import type { CoveredPlace } from '#core/domain/agenda/coverage'
import type { Person } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import { livesAmong, streetKey, streetsOf } from '#core/domain/streets'
import { PortError } from '#core/ports/errors'
import type { Handlers } from '#core/ports/rpc'
import type { Lifecycle } from './lifecycle'
import type { StreetCalls } from './street-api'

export function streetCalls(lifecycle: Pick<Lifecycle, 'current'>): Handlers<StreetCalls> {
  /** By name; of a sector that is gone, nobody. */
  async function peopleOf(place: CoveredPlace): Promise<Person[]> {
    const { store } = lifecycle.current()
    await store.loaded
    if (!store.membership.holds('people')) throw new PortError('role-forbids')
    const sector = place.by === 'sector' ? store.sectors.get(place.sector) : undefined
    if (place.by === 'sector' && !sector) return []
    const city = place.by === 'town' ? place.city : sector!.city
    const people = store.people.select({ kind: 'query', query: { ...everyone, filters: city.trim() === '' ? [] : [{ kind: 'city', any: [city] }] }, except: [] })
    return sector ? people.filter(livesAmong(sector.buildings)) : people
  }

  return {
    peopleStreets: async (place) => streetsOf(await peopleOf(place)),
    async peopleInStreets({ place, streets }) {
      const wanted = new Set(streets)
      return (await peopleOf(place)).filter((person) => wanted.has(streetKey(person))).map(({ id }) => id)
    },
  }
}
