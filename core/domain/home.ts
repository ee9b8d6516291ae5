/** What the home screen looks ahead at: days by the clock of this computer, and the shifts that people are still needed for. */
import { recurs, type Action, type Occurrence, type Shift } from './agenda/action'
import type { ShiftPlaces } from './agenda/places'
import type { ActionId } from './ids'

/** Today and the seven days after it. */
export const daysShown = 8
/** Today included: who is missing in two weeks can still be called. */
export const daysLacking = 14

/** Midnights of today and the days after it, `count` of them and the one that ends the last. A day has 23 to 25 hours. */
export function midnights(now: number, count: number): number[] {
  const today = new Date(now)
  return Array.from({ length: count + 1 }, (_, at) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + at).getTime())
}

const day = 86_400_000
/** Any clock on earth is less than a day away from any other; a skipped hour is not much. */
const slack = 2 * day

/**
 * Tells whether an action may take place between two instants: by its dates as they are written, since working out the instants
 * of all that a section ever did costs more than all else. Never says no to what does.
 */
export function mayFall(from: number, to: number): (action: Pick<Action, 'start' | 'end' | 'rule' | 'also'>) => boolean {
  const [first, last] = [from - slack, to + slack].map((instant) => new Date(instant).toISOString().slice(0, 10)) as [string, string]
  return (action) => {
    const { start, end } = action
    // `2026-11-15T…` comes after `2026-11-15`. An end before its beginning lasts no time.
    return recurs(action) || ((end.local >= first || start.local >= first) && start.local.slice(0, 10) <= last)
  }
}

/** A shift to come that lacks people. */
export interface LackingShift {
  action: ActionId
  /** As in `SignUp.on`. */
  on: string
  shift: string
  role: string
  /** Milliseconds since 1970. */
  from: number
  to: number
  coming: number
  lacking: number
}

const minute = 60_000

/** The soonest first. What is over, or does not take place, needs nobody. */
export function lackingShifts(times: readonly { occurrence: Occurrence; status: Action['status']; shifts: readonly { shift: Shift; places: ShiftPlaces }[] }[], now: number): LackingShift[] {
  return times
    .filter(({ status }) => status === 'planned')
    .flatMap(({ occurrence: { action, on, from }, shifts }) =>
      shifts.map(({ shift, places }): LackingShift => ({
        action, on, shift: shift.id, role: shift.role, from: from + shift.from * minute, to: from + shift.to * minute,
        coming: places.taking.length, lacking: places.lacking,
      })),
    )
    .filter(({ lacking, to }) => lacking > 0 && to > now)
    .sort((one, other) => one.from - other.from || one.to - other.to || (one.action + one.shift < other.action + other.shift ? -1 : 1))
}
