/**
 * What a sheet is, in one small line beside what is cut out of it.
 * Invariant: it is on paper that is thrown away, or nowhere: never on a finished piece, its bleed or a mark.
 */
import { writeLine } from '../drawing'
import type { PageFile } from '../page-file'
import type { PageStream } from '../page-stream'
import { around, type Rectangle } from './rectangle'
import type { Side } from './sheet-plan'

/** In mm: letters of six points, and air above and below. */
const height = 3
/** From the bleed, in mm. */
const away = 0.9
const size = 6
/** From a mark, in mm. */
const aside = 2

/** Under the first cell, between its marks, else above it; null where neither has room. */
export function slugRoom({ cells, marks }: Side, printable: Rectangle): Rectangle | null {
  const block = around(cells.flatMap(({ clip, trim }) => [clip, trim]))
  const lengthwise = cells.map(({ trim }) => ({ ...trim, x: trim.x + aside, width: trim.width - 2 * aside })).sort((one, other) => other.width - one.width || one.x - other.x)[0]
  if (!lengthwise || lengthwise.width < 25) return null
  for (const y of [block.y - away - height, block.y + block.height + away]) {
    const room = { x: lengthwise.x, y, width: lengthwise.width, height }
    const reached = y >= printable.y && y + height <= printable.y + printable.height && room.x >= printable.x && room.x + room.width <= printable.x + printable.width
    const marked = marks.some(({ from, to }) => Math.min(from[0], to[0]) < room.x + room.width && Math.max(from[0], to[0]) > room.x && Math.min(from[1], to[1]) < y + height && Math.max(from[1], to[1]) > y)
    if (reached && !marked) return room
  }
  return null
}

export function writeSlug(page: PageStream, file: PageFile, text: string, room: Rectangle): void {
  writeLine(page, file, text, { style: 'regular', size, grey: 0.35, x: room.x, y: room.y + 0.9 }, room.width)
}
