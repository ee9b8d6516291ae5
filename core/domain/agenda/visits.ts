/**
 * What was counted building by building, together. Invariant: what nobody counted is not zero; a counter of the action follows
 * its buildings as soon as one of them has it, so that no figure is kept twice.
 */
import type { Action, Counter } from './action'
import { visitCounters, type Visit, type VisitCounter } from './territory'

/** Sums of what was counted; what nobody counted is not there. */
export function visitTotals(visits: readonly Pick<Visit, 'counted'>[]): Partial<Record<VisitCounter, number>> {
  const totals: Partial<Record<VisitCounter, number>> = {}
  for (const { counted } of visits) {
    for (const counter of visitCounters) if (counted[counter] !== undefined) totals[counter] = (totals[counter] ?? 0) + counted[counter]
  }
  return totals
}

/** As what the action's `apart` knows a visit. */
export const visitField = ({ sector, building }: Pick<Visit, 'sector' | 'building'>): string => `visit:${sector}:${building}`

/** What was keyed of a building on another computer meanwhile, and does not stand. */
export const visitsApart = ({ apart }: Pick<Action, 'apart'>, of: Pick<Visit, 'sector' | 'building'>): Visit['counted'][] =>
  (apart?.find(({ field }) => field === visitField(of))?.others ?? []).map((other) => JSON.parse(other) as Visit['counted'])

/** Which counters of an action are the sum of what its buildings have. */
const follows: Partial<Record<Counter, VisitCounter>> = { doors: 'knocked', opened: 'opened', leaflets: 'leaflets', contacts: 'contacts', letterboxes: 'boxes' }

/** The counters of an action that its visits decide, with their sums. */
export function countedByVisits({ visits }: Pick<Action, 'visits'>): Partial<Record<Counter, number>> {
  const totals = visitTotals(visits)
  return Object.fromEntries(Object.entries(follows).flatMap(([counter, of]) => (totals[of] === undefined ? [] : [[counter, totals[of]]])))
}
