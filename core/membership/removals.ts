/**
 * Which removals stand when admins remove each other without knowing of it.
 * Invariant: the answer depends on who strikes whom, never on the order of arrival or on a clock. A removal that
 * nobody strikes stands and what it strikes falls; in a ring, where each is struck by one that is struck too, all
 * stand. Were the ring to fall instead, whoever holds a stolen device could void its removal by answering it.
 */

/** Of these removals, those that stand. `strikes(one, other)`: if `one` stands, `other` does not. */
export function settleRemovals(removals: readonly number[], strikes: (one: number, other: number) => boolean): Set<number> {
  const standing = new Set<number>()
  let open = [...removals]
  while (open.length > 0) {
    const free = open.filter((one) => !open.some((other) => other !== one && strikes(other, one)))
    const settled = new Set(free.length > 0 ? free : firstRings(open, strikes))
    for (const one of settled) standing.add(one)
    open = open.filter((one) => !settled.has(one) && ![...settled].some((other) => strikes(other, one)))
  }
  return standing
}

/** Those that only members of their own ring strike. There is one: everyone here is struck by someone here. */
function firstRings(open: readonly number[], strikes: (one: number, other: number) => boolean): number[] {
  const reach = new Map(
    open.map((start) => {
      const reached = new Set<number>()
      const stack = [start]
      while (stack.length > 0) {
        const one = stack.pop()!
        for (const other of open) {
          if (other === one || reached.has(other) || !strikes(one, other)) continue
          reached.add(other)
          stack.push(other)
        }
      }
      return [start, reached] as const
    }),
  )
  return open.filter((one) => open.every((other) => !reach.get(other)!.has(one) || reach.get(one)!.has(other)))
}
