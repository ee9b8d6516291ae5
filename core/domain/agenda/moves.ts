/**
 * Moves of people between the shifts of an action, staged until they are applied together.
 * Invariants: staging loses nobody and writes nothing; what is applied is what was shown; whoever's sign-up changed since it
 * was staged (on another machine, or by another screen) is left as she is, and told.
 */
import type { ActionId, PersonId } from '../ids'
import type { Shift, SignUp, SignUpPlace, SignUpState } from './action'
import { placesOf, type Comer, type ShiftPlaces } from './places'

/** One time of an action, and what people may be moved between. */
export interface MovesAt {
  action: ActionId
  /** As in `SignUp.on`. */
  on: string
  /** In the order shown; with the id '' for the whole action, where that is shown. */
  shifts: readonly Pick<Shift, 'id' | 'least' | 'most'>[]
}

export interface Move {
  person: PersonId
  /** What she had said when it was staged. */
  was: SignUp
  /** The shift's id; `null` takes the sign-up away. */
  to: string | null
}

/** One change of the command `sign-up`: made only while she still says `was`. */
export interface MoveChange {
  person: PersonId
  signUp: SignUpPlace
  state: SignUpState | null
  was: SignUp
}

/** Which of the shifts shown a sign-up stands in: one of a shift that is gone since stands in the whole action. */
export const standsIn = ({ shifts }: MovesAt, { shift }: Pick<SignUp, 'shift'>): string => (shifts.some(({ id }) => id === shift) ? shift : '')

export const isSamePlace = (one: SignUpPlace, other: SignUpPlace): boolean => one.action === other.action && one.on === other.on && one.shift === other.shift
const isOf = ({ person, was }: Move, comer: Comer) => person === comer.person && isSamePlace(was, comer.signUp)

/** The move that is staged of somebody's sign-up. */
export const moveOf = (staged: readonly Move[], comer: Comer): Move | undefined => staged.find((move) => isOf(move, comer))

/** Whether she may go there: nowhere twice, and not where she said something already, be it that she can't. */
export function mayMove(at: MovesAt, comers: readonly Comer[], staged: readonly Move[], comer: Comer, to: string | null): boolean {
  if (to === null || to === standsIn(at, comer.signUp)) return true
  if (!at.shifts.some(({ id }) => id === to)) return false
  const isHers = comers.some(({ person, signUp }) => person === comer.person && standsIn(at, signUp) === to)
  return !isHers && !staged.some((move) => move.person === comer.person && !isOf(move, comer) && move.to === to)
}

/** With this move staged in the place of an earlier one of the same sign-up; back where she stands it is none. As it was where she may not go there. */
export function stageMove(at: MovesAt, comers: readonly Comer[], staged: readonly Move[], comer: Comer, to: string | null): readonly Move[] {
  if (!mayMove(at, comers, staged, comer, to)) return staged
  const others = staged.filter((move) => !isOf(move, comer))
  if (to === standsIn(at, comer.signUp)) return others
  return [...others, { person: comer.person, was: comer.signUp, to }]
}

/** Those that can still be made, and those that can't because somebody, or the shifts, changed since. */
export function checkMoves(at: MovesAt, comers: readonly Comer[], staged: readonly Move[]): { kept: Move[]; stale: Move[] } {
  const kept: Move[] = []
  const stale: Move[] = []
  for (const move of staged) {
    const comer = comers.find((each) => isOf(move, each))
    const isAsItWas = comer && comer.signUp.state === move.was.state && comer.signUp.at === move.was.at
    if (isAsItWas && standsIn(at, comer.signUp) !== move.to && mayMove(at, comers, kept, comer, move.to)) kept.push(move)
    else stale.push(move)
  }
  return { kept, stale }
}

/** Who would have said what, were these moves made at `now` (ms since 1970): her place in the order is of then. */
export function afterMoves({ action, on }: MovesAt, comers: readonly Comer[], staged: readonly Move[], now: number): Comer[] {
  return comers.flatMap((comer) => {
    const move = moveOf(staged, comer)
    if (!move) return comer
    return move.to === null ? [] : { person: comer.person, signUp: { action, on, shift: move.to, state: comer.signUp.state, at: now } }
  })
}

/** Who would have a place in each shift, in the order shown. */
export function placesAfter(at: MovesAt, comers: readonly Comer[], staged: readonly Move[], now: number): { shift: string; comers: Comer[]; places: ShiftPlaces }[] {
  const after = afterMoves(at, comers, staged, now)
  return at.shifts.map((shift) => {
    const here = after.filter(({ signUp }) => standsIn(at, signUp) === shift.id)
    return { shift: shift.id, comers: here, places: placesOf(shift, here) }
  })
}

/** What the command is told. */
export function changesOfMoves({ action, on }: MovesAt, staged: readonly Move[]): MoveChange[] {
  return staged.flatMap(({ person, was, to }): MoveChange[] => {
    const leaves: MoveChange = { person, signUp: { action: was.action, on: was.on, shift: was.shift }, state: null, was }
    return to === null ? [leaves] : [leaves, { person, signUp: { action, on, shift: to }, state: was.state, was }]
  })
}
