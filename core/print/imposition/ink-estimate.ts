/**
 * What a page costs in ink, and what it looks like without colours, from its pixels (RGBA, 8 bits, as a canvas gives them).
 * An estimate: printers separate colours by their own tables. Ours is the plain one: what the three colours have in common is black.
 */
import type { Rectangle, Size } from './rectangle'

export interface Pixels extends Size {
  rgba: Uint8Array | Uint8ClampedArray
}

/** Mean coverage of the page, 0 to 100 percent each. */
export interface InkEstimate {
  cyan: number
  magenta: number
  yellow: number
  black: number
  /** Of black ink, printed in greyscale. */
  grey: number
}

/** Luma of the colour (ITU-R BT.709, in parts of 256 so that white is exactly white), 0 black to 255 white, over white paper. */
function lightness(rgba: Pixels['rgba'], at: number): number {
  const luma = (54 * rgba[at]! + 183 * rgba[at + 1]! + 19 * rgba[at + 2]!) / 256
  return 255 - (255 - luma) * (rgba[at + 3]! / 255)
}

export function estimateInk({ rgba }: Pixels): InkEstimate {
  let [cyan, magenta, yellow, black, grey] = [0, 0, 0, 0, 0]
  const count = Math.floor(rgba.length / 4)
  for (let at = 0; at < count * 4; at += 4) {
    const alpha = rgba[at + 3]!
    if (alpha === 0) continue
    const [c, m, y] = [((255 - rgba[at]!) * alpha) / 255, ((255 - rgba[at + 1]!) * alpha) / 255, ((255 - rgba[at + 2]!) * alpha) / 255]
    const common = Math.min(c, m, y)
    black += common
    cyan += c - common
    magenta += m - common
    yellow += y - common
    grey += 255 - lightness(rgba, at)
  }
  const share = (sum: number) => (count === 0 ? 0 : (sum / count / 255) * 100)
  return { cyan: share(cyan), magenta: share(magenta), yellow: share(yellow), black: share(black), grey: share(grey) }
}

/** The same picture in shades of grey, opaque. */
export function greyPreview({ rgba, width, height }: Pixels): Pixels {
  const grey = new Uint8ClampedArray(rgba.length)
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    grey[at] = grey[at + 1] = grey[at + 2] = lightness(rgba, at)
    grey[at + 3] = 255
  }
  return { rgba: grey, width, height }
}

/** Lighter than this is paper. */
const white = 250

/** Answers, for parts of a poster of this size in mm from its lower left corner, whether nothing is printed there. A pixel that is only partly within counts. */
export function whiteAreas({ rgba, width, height }: Pixels, poster: Size): (area: Rectangle) => boolean {
  return (area) => {
    const [left, right] = [Math.floor((area.x / poster.width) * width), Math.ceil(((area.x + area.width) / poster.width) * width)]
    const [top, bottom] = [Math.floor((1 - (area.y + area.height) / poster.height) * height), Math.ceil((1 - area.y / poster.height) * height)]
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      for (let x = Math.max(0, left); x < Math.min(width, right); x++) if (lightness(rgba, (y * width + x) * 4) < white) return false
    }
    return true
  }
}
