/**
 * Pictures as pixels, and whether two of the same page are alike.
 * Invariant: "alike" forgives what a renderer may do twice differently with the same lines (an edge half a pixel beside),
 * and nothing a person would see: a missing word, a colour, a shifted block.
 */

export interface Pixels {
  width: number
  height: number
  /** Red, green, blue of each pixel, row by row from the top; 0 to 255. */
  rgb: Uint8Array
}

/** What a canvas holds, without its fourth byte a pixel: it is drawn on white, and clear nowhere. */
export function opaquePixels(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): Pixels {
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!
    rgb[to + 1] = rgba[from + 1]!
    rgb[to + 2] = rgba[from + 2]!
  }
  return { width, height, rgb }
}

export interface Unlikeness {
  /** Share of the pixels that are not found at their place or beside it in the other picture, 0 to 1. */
  share: number
  /** The pixels of the densest square of 8 by 8 that are not found, 0 to 64. */
  densest: number
}

/** A larger difference of a softened colour is seen: a black dot of one pixel makes 28 of it. */
const seen = 24
const square = 8

/** Undefined when the sizes differ by more than a rounding. */
export function compare(one: Pixels, other: Pixels): Unlikeness | undefined {
  if (Math.abs(one.width - other.width) > 1 || Math.abs(one.height - other.height) > 1) return undefined
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)]
  if (width < 1 || height < 1) return undefined
  const [softOne, softOther] = [softened(one), softened(other)]
  const acrossSquares = Math.ceil(width / square)
  const squares = new Uint8Array(acrossSquares * Math.ceil(height / square))
  let lost = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (isNear(softOne, softOther, x, y) && isNear(softOther, softOne, x, y)) continue
      lost++
      squares[Math.floor(y / square) * acrossSquares + Math.floor(x / square)]!++
    }
  }
  return { share: lost / (width * height), densest: squares.reduce((most, count) => Math.max(most, count), 0) }
}

/** Whether two renderings of a page by the same renderer show the same. */
export function areAlike(one: Pixels, other: Pixels): boolean {
  const found = compare(one, other)
  return found !== undefined && found.share <= 0.001 && found.densest <= 12
}

/** Each pixel as the mean of itself and those around it: a thin line drawn on one row of pixels or shared by two is the same. */
function softened({ width, height, rgb }: Pixels): Pixels {
  const soft = new Uint8Array(rgb.length)
  for (let y = 0; y < height; y++) {
    const [above, below] = [Math.max(0, y - 1), Math.min(height - 1, y + 1)]
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)]
      for (let colour = 0; colour < 3; colour++) {
        let sum = 0
        for (let row = above; row <= below; row++) for (let column = left; column <= right; column++) sum += rgb[(row * width + column) * 3 + colour]!
        soft[(y * width + x) * 3 + colour] = sum / ((below - above + 1) * (right - left + 1))
      }
    }
  }
  return { width, height, rgb: soft }
}

/** Whether the pixel's colour is at its place in the other picture, or beside it. */
function isNear(from: Pixels, to: Pixels, x: number, y: number): boolean {
  const at = (y * from.width + x) * 3
  const [red, green, blue] = [from.rgb[at]!, from.rgb[at + 1]!, from.rgb[at + 2]!]
  const matches = (there: number): boolean => Math.abs(to.rgb[there]! - red) <= seen && Math.abs(to.rgb[there + 1]! - green) <= seen && Math.abs(to.rgb[there + 2]! - blue) <= seen
  if (matches((y * to.width + x) * 3)) return true
  for (let row = Math.max(0, y - 1); row <= Math.min(to.height - 1, y + 1); row++) {
    for (let column = Math.max(0, x - 1); column <= Math.min(to.width - 1, x + 1); column++) {
      if (matches((row * to.width + column) * 3)) return true
    }
  }
  return false
}
