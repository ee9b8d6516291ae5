import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandColours, colourOf, contrast, parseHex, readableOn } from './brand'

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
const brand = (primary: string, secondary = '#f2b632') => ({ colours: { primary, secondary } })

describe('letters on a colour', () => {
  it('are read whatever colours a section has chosen', () => {
    fc.assert(fc.property(hex, hex, fc.constantFrom(...brandColours), fc.constantFrom(...brandColours), (primary, secondary, wanted, under) => {
      const colours = brand(primary, secondary)
      expect(contrast(readableOn(colourOf(wanted, colours), colourOf(under, colours)), colourOf(under, colours))).toBeGreaterThanOrEqual(4.5)
    }))
  })

  it('keep the wanted colour where that is read, its hue where it must be darker, and are black on yellow instead of white', () => {
    expect(readableOn([1, 1, 1], parseHex('#1c3f6e')!)).toEqual([1, 1, 1])
    expect(readableOn([1, 1, 1], parseHex('#ffd500')!)).toEqual([0, 0, 0])
    const [red, green, blue] = readableOn(parseHex('#ffd500')!, [1, 1, 1])
    expect(red).toBeGreaterThan(green)
    expect(blue).toBe(0)
  })

  it('are measured as WCAG does, and an unreadable colour is black', () => {
    expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21)
    expect(contrast(parseHex('#767676')!, [1, 1, 1])).toBeCloseTo(4.54, 2)
    expect(colourOf('rouge', brand('#12'))).toEqual([0, 0, 0])
    expect(colourOf('primary', brand('#12'))).toEqual([0, 0, 0])
  })
})
