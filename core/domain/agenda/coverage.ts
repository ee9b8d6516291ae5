/**
 * Where something has happened, and where nothing has for long: per commune, or per sector of the section's own, the last
 * action of each kind and the next. Only what is planned and took place counts; a proposal or what was cancelled has met nobody.
 */
import { fold } from '../fold'
import type { SectorId } from '../ids'
import type { Action, ActionKind, Occurrence } from './action'
import { occurrencesOf } from './occurrences'
import type { Sector } from './territory'

/** One time that an action took or takes place. */
export type Covering = Pick<Occurrence, 'action' | 'on' | 'from'>

/** What took place somewhere, and is planned there. */
export interface Coverage {
  /** By kind; absent where there was and will be nothing. */
  kinds: Partial<Record<ActionKind, { last: Covering | null; next: Covering | null; times: number }>>
  last: Covering | null
  next: Covering | null
}

export interface TownCoverage extends Coverage {
  city: string
  /** INSEE, where the official list knows it. */
  cityCode: string
}

export interface SectorCoverage extends Coverage, Pick<Sector, 'name' | 'city'> {
  sector: SectorId
}

const day = 86_400_000
/** How far back and ahead is looked. */
const back = 366 * day
const ahead = 183 * day

const nothing = (): Coverage => ({ kinds: {}, last: null, next: null })

/** Those where nothing happened for longest first; `now` in ms since 1970, `home`: the zone of what has none. */
export function coverageOf(actions: Iterable<Action>, now: number, home: string): TownCoverage[] {
  const towns = new Map<string, TownCoverage>()
  const names = new Map<string, string>()
  const placed = (action: Action) => action.city.trim() !== ''
  gather(actions, placed, now, home, ({ city, cityCode }) => {
    // The same commune is written with and without its code, with and without its accents.
    let name = names.get(city)
    if (name === undefined) names.set(city, (name = fold(city)))
    let town = towns.get(name)
    if (!town) towns.set(name, (town = { city, cityCode, ...nothing() }))
    town.cityCode ||= cityCode
    return town
  })
  return [...towns.values()].sort((one, other) => longestAgo(one, other) || (one.city < other.city ? -1 : 1))
}

/** All of them, also those in which nothing ever happened, which come first; as `coverageOf`. What is in a sector that is gone is in none. */
export function coverageOfSectors(sectors: Iterable<Sector>, actions: Iterable<Action>, now: number, home: string): SectorCoverage[] {
  const found = new Map<string, SectorCoverage>()
  for (const { id, name, city } of sectors) found.set(id, { sector: id, name, city, ...nothing() })
  gather(actions, ({ sector }) => found.has(sector), now, home, ({ sector }) => found.get(sector)!)
  return [...found.values()].sort((one, other) => longestAgo(one, other) || (one.name < other.name ? -1 : Number(one.name > other.name)) || (one.sector < other.sector ? -1 : 1))
}

/** Which place is meant: a commune however it is written, or a sector. */
export type CoveredPlace = { by: 'town'; city: string } | { by: 'sector'; sector: SectorId }

/** What `coverageOf` and `coverageOfSectors` count in one place, latest first. */
export function timesIn(place: CoveredPlace, actions: Iterable<Action>, now: number, home: string): Occurrence[] {
  const name = place.by === 'town' ? fold(place.city) : ''
  const isThere = (action: Action) => (place.by === 'town' ? action.city.trim() !== '' && fold(action.city) === name : action.sector === place.sector)
  const there = [...actions].filter((action) => action.status === 'planned' && isThere(action))
  return occurrencesOf(there, now - back, now + ahead, home).reverse()
}

const longestAgo = (one: Coverage, other: Coverage) => (one.last?.from ?? 0) - (other.last?.from ?? 0)

function gather(actions: Iterable<Action>, placed: (action: Action) => boolean, now: number, home: string, placeOf: (action: Action) => Coverage): void {
  const byId = new Map<string, Action>()
  for (const action of actions) if (action.status === 'planned' && placed(action)) byId.set(action.id, action)
  for (const { action: id, on, from, to } of occurrencesOf(byId.values(), now - back, now + ahead, home)) {
    const action = byId.get(id)!
    const place = placeOf(action)
    const of = (place.kinds[action.kind] ??= { last: null, next: null, times: 0 })
    const time: Covering = { action: id, on, from }
    // In order of their beginnings: the last that is over stays, and the first that is not.
    if (to <= now) {
      place.last = of.last = time
      of.times++
    } else {
      place.next ??= time
      of.next ??= time
    }
  }
}
