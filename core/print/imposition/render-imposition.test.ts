import { describe, expect, it } from 'vitest'
import { inked } from '../../../tests/print/inked'
import { checkStructure, extractText, readableObjects, renderPdf } from '../../../tests/print/paper'
import { collisions, placedText } from '../../../tests/print/placed-text'
import { mm } from '../drawing'
import type { BookletLayout } from './booklet'
import { dots, emptyPage, expectSame, fonts, glued, imposed, middleOfInk, part, picture, sidesOf, sourcesOf, tract } from '../../../tests/print/imposed'
import { dividedSheet, type NUpLayout } from './n-up'
import { paperSizes } from './paper-sizes'
import { planSheets, type Layout } from './plan-sheets'
import type { PosterLayout } from './poster'
import { allEdges, turned, type Size } from './rectangle'
import { renderImposition } from './render-imposition'
import { imageSource, type ImposedSource } from './source-page'

const { A4, A5, A6, SRA4, DL } = paperSizes
const fourUp: NUpLayout = { kind: 'n-up', paper: A4, margin: allEdges(5), duplex: 'long', marks: false, bleed: 0, shrink: false, ...dividedSheet(A4, 4), gutter: 0, order: 'repeat', scale: 'fit' }
const booklet: BookletLayout = { kind: 'booklet', paper: A4, margin: allEdges(5), duplex: 'short', marks: false, bleed: 0, shrink: false, cell: null, creep: 0, signature: null, blanks: 'end' }
const poster: PosterLayout = { kind: 'poster', paper: A4, margin: allEdges(5), orientation: 'auto', page: 0, size: { columns: 2, rows: 2 }, overlap: 10, marks: true }

describe('several pages on a sheet', () => {
  it.each([
    ['4 A6, backs by the long edge', A6, 2, fourUp],
    ['4 A6, backs upside down by the short edge', A6, 2, { ...fourUp, duplex: 'short' }],
    ['2 A5 on a wide sheet', A5, 2, { ...fourUp, ...dividedSheet(A4, 2) }],
    ['3 DL', DL, 2, { ...fourUp, ...dividedSheet(A4, 'dl'), duplex: 'short' }],
    ['pages of A4 in A6, shrunk to what the printer reaches', A4, 3, { ...fourUp, order: 'sequence', shrink: true, marks: true }],
    ['a booklet of 8', A5, 8, booklet],
    ['a booklet of 6, backs by the long edge', A4, 6, { ...booklet, duplex: 'long' }],
  ] as [string, Size, number, Layout][])('each cell is the page: %s', async (_name, size, count, layout) => {
    const bytes = await tract(count, size)
    const { plan, pdf, sides, scales } = await imposed(bytes, layout)
    await checkStructure(pdf)
    const [pages, wanted] = await Promise.all([renderPdf(pdf, picture), renderPdf(bytes, picture * sidesOf(plan)[0]!.cells.find(({ page }) => page !== null)!.scale)])
    expect([pages.length, sides, scales.length]).toEqual([sidesOf(plan).length, sides, 1])
    for (const [at, { cells }] of sidesOf(plan).entries()) {
      expect([pages[at]!.width, pages[at]!.height].map((pixels) => Math.round((pixels / picture) * 25.4))).toEqual([plan.paper.width, plan.paper.height])
      for (const { page, rotation, ...place } of cells) {
        if (page === null) expect(inked(pages[at]!, { x: place.trim.x + 0.5, y: plan.paper.height - place.trim.y - place.trim.height + 0.5, width: place.trim.width - 1, height: place.trim.height - 1 }, picture)).toBe(0)
        else expectSame(part(pages[at]!, plan.paper, place, rotation, picture), wanted[page]!, `side ${at}, page ${page + 1}`)
      }
    }
  })

  it('a page on its side among upright ones is whole too', async () => {
    const upright = await sourcesOf(await tract(3, A6))
    const bytes = await tract(2, turned(A6))
    const pages = [...upright, ...(await sourcesOf(bytes))]
    const plan = planSheets(pages, { ...fourUp, order: 'sequence', duplex: 'short' })
    const { pdf } = await renderImposition({ pages, plan, title: 'Tract', slug: null, map: null, locale: 'fr', at: 0 }, fonts)
    const [[front, back], wanted] = await Promise.all([renderPdf(pdf, picture), renderPdf(bytes, picture)])
    const [, , third] = plan.sheets[0]!.front.cells
    const second = plan.sheets[0]!.back!.cells[1]!
    expect([third!.page, third!.rotation, second.page, second.rotation]).toEqual([4, 90, 3, 270])
    expectSame(part(front!, plan.paper, third!, 90, picture), wanted[1]!, 'front')
    expectSame(part(back!, plan.paper, second, 270, picture), wanted[0]!, 'back')
  })

  it('the back lies behind its front within a fifth of a millimetre, by either edge, on upright and on wide sheets', async () => {
    for (const [size, layout, uprightAxis] of [
      [A6, fourUp, true], [A6, { ...fourUp, duplex: 'short' }, false],
      [A5, { ...fourUp, ...dividedSheet(A4, 2), duplex: 'short' }, true], [A5, { ...fourUp, ...dividedSheet(A4, 2), duplex: 'long' }, false],
      [A5, { ...booklet, creep: 0.1 }, true], [A5, { ...booklet, duplex: 'long', creep: 0.1 }, false],
    ] as [Size, Layout, boolean][]) {
      const { plan, pdf } = await imposed(await tract(layout.kind === 'booklet' ? 8 : 2, size), layout)
      const pages = await renderPdf(pdf, picture)
      for (let sheet = 0; sheet < plan.sheets.length; sheet++) {
        for (const { page, x, y } of plan.sheets[sheet]!.front.cells) {
          const cross = middleOfInk(pages[sheet * 2]!, plan.paper, x + (page! % 2 === 0 ? 30 : size.width - 30), y + 40, 6, 6, picture)
          const behind = uprightAxis ? { x: plan.paper.width - cross.x, y: cross.y } : { x: cross.x, y: plan.paper.height - cross.y }
          const seen = middleOfInk(pages[sheet * 2 + 1]!, plan.paper, behind.x, behind.y, 6, 6, picture)
          expect(Math.hypot(seen.x - behind.x, seen.y - behind.y)).toBeLessThan(0.2)
        }
      }
    }
  })

  it('crop marks stand where the trim is to a tenth of a millimetre, on both sides, and bleed ends where it should', async () => {
    // More bleed than is wanted: the rest would lie on the neighbours.
    const bytes = await tract(2, A6, 8)
    const { pdf, scales, warnings } = await imposed(bytes, { ...fourUp, paper: SRA4, margin: allEdges(0), bleed: 3, sourceBleed: 8, gutter: 6, marks: true })
    expect([scales, warnings]).toEqual([[100], []])
    // Four times 105 × 148 and gutters of 6, in the middle of 225 × 320.
    const [columns, rows] = [[4.5, 109.5, 115.5, 220.5], [9, 157, 163, 311]] as const
    const pages = await renderPdf(pdf, dots)
    for (const page of pages) {
      for (const x of columns) for (const y of [9 - 4.5, 311 + 4.5]) expect(Math.abs(middleOfInk(page, SRA4, x, y, 2.4, 2.4).x - x)).toBeLessThan(0.1)
      // A mark of 1.5 mm is what the paper leaves of 3 beside the bleed.
      for (const y of rows) for (const x of [0.75, 224.25]) expect(Math.abs(middleOfInk(page, SRA4, x, y, 1.4, 2.4).y - y)).toBeLessThan(0.1)
    }
    const [wanted] = await renderPdf(bytes, dots)
    for (const [x, y] of [[4.5, 163], [115.5, 163], [4.5, 9], [115.5, 9]] as const) expectSame(part(pages[0]!, SRA4, { x: x - 3, y: y - 3, width: 111, height: 154 }, 0, dots), part(wanted!, { width: 121, height: 164 }, { x: 5, y: 5, width: 111, height: 154 }, 0, dots), `cell at ${x}, ${y}`)
  })
})

describe('a poster on several sheets', () => {
  it.each([
    ['A4 on 2 × 2', A4, poster], ['A4 to A2, the tiles lying', A4, { ...poster, size: paperSizes.A2 }], ['A5 to A3 with a wide overlap', turned(A5), { ...poster, size: paperSizes.A3, overlap: 20 }], ['edge to edge', A4, { ...poster, overlap: 0 }],
  ] as [string, Size, PosterLayout][])('is the page enlarged, without a mark on it: %s', async (_name, size, layout) => {
    // Five to a millimetre: cuts are at whole pixels.
    const resolution = 127
    const bytes = await tract(1, size)
    const { plan, pdf, scales } = await imposed(bytes, layout)
    await checkStructure(pdf)
    const scale = plan.poster!.width / size.width
    expect(scales).toEqual([Math.round(scale * 1000) / 10])
    const [pages, [wanted]] = await Promise.all([renderPdf(pdf, resolution), renderPdf(bytes, resolution * scale)])
    expectSame(glued(pages, plan, layout.overlap, resolution), wanted!, 'poster')
  })

  it('each tile bears its name, and the map says them all and what to do', async () => {
    const { pdf, sheets, plan } = await imposed(await tract(1, A4), { ...poster, size: paperSizes.A2 }, { map: { title: 'Affiche réunion', overlap: 10 } })
    expect([sheets, plan.sheets.length]).toEqual([9, 8])
    const [map, ...tiles] = (await extractText(pdf)).split('\f')
    for (const label of ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D1', 'D2']) expect(map).toContain(label)
    for (const said of ['Affiche réunion', '420 × 594 mm', '8 feuilles A4', 'échelle 200 %', 'recouvrement 10 mm']) expect(map!.replaceAll('\u00a0', ' ')).toContain(said)
    for (const [at, label] of ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D1', 'D2'].entries()) expect(tiles[at]).toContain(label)
  })

  it('has its marks where they are said: the cut along its inner edge, and the corners of the poster', async () => {
    const { pdf, plan } = await imposed(await emptyPage([0, 0, 210 * mm, 297 * mm]), poster)
    const [, second, , fourth] = await renderPdf(pdf, dots)
    // The printable part begins at 5; four millimetres of ten are cut away.
    expect(Math.abs(middleOfInk(second!, plan.paper, 9 - 0.15, 150, 1.4, 200).x - 8.85)).toBeLessThan(0.1)
    const top = plan.sheets[3]!.front.cells[0]!.clip
    expect(Math.abs(middleOfInk(fourth!, plan.paper, 100, top.y + top.height - 3.85, 100, 1.4).y - (top.y + top.height - 3.85))).toBeLessThan(0.1)
    expect(Math.abs(middleOfInk(fourth!, plan.paper, 205, top.y - 2.5, 2, 2).x - 205)).toBeLessThan(0.1)
  })
})

describe('the file', () => {
  it('has each page once, however often it is shown, prints at its true size and says how the sheet is turned', async () => {
    const bytes = await tract(2, A6)
    for (const [duplex, name] of [['long', 'DuplexFlipLongEdge'], ['short', 'DuplexFlipShortEdge'], ['none', 'Simplex']] as const) {
      const { pdf } = await imposed(bytes, { ...fourUp, duplex })
      const objects = await readableObjects(pdf)
      expect(objects.match(/\/Subtype \/Form/g)).toHaveLength(2)
      expect(objects.match(/ Do Q?$/gm) ?? objects.match(/ Do /g)).toHaveLength(8)
      expect([objects.includes(`/Duplex /${name}`), objects.includes('/PrintScaling /None')]).toEqual([true, true])
    }
  })

  it('takes pictures as it takes pages, and says what had to become pixels', async () => {
    const black = { width: 3, height: 2, rgb: new Uint8Array(18) }
    const pages = [imageSource({ width: 3, height: 2, decoded: { pixels: black } }, turned(A6)), imageSource({ width: 3, height: 2, decoded: { pixels: black } }, turned(A6))]
    const second: ImposedSource = { ...pages[1]!, keep: async (file) => ({ ...(await pages[1]!.keep(file)), raster: 'not-readable' }) }
    const plan = planSheets(pages, { ...fourUp, order: 'sequence' })
    const { pdf, warnings } = await renderImposition({ pages: [pages[0]!, second], plan, title: 'Images', slug: null, map: null, locale: 'fr', at: 0 }, fonts)
    await checkStructure(pdf)
    expect(warnings).toContainEqual({ kind: 'pages-rasterised', pages: [1], why: 'not-readable' })
    const [front, back] = await renderPdf(pdf, picture)
    for (const [side, { cells }] of [[front!, plan.sheets[0]!.front], [back!, plan.sheets[0]!.back!]] as const) {
      const { x, y, width, height } = cells[0]!.trim
      expect(inked(side, { x: x + 0.5, y: plan.paper.height - y - height + 0.5, width: width - 1, height: height - 1 }, picture)).toBe(1)
    }
  })

  it('is the same for the same pages', async () => {
    const bytes = await tract(2, A6)
    const [one, other] = [await imposed(bytes, { ...fourUp, marks: true, shrink: true }), await imposed(bytes, { ...fourUp, marks: true, shrink: true })]
    expect(Buffer.from(one.pdf).equals(Buffer.from(other.pdf))).toBe(true)
  })

  it('says what it is beside the trim where there is room, and that there is none where there is none', async () => {
    const bytes = await tract(2, A6)
    const slug = { title: 'Tract réunion', day: '12 mars 2026' }
    const { pdf, warnings, plan } = await imposed(bytes, { ...fourUp, marks: true, shrink: true }, { slug })
    expect(warnings).toEqual([])
    for (const [at, page] of (await placedText(pdf)).entries()) {
      const said = page.filter(({ y }) => y > 297 - plan.sheets[0]!.front.cells[2]!.trim.y)
      expect(said.map(({ text }) => text).join(' ').replace(/\s+/g, ' ')).toBe(`Tract réunion · 12 mars 2026 · feuille 1/1 ${at === 0 ? 'recto' : 'verso'} · 90,4 %`)
      expect(collisions(page)).toEqual([])
    }
    expect((await imposed(bytes, fourUp, { slug })).warnings).toContainEqual({ kind: 'slug-left-out', sides: 2 })
  })

  it('takes the trim of the page from its file, also of one that is turned and cropped', async () => {
    const [source] = await sourcesOf(await emptyPage([0, 0, 400, 600], { crop: [50, 50, 300, 500], trim: [60, 80, 280, 460], turn: 90 }))
    expect([source!.width, source!.height].map((length) => Math.round(length * mm))).toEqual([500, 300])
    // Turned clockwise: what is left in the file is at the head of the page.
    expect(Object.values(source!.trim!).map((length) => Math.round(length * mm))).toEqual([30, 10, 460, 280])
    const [untrimmed] = await sourcesOf(await emptyPage([0, 0, 400, 600], { trim: [900, 900, 100, 100] }))
    expect(untrimmed!.trim).toBeUndefined()
  })

  it('comes out for pages as thin as a hair or five metres long, and for two thousand', async () => {
    for (const [width, height] of [[0.28, 0.28], [14173, 14173], [0.28, 14173]] as const) {
      for (const layout of [fourUp, booklet, poster]) {
        const { pdf } = await imposed(await emptyPage([0, 0, width, height], { black: true }), layout)
        await checkStructure(pdf)
        await renderPdf(pdf, 10)
      }
    }
    const { pdf, sheets, sides } = await imposed(await tract(2000, A6), { ...fourUp, order: 'cut-stack' })
    await checkStructure(pdf)
    expect([sheets, sides]).toEqual([250, 500])
  })
})
