/** What the next statement has as parents: the ends of all that its author knows. */
import type { History } from './history'

/** Of these places, those that are in no other's past. */
export const maximal = ({ isPast }: History, places: readonly number[]) => places.filter((place) => !places.some((other) => isPast(place, other)))

/** Voided statements that the next one names at most: whoever stole a device could make any number of them. */
const mostVoided = 64

/**
 * What was voided is known as well: it may void and save others. In a past without it an admin's power could come from what
 * counts no more once all is known, and then nothing that is said upon that counts.
 */
export function headsOf(history: History, counted: readonly number[], voided: readonly number[]): number[] {
  const heads = maximal(history, counted)
  const besides = maximal(history, voided.filter((place) => !heads.some((head) => history.isPast(place, head))))
  return maximal(history, [...heads, ...besides.slice(-mostVoided)])
}
