import { describe, expect, it } from 'vitest'
import type { Pixels } from '../foreign/pixels'
import { estimateInk, whiteAreas } from './ink-estimate'

type Pixel = [red: number, green: number, blue: number]
/** Two by two pixels. */
const picture = (...pixels: Pixel[]): Pixels => ({ width: 2, height: 2, rgb: Uint8Array.from(pixels.flat()) })
const white: Pixel = [255, 255, 255]
const black: Pixel = [0, 0, 0]
const red: Pixel = [255, 0, 0]

describe('what a page costs in ink', () => {
  it('paper costs nothing, black only black, a colour its own inks', () => {
    expect(estimateInk(picture(white, white, white, white))).toEqual({ cyan: 0, magenta: 0, yellow: 0, black: 0, grey: 0 })
    expect(estimateInk(picture(black, white, white, white))).toEqual({ cyan: 0, magenta: 0, yellow: 0, black: 25, grey: 25 })
    expect(estimateInk(picture(red, red, white, white))).toMatchObject({ cyan: 0, magenta: 50, yellow: 50, black: 0, grey: expect.closeTo(39.45, 1) })
  })

  it('a page of no pixels costs nothing', () => {
    expect(estimateInk({ width: 0, height: 0, rgb: new Uint8Array(0) }).grey).toBe(0)
  })
})

describe('white parts of a poster', () => {
  it('are those without a dark pixel, from the lower left corner', () => {
    // Ink in the upper right quarter.
    const isWhite = whiteAreas(picture(white, black, white, white), { width: 100, height: 100 })
    expect(isWhite({ x: 0, y: 0, width: 50, height: 50 })).toBe(true)
    expect(isWhite({ x: 50, y: 0, width: 50, height: 50 })).toBe(true)
    expect(isWhite({ x: 0, y: 50, width: 50, height: 50 })).toBe(true)
    expect(isWhite({ x: 50, y: 50, width: 50, height: 50 })).toBe(false)
    expect(isWhite({ x: 0, y: 0, width: 50.1, height: 50.1 })).toBe(false)
  })
})
