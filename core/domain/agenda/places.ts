/**
 * Who has a place in a shift, and who waits for one.
 * Invariant: two who took the last place while apart are both kept, and every machine says of the same one that she waits.
 */
import type { PersonId } from '../ids'
import type { Shift, SignUp } from './action'

export interface Comer {
  person: PersonId
  signUp: SignUp
}

export interface ShiftPlaces {
  /** Those who come, or came: first who was confirmed, then who said so first. */
  taking: Comer[]
  /** Signed up when there was no room any more. */
  waiting: Comer[]
  /** People still needed; 0 when there are enough. */
  lacking: number
}

const takesPlace = ({ signUp }: Comer) => signUp.state !== 'invited' && signUp.state !== 'cancelled'
/** Whoever was told that she is expected is not put on the wait list by an earlier sign-up that arrives late. */
const isPromised = ({ signUp }: Comer) => signUp.state !== 'signed-up'
const firstComes = (one: Comer, other: Comer) => Number(isPromised(other)) - Number(isPromised(one)) || one.signUp.at - other.signUp.at || (one.person < other.person ? -1 : 1)

/** `comers`: all who said something of this shift, at one time that it takes place. */
export function placesOf({ least, most }: Pick<Shift, 'least' | 'most'>, comers: readonly Comer[]): ShiftPlaces {
  const coming = comers.filter(takesPlace).sort(firstComes)
  const promised = coming.filter(isPromised).length
  const room = most > 0 ? Math.max(most, promised) : coming.length
  // Who did not come after all leaves her place empty.
  const there = coming.slice(0, room).filter(({ signUp }) => signUp.state !== 'no-show').length
  return { taking: coming.slice(0, room), waiting: coming.slice(room), lacking: Math.max(0, least - there) }
}
