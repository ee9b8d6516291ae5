import { describe, expect, it } from 'vitest'
import { nextZoom, scaleFor } from './fit'

const a4 = { width: 595.28, height: 841.89 }

describe('how large a page is shown', () => {
  it('shows the whole page inside its room, whatever the shape of the room', () => {
    for (const room of [{ width: 500, height: 900 }, { width: 1200, height: 600 }]) {
      const scale = scaleFor('page', a4, room)
      expect(a4.width * scale).toBeLessThanOrEqual(room.width + 0.001)
      expect(a4.height * scale).toBeLessThanOrEqual(room.height + 0.001)
    }
  })

  it('fills the width when asked, even if the foot of the page is then below', () => {
    expect(a4.width * scaleFor('width', a4, { width: 1200, height: 600 })).toBeCloseTo(1200)
  })

  it('shows 210 mm of paper as 210 mm of screen at 100 %', () => {
    expect((a4.width * scaleFor(1, a4, { width: 100, height: 100 })) / 96).toBeCloseTo(210 / 25.4, 2)
  })

  it('steps up and down from a fitted size to round percentages and stops at the ends', () => {
    expect(nextZoom((0.62 * 96) / 72, true)).toBe(0.75)
    expect(nextZoom((0.62 * 96) / 72, false)).toBe(0.5)
    expect(nextZoom((4 * 96) / 72, true)).toBe(4)
    expect(nextZoom((0.2 * 96) / 72, false)).toBe(0.5)
  })

  it('never vanishes when the window is folded to nothing', () => {
    expect(scaleFor('page', a4, { width: 0, height: 0 })).toBe(0.1)
  })
})
