/**
 * Compares what two renderers put on paper. Text that extracts perfectly can be blank or garbled in print,
 * so it is ink that is compared; renderers smooth edges differently, so it is compared blurred and slightly shifted.
 */
import type { Ink } from './paper'

/** Pixels. */
export interface InkBox {
  x: number
  y: number
  width: number
  height: number
}

export interface InkLikeness {
  /** Ink of `found` over ink of `wanted`. */
  amount: number
  /** Correlation of the blurred pictures at the best shift of at most one pixel, 1 for the same. */
  likeness: number
  /** The largest difference of any spot of 5 × 5 pixels from all its neighbours, 0 to 1: a dot or a mark that is missing or misplaced. */
  worstSpot: number
}

const furthest = 1

function cut(ink: Ink, box: InkBox): Float64Array {
  const part = new Float64Array(box.width * box.height)
  for (let row = 0; row < box.height; row++) {
    for (let column = 0; column < box.width; column++) {
      const [x, y] = [box.x + column, box.y + row]
      if (x >= 0 && y >= 0 && x < ink.width && y < ink.height) part[row * box.width + column] = ink.dark[y * ink.width + x]! / 255
    }
  }
  return part
}

/** Mean of the pixels around each, `reach` to all sides; rows and columns one after the other. */
function blurred(part: Float64Array, width: number, height: number, reach: number): Float64Array {
  const across = new Float64Array(part.length)
  blurAlong(part, across, height, width, width, 1, reach)
  const both = new Float64Array(part.length)
  blurAlong(across, both, width, height, 1, width, reach)
  return both
}

/** `lines` lines that begin `apart` from one another, of `length` pixels that lie `step` from one another. */
function blurAlong(from: Float64Array, to: Float64Array, lines: number, length: number, apart: number, step: number, reach: number): void {
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < length; at++) {
      let sum = 0
      for (let near = Math.max(0, at - reach); near <= Math.min(length - 1, at + reach); near++) sum += from[line * apart + near * step]!
      to[line * apart + at * step] = sum / (2 * reach + 1)
    }
  }
}

function shifted(part: Float64Array, width: number, dx: number, dy: number): Float64Array {
  const moved = new Float64Array(part.length)
  const by = dy * width + dx
  for (let at = Math.max(0, -by); at < part.length - Math.max(0, by); at++) moved[at] = part[at + by]!
  return moved
}

function correlation(one: Float64Array, other: Float64Array): number {
  const [oneMean, otherMean] = [sum(one) / one.length, sum(other) / other.length]
  let [both, oneOnly, otherOnly] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    const [a, b] = [one[at]! - oneMean, other[at]! - otherMean]
    both += a * b
    oneOnly += a * a
    otherOnly += b * b
  }
  return oneOnly === 0 || otherOnly === 0 ? 0 : both / Math.sqrt(oneOnly * otherOnly)
}

function sum(part: Float64Array): number {
  let total = 0
  for (let at = 0; at < part.length; at++) total += part[at]!
  return total
}

/** The box without the columns where neither has ink, but for a margin. */
function trimmed(found: Ink, wanted: Ink, box: InkBox): InkBox {
  const inked = ({ dark, width }: Ink, column: number): boolean => {
    for (let row = 0; row < box.height; row++) if (dark[(box.y + row) * width + box.x + column]! > 40) return true
    return false
  }
  const empty = (column: number): boolean => !inked(found, column) && !inked(wanted, column)
  let [first, last] = [0, box.width - 1]
  while (first < last && empty(first)) first++
  while (last > first && empty(last)) last--
  const margin = 4
  return { ...box, x: box.x + first - margin, width: last - first + 1 + 2 * margin }
}

export function compareInk(found: Ink, wanted: Ink, whole: InkBox): InkLikeness {
  const box = trimmed(found, wanted, whole)
  const { width, height } = box
  const [foundInk, wantedInk] = [cut(found, box), cut(wanted, box)]
  const [softFound, softWanted] = [blurred(foundInk, width, height, 1), blurred(wantedInk, width, height, 1)]
  let best = { likeness: -1, dx: 0, dy: 0 }
  for (let dy = -furthest; dy <= furthest; dy++) {
    for (let dx = -furthest; dx <= furthest; dx++) {
      const likeness = correlation(shifted(softFound, width, dx, dy), softWanted)
      if (likeness > best.likeness) best = { likeness, dx, dy }
    }
  }
  const spots = blurred(shifted(foundInk, width, best.dx, best.dy), width, height, 2)
  const wantedSpots = blurred(wantedInk, width, height, 2)
  let worstSpot = 0
  for (let at = width + 1; at < spots.length - width - 1; at++) {
    const wantedSpot = wantedSpots[at]!
    if (Math.abs(spots[at]! - wantedSpot) <= worstSpot) continue
    let nearest = 1
    for (const row of [-width, 0, width]) {
      for (let by = at + row - 1; by <= at + row + 1; by++) nearest = Math.min(nearest, Math.abs(spots[by]! - wantedSpot))
    }
    worstSpot = Math.max(worstSpot, nearest)
  }
  return { amount: sum(foundInk) / sum(wantedInk), likeness: best.likeness, worstSpot }
}
