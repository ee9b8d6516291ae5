/**
 * What a page costs in ink, from its pixels as a viewer draws them on white.
 * An estimate: printers separate colours by their own tables. Ours is the plain one: what the three colours have in common is black.
 */
import type { Pixels } from '../foreign/pixels'
import type { Rectangle, Size } from './rectangle'

/** Mean coverage of the page, 0 to 100 percent each. */
export interface InkEstimate {
  cyan: number
  magenta: number
  yellow: number
  black: number
  /** Of black ink, printed in greyscale. */
  grey: number
}

/** Luma of the colour (ITU-R BT.709, in parts of 256 so that white is exactly white), 0 black to 255 white. */
const lightness = (rgb: Uint8Array, at: number): number => (54 * rgb[at]! + 183 * rgb[at + 1]! + 19 * rgb[at + 2]!) / 256

export function estimateInk({ rgb }: Pixels): InkEstimate {
  let [cyan, magenta, yellow, black, grey] = [0, 0, 0, 0, 0]
  const count = Math.floor(rgb.length / 3)
  for (let at = 0; at < count * 3; at += 3) {
    const [c, m, y] = [255 - rgb[at]!, 255 - rgb[at + 1]!, 255 - rgb[at + 2]!]
    const common = Math.min(c, m, y)
    black += common
    cyan += c - common
    magenta += m - common
    yellow += y - common
    grey += 255 - lightness(rgb, at)
  }
  const share = (sum: number) => (count === 0 ? 0 : (sum / count / 255) * 100)
  return { cyan: share(cyan), magenta: share(magenta), yellow: share(yellow), black: share(black), grey: share(grey) }
}

/** Lighter than this is paper. */
const white = 250

/** Answers, for parts of a poster of this size in mm from its lower left corner, whether nothing is printed there: for `PosterLayout.isWhite`. A pixel that is only partly within counts. */
export function whiteAreas({ rgb, width, height }: Pixels, poster: Size): (area: Rectangle) => boolean {
  return (area) => {
    const [left, right] = [Math.floor((area.x / poster.width) * width), Math.ceil(((area.x + area.width) / poster.width) * width)]
    const [top, bottom] = [Math.floor((1 - (area.y + area.height) / poster.height) * height), Math.ceil((1 - area.y / poster.height) * height)]
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      for (let x = Math.max(0, left); x < Math.min(width, right); x++) if (lightness(rgb, (y * width + x) * 3) < white) return false
    }
    return true
  }
}
