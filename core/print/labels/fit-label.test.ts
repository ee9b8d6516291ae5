import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capHeight, fitLabel, leading } from './fit-label'

const one = { share: 1 }
const lines = (count: number) => Array.from({ length: count }, () => one)

describe('the lines of a label', () => {
  it('have the letters that were asked where there is room', () => expect(fitLabel(lines(3), [5, 8, 10], { width: 165, height: 90 }, 10)).toEqual({ size: 10, stretches: [100, 100, 100], fault: null, squeezed: [] }))

  it('become smaller, then narrower, then smaller again before they are squeezed', () => {
    expect(fitLabel(lines(3), [18, 8, 8], { width: 165, height: 90 }, 10)).toMatchObject({ size: 9.75, fault: null })
    const narrow = fitLabel(lines(3), [24, 8, 8], { width: 165, height: 90 }, 10)
    expect(narrow.size).toBe(8)
    expect(narrow.stretches[0]).toBeCloseTo(85.9, 1)
    expect(fitLabel(lines(3), [33, 8, 8], { width: 165, height: 90 }, 10)).toMatchObject({ size: 6.25, fault: 'small' })
    expect(fitLabel(lines(3), [50, 8, 8], { width: 165, height: 90 }, 10)).toMatchObject({ size: 6, fault: 'squeezed', squeezed: [0] })
  })

  it('never leave their label, whatever they are', () => {
    const share = fc.double({ min: 0.3, max: 2, noNaN: true })
    fc.assert(fc.property(fc.array(fc.tuple(share, fc.double({ min: 0, max: 90, noNaN: true })), { minLength: 1, maxLength: 7 }), fc.double({ min: 30, max: 300, noNaN: true }), fc.double({ min: 20, max: 200, noNaN: true }), fc.constantFrom(8, 10, 12, 40), (asked, width, height, most) => {
      const fitted = fitLabel(asked.map(([of]) => ({ share: of })), asked.map(([, wide]) => wide), { width, height }, most)
      for (const [at, [, wide]] of asked.entries()) expect((wide * fitted.size * fitted.stretches[at]!) / 100).toBeLessThanOrEqual(width + 1e-6)
      const shares = asked.map(([of]) => of)
      expect(fitted.size * (shares[0]! * capHeight + shares.slice(1).reduce((sum, of) => sum + of * leading, 0))).toBeLessThanOrEqual(height + 1e-6)
      expect(fitted.size).toBeLessThanOrEqual(most)
    }))
  })
})
