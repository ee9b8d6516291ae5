/**
 * Which entries this device has, or had until a pack stood for them: runs of numbers for each session.
 * Invariant: what is known is never written twice, however often a relay or another device hands it over.
 */
import type { SessionId } from '../domain/ids'
import type { EntryRef } from '../log/entry'

export interface KnownEntries {
  has(entry: EntryRef): boolean
  /** Answers false when it was known before. */
  add(entry: EntryRef): boolean
  clear(): void
  toJson(): unknown
}

/** First and last number of each run, ascending, never touching one another. */
type Runs = [first: number, last: number][]

/** `json`: what `toJson` gave. Throws on anything else. */
export function createKnownEntries(json?: unknown): KnownEntries {
  const sessions = new Map<SessionId, Runs>()
  for (const [session, ...runs] of (json ?? []) as [SessionId, ...Runs][]) sessions.set(session, runs.map(([first, last]) => [Number(first), Number(last)]))

  /** Index of the first run that ends at or behind `sequence`. */
  function place(runs: Runs, sequence: number): number {
    let [low, high] = [0, runs.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (runs[middle]![1] < sequence) low = middle + 1
      else high = middle
    }
    return low
  }

  const holds = (run: Runs[number] | undefined, sequence: number) => run !== undefined && run[0] <= sequence && sequence <= run[1]

  return {
    has({ session, sequence }) {
      const runs = sessions.get(session)
      return runs !== undefined && holds(runs[place(runs, sequence)], sequence)
    },
    add({ session, sequence }) {
      const runs = sessions.get(session)
      if (!runs) return (sessions.set(session, [[sequence, sequence]]), true)
      const at = place(runs, sequence)
      const next = runs[at]
      const before = runs[at - 1]
      if (holds(next, sequence)) return false
      const joinsBefore = before?.[1] === sequence - 1
      const joinsNext = next?.[0] === sequence + 1
      if (joinsBefore && joinsNext) runs.splice(at - 1, 2, [before[0], next[1]])
      else if (joinsBefore) before[1] = sequence
      else if (joinsNext) next[0] = sequence
      else runs.splice(at, 0, [sequence, sequence])
      return true
    },
    clear: () => sessions.clear(),
    toJson: () => [...sessions].map(([session, runs]) => [session, ...runs]),
  }
}
