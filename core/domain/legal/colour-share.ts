/**
 * How much of a page is neither black, grey nor white. Invariant: the yellowish white of a scan, and the coloured fringe of
 * smoothed letters, are no colour: a black and white poster must not pass for a coloured one.
 */
import type { PagePicture } from './picture'

/** Difference of the strongest and the weakest of red, green and blue, 0 to 255: less is a shade of grey. */
const leastChroma = 40

/** 0 to 1, of all pixels. */
export function colourShare({ width, height, data }: PagePicture): number {
  let coloured = 0
  for (let at = 0; at < width * height * 4; at += 4) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
    if (Math.max(red, green, blue) - Math.min(red, green, blue) >= leastChroma) coloured++
  }
  return width * height === 0 ? 0 : coloured / (width * height)
}

/** Whether the paper is mostly white, as that of official notices is. */
export function whiteShare({ width, height, data }: PagePicture): number {
  let white = 0
  for (let at = 0; at < width * height * 4; at += 4) if (Math.min(data[at]!, data[at + 1]!, data[at + 2]!) >= 235) white++
  return width * height === 0 ? 0 : white / (width * height)
}
