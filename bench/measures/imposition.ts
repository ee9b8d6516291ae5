/** A PDF of 36 pages, four on a sheet, from bytes to bytes: ours and pdf-lib's own embedding in turn, in one Node process. */
import { PDFDocument } from 'pdf-lib'
import { loadPrintFonts } from '../../tools/print-fonts'
import { openForeign } from '#core/print/foreign/open-foreign'
import { dividedSheet } from '#core/print/imposition/n-up'
import { paperSizes } from '#core/print/imposition/paper-sizes'
import { planSheets } from '#core/print/imposition/plan-sheets'
import { allEdges } from '#core/print/imposition/rectangle'
import { renderImposition } from '#core/print/imposition/render-imposition'
import { vectorSource } from '#core/print/imposition/source-page'
import { renderSignInSheet } from '#core/print/sign-in-sheet'
import { median, rowAgainst, type BenchRow } from '../row'

const pages = 36
const rowsOnPage = 15
const runs = 7
const { A4 } = paperSizes

export async function measureImposition(): Promise<BenchRow> {
  const fonts = await loadPrintFonts()
  const notice = { controller: 'la section de Saint-Denis, 1 place du Marché, 93200 Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: null }
  const { pdf: bytes } = await renderSignInSheet({
    title: 'Réunion publique', occasion: 'mardi 10 mars 2026', sectionName: 'Union des Quartiers', code: 'K7M4-XQPR', variant: { kind: 'meeting', notice }, blankRows: pages * rowsOnPage, locale: 'fr', at: 0,
  }, fonts)

  const ours = async (): Promise<Uint8Array> => {
    const file = await openForeign(bytes)
    const sources = Array.from({ length: file.pageCount }, (_, index) => vectorSource(file.page(index)))
    const plan = planSheets(sources, { kind: 'n-up', paper: A4, margin: allEdges(5), duplex: 'none', marks: false, bleed: 0, shrink: false, ...dividedSheet(A4, 4), gutter: 0, order: 'sequence', scale: 'fit' })
    return (await renderImposition({ pages: sources, plan, title: 'Imposition', slug: null, map: null, locale: 'fr', at: 0 }, fonts)).pdf
  }
  const theirs = async (): Promise<Uint8Array> => {
    const source = await PDFDocument.load(bytes)
    const made = await PDFDocument.create()
    const embedded = await made.embedPdf(source, source.getPageIndices())
    for (let first = 0; first < embedded.length; first += 4) {
      const sheet = made.addPage([841.89, 595.28])
      for (const [at, page] of embedded.slice(first, first + 4).entries()) sheet.drawPage(page, { x: (at % 2) * 420.94, y: at < 2 ? 297.64 : 0, width: 420.94, height: 297.64 })
    }
    return made.save()
  }
  const [taken, theirTaken]: [number[], number[]] = [[], []]
  // The first of each loads its code.
  for (let run = 0; run <= runs; run++) {
    for (const [way, times] of [[ours, taken], [theirs, theirTaken]] as const) {
      const start = performance.now()
      const made = await way()
      if (run > 0) times.push(performance.now() - start)
      if (made.length < 1000) throw new Error(`${made.length} bytes`)
    }
  }
  return rowAgainst('n-up', 'ms', median(taken), { 'pdf-lib embedPdf': { value: median(theirTaken), reach: 1 } })
}
