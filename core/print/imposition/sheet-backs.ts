/**
 * What lies behind what on a sheet printed on both sides.
 * Invariant: a leaf cut out of the sheet and turned sideways, like a page of a book, shows its back upright. Which way the printer
 * turns the sheet is made up for here, for upright and wide sheets, and for leaves that lie on their side.
 */
import { isWide, type Edges, type Rectangle, type Size } from './rectangle'
import type { Duplex, Rotation } from './sheet-plan'

/** The line about which the sheet is turned: `upright` swaps left and right, `across` swaps head and foot. */
export type Axis = 'upright' | 'across'

/** A square sheet counts as upright. */
export const turningAxis = (paper: Size, duplex: Exclude<Duplex, 'none'>): Axis => ((duplex === 'long') === isWide(paper) ? 'across' : 'upright')

/** Where the back of this place is, seen from the back. */
export function behind({ x, y, width, height }: Rectangle, paper: Size, axis: Axis): Rectangle {
  return axis === 'upright' ? { x: paper.width - x - width, y, width, height } : { x, y: paper.height - y - height, width, height }
}

export function edgesBehind(edges: Edges, axis: Axis): Edges {
  return axis === 'upright' ? { ...edges, left: edges.right, right: edges.left } : { ...edges, top: edges.bottom, bottom: edges.top }
}

/** How the back of a leaf that is turned like this must be turned. */
export const rotationBehind = (rotation: Rotation, axis: Axis): Rotation => (((axis === 'upright' ? 360 : 540) - rotation) % 360) as Rotation
