import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPaper } from './paper-count'
import { paperSizes } from './paper-sizes'
import { dividedSheet, type NUpLayout } from './n-up'
import { planSheets } from './plan-sheets'
import { allEdges, common, grown, isWide, overlap, turned, type Rectangle, type Size } from './rectangle'
import type { Cell, Plan, Rotation, SourcePage } from './sheet-plan'

const { A3, A4, A5, A6, DL, SRA4 } = paperSizes
const fourUp: NUpLayout = { kind: 'n-up', paper: A4, margin: allEdges(5), duplex: 'long', marks: false, bleed: 0, shrink: false, ...dividedSheet(A4, 4), gutter: 0, order: 'repeat', scale: 'fit' }
const pagesOf = (count: number, size: SourcePage): SourcePage[] => Array.from({ length: count }, () => size)
const shown = (cells: readonly Cell[]) => cells.map(({ page }) => page)
const kinds = (plan: Plan) => plan.notes.map(({ kind }) => kind)

/** Any n-up that fits its paper: papers, formats, gutters, both ways of turning, pages of all sizes. */
const anyLayout = fc.record({
  paper: fc.constantFrom(A4, A3, SRA4), duplex: fc.constantFrom('none', 'long', 'short'), order: fc.constantFrom('repeat', 'sequence', 'cut-stack'),
  cell: fc.record({ width: fc.integer({ min: 40, max: 200 }), height: fc.integer({ min: 40, max: 200 }) }), gutter: fc.integer({ min: 0, max: 12 }), bleed: fc.integer({ min: 0, max: 6 }), marks: fc.boolean(), shrink: fc.boolean(),
}).map((asked): NUpLayout => ({ ...fourUp, ...asked, grid: null }))
const anyPages = fc.array(fc.record({ width: fc.integer({ min: 30, max: 900 }), height: fc.integer({ min: 30, max: 900 }) }), { minLength: 1, maxLength: 40 })

/** A point of the sheet's front, as it is seen through it from the back. */
function throughPaper({ width, height }: Size, duplex: 'long' | 'short', area: Rectangle): Rectangle {
  // Turned about its long or its short edge: which of them is upright depends on how the sheet lies.
  const aboutUpright = (duplex === 'long') === height >= width
  return aboutUpright ? { ...area, x: width - area.x - area.width } : { ...area, y: height - area.y - area.height }
}

/** Where the head of a page points on the sheet. */
const headOf = (rotation: Rotation) => ({ 0: [0, 1], 90: [-1, 0], 180: [0, -1], 270: [1, 0] })[rotation]!

const near = (one: Rectangle, other: Rectangle) => {
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(one[side]).toBeCloseTo(other[side], 6)
}

describe('pages on a sheet to be cut', () => {
  it('never lie on one another, stay on the paper, and each appears as often as promised', () => {
    fc.assert(fc.property(anyPages, anyLayout, (pages, layout) => {
      const plan = planSheets(pages, layout)
      const often = pages.map(() => 0)
      for (const { front, back } of plan.sheets) {
        for (const { cells } of [front, ...(back ? [back] : [])]) {
          for (const [at, cell] of cells.entries()) {
            if (cell.page !== null) often[cell.page]!++
            near(common(cell.trim, { x: 0, y: 0, ...plan.paper }), cell.trim)
            for (const other of cells.slice(at + 1)) {
              expect(overlap(cell.trim, other.trim)).toBe(false)
              // Nor does one's bleed reach into the other.
              expect(overlap(cell.clip, other.clip)).toBe(false)
            }
          }
        }
      }
      const perSheet = plan.sheets[0]!.front.cells.length
      for (const count of often) expect(count).toBe(layout.order === 'repeat' ? perSheet : 1)
      expect(plan.perSheet).toBe(layout.order === 'repeat' ? perSheet : 1)
    }), { numRuns: 60 })
  })

  it('have their back behind them, whichever edge the sheet is turned about, and it stands upright when the leaf is turned sideways', () => {
    fc.assert(fc.property(anyPages, anyLayout, (pages, layout) => {
      const { duplex, paper, sheets } = planSheets(pages, layout)
      for (const { front, back } of sheets) {
        expect(back === null).toBe(duplex === 'none')
        if (duplex === 'none') continue
        for (const [at, cell] of front.cells.entries()) {
          const other = back!.cells[at]!
          near(other.trim, throughPaper(paper, duplex, cell.trim))
          if (cell.page === null || other.page === null) continue
          expect(other.page).toBe(cell.page + 1)
          if (isWide(pages[cell.page]!) !== isWide(pages[other.page]!)) continue
          // Both heads point to the same edge of the leaf.
          const [x, y] = headOf(cell.rotation)
          const seen = throughPaper(paper, duplex, { x: cell.trim.x + (x === 1 ? cell.trim.width : 0), y: cell.trim.y + (y === 1 ? cell.trim.height : 0), width: 0, height: 0 })
          const [backX, backY] = headOf(other.rotation)
          if (x === 0) expect(other.trim.y + (backY === 1 ? other.trim.height : 0)).toBeCloseTo(seen.y, 6)
          else expect(other.trim.x + (backX === 1 ? other.trim.width : 0)).toBeCloseTo(seen.x, 6)
        }
      }
    }), { numRuns: 60 })
  })

  it('are in order once the stack is cut and the piles are laid on one another', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 90 }), fc.constantFrom(2 as const, 4 as const, 8 as const), fc.constantFrom('none', 'long', 'short'), (count, parts, duplex) => {
      const { sheets } = planSheets(pagesOf(count, A6), { ...fourUp, ...dividedSheet(A4, parts), order: 'cut-stack', duplex })
      const perSheet = sheets[0]!.front.cells.length
      const piles = Array.from({ length: perSheet }, (_, cell) => sheets.map(({ front, back }) => [front.cells[cell]!.page, ...(back ? [back.cells[cell]!.page] : [])]))
      const read = piles.flat(2)
      expect(read.slice(0, count)).toEqual(Array.from({ length: count }, (_, page) => page))
      // What is blank is at the end, and less than a sheet a pile.
      expect(read.slice(count).every((page) => page === null)).toBe(true)
      expect(sheets.length).toBe(Math.ceil(count / (duplex === 'none' ? 1 : 2) / perSheet))
    }))
  })

  it('follow one another row by row, each with the next one behind it', () => {
    const { sheets, notes } = planSheets(pagesOf(10, A6), { ...fourUp, order: 'sequence' })
    expect(sheets.map(({ front }) => shown(front.cells))).toEqual([[0, 2, 4, 6], [8, null, null, null]])
    expect(sheets.map(({ back }) => shown(back!.cells))).toEqual([[1, 3, 5, 7], [9, null, null, null]])
    const [first, second, third] = sheets[0]!.front.cells
    expect([first!.trim.x < second!.trim.x, first!.trim.y, third!.trim.y < first!.trim.y]).toEqual([true, second!.trim.y, true])
    expect(notes).toContainEqual({ kind: 'blank-pages', pages: 6 })
  })
})

describe('the ways to divide a sheet', () => {
  it.each([
    ['2 A5', A4, 2, A5, 2, [297, 210]], ['4 A6', A4, 4, A6, 4, [210, 297]], ['8 A7', A4, 8, paperSizes.A7, 8, [297, 210]], ['3 DL', A4, 'dl', DL, 3, [297, 210]],
    ['2 A4', A3, 2, A4, 2, [420, 297]], ['4 A5', A3, 4, A5, 4, [297, 420]], ['4 A6 with room', SRA4, 4, A6, 4, [225, 320]],
  ] as const)('%s at their own size, the sheet turned as it must', (_name, paper, parts, format, count, [width, height]) => {
    const plan = planSheets([format, format], { ...fourUp, paper, ...dividedSheet(paper, parts) })
    expect([plan.scales, plan.sheets[0]!.front.cells.length, plan.paper, kinds(plan).includes('outside-paper')]).toEqual([[100], count, { width, height }, false])
    for (const { rotation, trim } of plan.sheets[0]!.front.cells) expect([rotation, trim.width, trim.height]).toEqual([0, format.width, format.height])
    // The same tract lying on its side: the sheet turns with it, the page does not.
    const wide = planSheets([turned(format)], { ...fourUp, paper, ...dividedSheet(paper, parts) })
    expect([wide.paper, wide.sheets[0]!.front.cells.length, wide.sheets[0]!.front.cells[0]!.rotation, wide.scales]).toEqual([{ width: height, height: width }, count, 0, [100]])
  })

  it('two cards of 10 × 15 at their own size, or four a little smaller, which is said', () => {
    const card = { ...fourUp, cell: paperSizes['10x15'], grid: null }
    const two = planSheets([paperSizes['10x15']], card)
    expect([two.perSheet, two.scales, two.notes.some(({ kind }) => kind === 'outside-printable')]).toEqual([2, [100], false])
    const four = planSheets([paperSizes['10x15']], { ...card, grid: { columns: 2, rows: 2 } })
    expect(four.notes).toContainEqual({ kind: 'outside-paper', cells: 4, millimetres: 1.5, shrinkTo: 95.6 })
    const shrunk = planSheets([paperSizes['10x15']], { ...card, grid: { columns: 2, rows: 2 }, shrink: true })
    expect([shrunk.perSheet, shrunk.scales, kinds(shrunk)]).toEqual([4, [95.6], ['blank-pages']])
  })

  it('a page of another size is fitted, and its scale said in percent', () => {
    expect(planSheets([A4], fourUp).scales).toEqual([49.8])
    // 298 × 420 points are meant to be A6.
    expect(planSheets([{ width: (298 * 25.4) / 72, height: (420 * 25.4) / 72 }], fourUp).scales).toEqual([100])
    expect(planSheets([{ width: 50, height: 70 }], { ...fourUp, scale: 100 }).scales).toEqual([100])
  })

  it('a page on its side among upright ones is turned, and that is said', () => {
    const plan = planSheets([A6, A6, turned(A6), turned(A6), A6], { ...fourUp, order: 'sequence', duplex: 'none' })
    expect(plan.sheets.flatMap(({ front }) => front.cells).slice(0, 5).map(({ rotation }) => rotation)).toEqual([0, 0, 90, 90, 0])
    expect(plan.notes).toContainEqual({ kind: 'pages-turned', pages: 2 })
    expect(plan.scales).toEqual([100])
  })
})

describe('what the printer doesn’t reach', () => {
  it('is said with the scale that avoids it; with that scale nothing is outside, marks included', () => {
    const plan = planSheets([A6, A6], fourUp)
    expect(plan.notes).toContainEqual({ kind: 'outside-printable', cells: 4, millimetres: 5, shrinkTo: 95.2 })
    for (const marks of [false, true]) {
      const shrunk = planSheets([A6, A6], { ...fourUp, marks, shrink: true })
      expect(shrunk.scales).toEqual([marks ? 90.4 : 95.2])
      expect(kinds(shrunk)).toEqual([])
      for (const { trim } of shrunk.sheets[0]!.front.cells) {
        const around = grown(trim, allEdges(0))
        near(common(around, { x: 5, y: 5, width: 200, height: 287 }), around)
      }
    }
  })

  it('holds for both sides of the sheet when margins differ', () => {
    for (const margin of [{ left: 3, right: 20, top: 4, bottom: 5 }, { left: 9, right: 3, top: 24, bottom: 4 }]) {
      const plan = planSheets([A6, A6], { ...fourUp, margin, shrink: true })
      const [x, y] = [Math.max(margin.left, margin.right), Math.max(margin.top, margin.bottom)]
      for (const { cells } of [plan.sheets[0]!.front, plan.sheets[0]!.back!]) {
        for (const { trim } of cells) near(common(trim, { x, y, width: 210 - 2 * x, height: 297 - 2 * y }), trim)
      }
    }
  })
})

describe('crop marks and bleed', () => {
  it('marks are 3 mm long, clear of every trim, its bleed and the margin; cuts without room for one are counted', () => {
    fc.assert(fc.property(anyPages, anyLayout, (pages, layout) => {
      const plan = planSheets(pages, { ...layout, marks: true })
      const { cells, marks } = plan.sheets[0]!.front
      for (const { from: [x1, y1], to: [x2, y2] } of marks) {
        const ink = { x: Math.min(x1, x2) - 0.05, y: Math.min(y1, y2) - 0.05, width: Math.abs(x2 - x1) + 0.1, height: Math.abs(y2 - y1) + 0.1 }
        expect(Math.hypot(x2 - x1, y2 - y1)).toBeLessThanOrEqual(3.000001)
        for (const { trim, clip } of cells) for (const area of [trim, clip]) expect(overlap(grown(area, allEdges(-0.051)), ink)).toBe(false)
        // At a cut of some cell, beside it.
        const upright = x1 === x2
        expect(cells.some(({ trim }) => (upright ? [trim.x, trim.x + trim.width] : [trim.y, trim.y + trim.height]).some((cut) => Math.abs(cut - (upright ? x1 : y1)) < 1e-6))).toBe(true)
      }
      const cuts = new Set(cells.flatMap(({ trim: { x, y, width, height } }) => [`x${x.toFixed(2)}`, `x${(x + width).toFixed(2)}`, `y${y.toFixed(2)}`, `y${(y + height).toFixed(2)}`]))
      const marked = new Set(marks.map(({ from: [x1, y1], to: [x2] }) => (x1 === x2 ? `x${x1.toFixed(2)}` : `y${y1.toFixed(2)}`)))
      const said = plan.notes.find(({ kind }) => kind === 'cuts-unmarked')
      expect(said?.kind === 'cuts-unmarked' ? said.cuts : 0).toBe(cuts.size - marked.size)
    }), { numRuns: 60 })
  })

  it('four A6 fill A4: no cut has a mark there, and the plan says so and what would give room', () => {
    expect(planSheets([A6], { ...fourUp, marks: true }).notes).toContainEqual({ kind: 'cuts-unmarked', cuts: 6, shrinkTo: 90.4 })
    const onSra = planSheets([{ width: 111, height: 154 }], { ...fourUp, paper: SRA4, bleed: 3, gutter: 6, marks: true, margin: allEdges(0) })
    expect([onSra.scales, kinds(onSra)]).toEqual([[100], ['blank-pages']])
  })

  it('a page’s own bleed falls outside of the cut: by its TrimBox, by what is said, or by its size', () => {
    const place = (page: SourcePage, sourceBleed?: number) => planSheets([page], { ...fourUp, paper: SRA4, margin: allEdges(0), bleed: 3, gutter: 6, duplex: 'none', ...(sourceBleed === undefined ? {} : { sourceBleed }) })
    for (const plan of [place({ width: 111, height: 154 }), place({ width: 115, height: 158, trim: { x: 5, y: 5, ...A6 } }), place({ width: 113, height: 156 }, 4)]) {
      const [cell] = plan.sheets[0]!.front.cells
      expect([plan.scales, kinds(plan)]).toEqual([[100], []])
      near(cell!.clip, grown(cell!.trim, allEdges(3)))
    }
    // Without any, the cut shows white where hands are off; where the gutter is too narrow, half of it is left to each.
    expect(place(A6).notes).toContainEqual({ kind: 'bleed-missing', pages: 1, millimetres: 3 })
    expect(planSheets([{ width: 111, height: 154 }], { ...fourUp, paper: SRA4, bleed: 3, gutter: 2 }).notes).toContainEqual({ kind: 'bleed-cut', millimetres: 1 })
  })
})

describe('the paper that is needed', () => {
  it('200 tracts of four on a sheet are 50 sheets printed on both sides', () => {
    expect(countPaper(planSheets([A6, A6], fourUp), 200)).toEqual({ runs: 50, sheets: 50, printedSides: 100, leftover: 0 })
    expect(countPaper(planSheets([A6], { ...fourUp, duplex: 'none' }), 201)).toEqual({ runs: 51, sheets: 51, printedSides: 51, leftover: 3 })
    // Two different tracts are two sheets a run; pages in sequence are whole sets.
    expect(countPaper(planSheets(pagesOf(4, A6), fourUp), 10)).toEqual({ runs: 3, sheets: 6, printedSides: 12, leftover: 2 })
    expect(countPaper(planSheets(pagesOf(10, A6), { ...fourUp, order: 'cut-stack' }), 10)).toEqual({ runs: 10, sheets: 20, printedSides: 40, leftover: 0 })
  })
})
