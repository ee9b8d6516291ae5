/**
 * What the fills of a page look like, without a renderer: enough to judge its colours before it is printed. Words count as
 * little here as they do from afar; a picture is left out, and whoever has drawn the page judges that itself.
 */
import type { PagePicture } from '../../domain/legal/picture'
import type { Rgb } from './brand'

export interface PaintedArea {
  /** mm from the upper left corner. */
  x: number
  y: number
  width: number
  height: number
  colour: Rgb
}

/** A pixel a millimetre; fewer on a poster. */
const most = 300

export function paintColours(width: number, height: number, areas: readonly PaintedArea[]): PagePicture {
  const scale = Math.min(1, most / Math.max(width, height))
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)]
  const data = new Uint8Array(across * down * 4).fill(255)
  for (const { x, y, width: wide, height: high, colour } of areas) {
    const pixel = colour.map((part) => Math.round(part * 255))
    const [left, right] = [x, x + wide].map((edge) => Math.min(across, Math.max(0, Math.round(edge * scale)))) as [number, number]
    const [top, bottom] = [y, y + high].map((edge) => Math.min(down, Math.max(0, Math.round(edge * scale)))) as [number, number]
    for (let row = top; row < bottom; row++) for (let column = left; column < right; column++) data.set(pixel, (row * across + column) * 4)
  }
  return { width: across, height: down, data }
}
