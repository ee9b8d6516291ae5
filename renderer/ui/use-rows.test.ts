import { describe, expect, it } from 'vitest'
import { firstRows, rowWindow } from './use-rows'

describe('rows near the screen', () => {
  it('cover the screen wherever it is scrolled', () => {
    for (let top = 0; top < 36 * 99_000; top += 12_345) {
      const { start, end, size } = rowWindow(top, 700, 36, 100_000)
      expect(start * 36).toBeLessThanOrEqual(top)
      expect(end * 36).toBeGreaterThanOrEqual(top + 700)
      expect(end - start).toBeLessThan(64)
      expect(end - start).toBeLessThanOrEqual(size)
    }
  })

  it('do not change with every pixel, which would redraw at each event', () => {
    expect(rowWindow(36_000, 700, 36, 100_000)).toEqual(rowWindow(36_035, 700, 36, 100_000))
  })

  it('stay inside a list that became shorter than the scroll position', () => {
    const { start, end } = rowWindow(36_000, 700, 36, 5)
    expect(start).toBeLessThanOrEqual(end)
    expect(end).toBe(5)
  })

  it('are first those on screen alone, to the last that shows a pixel', () => {
    const { start, end } = firstRows(rowWindow(0, 700, 36, 100_000))
    expect(start).toBe(0)
    expect(end * 36).toBeGreaterThanOrEqual(700)
    expect(end * 36).toBeLessThan(700 + 3 * 36)
  })

  it('are none in an empty list', () => {
    expect(rowWindow(0, 700, 36, 0)).toMatchObject({ start: 0, end: 0 })
  })
})
