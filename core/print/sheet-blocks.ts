/**
 * Rows of different heights on pages. Invariant: every row is on some page once, in order; a block is not parted unless it
 * is higher than a page, and no page begins without the headings that say where one is.
 */

export interface Block<Row> {
  rows: readonly Row[]
  /** Headings above it where it begins a page other than the first. */
  repeat: readonly Row[]
  /** Headings above what is left of it on a next page. */
  again: readonly Row[]
}

/** `rooms`: of the first page, and of each other, in the unit of `heightOf`. Headings that leave no room for a row are not repeated. */
export function pagesOf<Row>(blocks: readonly Block<Row>[], [first, next]: readonly [number, number], heightOf: (row: Row) => number): Row[][] {
  const high = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + heightOf(row), 0)
  const pages: Row[][] = [[]]
  let left = first
  const put = (rows: readonly Row[]) => {
    pages.at(-1)!.push(...rows)
    left -= high(rows)
  }
  const turn = (headings: readonly Row[]) => {
    pages.push([])
    left = next
    put(headings)
  }
  for (const { rows, repeat, again } of blocks) {
    if (high(rows) > left && pages.at(-1)!.length > 0) turn(repeat)
    for (const row of rows) {
      if (heightOf(row) > left) turn(high(again) + heightOf(row) <= next ? again : [])
      put([row])
    }
  }
  return pages
}
