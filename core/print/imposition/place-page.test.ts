import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placePage, trimOf } from './place-page'
import { allEdges, type Rectangle } from './rectangle'
import type { Rotation } from './sheet-plan'

/** Where a point of the page (from its lower left corner) comes to lie on the sheet. */
function onSheet(cell: Rectangle & { rotation: Rotation; scale: number }, u: number, v: number): [number, number] {
  const [x, y] = [u * cell.scale, v * cell.scale]
  return ({ 0: [cell.x + x, cell.y + y], 90: [cell.x + cell.width - y, cell.y + x], 180: [cell.x + cell.width - x, cell.y + cell.height - y], 270: [cell.x + y, cell.y + cell.height - x] } as Record<Rotation, [number, number]>)[cell.rotation]
}

describe('a page on its place', () => {
  it('has its trim in the middle of it, as large as that allows, turned any way, whatever is cut off on which side', () => {
    const length = fc.integer({ min: 20, max: 300 })
    fc.assert(fc.property(fc.record({ width: length, height: length }), fc.record({ left: fc.integer({ min: 0, max: 9 }), right: fc.integer({ min: 0, max: 9 }), top: fc.integer({ min: 0, max: 9 }), bottom: fc.integer({ min: 0, max: 9 }) }), fc.record({ width: length, height: length }), fc.constantFrom<Rotation>(0, 90, 180, 270), (page, cut, place, rotation) => {
      const trim = { x: cut.left, y: cut.bottom, width: page.width - cut.left - cut.right, height: page.height - cut.top - cut.bottom }
      const { cell } = placePage(0, page, trim, { trim: { x: 50, y: 70, ...place }, rotation, bleed: allEdges(3), scale: 'fit' })
      const corners = [onSheet(cell, trim.x, trim.y), onSheet(cell, trim.x + trim.width, trim.y + trim.height)]
      const [left, right, bottom, top] = [Math.min(corners[0]![0], corners[1]![0]), Math.max(corners[0]![0], corners[1]![0]), Math.min(corners[0]![1], corners[1]![1]), Math.max(corners[0]![1], corners[1]![1])]
      expect([(left + right) / 2, (bottom + top) / 2].map((middle) => middle.toFixed(6))).toEqual([50 + place.width / 2, 70 + place.height / 2].map((middle) => middle.toFixed(6)))
      const upright = rotation % 180 === 0
      expect(cell.width).toBeCloseTo((upright ? page.width : page.height) * cell.scale, 6)
      expect(cell.height).toBeCloseTo((upright ? page.height : page.width) * cell.scale, 6)
      // It fills the place in one direction, but for a quarter of a percent that is no scaling.
      expect(Math.max((right - left) / place.width, (top - bottom) / place.height)).toBeCloseTo(1, 2)
    }))
  })

  it('shows no more than the bleed beyond the place, and nothing where it does not reach the place’s edge', () => {
    const place = { trim: { x: 0, y: 0, width: 100, height: 150 }, rotation: 0, bleed: allEdges(3), scale: 'fit' } as const
    const whole = { x: 8, y: 8, width: 100, height: 150 }
    expect(placePage(0, { width: 116, height: 166 }, whole, place).cell.clip).toEqual({ x: -3, y: -3, width: 106, height: 156 })
    expect(placePage(0, { width: 116, height: 116 }, { x: 8, y: 8, width: 100, height: 100 }, place).cell.clip).toEqual({ x: -3, y: 25, width: 106, height: 100 })
    expect(placePage(0, { width: 102, height: 152 }, { x: 1, y: 1, width: 100, height: 150 }, place).bleedMissing).toBeCloseTo(2, 6)
    expect(placePage(null, null, null, place).cell).toMatchObject({ page: null, clip: place.trim })
  })
})

describe('what is left of a page once it is cut', () => {
  const a6 = { width: 105, height: 148 }
  it('is its TrimBox, before what is said of its bleed, before what its size tells', () => {
    const page = { width: 111, height: 154 }
    expect(trimOf({ ...page, trim: { x: 2, y: 2, width: 107, height: 150 } }, a6, 3, 5)).toEqual({ x: 2, y: 2, width: 107, height: 150 })
    expect(trimOf(page, a6, 0, 5)).toEqual({ x: 5, y: 5, width: 101, height: 144 })
    expect(trimOf(page, a6, 3)).toEqual({ x: 3, y: 3, ...a6 })
    expect(trimOf({ width: 154, height: 111 }, a6, 3)).toEqual({ x: 3, y: 3, width: 148, height: 105 })
    // A page of another size has no bleed that nobody told of.
    expect(trimOf({ width: 216, height: 303 }, a6, 3)).toEqual({ x: 0, y: 0, width: 216, height: 303 })
  })

  it('is all of it where what is said makes no sense', () => {
    expect(trimOf({ width: 8, height: 8 }, a6, 0, 5)).toEqual({ x: 0, y: 0, width: 8, height: 8 })
    expect(trimOf({ width: 50, height: 50, trim: { x: 60, y: 0, width: 10, height: 10 } }, a6, 0)).toEqual({ x: 0, y: 0, width: 50, height: 50 })
  })
})
