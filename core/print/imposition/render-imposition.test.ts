import { degrees, PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { inked } from '../../../tests/print/inked'
import { checkStructure, extractText, readableObjects, renderPdf, type Ink } from '../../../tests/print/paper'
import { collisions, placedText } from '../../../tests/print/placed-text'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { mm, rule, writeLine } from '../drawing'
import { openForeign } from '../foreign/open-foreign'
import { openPageFile } from '../page-file'
import type { BookletLayout } from './booklet'
import { dividedSheet, type NUpLayout } from './n-up'
import { paperSizes } from './paper-sizes'
import { planSheets, type Layout } from './plan-sheets'
import { cutAway, type PosterLayout } from './poster'
import { allEdges, turned, type Rectangle, type Size } from './rectangle'
import { renderImposition, type ImpositionInput } from './render-imposition'
import type { Plan, Side } from './sheet-plan'
import { imageSource, vectorSource, type ImposedSource } from './source-page'

const fonts = await loadPrintFonts()
const { A4, A5, A6, SRA4, DL } = paperSizes
const fourUp: NUpLayout = { kind: 'n-up', paper: A4, margin: allEdges(5), duplex: 'long', marks: false, bleed: 0, shrink: false, ...dividedSheet(A4, 4), gutter: 0, order: 'repeat', scale: 'fit' }
const booklet: BookletLayout = { kind: 'booklet', paper: A4, margin: allEdges(5), duplex: 'short', marks: false, bleed: 0, shrink: false, cell: null, creep: 0, signature: null, blanks: 'end' }
const poster: PosterLayout = { kind: 'poster', paper: A4, margin: allEdges(5), orientation: 'auto', page: 0, size: { columns: 2, rows: 2 }, overlap: 10, marks: true }

/** Pages of a tract, no two alike and none the same upside down; `bleed` around all their edges. On fronts a cross stands 30 mm from the left and 40 from the foot, on backs where that is seen from behind. */
async function tract(pages: number, size: Size, bleed = 0): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  for (let number = 0; number < pages; number++) {
    const page = file.openPage((size.width + 2 * bleed) * mm, (size.height + 2 * bleed) * mm)
    page.fill(0, (bleed + size.height - 6) * mm, (size.width + 2 * bleed) * mm, (6 + bleed) * mm, 0.4)
    page.fill(0, 0, (bleed + 4) * mm, (size.height + 2 * bleed) * mm, 0.7)
    writeLine(page, file, `Page ${number + 1}`, { style: 'bold', size: 30, x: bleed + 20, y: bleed + size.height - 40 }, size.width - 30)
    writeLine(page, file, 'Réunion publique, salle Jean-Jaurès', { style: 'regular', size: 9, x: bleed + 12, y: bleed + 20 }, size.width - 20)
    const x = bleed + (number % 2 === 0 ? 30 : size.width - 30)
    rule(page, x - 2, bleed + 40, x + 2, bleed + 40, 0.5, 0)
    rule(page, x, bleed + 38, x, bleed + 42, 0.5, 0)
    file.closePage(page)
  }
  return file.finish({ title: 'Tract', language: 'fr', at: 0 })
}

/** A page without anything, or black all over, from elsewhere. Boxes in points: left, bottom, width, height. */
async function emptyPage(media: readonly [number, number, number, number], { crop, trim, turn = 0, black = false }: { crop?: readonly [number, number, number, number]; trim?: readonly [number, number, number, number]; turn?: number; black?: boolean } = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage()
  page.setMediaBox(...media)
  if (crop) page.setCropBox(...crop)
  if (trim) page.setTrimBox(...trim)
  page.setRotation(degrees(turn))
  if (black) page.drawRectangle({ x: media[0], y: media[1], width: media[2], height: media[3] })
  return document.save()
}

async function sourcesOf(bytes: Uint8Array): Promise<ImposedSource[]> {
  const file = await openForeign(bytes)
  return Array.from({ length: file.pageCount }, (_, index) => vectorSource(file.page(index)))
}

async function imposed(bytes: Uint8Array, layout: Layout, more: Partial<ImpositionInput> = {}) {
  const pages = await sourcesOf(bytes)
  const plan = planSheets(pages, layout)
  return { plan, ...(await renderImposition({ pages, plan, title: 'Tract', slug: null, map: null, locale: 'fr', at: Date.UTC(2026, 2, 12), ...more }, fonts)) }
}

const sidesOf = ({ sheets }: Plan): Side[] => sheets.flatMap(({ front, back }) => (back ? [front, back] : [front]))

/** Ten to a millimetre, where something is measured. */
const dots = 254
/** Where pictures are compared: a pixel is a sixth of a millimetre. */
const picture = 150

/** A part of a page in mm from its lower left corner, turned back by what it was turned. Rows are counted from the head: the last one may be a part of a pixel. */
function part(page: Ink, paper: Size, { x, y, width, height }: Rectangle, rotation: number, dotsPerInch: number): Ink {
  const per = dotsPerInch / 25.4
  const [left, top, wide, high] = [Math.round(x * per), Math.round((paper.height - y - height) * per), Math.round(width * per), Math.round(height * per)]
  const [outWide, outHigh] = rotation % 180 === 0 ? [wide, high] : [high, wide]
  const dark = new Uint8Array(outWide * outHigh)
  for (let row = 0; row < outHigh; row++) {
    for (let column = 0; column < outWide; column++) {
      // Against the clock: what was right of the page is above on the sheet.
      const [fromX, fromY] = rotation === 0 ? [column, row] : rotation === 90 ? [row, high - 1 - column] : rotation === 180 ? [wide - 1 - column, high - 1 - row] : [wide - 1 - row, column]
      const [px, py] = [left + fromX, top + fromY]
      dark[row * outWide + column] = px >= 0 && py >= 0 && px < page.width && py < page.height ? page.dark[py * page.width + px]! : 0
    }
  }
  return { width: outWide, height: outHigh, dark }
}

/** The share of `one`'s pixels that are lighter or darker than everything of `other` within two pixels: ink that is missing, moved or added. */
function astray(one: Ink, other: Ink): number {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)]
  const tolerance = 80
  let count = 0
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const value = one.dark[y * one.width + x]!
      let [least, most] = [255, 0]
      for (let row = y - 2; row <= y + 2; row++) {
        for (let column = x - 2; column <= x + 2; column++) {
          const near = other.dark[row * other.width + column]!
          if (near < least) least = near
          if (near > most) most = near
        }
      }
      if (value < least - tolerance || value > most + tolerance) count++
    }
  }
  return count / (width * height)
}

/** The same picture, but for the grain of how edges are smoothed: a lost cross would be twice as much. */
function expectSame(found: Ink, wanted: Ink, what: string): void {
  expect([Math.abs(found.width - wanted.width) <= 2, Math.abs(found.height - wanted.height) <= 2], `size of ${what}`).toEqual([true, true])
  expect(astray(found, wanted), `${what}, more`).toBeLessThan(0.00002)
  expect(astray(wanted, found), `${what}, less`).toBeLessThan(0.00002)
}

/** The middle of the ink around a place, in mm from the lower left corner. */
function middleOfInk(page: Ink, paper: Size, x: number, y: number, width: number, height: number, dotsPerInch = dots): { x: number; y: number } {
  const around = part(page, paper, { x: x - width / 2, y: y - height / 2, width, height }, 0, dotsPerInch)
  let [sum, sumX, sumY] = [0, 0, 0]
  for (const [at, ink] of around.dark.entries()) {
    sum += ink
    sumX += ink * ((at % around.width) + 0.5)
    sumY += ink * (Math.floor(at / around.width) + 0.5)
  }
  expect(sum, `ink around ${x}, ${y}`).toBeGreaterThan(500)
  const per = dotsPerInch / 25.4
  return { x: (Math.round((x - width / 2) * per) + sumX / sum) / per, y: paper.height - (Math.round((paper.height - y - height / 2) * per) + sumY / sum) / per }
}

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
  /** Cut along the dotted lines, and each tile laid over those to its left and above. */
  function glued(pages: readonly Ink[], { paper, poster: made, sheets }: Plan, overlap: number, dotsPerInch: number): Ink {
    const per = dotsPerInch / 25.4
    const [width, height] = [Math.round(made!.width * per), Math.round(made!.height * per)]
    const dark = new Uint8Array(width * height)
    const away = cutAway(overlap)
    for (const { area, row, column, sheet } of made!.tiles) {
      if (sheet === null) continue
      const { clip } = sheets[sheet]!.front.cells[0]!
      const [cutLeft, cutTop] = [column > 0 ? away : 0, row > 0 ? away : 0]
      const piece = part(pages[sheet]!, paper, { x: clip.x + cutLeft, y: clip.y, width: clip.width - cutLeft, height: clip.height - cutTop }, 0, dotsPerInch)
      const [left, top] = [Math.round((area.x + cutLeft) * per), Math.round((made!.height - area.y - area.height + cutTop) * per)]
      for (let y = 0; y < piece.height && top + y < height; y++) for (let x = 0; x < piece.width && left + x < width; x++) dark[(top + y) * width + left + x] = piece.dark[y * piece.width + x]!
    }
    return { width, height, dark }
  }

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
