/** Pages drawn from rectangles, and noise as a photograph has it. */
import { stream } from '../demo/random'
import type { PagePicture } from './picture'

export type Rgb = readonly [number, number, number]
export const colours = { blue: [0, 38, 120], sky: [80, 150, 230], white: [255, 255, 255], red: [225, 15, 25], black: [20, 20, 20], cream: [250, 245, 225] } as const satisfies Record<string, Rgb>

/** Rectangles in pixels, one over the other. */
export function draw(width: number, height: number, ground: Rgb, rectangles: readonly [x: number, y: number, width: number, height: number, colour: Rgb][] = []): PagePicture {
  const data = new Uint8Array(width * height * 4).fill(255)
  const fill = (x: number, y: number, wide: number, high: number, colour: Rgb) => {
    for (let row = Math.max(0, y); row < Math.min(height, y + high); row++) for (let column = Math.max(0, x); column < Math.min(width, x + wide); column++) data.set(colour, (row * width + column) * 4)
  }
  fill(0, 0, width, height, ground)
  for (const rectangle of rectangles) fill(...rectangle)
  return { width, height, data }
}

/** Spots of any colour, blurred a little, as trees, faces and clothes are from afar. */
export function photograph(width: number, height: number, seed: number): PagePicture {
  const random = stream('1', 'photograph', seed)
  const spot = () => Math.floor(random.next() * 256)
  const spots = Array.from({ length: 900 }, () => [Math.floor(random.next() * width) - 4, Math.floor(random.next() * height) - 4, 3 + Math.floor(random.next() * 14), 3 + Math.floor(random.next() * 14), [spot(), spot(), spot()] as Rgb] as [number, number, number, number, Rgb])
  const picture = draw(width, height, [spot(), spot(), spot()], spots)
  for (let at = 0; at < picture.data.length; at++) if (at % 4 < 3) picture.data[at] = Math.max(0, Math.min(255, picture.data[at]! + (random.next() - 0.5) * 60))
  return picture
}
