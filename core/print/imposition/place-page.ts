/**
 * One page on its place: turned, scaled, cut off where its neighbour begins.
 * Invariant: it is the page's trim that fills the place, so that its bleed falls outside; a page shows beyond its place only
 * where it reaches the place's edge, and no further than is allowed there.
 */
import { common, grown, isWide, turned, type Edges, type Rectangle, type Size } from './rectangle'
import type { Cell, Rotation, SourcePage } from './sheet-plan'

export interface Place {
  /** What will be cut out. */
  trim: Rectangle
  rotation: Rotation
  /** How far the page may show beyond each edge of the trim, in mm. */
  bleed: Edges
  /** `fit`: as large as the trim allows, whole. Else what 1 is the page's own size of. */
  scale: 'fit' | number
  /** Where a narrower page stands; in the middle when not given. */
  against?: 'left' | 'right'
}

export interface PlacedPage {
  cell: Cell
  /** By how many mm its bleed falls short of what is allowed. */
  bleedMissing: number
}

/** Files round their boxes to points: what differs by less (in parts of the size) is meant to be the same size. */
const meantTheSame = 0.0025
/** Edges that are closer, in mm, are one: a guillotine is no more exact. */
const oneEdge = 0.3

/**
 * What is left of a page once it is cut: its TrimBox; else the page without the bleed that it is said to have; else, where it is
 * larger than the format by just the bleed that is wanted, the format; else all of it.
 */
export function trimOf(page: SourcePage, format: Size, wantedBleed: number, statedBleed?: number): Rectangle {
  const whole = { x: 0, y: 0, width: page.width, height: page.height }
  if (page.trim) {
    const trim = common(page.trim, whole)
    return trim.width > 0 && trim.height > 0 ? trim : whole
  }
  const without = (bleed: number) => ({ x: bleed, y: bleed, width: page.width - 2 * bleed, height: page.height - 2 * bleed })
  if (statedBleed !== undefined) return Math.min(page.width, page.height) > 2 * statedBleed ? without(statedBleed) : whole
  const trim = without(wantedBleed)
  const is = ({ width, height }: Size) => Math.abs(trim.width - width) < 0.6 && Math.abs(trim.height - height) < 0.6
  return is(format) || is(turned(format)) ? trim : whole
}

/** Whether a page must be turned to lie in a place as it is held. Squares never are. */
export const liesAcross = (page: Size, place: Size): boolean => (isWide(page) && isWide(turned(place))) || (isWide(turned(page)) && isWide(place))

/** `index`: the page's; null with no `source` for a blank one. `trim`: what of the page is left once cut, in mm of the page. */
export function placePage(index: number | null, source: SourcePage | null, trim: Rectangle | null, place: Place): PlacedPage {
  const { rotation, bleed } = place
  const blank = { page: null, ...place.trim, rotation, scale: 1, clip: place.trim, trim: place.trim }
  if (index === null || !source || !trim) return { cell: blank, bleedMissing: 0 }
  const size = rotation % 180 === 0 ? trim : turned(trim)
  const scale = place.scale === 'fit' ? snapped(Math.min(place.trim.width / size.width, place.trim.height / size.height)) : place.scale
  const [width, height] = [size.width * scale, size.height * scale]
  const aside = { left: 0, right: 1, middle: 0.5 }[place.against ?? 'middle']
  const placed = { x: place.trim.x + (place.trim.width - width) * aside, y: place.trim.y + (place.trim.height - height) / 2, width, height }
  const beyond = turnedEdges({ left: trim.x, bottom: trim.y, right: source.width - trim.x - trim.width, top: source.height - trim.y - trim.height }, rotation)
  const own = { left: beyond.left * scale, right: beyond.right * scale, top: beyond.top * scale, bottom: beyond.bottom * scale }
  let bleedMissing = 0
  /** How far the page shows beyond one edge: nothing, or less than that, where it ends within the place. */
  const shown = (inside: number, side: keyof Edges): number => {
    if (inside > oneEdge) return -inside
    if (bleed[side] > 0) bleedMissing = Math.max(bleedMissing, bleed[side] - own[side] + inside)
    return bleed[side]
  }
  const clip = grown(place.trim, {
    left: shown(placed.x - place.trim.x, 'left'),
    bottom: shown(placed.y - place.trim.y, 'bottom'),
    right: shown(place.trim.x + place.trim.width - placed.x - width, 'right'),
    top: shown(place.trim.y + place.trim.height - placed.y - height, 'top'),
  })
  return { cell: { page: index, ...grown(placed, own), rotation, scale, clip, trim: place.trim }, bleedMissing: bleedMissing > 0.05 ? bleedMissing : 0 }
}

const snapped = (scale: number): number => (Math.abs(scale - 1) < meantTheSame ? 1 : scale)

/** What is at the page's edges, by the sheet's edges. */
function turnedEdges({ left, right, top, bottom }: Edges, rotation: Rotation): Edges {
  switch (rotation) {
    case 0:
      return { left, right, top, bottom }
    case 90:
      return { left: top, bottom: left, right: bottom, top: right }
    case 180:
      return { left: right, right: left, top: bottom, bottom: top }
    case 270:
      return { left: bottom, top: left, right: top, bottom: right }
  }
}
