/**
 * Frames moved and drawn larger on a page, in mm. Invariant: no frame leaves the page altogether, where nobody could take hold
 * of it again; and what snaps never jumps farther than it was told that it may.
 */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** mm from the page's upper left corner; `x` are upright lines. */
export interface Lines {
  x: readonly number[]
  y: readonly number[]
}

/** Which edges go with the hand: -1 the left or upper one, 1 the right or lower one. */
export interface Grip {
  x: -1 | 0 | 1
  y: -1 | 0 | 1
}

interface Snapped {
  box: Box
  /** Lines that it stands on now. */
  guides: Lines
}

type Page = Pick<Box, 'width' | 'height'>

/** mm that stay on the page, and the least that a frame measures: a line is a thin frame. */
const inSight = 2
const least = 0.2

const tidy = (value: number): number => Math.round(value * 100) / 100
const between = (low: number, value: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high))

/** By so much to the right and down, as far as the page goes. */
export function movedBy(box: Box, across: number, down: number, page: Page): Box {
  const room = (size: number) => Math.min(size, inSight)
  return {
    ...box,
    x: tidy(between(room(box.width) - box.width, box.x + across, page.width - room(box.width))),
    y: tidy(between(room(box.height) - box.height, box.y + down, page.height - room(box.height))),
  }
}

/** Its edges by so much; those on the other side stay where they are. */
export function resizedBy(box: Box, grip: Grip, across: number, down: number): Box {
  const [x, width] = stretched(box.x, box.width, grip.x, across)
  const [y, height] = stretched(box.y, box.height, grip.y, down)
  return { x, y, width, height }
}

function stretched(start: number, size: number, side: -1 | 0 | 1, by: number): [start: number, size: number] {
  if (side === 0) return [start, size]
  const wanted = tidy(Math.max(Math.min(least, size), size + side * by))
  return [side < 0 ? tidy(start + size - wanted) : start, wanted]
}

/** What a frame may stand on: edges and middle of the page, its margins, and edges and middles of other frames. */
export function linesOf(page: Page, margin: number, others: readonly Box[]): Lines {
  const along = (length: number, of: (box: Box) => [start: number, size: number]) => [
    ...new Set([0, margin, length / 2, length - margin, length, ...others.map(of).flatMap(([start, size]) => [start, start + size / 2, start + size])].map(tidy)),
  ]
  return { x: along(page.width, ({ x, width }) => [x, width]), y: along(page.height, ({ y, height }) => [y, height]) }
}

/** The whole frame to the nearest lines that are no farther than `within`, by an edge or by its middle. */
export function snapMoved(box: Box, lines: Lines, within: number): Snapped {
  const across = nearest([box.x, box.x + box.width / 2, box.x + box.width], lines.x, within)
  const down = nearest([box.y, box.y + box.height / 2, box.y + box.height], lines.y, within)
  return { box: { ...box, x: tidy(box.x + (across?.by ?? 0)), y: tidy(box.y + (down?.by ?? 0)) }, guides: guidesOf(across, down) }
}

/** Only the edges that are held. */
export function snapResized(box: Box, grip: Grip, lines: Lines, within: number): Snapped {
  const across = grip.x === 0 ? null : nearest([grip.x < 0 ? box.x : box.x + box.width], lines.x, within)
  const down = grip.y === 0 ? null : nearest([grip.y < 0 ? box.y : box.y + box.height], lines.y, within)
  return { box: resizedBy(box, grip, across?.by ?? 0, down?.by ?? 0), guides: guidesOf(across, down) }
}

interface Near {
  by: number
  line: number
}

function nearest(places: readonly number[], lines: readonly number[], within: number): Near | null {
  let found: Near | null = null
  for (const place of places) {
    for (const line of lines) {
      const by = line - place
      if (Math.abs(by) <= within && (!found || Math.abs(by) < Math.abs(found.by))) found = { by, line }
    }
  }
  return found
}

const guidesOf = (across: Near | null, down: Near | null): Lines => ({ x: across ? [across.line] : [], y: down ? [down.line] : [] })

export const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const
export type Alignment = (typeof alignments)[number]

/** On the page, within its margins. */
export function alignedOn(box: Box, how: Alignment, page: Page, margin: number): Box {
  switch (how) {
    case 'left':
      return { ...box, x: margin }
    case 'centre':
      return { ...box, x: tidy((page.width - box.width) / 2) }
    case 'right':
      return { ...box, x: tidy(page.width - margin - box.width) }
    case 'top':
      return { ...box, y: margin }
    case 'middle':
      return { ...box, y: tidy((page.height - box.height) / 2) }
    case 'bottom':
      return { ...box, y: tidy(page.height - margin - box.height) }
  }
}
