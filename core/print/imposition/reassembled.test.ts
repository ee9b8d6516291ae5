/**
 * What comes out of the printer, cut, folded and glued by arithmetic alone: places are counted here in millimetres, never taken
 * from the plan, so that a plan that is wrong and a drawing that follows it are seen.
 */
import { describe, expect, it } from 'vitest'
import { inked } from '../../../tests/print/inked'
import { renderPdf, type Ink } from '../../../tests/print/paper'
import type { BookletLayout } from './booklet'
import { emptyPage, expectSame, glued, imposed, isSame, middleOfInk, part, picture, sourcesOf, tract } from '../../../tests/print/imposed'
import { whiteAreas } from './ink-estimate'
import { dividedSheet, type NUpLayout } from './n-up'
import { paperSizes } from './paper-sizes'
import { planSheets, type Layout } from './plan-sheets'
import type { PosterLayout } from './poster'
import { allEdges, turned, type Rectangle, type Size } from './rectangle'

const { A0, A1, A2, A3, A4, A5, A6, A7, SRA4 } = paperSizes
const card = paperSizes['10x15']
const nUp: NUpLayout = { kind: 'n-up', paper: A4, margin: allEdges(5), duplex: 'long', marks: false, bleed: 0, shrink: false, cell: A6, grid: null, gutter: 0, order: 'repeat', scale: 'fit' }
const booklet: BookletLayout = { kind: 'booklet', paper: A4, margin: allEdges(5), duplex: 'short', marks: false, bleed: 0, shrink: false, cell: null, creep: 0, signature: null, blanks: 'end' }
const poster: PosterLayout = { kind: 'poster', paper: A4, margin: allEdges(5), orientation: 'auto', page: 0, size: A2, overlap: 10, marks: true }

/** The front as it is seen through the paper: left and right change places about an upright axis, else head and foot, and the page stands on its head. */
const seenBehind = (place: Rectangle, paper: Size, upright: boolean): { place: Rectangle; rotation: 0 | 180 } =>
  upright ? { place: { ...place, x: paper.width - place.x - place.width }, rotation: 0 } : { place: { ...place, y: paper.height - place.y - place.height }, rotation: 180 }

describe('pieces cut apart', () => {
  it.each<[string, Size, NUpLayout, Size, { columns: number; rows: number }, number, boolean]>([
    ['4 A6, long edge', A6, nUp, A4, { columns: 2, rows: 2 }, 0, true],
    ['4 A6, short edge', A6, { ...nUp, duplex: 'short' }, A4, { columns: 2, rows: 2 }, 0, false],
    ['8 A7, short edge', A7, { ...nUp, ...dividedSheet(A4, 8), duplex: 'short' }, turned(A4), { columns: 4, rows: 2 }, 0, true],
    ['8 A6 on A3, long edge', A6, { ...nUp, paper: A3, ...dividedSheet(A3, 8) }, turned(A3), { columns: 4, rows: 2 }, 0, false],
    ['2 cards of 10 × 15, long edge', card, { ...nUp, cell: card }, turned(A4), { columns: 2, rows: 1 }, 0, false],
    ['9 pieces of 60 × 85, 4 mm apart', { width: 60, height: 85 }, { ...nUp, cell: { width: 60, height: 85 }, grid: { columns: 3, rows: 3 }, gutter: 4 }, A4, { columns: 3, rows: 3 }, 4, true],
  ])('%s: each is its page, front and back', async (_name, size, layout, sheet, { columns, rows }, gutter, upright) => {
    const bytes = await tract(2, size)
    const { pdf } = await imposed(bytes, layout)
    const [[front, back, ...more], wanted] = await Promise.all([renderPdf(pdf, picture), renderPdf(bytes, picture)])
    expect([more, Math.round((front!.width / picture) * 25.4), Math.round((front!.height / picture) * 25.4)]).toEqual([[], sheet.width, sheet.height])
    const left = (sheet.width - columns * size.width - (columns - 1) * gutter) / 2
    const bottom = (sheet.height - rows * size.height - (rows - 1) * gutter) / 2
    for (let at = 0; at < columns * rows; at++) {
      const place = { x: left + (at % columns) * (size.width + gutter), y: bottom + Math.floor(at / columns) * (size.height + gutter), ...size }
      expectSame(part(front!, sheet, place, 0, picture), wanted[0]!, `front of ${at}`)
      const behind = seenBehind(place, sheet, upright)
      expectSame(part(back!, sheet, behind.place, behind.rotation, picture), wanted[1]!, `back of ${at}`)
    }
    // Nothing between the pieces, nor beside them.
    expect(Math.abs(inkedDots(front!) - columns * rows * inkedDots(wanted[0]!)) / inkedDots(front!)).toBeLessThan(0.02)
  })

  it('of a stack for the guillotine are in order, pile upon pile, each with its back', async () => {
    const bytes = await tract(14, A6)
    const { pdf, sheets } = await imposed(bytes, { ...nUp, order: 'cut-stack' })
    expect(sheets).toBe(2)
    const [sides, wanted] = await Promise.all([renderPdf(pdf, picture), renderPdf(bytes, picture)])
    // A page for another one is seen: their numbers alone are enough.
    expect(isSame(wanted[0]!, wanted[2]!)).toBe(false)
    let page = 0
    // The upper left pile on top, then as one reads; in each the first sheet on top.
    for (const [x, y] of [[0, 148.5], [105, 148.5], [0, 0.5], [105, 0.5]] as const) {
      for (let sheet = 0; sheet < 2; sheet++) {
        const place = { x, y, ...A6 }
        for (const [side, at] of [[sides[sheet * 2]!, place], [sides[sheet * 2 + 1]!, { ...place, x: 105 - x }]] as const) {
          if (page < 14) expectSame(part(side, A4, at, 0, picture), wanted[page]!, `page ${page + 1}`)
          else expect(inked(side, { x: at.x + 1, y: 297 - at.y - 147, width: 103, height: 146 }, picture)).toBe(0)
          page++
        }
      }
    }
    expect(page).toBe(16)
  })
})

const inkedDots = ({ dark }: Ink): number => dark.reduce((count, value) => count + Number(value > 60), 0)

describe('a booklet with creep', () => {
  it('has each page where its sheet lies in the fold: nearer to it by the sheets around, cut there', async () => {
    const bytes = await tract(16, A5)
    const thickness = 0.5
    const { pdf } = await imposed(bytes, { ...booklet, creep: thickness })
    const [sides, wanted] = await Promise.all([renderPdf(pdf, picture), renderPdf(bytes, picture)])
    const sheet = turned(A4)
    for (let within = 0; within < 4; within++) {
      const moved = thickness * within
      const [low, high] = [2 * within, 15 - 2 * within]
      // Of page `right` what stands beside the fold is lost, of page `left` too.
      const halves = [[sides[within * 2]!, high, low], [sides[within * 2 + 1]!, low + 1, high - 1]] as const
      for (const [side, left, right] of halves) {
        const size = { width: 148 - moved, height: 210 }
        expectSame(part(side, sheet, { x: 148.5, y: 0, ...size }, 0, picture), part(wanted[right]!, A5, { x: moved, y: 0, ...size }, 0, picture), `sheet ${within}, page ${right + 1}`)
        expectSame(part(side, sheet, { x: 0.5 + moved, y: 0, ...size }, 0, picture), part(wanted[left]!, A5, { x: 0, y: 0, ...size }, 0, picture), `sheet ${within}, page ${left + 1}`)
      }
    }
  })
})

describe('a large poster, cut and glued', () => {
  it.each<[string, Size, Size, Size, number, number, number]>([
    ['A3 on A4, tiles without overlap to spare', A4, A3, A4, 5, 4, 76.2], ['A2 on A3', A4, A2, A3, 15, 4, 76.2], ['A1 on A4, tiles lying', A4, A1, A4, 10, 12, 50.8], ['A1 on A3', A3, A1, A3, 10, 6, 50.8], ['A0 on A3', A4, A0, A3, 10, 9, 38.1],
  ])('%s', async (_name, source, size, paper, overlap, tiles, resolution) => {
    const bytes = await tract(1, source)
    const { plan, pdf, sheets } = await imposed(bytes, { ...poster, size, paper, overlap })
    expect(sheets).toBe(tiles)
    // The A series' sides are rounded to whole millimetres.
    const scale = Math.min(size.width / source.width, size.height / source.height)
    const [pages, [wanted]] = await Promise.all([renderPdf(pdf, resolution), renderPdf(bytes, resolution * scale)])
    const made = glued(pages, plan, overlap, resolution)
    expect([made.width, made.height].map((length) => Math.round((length / resolution) * 25.4))).toEqual([Math.round(source.width * scale), Math.round(source.height * scale)])
    expectSame(made, wanted!, 'poster')
  })

  it('is whole without the sheets that would be white', async () => {
    // A line of words at the head of a tall page, and nothing below.
    const bytes = await emptyPage([0, 0, 210 * (72 / 25.4), 297 * (72 / 25.4)], { blot: [60, 700, 400, 90] })
    const [source] = await sourcesOf(bytes)
    const [small] = await renderPdf(bytes, 72)
    const rgb = Uint8Array.from({ length: small!.dark.length * 3 }, (_, at) => 255 - small!.dark[Math.floor(at / 3)]!)
    const layout: PosterLayout = { ...poster, size: A1, isWhite: whiteAreas({ width: small!.width, height: small!.height, rgb }, { width: 594, height: 840 }) }
    const all = planSheets([source!], { ...poster, size: A1 })
    const { plan, pdf } = await imposed(bytes, layout)
    expect([all.sheets.length, plan.sheets.length < 7, plan.notes]).toEqual([12, true, [{ kind: 'tiles-skipped', tiles: 12 - plan.sheets.length }]])
    const scale = plan.poster!.width / 210
    const [pages, [wanted]] = await Promise.all([renderPdf(pdf, 50.8), renderPdf(bytes, 50.8 * scale)])
    expectSame(glued(pages, plan, 10, 50.8), wanted!, 'poster')
  })
})

describe('backs behind fronts', () => {
  const bled = { bleed: 3, gutter: 6, marks: true }
  it.each<[string, Size, number, Layout, boolean]>([
    ['with bleed, gutters and marks, long edge', A6, 3, { ...nUp, ...bled, paper: SRA4, margin: allEdges(0), ...dividedSheet(SRA4, 4) }, true],
    ['with bleed, gutters and marks, short edge', A6, 3, { ...nUp, ...bled, paper: SRA4, margin: allEdges(0), ...dividedSheet(SRA4, 4), duplex: 'short' }, false],
    ['made smaller, margins that differ on each side, long edge', A6, 0, { ...nUp, ...dividedSheet(A4, 4), marks: true, shrink: true, margin: { left: 3, right: 11, top: 4, bottom: 17 } }, true],
    ['made smaller, margins that differ on each side, short edge', A6, 0, { ...nUp, ...dividedSheet(A4, 4), marks: true, shrink: true, duplex: 'short', margin: { left: 3, right: 11, top: 4, bottom: 17 } }, false],
    ['a free grid with wide gutters', { width: 70, height: 110 }, 0, { ...nUp, cell: { width: 70, height: 110 }, grid: { columns: 2, rows: 2 }, gutter: 10 }, true],
    ['8 A7, wide sheet, long edge', A7, 0, { ...nUp, ...dividedSheet(A4, 8) }, false],
    ['a booklet with bleed, marks and creep, made smaller', A5, 3, { ...booklet, bleed: 3, marks: true, shrink: true, creep: 0.2 }, true],
  ])('within 0.2 mm: %s', async (_name, size, bleed, layout, upright) => {
    const count = layout.kind === 'booklet' ? 8 : 2
    const { plan, pdf } = await imposed(await tract(count, size, bleed), { ...layout, sourceBleed: bleed })
    const pages = await renderPdf(pdf, picture)
    const { width, height } = plan.paper
    let compared = 0
    for (const [sheet, { front }] of plan.sheets.entries()) {
      for (const { page, x, y, scale } of front.cells) {
        const from = (page! % 2 === 0 ? 30 : size.width - 30) + bleed
        const cross = middleOfInk(pages[sheet * 2]!, plan.paper, x + from * scale, y + (40 + bleed) * scale, 5, 5, picture)
        const behind = upright ? { x: width - cross.x, y: cross.y } : { x: cross.x, y: height - cross.y }
        const seen = middleOfInk(pages[sheet * 2 + 1]!, plan.paper, behind.x, behind.y, 5, 5, picture)
        expect(Math.hypot(seen.x - behind.x, seen.y - behind.y)).toBeLessThan(0.2)
        compared++
      }
    }
    expect(compared).toBeGreaterThanOrEqual(4)
  })
})

describe('what the printer leaves white', () => {
  const margin = { left: 4, right: 9, top: 6, bottom: 13 }
  it.each<[string, Size, Layout]>([
    ['4 A6', A6, { ...nUp, ...dividedSheet(A4, 4), margin, shrink: true }], ['4 A6 with marks', A6, { ...nUp, ...dividedSheet(A4, 4), margin, shrink: true, marks: true }], ['2 A5', A5, { ...nUp, ...dividedSheet(A4, 2), margin, shrink: true, duplex: 'short' }],
    ['A4 as it is', A4, { ...nUp, cell: A4, grid: { columns: 1, rows: 1 }, scale: 100, margin, shrink: true }], ['a booklet with marks', A5, { ...booklet, margin, shrink: true, marks: true }], ['a poster', A4, { ...poster, margin }],
  ])('stays white on both sides whichever way the sheet is fed: %s', async (_name, size, layout) => {
    const point = 72 / 25.4
    const { plan, pdf } = await imposed(await emptyPage([0, 0, size.width * point, size.height * point], { black: true }), layout, { slug: { title: 'Tract', day: '12 mars', margin } })
    const { width, height } = plan.paper
    // Larger of two opposite margins for both: the sheet is turned.
    const [sides, ends] = width > height ? [13, 9] : [9, 13]
    for (const page of await renderPdf(pdf, picture)) {
      const hair = 0.2
      for (const edge of [{ x: 0, y: 0, width: sides - hair, height }, { x: width - sides + hair, y: 0, width: sides, height }, { x: 0, y: 0, width, height: ends - hair }, { x: 0, y: height - ends + hair, width, height: ends }]) expect(inked(page, edge, picture)).toBe(0)
    }
    expect(plan.notes.filter(({ kind }) => kind === 'outside-printable' || kind === 'outside-paper')).toEqual([])
  })
})
