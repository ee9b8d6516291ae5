import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationOf, corrected, crosses, expectedPage, noCorrection, type MeasuredPage } from './correction'

/** Moves and stretches all it prints. */
const printer = fc.record({ moveX: fc.double({ min: -5, max: 5, noNaN: true }), moveY: fc.double({ min: -5, max: 5, noNaN: true }), stretchX: fc.double({ min: 0.97, max: 1.03, noNaN: true }), stretchY: fc.double({ min: 0.97, max: 1.03, noNaN: true }) })
type Printer = typeof printer extends fc.Arbitrary<infer Each> ? Each : never
const print = ({ moveX, moveY, stretchX, stretchY }: Printer, [x, y]: readonly [number, number]) => [x * stretchX + moveX, y * stretchY + moveY] as const

function measured(of: Printer): MeasuredPage {
  const [a, b, c] = [print(of, [crosses.left, crosses.top]), print(of, [crosses.right, crosses.top]), print(of, [crosses.left, crosses.bottom])]
  return { left: a[0], top: a[1], across: b[0] - a[0], down: c[1] - a[1] }
}

describe('a printer that was calibrated', () => {
  it('puts every place of a page within a tenth of a millimetre of where it is meant, whatever its error', () => {
    fc.assert(fc.property(printer, fc.double({ min: 0, max: 210, noNaN: true }), fc.double({ min: 0, max: 297, noNaN: true }), (of, x, y) => {
      const { correction } = calibrationOf(measured(of))!
      const [landedX, landedY] = print(of, corrected(x, y, correction))
      expect(Math.abs(landedX - x)).toBeLessThan(0.1)
      expect(Math.abs(landedY - y)).toBeLessThan(0.1)
    }))
  })

  it('is left alone when it measures as it should', () => expect(calibrationOf(expectedPage)).toEqual({ correction: noCorrection, fitted: false }))

  it('is put right the other way: what lands 1 mm too far right is drawn 1 mm to the left, what is 1 % too long is drawn shorter', () => {
    expect(calibrationOf({ ...expectedPage, left: 21 })!.correction).toEqual({ ...noCorrection, offsetX: -1 })
    expect(calibrationOf({ ...expectedPage, down: 252.5 })!.correction).toMatchObject({ scaleY: 99.01, scaleX: 100 })
  })

  it('is told from a page that was fitted to the paper', () => {
    expect(calibrationOf({ left: 24, top: 24.2, across: 163.2, down: 240 })).toMatchObject({ fitted: true })
    expect(calibrationOf({ ...expectedPage, across: 168 })).toMatchObject({ fitted: false })
  })

  it('is not guessed from what no printer does, or from no number', () => {
    for (const wrong of [{ left: 60 }, { across: 100 }, { down: 0 }, { top: Number.NaN }, { across: Number.POSITIVE_INFINITY }]) expect(calibrationOf({ ...expectedPage, ...wrong }), JSON.stringify(wrong)).toBeNull()
  })
})
