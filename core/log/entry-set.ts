/**
 * A set of entries, as runs of numbers for each session: what a device has, what a pack stands for.
 * Sessions count without gaps, so that years of entries take a few hundred bytes.
 */
import type { SessionId } from '../domain/ids'

/** Which entry: unique in the section. */
export interface EntryRef {
  session: SessionId
  sequence: number
}

/** The same as one text. */
export const entryName = ({ session, sequence }: EntryRef) => `${session} ${sequence}`

/** First and last number of each run, ascending, never touching one another. */
export type Runs = [first: number, last: number][]

export interface EntrySet {
  has(entry: EntryRef): boolean
  /** Whether every number of this run is there. */
  hasRun(session: SessionId, run: Runs[number]): boolean
  /** Answers false when it was there before. */
  add(entry: EntryRef): boolean
  addAll(other: EntrySet): void
  runs(): Iterable<readonly [SessionId, Runs]>
  clear(): void
  toJson(): unknown
}

/** `json`: what `toJson` gave. Throws on anything else. */
export function createEntrySet(json?: unknown): EntrySet {
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
    hasRun(session, [first, last]) {
      const runs = sessions.get(session)
      const run = runs?.[place(runs, first)]
      // Runs that touch are one.
      return holds(run, first) && holds(run, last)
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
    addAll(other) {
      for (const [session, runs] of other.runs()) sessions.set(session, joined(sessions.get(session) ?? [], runs))
    },
    runs: () => sessions,
    clear: () => sessions.clear(),
    toJson: () => [...sessions].map(([session, runs]) => [session, ...runs]),
  }
}

/** Runs of both. Never walked number by number: a run that someone hostile wrote may be of any length. */
function joined(one: Runs, other: Runs): Runs {
  const all = [...one, ...other].sort(([first], [second]) => first - second)
  const runs: Runs = []
  for (const [first, last] of all) {
    const before = runs.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else runs.push([first, last])
  }
  return runs
}
