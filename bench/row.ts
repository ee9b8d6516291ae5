/** One row of the table: what we took, what each peer took in the same run, and whether we reach what we promised. */

export interface BenchRow {
  name: string
  /** Median of our runs, in `unit`. */
  ours: number
  /** Median of each peer's runs. */
  peers: Record<string, number>
  unit: 'ms' | 'MB'
  /** Ours over the peer that the reach names (the slowest of several ratios); for a row without peers, ours. */
  ratio: number
  /** What we promised: the ratio, or for a row without peers the value, at most. */
  reach: number
  ok: boolean
}

/** A row against peers. Each peer may have a reach of its own; the row's is then the ratio closest to its limit. */
export function rowAgainst(name: string, unit: BenchRow['unit'], ours: number, peers: Record<string, { value: number; reach?: number }>): BenchRow {
  const judged = Object.values(peers).flatMap(({ value, reach }) => (reach === undefined ? [] : [{ ratio: ours / value, reach }]))
  const worst = judged.reduce((one, other) => (other.ratio / other.reach > one.ratio / one.reach ? other : one))
  return { name, ours, peers: Object.fromEntries(Object.entries(peers).map(([peer, { value }]) => [peer, value])), unit, ratio: worst.ratio, reach: worst.reach, ok: worst.ratio <= worst.reach }
}

/** A row that promises a value, not a ratio. */
export function rowWithin(name: string, unit: BenchRow['unit'], ours: number, reach: number): BenchRow {
  return { name, ours, peers: {}, unit, ratio: ours, reach, ok: ours <= reach }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted.length % 2 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2
}
