/**
 * Printed copies, by where they lie. Invariant: what two people note apart both counts: moves are added up, never written over;
 * somebody who counts what is there begins anew from then on.
 */
import { fold } from '../fold'

/** `printed`, `received`: more of them; `taken`: fewer; `counted`: so many lie there. */
export const stockMoveKinds = ['printed', 'received', 'taken', 'counted'] as const
export type StockMoveKind = (typeof stockMoveKinds)[number]

export interface StockMove {
  readonly id: string
  /** « Local », « Chez Nour ». */
  place: string
  kind: StockMoveKind
  count: number
  /** Milliseconds since 1970. */
  at: number
}

export interface Stock {
  place: string
  count: number
  /** When it was last moved or counted, ms since 1970. */
  at: number
}

/** What lies where, places in the order of their names. Of a place that is written in two ways, the later one stands. */
export function stockOf(moves: readonly StockMove[]): Stock[] {
  const places = new Map<string, Stock>()
  for (const { place, kind, count, at } of [...moves].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))) {
    const key = fold(place)
    const before = places.get(key)?.count ?? 0
    // Nobody can take what is not there: then the count was behind.
    places.set(key, { place, count: kind === 'counted' ? count : Math.max(0, kind === 'taken' ? before - count : before + count), at })
  }
  return [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stock]) => stock)
}

export const inStock = (moves: readonly StockMove[]): number => stockOf(moves).reduce((sum, { count }) => sum + count, 0)

/** Whether more are wanted. Of what was never printed or received, nobody is told. */
export const isLow = ({ stock, least }: { stock: readonly StockMove[]; least: number }): boolean => least > 0 && stock.length > 0 && inStock(stock) < least
