/** What is drawn in a part of a page, by its place in millimetres. */
import decodeQR from 'qr/decode.js'
import type { Ink } from './paper'

/** In mm from the page's upper left corner. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}

const perMm = (dotsPerInch: number) => dotsPerInch / 25.4

/** The share of its dots, 0 to 1, that are darker than a third. */
export function inked({ width, height, dark }: Ink, area: Area, dotsPerInch: number): number {
  const dots = perMm(dotsPerInch)
  const [left, top, right, bottom] = [area.x * dots, area.y * dots, (area.x + area.width) * dots, (area.y + area.height) * dots].map(Math.round) as [number, number, number, number]
  let [count, all] = [0, 0]
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, right); x++) {
      all++
      if (dark[y * width + x]! > 85) count++
    }
  }
  return all === 0 ? 0 : count / all
}

/** Whether there is a box to tick around this middle: four sides where they should be, to three tenths of a millimetre, and nothing within. */
export function isBox(page: Ink, x: number, y: number, side: number, dotsPerInch: number): boolean {
  const [half, thick] = [side / 2, 0.6]
  const sides: Area[] = [
    { x: x - half - thick / 2, y: y - half, width: thick, height: side }, { x: x + half - thick / 2, y: y - half, width: thick, height: side },
    { x: x - half, y: y - half - thick / 2, width: side, height: thick }, { x: x - half, y: y + half - thick / 2, width: side, height: thick },
  ]
  const within = side - 2 * thick
  return sides.every((area) => inked(page, area, dotsPerInch) > 0.25) && inked(page, { x: x - within / 2, y: y - within / 2, width: within, height: within }, dotsPerInch) === 0
}

/** Whether a line goes across there, to three tenths of a millimetre. */
export const isLine = (page: Ink, from: number, to: number, y: number, dotsPerInch: number): boolean => inked(page, { x: from, y: y - 0.3, width: to - from, height: 0.6 }, dotsPerInch) > 0.12

/** The QR code within a part of a page, as a camera reads it. */
export function readQr({ width, dark }: Ink, area: Area, dotsPerInch: number): string {
  const dots = perMm(dotsPerInch)
  const [left, top, wide, high] = [area.x * dots, area.y * dots, area.width * dots, area.height * dots].map(Math.round) as [number, number, number, number]
  const data = new Uint8Array(wide * high * 4).fill(255)
  for (let y = 0; y < high; y++) for (let x = 0; x < wide; x++) data.fill(255 - dark[(y + top) * width + x + left]!, (y * wide + x) * 4, (y * wide + x) * 4 + 3)
  return decodeQR({ width: wide, height: high, data })
}
