/**
 * A viewer that turns pages into pixels, for what can't be placed as it stands: the last way to paper, and the judge of
 * whether our own way shows the same.
 */
import type { Pixels } from './pixels'

export interface Rasteriser {
  /** Rejects with `pdf-needs-password` or `pdf-unreadable`. */
  open(bytes: Uint8Array, password?: string): Promise<RasterFile>
}

export interface RasterFile {
  pageCount: number
  /** Points, as shown upright. `index` from 0. */
  size(index: number): Promise<{ width: number; height: number }>
  /** The page as it is printed, on white. Rejects with `pdf-unreadable`, also when it takes longer than `mostSeconds`. */
  draw(index: number, dotsPerInch: number): Promise<Pixels>
  /** Its words, in the order of the file; '' for a scan. */
  text(index: number): Promise<string>
  close(): void
}

/** A page that takes longer is given up. */
export const mostSeconds = 20

const wanted = 300
/** Below, letters of a tract become hard to read. */
const least = 72
/** What a canvas, its pixels and their compression take of memory is about ten bytes a pixel. */
const mostPixels = 50e6

/** How finely to draw a page of this size in points; undefined when it is too large for that. */
export function rasterResolution(width: number, height: number): number | undefined {
  const squareInches = (width / 72) * (height / 72)
  const resolution = Math.min(wanted, Math.floor(Math.sqrt(mostPixels / squareInches)))
  return resolution >= least && squareInches > 0 ? resolution : undefined
}

/** At 50 dots an inch no word is missed, and a page takes a moment; a stamp is looked at closer, a large poster from further away. */
export function comparedResolution(width: number, height: number): number {
  const closer = Math.max(50, (72 * 200) / Math.max(1, width, height))
  return Math.min(closer, wanted, 72 * Math.sqrt(2e6 / Math.max(1, width * height)))
}
