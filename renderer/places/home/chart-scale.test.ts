import fc from 'fast-check'
import { expect, it } from 'vitest'
import { apart, ticksFor } from './chart-scale'

it('an axis counts whole people by round steps, from none to all there are', () => {
  expect(ticksFor(0)).toEqual([0, 1])
  expect(ticksFor(3)).toEqual([0, 1, 2, 3])
  expect(ticksFor(137)).toEqual([0, 50, 100, 150])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (most) => {
      const ticks = ticksFor(most)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(ticks.every(Number.isInteger)).toBe(true)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(ticks.at(-2)!).toBeLessThan(Math.max(1, most))
    }),
  )
})

it('words at the ends of lines never lie on one another, and stay where they are when they need not move', () => {
  expect(apart([10, 60, 120], 14, 150)).toEqual([10, 60, 120])
  expect(apart([150, 150, 149], 14, 150)).toEqual([136, 150, 122])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 3 }), (heights) => {
      const placed = apart(heights, 14, 150)
      const sorted = [...placed].sort((one, other) => one - other)
      for (const [at, height] of sorted.entries()) if (at > 0) expect(height - sorted[at - 1]!).toBeGreaterThanOrEqual(14)
      expect(Math.max(...placed)).toBeLessThanOrEqual(150)
    }),
  )
})
