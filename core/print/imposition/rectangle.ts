/** Flat geometry of paper. Lengths and places in mm; a place is the lower left corner, and y grows upwards, as in the page writer. */

export interface Size {
  width: number
  height: number
}

export interface Rectangle extends Size {
  x: number
  y: number
}

/** How far something reaches beyond, or stays away from, each edge, in mm. */
export interface Edges {
  left: number
  right: number
  top: number
  bottom: number
}

/** Two lengths that differ by less are the same: PDF files round to points or hundredths of them. */
export const hair = 1e-6

export const allEdges = (length: number): Edges => ({ left: length, right: length, top: length, bottom: length })

/** On its side. */
export const turned = ({ width, height }: Size): Size => ({ width: height, height: width })

export const isWide = ({ width, height }: Size): boolean => width > height + hair

/** Larger by this on each side; smaller where it is negative. */
export const grown = ({ x, y, width, height }: Rectangle, by: Edges): Rectangle => ({ x: x - by.left, y: y - by.bottom, width: width + by.left + by.right, height: height + by.top + by.bottom })

/** What both have, without width or height where they have nothing. */
export function common(one: Rectangle, other: Rectangle): Rectangle {
  const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)]
  return { x, y, width: Math.max(0, Math.min(one.x + one.width, other.x + other.width) - x), height: Math.max(0, Math.min(one.y + one.height, other.y + other.height) - y) }
}

export const overlap = (one: Rectangle, other: Rectangle): boolean => {
  const { width, height } = common(one, other)
  return width > hair && height > hair
}

/** The smallest one around all; there is at least one. */
export function around(all: readonly Rectangle[]): Rectangle {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of all) {
    left = Math.min(left, x)
    bottom = Math.min(bottom, y)
    right = Math.max(right, x + width)
    top = Math.max(top, y + height)
  }
  return { x: left, y: bottom, width: right - left, height: top - bottom }
}
