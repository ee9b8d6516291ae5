import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookletPages, foldedSheets, type BookletLayout } from './booklet'
import { paperSizes } from './paper-sizes'
import { planSheets } from './plan-sheets'
import { allEdges } from './rectangle'
import type { Plan } from './sheet-plan'

const { A3, A4, A5, A6 } = paperSizes
const booklet: BookletLayout = { kind: 'booklet', paper: A4, margin: allEdges(5), duplex: 'short', marks: false, bleed: 0, shrink: false, cell: null, creep: 0, signature: null, blanks: 'end' }
const plan = (pages: number, layout: Partial<BookletLayout> = {}): Plan => planSheets(Array.from({ length: pages }, () => A5), { ...booklet, ...layout })
const pageNumbers = (made: Plan) => made.sheets.flatMap(({ front, back }) => [front, back!].map(({ cells }) => cells.map(({ page }) => (page === null ? null : page + 1))))

/** Sheets laid into one another as they come from the printer, folded, and leafed through. */
function folded(made: Plan, sheetsInSignature: number): (number | null)[] {
  const read: (number | null)[] = []
  for (let first = 0; first < made.sheets.length; first += sheetsInSignature) {
    const signature = made.sheets.slice(first, first + sheetsInSignature)
    const spine = made.paper.width / 2
    const half = (cells: Plan['sheets'][number]['front']['cells'], right: boolean) => cells.find(({ trim }) => (trim.x + trim.width / 2 > spine) === right)!.page
    // Up to the middle each sheet's right half is leafed, its front first; which half of its back that is depends on how the sheet was turned.
    const backRight = made.duplex === 'long'
    for (const { front, back } of signature) read.push(half(front.cells, true), half(back!.cells, backRight))
    for (const { front, back } of signature.toReversed()) read.push(half(back!.cells, !backRight), half(front.cells, false))
  }
  return read
}

describe('a booklet', () => {
  it('of eight pages on A4 is two sheets, with 8 and 1 outside', () => {
    expect(pageNumbers(plan(8))).toEqual([[[8, 1], [2, 7]], [[6, 3], [4, 5]]].flat().map((side, at) => (at % 2 ? side.toReversed() : side)))
    // As they stand on the paper, from the left.
    const fromLeft = plan(8).sheets.flatMap(({ front, back }) => [front, back!].map(({ cells }) => [...cells].sort((one, other) => one.x - other.x).map(({ page }) => page! + 1)))
    expect(fromLeft).toEqual([[8, 1], [2, 7], [6, 3], [4, 5]])
    expect([plan(8).paper, plan(8).scales]).toEqual([{ width: 297, height: 210 }, [100]])
  })

  it('is in order once its sheets are folded, for any number of pages, in one signature or several, turned about either edge', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 120 }), fc.constantFrom(null, 4, 8, 16), fc.constantFrom('long', 'short'), (pages, signature, duplex) => {
      const made = plan(pages, { signature, duplex })
      const order = folded(made, signature === null ? made.sheets.length : signature / 4)
      expect(order.slice(0, pages)).toEqual(Array.from({ length: pages }, (_, page) => page))
      expect(order.slice(pages)).toEqual(Array.from({ length: (4 - (pages % 4)) % 4 }, () => null))
      for (const { back } of made.sheets) for (const { rotation } of back!.cells) expect(rotation).toBe(duplex === 'short' ? 0 : 180)
    }))
  })

  it('says how many pages are blank, and leaves them where it is told', () => {
    expect(plan(6).notes).toContainEqual({ kind: 'blank-pages', pages: 2 })
    expect(bookletPages(6, 'end')).toEqual([0, 1, 2, 3, 4, 5, null, null])
    expect(bookletPages(6, 'before-cover')).toEqual([0, 1, 2, 3, 4, null, null, 5])
    expect(bookletPages(6, [1, 6])).toEqual([0, null, 1, 2, 3, 4, null, 5])
    expect(bookletPages(4, 'before-cover')).toEqual([0, 1, 2, 3])
    expect(foldedSheets(bookletPages(5, [1]), null)).toHaveLength(2)
  })

  it('pages of A4 are half as large on A4, as large on A3', () => {
    const a4 = Array.from({ length: 4 }, () => A4)
    expect(planSheets(a4, booklet).scales).toEqual([70.5])
    expect(planSheets(a4, { ...booklet, paper: A3 }).scales).toEqual([100])
    const small = planSheets([A6, A6, A6, A6], { ...booklet, cell: A6, marks: true })
    expect([small.scales, small.notes]).toEqual([[100], []])
    expect(small.sheets[0]!.front.marks.map(({ kind }) => kind).sort()).toEqual(['crop', 'crop', 'crop', 'crop', 'crop', 'crop', 'crop', 'crop', 'fold', 'fold'])
  })

  it('shrinks to what the printer reaches, without leaving the fold', () => {
    const made = plan(8, { shrink: true })
    const [left, right] = made.sheets[0]!.front.cells
    expect(made.scales).toEqual([95.2])
    expect([left!.trim.x + left!.trim.width, right!.trim.x]).toEqual([148.5, 148.5])
    expect(made.notes).toEqual([])
    expect(plan(8).notes[0]).toMatchObject({ kind: 'outside-printable', shrinkTo: 95.2 })
  })

  it('moves inner pages towards the fold by the paper around them, alike on both sides, and cuts what would cross it', () => {
    const made = plan(40, { creep: 0.1, duplex: 'short' })
    for (const [within, { front, back }] of made.sheets.entries()) {
      const [left, right] = front.cells
      expect(right!.x).toBeCloseTo(148.5 - 0.1 * within, 6)
      expect(left!.x + left!.width).toBeCloseTo(148.5 + 0.1 * within, 6)
      for (const cell of front.cells) {
        const other = back!.cells[front.cells.indexOf(cell)]!
        expect(other.x).toBeCloseTo(297 - cell.x - cell.width, 6)
        expect([cell.clip.x < 148.4, cell.clip.x + cell.clip.width > 148.6]).not.toEqual([true, true])
        // The outer edge, where all is cut at once, is as far from the fold as the sheets around leave it.
        expect(cell.trim.width).toBeCloseTo(148 - 0.1 * within, 6)
      }
    }
    expect(made.notes).toContainEqual({ kind: 'creep', millimetres: expect.closeTo(0.9, 6) })
  })
})
