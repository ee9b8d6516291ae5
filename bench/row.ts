/** One row of the table: what we took, what each peer took in the same run, and whether we reach what we promised. */

export interface BenchRow {
  name: string
  /** Median of our runs, in `unit`. */
  ours: number
  /** Median of each peer's runs. */
  peers: Record<string, number>
  /** More is better of what is counted a second, less of all else. */
  unit: 'ms' | 'MB' | 'updates/s'
  /** Ours over the peer that the reach names (the one closest to its limit); for a row without peers, ours. */
  ratio: number
  /** What we promised, the ratio, or for a row without peers the value: at most, or at least where more is better. */
  reach: number
  ok: boolean
}

export const isMoreBetter = (unit: BenchRow['unit']): boolean => unit === 'updates/s'

/** A row against peers. Each peer may have a reach of its own; the row's is then the ratio closest to its limit. */
export function rowAgainst(name: string, unit: BenchRow['unit'], ours: number, peers: Record<string, { value: number; reach?: number }>): BenchRow {
  const more = isMoreBetter(unit)
  const judged = Object.values(peers).flatMap(({ value, reach }) => (reach === undefined ? [] : [{ ratio: ours / value, reach }]))
  const badness = ({ ratio, reach }: (typeof judged)[number]) => (more ? reach / ratio : ratio / reach)
  const worst = judged.reduce((one, other) => (badness(other) > badness(one) ? other : one))
  return { name, ours, peers: Object.fromEntries(Object.entries(peers).map(([peer, { value }]) => [peer, value])), unit, ratio: worst.ratio, reach: worst.reach, ok: badness(worst) <= 1 }
}

/** A row that promises a value, not a ratio. */
export function rowWithin(name: string, unit: BenchRow['unit'], ours: number, reach: number): BenchRow {
  return { name, ours, peers: {}, unit, ratio: ours, reach, ok: ours <= reach }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted.length % 2 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2
}
