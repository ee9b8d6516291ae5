/**
 * Where something has happened, and where nothing has for long: per commune, the last action of each kind and the next.
 * Only what is planned and took place counts; a proposal or what was cancelled has met nobody.
 */
import { fold } from '../fold'
import type { Action, ActionKind, Occurrence } from './action'
import { occurrencesOf } from './occurrences'

/** One time that an action took or takes place. */
export type Covering = Pick<Occurrence, 'action' | 'on' | 'from'>

export interface TownCoverage {
  city: string
  /** INSEE, where the official list knows it. */
  cityCode: string
  /** By kind; absent where there was and will be nothing. */
  kinds: Partial<Record<ActionKind, { last: Covering | null; next: Covering | null; times: number }>>
  last: Covering | null
  next: Covering | null
}

const day = 86_400_000
/** How far back and ahead is looked. */
const back = 366 * day
const ahead = 183 * day

/** Those where nothing happened for longest first; `now` in ms since 1970, `home`: the zone of what has none. */
export function coverageOf(actions: Iterable<Action>, now: number, home: string): TownCoverage[] {
  const byId = new Map<string, Action>()
  for (const action of actions) if (action.status === 'planned' && action.city.trim() !== '') byId.set(action.id, action)
  const towns = new Map<string, TownCoverage>()
  const names = new Map<string, string>()
  for (const { action: id, on, from, to } of occurrencesOf(byId.values(), now - back, now + ahead, home)) {
    const { city, cityCode, kind } = byId.get(id)!
    // The same commune is written with and without its code, with and without its accents.
    let name = names.get(city)
    if (name === undefined) names.set(city, (name = fold(city)))
    let town = towns.get(name)
    if (!town) towns.set(name, (town = { city, cityCode, kinds: {}, last: null, next: null }))
    town.cityCode ||= cityCode
    const of = (town.kinds[kind] ??= { last: null, next: null, times: 0 })
    const time: Covering = { action: id, on, from }
    // In order of their beginnings: the last that is over stays, and the first that is not.
    if (to <= now) {
      town.last = of.last = time
      of.times++
    } else {
      town.next ??= time
      of.next ??= time
    }
  }
  return [...towns.values()].sort((one, other) => (one.last?.from ?? 0) - (other.last?.from ?? 0) || (one.city < other.city ? -1 : 1))
}
