import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { picture } from './screen'

/** An XWD frame as Xvfb keeps it: a header with one colour, then pixels of 4 bytes. */
function frame(width: number, height: number, colour: (x: number, y: number) => [red: number, green: number, blue: number]): Buffer {
  const headerSize = 160
  const start = headerSize + 12
  const bytes = Buffer.alloc(start + width * height * 4)
  for (const [at, value] of [[0, headerSize], [16, width], [20, height], [44, 32], [48, width * 4], [76, 1]] as const) bytes.writeUInt32BE(value, at)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = colour(x, y)
      bytes.set([blue, green, red, 0], start + (y * width + x) * 4)
    }
  }
  return bytes
}

describe('a picture of a virtual screen', () => {
  it('is cut to the window, wherever it stands, in its own colours', () => {
    const png = PNG.sync.read(picture(frame(8, 6, (x, y) => (x >= 2 && x < 5 && y >= 1 && y < 3 ? [10 + x, 20, 30 + y] : [0, 0, 0])))!)
    expect([png.width, png.height]).toEqual([3, 2])
    expect([...png.data.subarray(0, 8)]).toEqual([12, 20, 31, 255, 13, 20, 31, 255])
  })

  it('is none while nothing is on it', () => {
    expect(picture(frame(4, 4, () => [0, 0, 0]))).toBeNull()
  })
})
