/** Codes of papers to hand out, read back as a phone reads a copy: at 200 dots an inch, of the page itself and of the sheets it is laid on. */
import { describe, expect, it } from 'vitest'
import { imposed } from '../../../tests/print/imposed'
import { readQr } from '../../../tests/print/inked'
import { renderPdf } from '../../../tests/print/paper'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { emptyImprint } from '../../domain/legal/imprint'
import { dividedSheet, type NUpLayout } from '../imposition/n-up'
import { paperSizes } from '../imposition/paper-sizes'
import { allEdges } from '../imposition/rectangle'
import { builtInTemplates } from './built-in/templates'
import { renderTemplate } from './render-template'
import { sampleSlots } from './template-words'
import type { Template } from './template'

const fonts = await loadPrintFonts()
const dots = 200
const { A4 } = paperSizes
const cut: NUpLayout = { kind: 'n-up', paper: A4, margin: allEdges(5), duplex: 'long', marks: true, bleed: 0, shrink: true, ...dividedSheet(A4, 4), gutter: 0, order: 'repeat', scale: 'fit' }
const render = (template: Template, link: string) => renderTemplate({ template, slots: { ...sampleSlots(template, 'fr'), link }, brand: { name: 'Union des Quartiers', colours: { primary: '#1c3f6e', secondary: '#f2b632' }, website: '', address: '' }, imprint: { ...emptyImprint, name: 'Union', address: 'Saint-Denis' }, images: {}, locale: 'fr', at: 0, bleed: 0 }, fonts)
const coded = builtInTemplates.filter(({ pages }) => pages.some(({ frames }) => frames.some(({ type }) => type === 'qr')))
/** Quiet zone and a little more, in mm. */
const around = 3

describe('a code', () => {
  it('is on all papers that are handed out or put up', () => expect(coded.map(({ id }) => id)).toEqual(builtInTemplates.flatMap(({ id }) => (id === 'social-square' ? [] : [id]))))

  it.each(coded.map((template) => [template.id, template] as const))('of %s is read from the page, and from four of them on a sheet of A4, made smaller for its margins and marks', async (_id, template) => {
    const link = 'https://exemple.invalid/reunion-publique?de=tract'
    const { pdf, codes } = await render(template, link)
    const pages = await renderPdf(pdf, dots)
    expect(codes.length).toBeGreaterThan(0)
    for (const { page, x, y, width, height } of codes) expect(readQr(pages[page]!, { x: x - around, y: y - around, width: width + 2 * around, height: height + 2 * around }, dots)).toBe(link)
    const { pdf: sheets, plan } = await imposed(pdf, cut)
    const sides = await renderPdf(sheets, dots)
    let read = 0
    for (const [at, { cells }] of plan.sheets.flatMap(({ front, back }) => [front, back!]).entries()) {
      for (const cell of cells) {
        for (const { page, x, y, width, height } of codes) {
          if (cell.page !== page) continue
          const { scale } = cell
          // A wide page is turned with the sheet, never within it.
          expect(cell.rotation).toBe(0)
          const [left, top] = [cell.x + x * scale, plan.paper.height - cell.y - cell.height + y * scale]
          expect(readQr(sides[at]!, { x: left - 1.5, y: top - 1.5, width: width * scale + 3, height: height * scale + 3 }, dots)).toBe(link)
          read++
        }
      }
    }
    expect(read).toBe(4 * codes.length)
  })

  it('that is the finest which is not called too small is still read on an A6 tract, four on a sheet', async () => {
    const [template] = coded as [Template]
    let link = 'https://exemple.invalid/'
    for (let more = 20; more < 400; more++) {
      const longer = `https://exemple.invalid/${'reunion-publique/'.repeat(30).slice(0, more)}`
      if ((await render(template, longer)).overflow.length > 0) break
      link = longer
      more += 9
    }
    expect(link.length).toBeGreaterThan(100)
    const { pdf, codes: [code] } = await render(template, link)
    const { pdf: sheet, plan } = await imposed(pdf, { ...cut, duplex: 'none' })
    const [side] = await renderPdf(sheet, dots)
    for (const { x, y, height, scale } of plan.sheets[0]!.front.cells) {
      const [left, top] = [x + code!.x * scale, plan.paper.height - y - height + code!.y * scale]
      expect(readQr(side!, { x: left - 1.5, y: top - 1.5, width: code!.width * scale + 3, height: code!.height * scale + 3 }, dots)).toBe(link)
    }
  })
})
