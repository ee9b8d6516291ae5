/**
 * The QR codes in a picture. Invariant: whatever the picture, this ends, after about the time that it is given, with texts
 * or with none: who made the picture is not known.
 */
import { decodeQRBatch } from 'qr/decode.js'

/** How light each pixel is, row by row. */
interface Grey {
  width: number
  height: number
  data: Uint8Array
}

/**
 * Each text once. `data`: RGBA. `milliseconds`: for attempts after the first.
 * The second look is at the picture turned: the decoder finds a code's corners along rows and columns, which cut a code that
 * stands on its corner where there is nothing to see.
 */
export async function decodeCodes(picture: { width: number; height: number; data: Uint8ClampedArray }, milliseconds: number): Promise<string[]> {
  const grey = greyOf(picture)
  const straight = await find(grey, milliseconds / 2)
  return straight.length > 0 ? straight : find(turned(grey), milliseconds / 2)
}

async function find(grey: Grey, milliseconds: number): Promise<string[]> {
  const { width, height } = grey
  // A plane of light, as cameras give it: the planes of colour that follow are not read.
  const [found = []] = await decodeQRBatch([grey], { maxSize: { width, height }, effort: Infinity, timeLimit: milliseconds, format: 'I420' })
  return [...new Set(found.filter((each) => typeof each === 'string'))]
}

/** From black to white: the decoder takes faint differences (a copy of a copy, a screen in the sun) for one even ground. */
function greyOf({ width, height, data: colours }: { width: number; height: number; data: Uint8ClampedArray }): Grey {
  const data = new Uint8Array(width * height)
  const counts = new Uint32Array(256)
  for (let at = 0; at < data.length; at++) {
    const light = (colours[at * 4]! + 2 * colours[at * 4 + 1]! + colours[at * 4 + 2]!) >> 2
    data[at] = light
    counts[light]!++
  }
  const few = data.length * outliers
  const from = levelAt(counts, few)
  const to = 255 - levelAt(counts.toReversed(), few)
  if (to <= from) return { width, height, data }
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, level) => ((level - from) * 255) / (to - from))
  for (let at = 0; at < data.length; at++) data[at] = levels[data[at]!]!
  return { width, height, data }
}

/** Share of the pixels that may be darker than ink or lighter than paper: shine, a dark edge. */
const outliers = 0.005

/** The first level up to which there are more than `few`. */
function levelAt(counts: Uint32Array, few: number): number {
  let sum = 0
  return counts.findIndex((count) => (sum += count) > few)
}

/** By a third of a quarter, around its middle, the corners kept. */
function turned({ width, height, data }: Grey): Grey {
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)]
  const wide = Math.ceil(width * cos + height * sin)
  const high = Math.ceil(width * sin + height * cos)
  const out = new Uint8Array(wide * high).fill(255)
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const [dx, dy] = [x - wide / 2, y - high / 2]
      const fromX = cos * dx + sin * dy + width / 2
      const fromY = cos * dy - sin * dx + height / 2
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue
      const at = top * width + left
      const [alongX, alongY] = [fromX - left, fromY - top]
      const upper = data[at]! * (1 - alongX) + data[at + 1]! * alongX
      const lower = data[at + width]! * (1 - alongX) + data[at + width + 1]! * alongX
      out[y * wide + x] = upper * (1 - alongY) + lower * alongY
    }
  }
  return { width: wide, height: high, data: out }
}
