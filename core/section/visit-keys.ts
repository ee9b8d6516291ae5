/**
 * What came back of one building, as a key of the action's record: two organizers who key two buildings apart keep both.
 * Invariant: numbers stand in the order of `visitCounters`, `null` for what was not counted; those of a newer version, behind
 * them, are kept by whoever keys the building anew.
 */
import { visitCounters, type Visit, type VisitCounter } from '../domain/agenda/territory'
import type { SectorId } from '../domain/ids'
import type { RecordValue } from './record'

export const visitPrefix = 'b:'

export const visitKey = ({ sector, building }: Pick<Visit, 'sector' | 'building'>): string => `${visitPrefix}${sector}:${building}`

const listed = (value: RecordValue | undefined): readonly RecordValue[] => (Array.isArray(value) ? value : [])

/** `before`: what the key holds already. */
export const visitValue = ({ counted }: Visit, before?: RecordValue): RecordValue => [...visitCounters.map((counter) => counted[counter] ?? null), ...listed(before).slice(visitCounters.length)]

export function visitFrom(key: string, value: RecordValue): Visit {
  const colon = key.indexOf(':', visitPrefix.length)
  const at = colon < 0 ? key.length : colon
  const counted: Partial<Record<VisitCounter, number>> = {}
  for (const [place, counter] of visitCounters.entries()) {
    const number = listed(value)[place]
    if (typeof number === 'number' && number >= 0) counted[counter] = number
  }
  return { sector: key.slice(visitPrefix.length, at) as SectorId, building: key.slice(at + 1), counted }
}
