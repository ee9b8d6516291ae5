/** Pages to be imposed, and what becomes of them on paper: cut out, turned back, glued together, and compared as pictures. */
import { degrees, PDFDocument } from 'pdf-lib'
import { expect } from 'vitest'
import type { Ink } from './paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { mm, rule, writeLine } from '#core/print/drawing'
import { openForeign } from '#core/print/foreign/open-foreign'
import { openPageFile } from '#core/print/page-file'
import { planSheets, type Layout } from '#core/print/imposition/plan-sheets'
import { cutAway } from '#core/print/imposition/poster'
import type { Rectangle, Size } from '#core/print/imposition/rectangle'
import { renderImposition, type ImpositionInput } from '#core/print/imposition/render-imposition'
import type { Plan, Side } from '#core/print/imposition/sheet-plan'
import { vectorSource, type ImposedSource } from '#core/print/imposition/source-page'

export const fonts = await loadPrintFonts()

/** Pages of a tract, no two alike and none the same upside down; `bleed` around all their edges. On fronts a cross stands 30 mm from the left and 40 from the foot, on backs where that is seen from behind. */
export async function tract(pages: number, size: Size, bleed = 0): Promise<Uint8Array> {
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

/** A page without anything, or black all over, or with one black `blot`, from elsewhere. Boxes in points: left, bottom, width, height. */
export async function emptyPage(media: readonly [number, number, number, number], { crop, trim, turn = 0, black = false, blot }: { crop?: readonly [number, number, number, number]; trim?: readonly [number, number, number, number]; turn?: number; black?: boolean; blot?: readonly [number, number, number, number] } = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const page = document.addPage()
  page.setMediaBox(...media)
  if (crop) page.setCropBox(...crop)
  if (trim) page.setTrimBox(...trim)
  page.setRotation(degrees(turn))
  if (black) page.drawRectangle({ x: media[0], y: media[1], width: media[2], height: media[3] })
  if (blot) page.drawRectangle({ x: blot[0], y: blot[1], width: blot[2], height: blot[3] })
  return document.save()
}

export async function sourcesOf(bytes: Uint8Array): Promise<ImposedSource[]> {
  const file = await openForeign(bytes)
  return Array.from({ length: file.pageCount }, (_, index) => vectorSource(file.page(index)))
}

export async function imposed(bytes: Uint8Array, layout: Layout, more: Partial<ImpositionInput> = {}) {
  const pages = await sourcesOf(bytes)
  const plan = planSheets(pages, layout)
  return { plan, ...(await renderImposition({ pages, plan, title: 'Tract', slug: null, map: null, locale: 'fr', at: Date.UTC(2026, 2, 12), ...more }, fonts)) }
}

export const sidesOf = ({ sheets }: Plan): Side[] => sheets.flatMap(({ front, back }) => (back ? [front, back] : [front]))

/** Ten to a millimetre, where something is measured. */
export const dots = 254
/** Where pictures are compared: a pixel is a sixth of a millimetre. */
export const picture = 150

/** A part of a page in mm from its lower left corner, turned back by what it was turned. Rows are counted from the head: the last one may be a part of a pixel. */
export function part(page: Ink, paper: Size, { x, y, width, height }: Rectangle, rotation: number, dotsPerInch: number): Ink {
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
      // What is there itself is among what is near: most of a page needs no look around.
      if (Math.abs(value - other.dark[y * other.width + x]!) <= tolerance) continue
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

/** Of the pixels, but for the grain of how edges are smoothed: a lost cross would be twice as much. */
const unseen = 0.00002

export const isSame = (one: Ink, other: Ink): boolean => Math.abs(one.width - other.width) <= 2 && Math.abs(one.height - other.height) <= 2 && astray(one, other) < unseen && astray(other, one) < unseen

export function expectSame(found: Ink, wanted: Ink, what: string): void {
  expect([Math.abs(found.width - wanted.width) <= 2, Math.abs(found.height - wanted.height) <= 2], `size of ${what}`).toEqual([true, true])
  expect(astray(found, wanted), `${what}, more`).toBeLessThan(unseen)
  expect(astray(wanted, found), `${what}, less`).toBeLessThan(unseen)
}

/** The middle of the ink around a place, in mm from the lower left corner. */
export function middleOfInk(page: Ink, paper: Size, x: number, y: number, width: number, height: number, dotsPerInch = dots): { x: number; y: number } {
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

/** Cut along the dotted lines, and each tile laid over those to its left and above. */
export function glued(pages: readonly Ink[], { paper, poster: made, sheets }: Plan, overlap: number, dotsPerInch: number): Ink {
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
