/** A frame under the hand: moved, drawn larger, held by lines. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignedOn, alignments, linesOf, movedBy, resizedBy, snapMoved, snapResized, type Box, type Grip } from './frame-geometry'

const page = { width: 105, height: 148 }
const tenths = (least: number, most: number) => fc.integer({ min: least * 10, max: most * 10 }).map((value) => value / 10)
const box = fc.record<Box>({ x: tenths(-20, 120), y: tenths(-20, 160), width: tenths(1, 120), height: tenths(1, 160) })
const step = tenths(-300, 300)
const grip = fc.record<Grip>({ x: fc.constantFrom(-1, 0, 1), y: fc.constantFrom(-1, 0, 1) })

describe('a frame that is moved', () => {
  it('goes by what the key says, and back by the other', () => {
    const there = movedBy({ x: 8, y: 73.5, width: 64, height: 53.5 }, 5, 0.1, page)
    expect(there).toEqual({ x: 13, y: 73.6, width: 64, height: 53.5 })
    expect(movedBy(there, -5, -0.1, page)).toEqual({ x: 8, y: 73.5, width: 64, height: 53.5 })
  })

  it('keeps its size, and can always be taken hold of', () => {
    fc.assert(
      fc.property(box, step, step, (from, across, down) => {
        const to = movedBy(from, across, down, page)
        expect([to.width, to.height]).toEqual([from.width, from.height])
        const seen = (start: number, size: number, length: number) => Math.min(start + size, length) - Math.max(start, 0)
        expect(seen(to.x, to.width, page.width)).toBeGreaterThanOrEqual(Math.min(to.width, 2) - 0.02)
        expect(seen(to.y, to.height, page.height)).toBeGreaterThanOrEqual(Math.min(to.height, 2) - 0.02)
      }),
    )
  })
})

describe('a frame that is drawn larger', () => {
  it('keeps the edges that nobody holds, and never turns inside out', () => {
    fc.assert(
      fc.property(box, grip, step, step, (from, held, across, down) => {
        const to = resizedBy(from, held, across, down)
        for (const [start, size, side] of [['x', 'width', held.x], ['y', 'height', held.y]] as const) {
          expect(to[size]).toBeGreaterThan(0)
          if (side >= 0) expect(to[start]).toBe(from[start])
          if (side <= 0) expect(to[start] + to[size]).toBeCloseTo(from[start] + from[size], 1)
        }
      }),
    )
  })
})

describe('what snaps', () => {
  it('stands on the middle of the page, on its margin, on the edge of another frame', () => {
    const lines = linesOf(page, 8, [{ x: 20, y: 30, width: 40, height: 10 }])
    expect(snapMoved({ x: 27, y: 100, width: 50, height: 20 }, lines, 1)).toEqual({ box: { x: 27.5, y: 100, width: 50, height: 20 }, guides: { x: [52.5], y: [] } })
    expect(snapMoved({ x: 8.6, y: 40.4, width: 30, height: 20 }, lines, 1)).toEqual({ box: { x: 8, y: 40, width: 30, height: 20 }, guides: { x: [8], y: [40] } })
    expect(snapResized({ x: 8, y: 40, width: 51.4, height: 20 }, { x: 1, y: 0 }, lines, 1)).toEqual({ box: { x: 8, y: 40, width: 52, height: 20 }, guides: { x: [60], y: [] } })
  })

  it('goes no farther than it may, stands on the lines that it says, and says none where it stands free', () => {
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 4 }), tenths(0, 5), (from, others, within) => {
        const { box: to, guides } = snapMoved(from, linesOf(page, 8, others), within)
        for (const [start, size, lines] of [['x', 'width', guides.x], ['y', 'height', guides.y]] as const) {
          expect(Math.abs(to[start] - from[start])).toBeLessThanOrEqual(within + 0.011)
          if (lines.length === 0) expect(to[start]).toBe(from[start])
          for (const line of lines) expect(Math.min(...[0, 0.5, 1].map((share) => Math.abs(to[start] + share * to[size] - line)))).toBeLessThan(0.011)
        }
      }),
    )
  })
})

describe('a frame that is aligned', () => {
  it('stands within the margins, and twice is once', () => {
    fc.assert(
      fc.property(box, fc.constantFrom(...alignments), (from, how) => {
        const to = alignedOn(from, how, page, 8)
        expect(alignedOn(to, how, page, 8)).toEqual(to)
        expect([to.width, to.height]).toEqual([from.width, from.height])
      }),
    )
    expect(alignedOn({ x: 1, y: 1, width: 20, height: 30 }, 'right', page, 8).x).toBe(77)
    expect(alignedOn({ x: 1, y: 1, width: 20, height: 30 }, 'middle', page, 8).y).toBe(59)
  })
})
