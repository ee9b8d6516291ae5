import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPaper } from './paper-count'
import { paperSizes } from './paper-sizes'
import { planSheets } from './plan-sheets'
import { coveringTrim, finishedSize, freeLimits, layoutOf, pieceOf, posterOf, posterSizes, printForms, sheetPapers, type PrintChoices, type PrintForm } from './print-choices'
import { turned, type Size } from './rectangle'
import type { SourcePage } from './sheet-plan'
import { choicesName, formsFor, readChoices, usualChoices, withForm } from './usual-choices'

const { A3, A4, A5, A6, A7, DL } = paperSizes
const pages = (size: SourcePage, count = 1): SourcePage[] => Array.from({ length: count }, () => size)
const planOf = (choices: PrintChoices, of: readonly SourcePage[]) => planSheets(of, layoutOf(choices, of))
const usualPlan = (size: Size, count = 1) => {
  const of = pages(size, count)
  return planOf(usualChoices(of, false), of)
}

describe('the first choices for a page', () => {
  it.each([['A6', A6, '4-up', 4], ['A5', A5, '2-up', 2], ['A7', A7, '8-up', 8], ['a third of A4', DL, 'dl', 3], ['10 × 15', paperSizes['10x15'], '10x15', 2], ['A4', A4, 'as-is', 1]] as const)('of %s fill an A4 with it at its own size', (_name, size, form, perSheet) => {
    expect(usualChoices(pages(size), false).form).toBe(form)
    expect(usualPlan(size)).toMatchObject({ perSheet, scales: [100], duplex: 'none' })
  })

  it('of a page of two sides print both, turned so that no back stands on its head', () => {
    expect(usualPlan(A6, 2)).toMatchObject({ duplex: 'long', paper: A4 })
    expect(usualPlan(A5, 2)).toMatchObject({ duplex: 'short', paper: turned(A4) })
    expect(usualPlan(A4, 2)).toMatchObject({ duplex: 'long', paper: A4 })
    for (const size of [A4, A5, A6, DL]) for (const { back } of usualPlan(size, 2).sheets) expect(back!.cells.every(({ rotation }) => rotation === 0)).toBe(true)
  })

  it('of an A3 poster are for the section that has no A3 printer: tiles of A4', () => {
    const plan = usualPlan(A3)
    expect(plan.poster).toMatchObject({ width: 297, height: 420 })
    expect(plan).toMatchObject({ paper: A4, scales: [100] })
    expect(plan.sheets.length).toBe(4)
  })

  it('take the bleed that a page has beyond its format for what it is, and no margin for bleed', () => {
    expect(finishedSize({ width: 111, height: 154 })).toMatchObject({ format: 'A6', size: A6 })
    expect(finishedSize({ width: 105.2, height: 148.4 }).size.width).toBe(105.2)
    expect(finishedSize({ width: 120, height: 160, trim: { x: 7.5, y: 6, width: 105, height: 148 } })).toMatchObject({ format: 'A6', size: A6 })
    expect(usualPlan({ width: 111, height: 154 })).toMatchObject({ perSheet: 4, scales: [100] })
  })

  it('put the pages of a brochure in order, and offer the booklet', () => {
    expect(formsFor(pages(A5, 8), false).suited[0]).toBe('booklet')
    expect(formsFor(pages(A4, 12), false).suited).toEqual(['as-is', 'booklet', '2-up', '4-up', 'poster'])
    expect(formsFor(pages(A5, 2), false).suited).not.toContain('booklet')
    expect(withForm(usualChoices(pages(A4, 12), false), '4-up', pages(A4, 12))).toMatchObject({ order: 'sequence', marks: false })
    expect(withForm(usualChoices(pages(A6, 12), false), '4-up', pages(A6, 12))).toMatchObject({ order: 'cut-stack', marks: true })
  })

  it('offer every form for every page, each once', () => {
    fc.assert(fc.property(fc.double({ min: 30, max: 1300, noNaN: true }), fc.double({ min: 30, max: 1300, noNaN: true }), fc.integer({ min: 1, max: 20 }), fc.boolean(), (width, height, count, picture) => {
      const { suited, others } = formsFor(pages({ width, height }, count), picture)
      expect([...suited, ...others].sort()).toEqual([...printForms].sort())
      expect(suited.length).toBeGreaterThan(0)
    }), { numRuns: 60 })
  })
})

describe('any choice for any page', () => {
  it('has sheets', () => {
    const choices = fc.record({
      form: fc.constantFrom(...printForms), paper: fc.constantFrom(...sheetPapers), duplex: fc.constantFrom('none', 'long', 'short'), order: fc.constantFrom('repeat', 'sequence', 'cut-stack'), marks: fc.boolean(),
      bleed: fc.constantFrom(0, 3, 5), gutter: fc.constantFrom(0, 4, 10), creep: fc.constantFrom(0, 0.1, 2), margin: fc.constantFrom(0, 5, 10, 30), shrink: fc.boolean(), picture: fc.constantFrom('contain', 'cover'),
      poster: fc.record({ size: fc.constantFrom(...posterSizes), overlap: fc.constantFrom(0, 10, 20), skipWhite: fc.boolean(), map: fc.boolean() }),
      free: fc.record({
        width: fc.option(fc.integer({ min: freeLimits.least, max: 1200 })), height: fc.option(fc.integer({ min: freeLimits.least, max: 1200 })),
        grid: fc.option(fc.record({ columns: fc.integer({ min: 1, max: freeLimits.inRow }), rows: fc.integer({ min: 1, max: freeLimits.inRow }) })),
      }),
    }) as fc.Arbitrary<PrintChoices>
    fc.assert(fc.property(choices, fc.double({ min: 40, max: 900, noNaN: true }), fc.double({ min: 40, max: 900, noNaN: true }), fc.integer({ min: 1, max: 9 }), (made, width, height, count) => {
      const plan = planOf(made, pages({ width, height }, count))
      expect(plan.sheets.length).toBeGreaterThan(0)
      expect(countPaper(plan, 200).leftover).toBeLessThan(plan.perSheet)
    }), { numRuns: 80 })
  })

  it('is as large as a poster as its tiles will make it', () => {
    fc.assert(fc.property(fc.constantFrom(...posterSizes), fc.double({ min: 90, max: 600, noNaN: true }), fc.double({ min: 90, max: 600, noNaN: true }), (size, width, height) => {
      const usual = usualChoices(pages({ width, height }), false)
      const { poster } = planOf({ ...usual, form: 'poster', paper: 'A3', poster: { ...usual.poster, size } }, pages({ width, height }))
      const said = posterOf({ width, height }, size)
      expect([poster!.width, poster!.height]).toEqual([expect.closeTo(said.width, 6), expect.closeTo(said.height, 6)])
    }), { numRuns: 40 })
  })

  it('says how large one piece is', () => {
    const usual = usualChoices(pages(A4), false)
    const piece = (form: PrintForm, more: Partial<PrintChoices> = {}) => pieceOf({ ...usual, form, ...more })
    expect([piece('4-up'), piece('4-up', { paper: 'A3' }), piece('dl'), piece('booklet'), piece('poster', { poster: { ...usual.poster, size: 'A1' } }), piece('as-is'), piece('free')]).toEqual([A6, A5, DL, A5, paperSizes.A1, null, null])
    expect(piece('free', { free: { width: 85, height: 54, grid: null } })).toEqual({ width: 85, height: 54 })
  })

  it('two hundred tracts A6 of two sides are fifty sheets of A4', () => {
    const of = pages(A6, 2)
    expect(countPaper(planOf(usualChoices(of, false), of), 200)).toMatchObject({ runs: 50, sheets: 50, printedSides: 100, leftover: 0 })
  })
})

describe('a picture on a piece', () => {
  it('covers it, bleed included, out of its middle, lying as the picture does', () => {
    fc.assert(fc.property(fc.integer({ min: 50, max: 900 }), fc.integer({ min: 50, max: 900 }), fc.constantFrom(0, 3), (width, height, bleed) => {
      const trim = coveringTrim({ width, height }, A6, bleed)
      const scale = Math.max(trim.width, trim.height) / 148
      expect(Math.min(trim.width, trim.height) / 105).toBeCloseTo(scale, 6)
      for (const beyond of [trim.x, trim.y, width - trim.x - trim.width, height - trim.y - trim.height]) expect(beyond).toBeGreaterThanOrEqual(bleed * scale - 1e-6)
    }), { numRuns: 60 })
  })
})

describe('choices kept on a computer', () => {
  it('come back, and what another version wrote is as usual', () => {
    const usual = usualChoices(pages(A6, 2), false, 4)
    const made: PrintChoices = { ...usual, form: 'free', paper: 'A3', bleed: 3, gutter: 8, creep: 0.12, free: { width: 85, height: 54, grid: { columns: 2, rows: 5 } }, poster: { ...usual.poster, size: 'A1', overlap: 15 } }
    expect(readChoices(JSON.parse(JSON.stringify(made)), usual)).toEqual(made)
    for (const foreign of [null, 'x', [], { form: '16-up', poster: 7, bleed: -1, shrink: 'no', gutter: 90, creep: 'x', free: { width: 3, height: '54', grid: { columns: 2.5, rows: 99 } } }]) expect(readChoices(foreign, usual)).toEqual(usual)
  })

  it('are kept by format and by how many sides there are', () => {
    expect([choicesName(pages(A6, 2), false), choicesName(pages(A6, 1), false), choicesName(pages(A4, 36), false), choicesName(pages({ width: 200, height: 200 }), false), choicesName(pages(A4), true)]).toEqual(['A6/2', 'A6/1', 'A4/4', 'other/1', 'picture'])
  })
})
