/**
 * The lines and surfaces of marks, in the page's own space, as operators of a content stream: pure geometry, written once for
 * what goes on paper and for what a viewer is known to draw of it.
 */
import { pdfNumber, type Box } from './page-box'

export interface Picture {
  operators: string
  /** Around all of it, its strokes too. */
  box: Box
}

export interface Stroke {
  /** Points; 0 where nothing is stroked. */
  width: number
  /** The lengths of dashes and gaps; none for a line without. */
  dash: readonly number[]
}

export type LineEnding = 'Square' | 'Circle' | 'Diamond' | 'OpenArrow' | 'ClosedArrow' | 'Butt' | 'ROpenArrow' | 'RClosedArrow' | 'Slash' | 'None'

type Point = readonly [number, number]

/** Of the control point of a quarter of a circle, in radii. */
const quarter = (4 * (Math.SQRT2 - 1)) / 3

const at = ([x, y]: Point): string => `${pdfNumber(x)} ${pdfNumber(y)}`
const path = (points: readonly Point[]): string => points.map((point, index) => `${at(point)} ${index === 0 ? 'm' : 'l'}\n`).join('')

/** How a line is stroked from here on. */
export function strokeState({ width, dash }: Stroke): string {
  return `${pdfNumber(width)} w [${dash.map(pdfNumber).join(' ')}] 0 d\n`
}

/** What is painted of a closed path. */
export function paintOf(isStroked: boolean, isFilled: boolean): string {
  return isFilled ? (isStroked ? 'b' : 'f') : isStroked ? 's' : 'n'
}

function boxAround(points: readonly Point[], margin: number): Box {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    left = Math.min(left, x)
    bottom = Math.min(bottom, y)
    right = Math.max(right, x)
    top = Math.max(top, y)
  }
  return [left - margin, bottom - margin, right + margin, top + margin]
}

export const boxAroundBoth = (one: Box, other: Box): Box => [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])]

/** A rectangle or the ellipse in it, with its stroke within the box (ISO 32000-1 §12.5.4), painted by this operator. */
export function boxed(shape: 'rectangle' | 'ellipse', [left, bottom, right, top]: Box, stroke: Stroke, paint: string): Picture {
  const inset = stroke.width / 2
  const [x0, y0, x1, y1] = [left + inset, bottom + inset, right - inset, top - inset]
  const drawn = shape === 'rectangle' ? path([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]) : ellipse([(x0 + x1) / 2, (y0 + y1) / 2], (x1 - x0) / 2, (y1 - y0) / 2)
  return { operators: `${strokeState(stroke)}${drawn}${paint}\n`, box: [left, bottom, right, top] }
}

function ellipse([x, y]: Point, across: number, up: number): string {
  const [kx, ky] = [across * quarter, up * quarter]
  const curve = (...points: Point[]) => `${points.map(at).join(' ')} c\n`
  return path([[x + across, y]])
    + curve([x + across, y + ky], [x + kx, y + up], [x, y + up]) + curve([x - kx, y + up], [x - across, y + ky], [x - across, y])
    + curve([x - across, y - ky], [x - kx, y - up], [x, y - up]) + curve([x + kx, y - up], [x + across, y - ky], [x + across, y])
}

/** Corners joined by lines, painted by this operator. */
export function polygon(corners: readonly Point[], stroke: Stroke, paint: string): Picture {
  return { operators: `${strokeState(stroke)}${path(corners)}${paint}\n`, box: boxAround(corners, stroke.width * 2) }
}

/** Open lines, each from its first point to its last. */
export function openLines(lines: readonly (readonly Point[])[], stroke: Stroke): Picture {
  return { operators: strokeState(stroke) + lines.map((points) => `${path(points)}S\n`).join(''), box: boxAround(lines.flat(), stroke.width * 2) }
}

/** An open line with what stands at its two ends (§12.5.6.7, table 176). A line whose ends are in one place has no direction, and none is drawn. */
export function lineWithEndings(points: readonly Point[], stroke: Stroke, [start, end]: readonly [LineEnding, LineEnding], isFilled: boolean): Picture {
  const [first, last] = [endingAt(points[0]!, points[1]!, start, stroke.width, isFilled), endingAt(points.at(-1)!, points.at(-2)!, end, stroke.width, isFilled)]
  const line = [first.from, ...points.slice(1, -1), last.from]
  const solid: Stroke = { width: stroke.width, dash: [] }
  const endings = first.operators + last.operators
  return {
    operators: openLines([line], stroke).operators + (endings === '' ? '' : strokeState(solid) + endings),
    box: boxAround([...points, ...first.points, ...last.points], stroke.width * 2),
  }
}

/** Where the line itself begins, for a line that ends at `tip` and comes from `next`. */
function endingAt(tip: Point, next: Point, ending: LineEnding, width: number, isFilled: boolean): { from: Point; operators: string; points: Point[] } {
  const length = Math.hypot(tip[0] - next[0], tip[1] - next[1])
  if (ending === 'None' || length === 0) return { from: tip, operators: '', points: [] }
  const [ux, uy] = [(tip[0] - next[0]) / length, (tip[1] - next[1]) / length]
  // The specification gives no size; poppler's, which is near Acrobat's.
  const size = Math.min(6 * width, length / 2)
  const half = size / 2
  /** So far beyond the tip, so far to the left of the line's direction. */
  const place = (beyond: number, aside: number): Point => [tip[0] + ux * beyond - uy * aside, tip[1] + uy * beyond + ux * aside]
  const closed = paintOf(true, isFilled)
  const shape = (corners: [number, number][], paint: string, from: Point) => {
    const points = corners.map(([beyond, aside]) => place(beyond, aside))
    return { from, operators: `${path(points)}${paint}\n`, points }
  }
  const wide = Math.tan(Math.PI / 6) * size
  switch (ending) {
    case 'Square':
      return shape([[0, half], [-size, half], [-size, -half], [0, -half]], closed, place(-size, 0))
    case 'Diamond':
      return shape([[0, 0], [-half, half], [-size, 0], [-half, -half]], closed, place(-size, 0))
    case 'Circle':
      return { from: place(-size, 0), operators: `${ellipse(place(-half, 0), half, half)}${closed}\n`, points: [place(0, half), place(0, -half), place(-size, half), place(-size, -half)] }
    case 'OpenArrow':
      return shape([[-size, wide], [0, 0], [-size, -wide]], 'S', tip)
    case 'ClosedArrow':
      return shape([[-size, wide], [0, 0], [-size, -wide]], closed, place(-size, 0))
    case 'ROpenArrow':
      return shape([[size, wide], [0, 0], [size, -wide]], 'S', tip)
    case 'RClosedArrow':
      return shape([[size, wide], [0, 0], [size, -wide]], closed, tip)
    case 'Butt':
      return shape([[0, half], [0, -half]], 'S', tip)
    case 'Slash':
      return shape([[-half * Math.cos(Math.PI / 3), -half], [half * Math.cos(Math.PI / 3), half]], 'S', tip)
  }
}

/** Boxes of words, upright in the page's space; the left and the right end of each bulges by three quarters of what is given for it. */
export function marker(boxes: readonly Box[], bulges: readonly number[]): Picture {
  const curve = (...points: Point[]): string => `${points.map(at).join(' ')} c\n`
  const drawn = boxes.map(([left, bottom, right, top], index) => {
    const bulge = bulges[index]!
    if (bulge === 0) return `${path([[left, bottom], [right, bottom], [right, top], [left, top]])}h\n`
    return path([[left, bottom], [right, bottom]]) + curve([right + bulge, bottom + bulge], [right + bulge, top - bulge], [right, top])
      + `${at([left, top])} l\n` + curve([left - bulge, top - bulge], [left - bulge, bottom + bulge], [left, bottom]) + 'h\n'
  })
  const around = boxes.map(([left, bottom, right, top], index): Box => [left - bulges[index]!, bottom, right + bulges[index]!, top])
  return { operators: `${drawn.join('')}f\n`, box: around.reduce(boxAroundBoth) }
}

/** A line of this width below words, so far above their foot. */
export function underline(boxes: readonly Box[], above: number, width: number): Picture {
  return openLines(boxes.map(([left, bottom, right]) => [[left, bottom + above], [right, bottom + above]]), { width, dash: [] })
}

export function strikeOut(boxes: readonly Box[]): Picture {
  return openLines(boxes.map(([left, bottom, right, top]) => [[left, (bottom + top) / 2], [right, (bottom + top) / 2]]), { width: 1, dash: [] })
}

const step = 2

/** A line that goes up and down by a sixth of the words' height. */
export function squiggle(boxes: readonly Box[]): Picture {
  const lines = boxes.map(([left, bottom, right, top]) => {
    const points: Point[] = []
    const steps = Math.ceil((right - left) / step)
    for (let index = 0; index <= steps; index++) points.push([left + index * step, index % 2 === 0 ? bottom + (top - bottom) / 6 : bottom])
    return points
  })
  return { operators: openLines(lines, { width: 1, dash: [] }).operators, box: boxAroundBoth(boxes.reduce(boxAroundBoth), boxAround(boxes.map(([left, bottom]): Point => [left, bottom]), 1)) }
}
