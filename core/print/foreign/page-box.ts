/**
 * How a page lies on paper: its visible box, turned and scaled as a viewer shows it (ISO 32000-1 §7.7.3.3, §14.11.2).
 * Whoever places a page by its MediaBox alone cuts it, turns it, or puts it aside: these were 53 of 227 wrong pages of a
 * well-known importer.
 */

/** a b c d e f of ISO 32000-1 §8.3.3: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number]

/** Left, bottom, right, top, in the units of the space it stands in. */
export type Box = readonly [number, number, number, number]

export interface PageBox {
  /** The visible part, in the page's own units. */
  box: Box
  /** From the page's own units to points, upright, with its lower left corner at 0, 0. */
  matrix: Matrix
  /** Points. */
  width: number
  height: number
}

export interface BoxFacts {
  mediaBox: readonly number[] | undefined
  cropBox: readonly number[] | undefined
  /** Degrees clockwise. */
  rotate: number | undefined
  /** Points in a unit of the page. */
  userUnit: number | undefined
}

/** What viewers take for a page that does not say its size. */
const letter: Box = [0, 0, 612, 792]

/** Two corners in any order. */
export function boxOf(numbers: readonly number[] | undefined): Box | undefined {
  if (!numbers || numbers.length < 4) return undefined
  const [x1, y1, x2, y2] = numbers as [number, number, number, number]
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
}

const hasArea = ([left, bottom, right, top]: Box): boolean => right > left && top > bottom

export function pageBox({ mediaBox, cropBox, rotate = 0, userUnit = 1 }: BoxFacts): PageBox {
  const given = boxOf(mediaBox)
  const media = given && hasArea(given) ? given : letter
  const crop = boxOf(cropBox) ?? media
  const both: Box = [Math.max(media[0], crop[0]), Math.max(media[1], crop[1]), Math.min(media[2], crop[2]), Math.min(media[3], crop[3])]
  // A crop box beside the media box shows nothing: viewers then show the media box.
  const box = hasArea(both) ? both : media
  const [left, bottom, right, top] = box
  const unit = userUnit > 0 ? userUnit : 1
  const [width, height] = [(right - left) * unit, (top - bottom) * unit]
  switch (rotate % 90 === 0 ? ((rotate % 360) + 360) % 360 : 0) {
    case 90:
      return { box, matrix: [0, -unit, unit, 0, -bottom * unit, right * unit], width: height, height: width }
    case 180:
      return { box, matrix: [-unit, 0, 0, -unit, right * unit, top * unit], width, height }
    case 270:
      return { box, matrix: [0, unit, -unit, 0, top * unit, -left * unit], width: height, height: width }
    default:
      return { box, matrix: [unit, 0, 0, unit, -left * unit, -bottom * unit], width, height }
  }
}

/** The smallest upright box around `box` once `matrix` has turned it. */
export function boxThrough([left, bottom, right, top]: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [[left, bottom], [right, bottom], [left, top], [right, top]] as const
  const xs = corners.map(([x, y]) => a * x + c * y + e)
  const ys = corners.map(([x, y]) => b * x + d * y + f)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** A number as a PDF writes it: no exponent, six decimals at most. */
export function pdfNumber(value: number): string {
  const text = value.toFixed(6).replace(/\.?0+$/, '')
  return text === '-0' ? '0' : text
}
