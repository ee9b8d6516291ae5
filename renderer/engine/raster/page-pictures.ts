/** Pages as the legal checks look at them: small, as a person sees them from a few steps away. */
import type { PagePicture } from '#core/domain/legal/picture'
import type { Pixels } from '#core/print/foreign/pixels'

/** Px of the longer side: a flag in a corner is still one. */
const side = 600
const mmPerInch = 25.4

/** Dots an inch at which a page of this size, in mm, has so many px on its longer side; enough to be judged unless said. */
export const resolutionFor = ({ width, height }: { width: number; height: number }, longer = side): number => longer / (Math.max(width, height) / mmPerInch)

/** Not finer than the checks look. */
export function pagePicture({ width, height, rgb }: Pixels): PagePicture {
  const scale = Math.min(1, side / Math.max(width, height))
  const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
  const rgba = new Uint8Array(across * down * 4)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const from = (Math.floor((y * height) / down) * width + Math.floor((x * width) / across)) * 3
      const to = (y * across + x) * 4
      rgba[to] = rgb[from]!
      rgba[to + 1] = rgb[from + 1]!
      rgba[to + 2] = rgb[from + 2]!
      rgba[to + 3] = 255
    }
  }
  return { width: across, height: down, data: rgba }
}
