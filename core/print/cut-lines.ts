/** Where paper is folded or cut. Places in mm. */
import { rule } from './drawing'
import type { PageStream } from './page-stream'

/** A dot and the gap behind it, in mm. */
const [dot, gap] = [0.5, 1.2]

/** A dotted line across, where one sheet becomes two. */
export function cutAcross(page: PageStream, from: number, to: number, y: number): void {
  for (let x = from; x < to; x += dot + gap) rule(page, x, y, Math.min(x + dot, to), y, 0.6, 0.3)
}

/** The same from `from` up to `to`. */
export function cutDown(page: PageStream, x: number, from: number, to: number): void {
  for (let y = from; y < to; y += dot + gap) rule(page, x, y, x, Math.min(y + dot, to), 0.6, 0.3)
}

/** Printers don't reach the outermost millimetres. */
const unreached = 5
const markLength = 4

/** Where a guillotine is set to cut a page in four: a mark at the middle of each edge, and a cross where they meet. */
export function quarterMarks(page: PageStream, width: number, height: number): void {
  const [x, y] = [width / 2, height / 2]
  const line = (x1: number, y1: number, x2: number, y2: number) => rule(page, x1, y1, x2, y2, 0.5, 0)
  for (const [from, to] of [[unreached, unreached + markLength], [height - unreached - markLength, height - unreached], [y - markLength / 2, y + markLength / 2]] as const) line(x, from, x, to)
  for (const [from, to] of [[unreached, unreached + markLength], [width - unreached - markLength, width - unreached], [x - markLength / 2, x + markLength / 2]] as const) line(from, y, to, y)
}
