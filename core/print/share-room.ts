/** How lines of paper are shared out among lists that don't all fit. */

/**
 * Lines that each list gets of `room`: all that it needs where there is room for all; else the short ones are whole and the
 * long ones alike. Each gets at least one, so there must be `room` for as many lines as there are lists.
 */
export function shareRoom(needed: readonly number[], room: number): number[] {
  const given = needed.map(() => 0)
  let left = Math.max(room, needed.length)
  // From the shortest on, each has an equal part of what is left, and leaves to the others what it does not need.
  const order = needed.map((_, at) => at).sort((one, other) => needed[one]! - needed[other]! || one - other)
  for (const [done, at] of order.entries()) {
    given[at] = Math.max(1, Math.min(needed[at]!, Math.floor(left / (order.length - done))))
    left -= given[at]
  }
  return given
}

/** What a list of `length` shows in so many lines: with more than fits, the last line says how many others there are. */
export const shownIn = (lines: number, length: number): { shown: number; others: number } => (length <= lines ? { shown: length, others: 0 } : { shown: Math.max(0, lines - 1), others: length - Math.max(0, lines - 1) })
