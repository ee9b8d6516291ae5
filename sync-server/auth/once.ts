/**
 * Which tokens have been used. Invariant: a token passes once, also across a restart: what was signed before this process
 * started may have been used then, and is refused; the device signs another. Memory is bounded: what has ended is forgotten.
 */
export interface UsedTokens {
  /** Whether this is its first use. Seconds since 1970. */
  use(once: string, from: number, until: number, now: number): boolean
}

/** Tokens of two minutes: far more than rate limits let pass. */
const most = 200_000

/** `startedAt`: seconds since 1970. */
export function usedTokens(startedAt: number): UsedTokens {
  let used = new Map<string, number>()
  let swept = startedAt
  return {
    use(once, from, until, now) {
      if (from < startedAt) return false
      if (now - swept >= 30) {
        used = new Map([...used].filter(([, end]) => end >= now))
        swept = now
      }
      if (used.has(once) || used.size >= most) return false
      used.set(once, until)
      return true
    },
  }
}
