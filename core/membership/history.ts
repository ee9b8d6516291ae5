/**
 * The statements of a section as a history: what each one's author knew when saying it.
 * Invariant: the same set gives the same history, whatever the order and number of copies in which it came; a
 * statement whose past is not whole takes no part, because what its author was allowed can't be told yet.
 */
import type { Statement, StatementHash } from './statement'

export interface History {
  /** Those with a whole past that begins at the root, each after all of its past; the root is the first. */
  statements: Statement[]
  /** By place: its parents' places. */
  parents: number[][]
  /** Whether `earlier` is in the past of `later` (places); nothing is in its own past. */
  isPast(earlier: number, later: number): boolean
  /** Hashes of statements whose past is not whole here, and the hashes that are missing for that. Sorted. */
  waiting: StatementHash[]
  missing: StatementHash[]
}

/** Orders statements by their distance from the root (the longest way), then by hash. */
export function arrangeHistory(given: Iterable<Statement>, root: StatementHash): History {
  const byHash = new Map<StatementHash, Statement>()
  for (const statement of given) byHash.set(statement.hash, statement)
  const section = byHash.get(root)?.section

  const distances = new Map<StatementHash, number | 'waits' | 'foreign'>()
  const missing = new Set<StatementHash>()
  const measure = (hash: StatementHash): number | 'waits' | 'foreign' | undefined => {
    const statement = byHash.get(hash)
    if (!statement) {
      missing.add(hash)
      return 'waits'
    }
    // Without the root nothing can be told about any of them.
    if (section === undefined) return 'waits'
    if (hash === root) return statement.parents.length === 0 && statement.body.type === 'found' ? 0 : 'foreign'
    if (statement.section !== section || statement.parents.length === 0) return 'foreign'
    const above = statement.parents.map((parent) => (byHash.has(parent) ? distances.get(parent) : measure(parent)))
    if (above.includes('foreign')) return 'foreign'
    if (above.includes(undefined)) return undefined
    if (above.includes('waits')) return 'waits'
    return 1 + Math.max(...(above as number[]))
  }
  // A stack of our own: the chain of a long-lived section is deeper than the engine's.
  for (const start of byHash.keys()) {
    const stack = [start]
    while (stack.length > 0) {
      const hash = stack.at(-1)!
      const distance = distances.get(hash) ?? measure(hash)
      if (distance === undefined) {
        for (const parent of byHash.get(hash)!.parents) if (byHash.has(parent) && !distances.has(parent)) stack.push(parent)
        continue
      }
      distances.set(hash, distance)
      stack.pop()
    }
  }
  if (!byHash.has(root)) missing.add(root)

  const whole = [...byHash.values()].filter(({ hash }) => typeof distances.get(hash) === 'number')
  whole.sort((one, other) => (distances.get(one.hash) as number) - (distances.get(other.hash) as number) || (one.hash < other.hash ? -1 : 1))
  const places = new Map(whole.map(({ hash }, place) => [hash, place]))
  const parents = whole.map((statement) => statement.parents.map((hash) => places.get(hash)!))
  const waiting = [...byHash.keys()].filter((hash) => distances.get(hash) === 'waits').sort()
  return { statements: whole, parents, isPast: pastOf(parents), waiting, missing: [...missing].sort() }
}

/** One bit for each pair: 125 KB for a thousand statements. */
function pastOf(parents: number[][]): (earlier: number, later: number) => boolean {
  const words = Math.ceil(parents.length / 32)
  const pasts: Uint32Array[] = []
  for (const [place, above] of parents.entries()) {
    const past = new Uint32Array(words)
    for (const parent of above) {
      for (let word = 0; word <= parent >> 5; word++) past[word]! |= pasts[parent]![word]!
      past[parent >> 5]! |= 1 << (parent & 31)
    }
    pasts[place] = past
  }
  return (earlier, later) => (pasts[later]![earlier >> 5]! & (1 << (earlier & 31))) !== 0
}
