import { describe, expect, it } from 'vitest'
import { fitsOn, offeredPrinter, paperOf, presetOf, withPreset, type Printer, type PrintPreset } from './printing'

const mm = 72 / 25.4
const preset = (printer: string, more: Partial<PrintPreset> = {}): PrintPreset => ({ printer, paper: 'A4', sides: 'one', colour: true, ...more })
const printer = (name: string, isDefault = false): Printer => ({ name, label: name, location: '', state: 'ready', isDefault, can: { bothSides: null, colour: null, a3: null } })

describe('the paper that a page fills', () => {
  it('is known upright and lying, in whatever way its size was rounded', () => {
    expect(paperOf({ width: 595.28, height: 841.89 })).toBe('A4')
    expect(paperOf({ width: 842, height: 595 })).toBe('A4')
    expect(paperOf({ width: 297 * mm, height: 420 * mm })).toBe('A3')
    expect(paperOf({ width: 220 * mm, height: 110 * mm })).toBe('DL')
  })

  it('is none for a page that is smaller or larger than each of them', () => {
    expect(paperOf({ width: 216 * mm, height: 303 * mm })).toBeNull()
    expect(paperOf({ width: 100 * mm, height: 100 * mm })).toBeNull()
  })

  it('is too small where some of the page would be cut off', () => {
    expect(fitsOn({ width: 297 * mm, height: 420 * mm }, 'A4')).toBe(false)
    expect(fitsOn({ width: 841.89, height: 595.28 }, 'A4')).toBe(true)
    expect(fitsOn({ width: 105 * mm, height: 148 * mm }, 'A4')).toBe(true)
    expect(fitsOn({ width: 216 * mm, height: 216 * mm }, 'A4')).toBe(false)
  })
})

describe('what is remembered of printers', () => {
  it('is the last thing that each was asked for, the latest printer first', () => {
    const presets = withPreset(withPreset(withPreset([], preset('a')), preset('b')), preset('a', { sides: 'long-edge' }))
    expect(presets).toEqual([preset('a', { sides: 'long-edge' }), preset('b')])
    expect(presetOf(presets, 'a')).toEqual(preset('a', { sides: 'long-edge' }))
    expect(presetOf(presets, 'c')).toBeNull()
  })

  it('holds neither the copies nor the pages of a job, and no more than thirty printers', () => {
    const job = { ...preset('a'), copies: 40, pages: { from: 2, to: 3 } }
    expect(withPreset([], job)).toEqual([preset('a')])
    const many = Array.from({ length: 40 }, (_, at) => preset(`p${at}`)).reduce(withPreset, [] as PrintPreset[])
    expect(many).toHaveLength(30)
    expect(many[0]!.printer).toBe('p39')
  })

  it('offers the last one used that is there, and passes over one that is not', () => {
    const here = [printer('a'), printer('b', true)]
    expect(offeredPrinter(here, [preset('gone'), preset('a')])!.name).toBe('a')
    expect(offeredPrinter(here, [preset('gone')])!.name).toBe('b')
    expect(offeredPrinter([printer('a'), printer('c')], [])!.name).toBe('a')
    expect(offeredPrinter([], [preset('a')])).toBeNull()
  })
})
