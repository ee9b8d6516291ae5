/**
 * Which pages come on which sheet, before places are given to them. A leaf is what one cell becomes once it is cut out: a front
 * and, on a sheet printed on both sides, the page behind it.
 */
import type { Duplex } from './sheet-plan'

export interface Leaf {
  front: number | null
  back: number | null
}

/**
 * `repeat`: each leaf fills a sheet, the usual case of a tract. `sequence`: leaf after leaf, row by row. `cut-stack`: the whole
 * stack is cut and the piles laid on one another, the first cell's on top; then the leaves are in order.
 */
export type PageOrder = 'repeat' | 'sequence' | 'cut-stack'

/** Sheets of `perSheet` leaves each, in order of cells. Blank ones fill the end. */
export function leavesOnSheets(pages: number, perSheet: number, duplex: Duplex, order: PageOrder): Leaf[][] {
  const sides = duplex === 'none' ? 1 : 2
  const count = Math.ceil(pages / sides)
  const leaf = (at: number): Leaf => {
    const page = (side: number) => (side < sides && at < count && at * sides + side < pages ? at * sides + side : null)
    return { front: page(0), back: page(1) }
  }
  if (order === 'repeat') return Array.from({ length: count }, (_, at) => Array.from({ length: perSheet }, () => leaf(at)))
  const sheets = Math.ceil(count / perSheet)
  return Array.from({ length: sheets }, (_, sheet) => Array.from({ length: perSheet }, (_, cell) => leaf(order === 'sequence' ? sheet * perSheet + cell : cell * sheets + sheet)))
}
