/**
 * Pages and pictures from elsewhere: ours and pdf-lib's in turn, in one Node process.
 * A hundred files of a page each, read, kept and written as one; and a photograph of 12 megapixels as PNG.
 */
import { PDFDocument } from 'pdf-lib'
import { PortError } from '#core/ports/errors'
import { openForeign } from '#core/print/foreign/open-foreign'
import { printableImage } from '#core/print/foreign/printable-image'
import type { Fonts } from '#core/print/fonts'
import { openPageFile } from '#core/print/page-file'
import { loadPrintFonts } from '../../tools/print-fonts'
import { tract } from '../papers'
import { photograph } from '../photograph'
import { median, rowAgainst, type BenchRow } from '../row'

const files = 100
const runs = 3
const facts = { title: '', language: 'fr', at: 0 } as const

/** Two rows. */
export async function measureForeign(): Promise<BenchRow[]> {
  const fonts = await loadPrintFonts()
  const sources = await Promise.all(Array.from({ length: files }, (_, index) => tract(fonts, index)))
  const png = photograph()
  const pages = { ours: [] as number[], theirs: [] as number[] }
  const picture = { ours: [] as number[], theirs: [] as number[] }
  // The first of each loads its code.
  for (let run = 0; run <= runs; run++) {
    const keep = async (into: number[], work: () => Promise<unknown>) => {
      const start = performance.now()
      await work()
      if (run > 0) into.push(performance.now() - start)
    }
    await keep(pages.ours, () => placeAll(fonts, sources))
    await keep(pages.theirs, () => embedAll(sources))
    await keep(picture.ours, () => placePicture(fonts, png))
    await keep(picture.theirs, () => embedPicture(png))
  }
  return [
    rowAgainst('foreign-pages', 'ms', median(pages.ours), { 'pdf-lib embedPdf': { value: median(pages.theirs), reach: 1 } }),
    rowAgainst('png-12-mp', 'ms', median(picture.ours), { 'pdf-lib embedPng': { value: median(picture.theirs), reach: 0.05 } }),
  ]
}

async function placeAll(fonts: Fonts, sources: readonly Uint8Array[]): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  for (const bytes of sources) {
    const page = (await openForeign(bytes)).page(0)
    const sheet = file.openPage(page.width, page.height)
    sheet.place(file.keepPage(page), [1, 0, 0, 1, 0, 0])
    file.closePage(sheet)
  }
  return file.finish(facts)
}

async function embedAll(sources: readonly Uint8Array[]): Promise<Uint8Array> {
  const file = await PDFDocument.create()
  for (const bytes of sources) {
    const [page] = await file.embedPdf(bytes)
    file.addPage([page!.width, page!.height]).drawPage(page!)
  }
  return file.save()
}

async function placePicture(fonts: Fonts, png: Uint8Array): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  const kept = file.keepImage(await printableImage(png, () => Promise.reject(new PortError('unexpected'))))
  const sheet = file.openPage(400, 300)
  sheet.place(kept, [0.1, 0, 0, 0.1, 0, 0])
  file.closePage(sheet)
  return file.finish(facts)
}

async function embedPicture(png: Uint8Array): Promise<Uint8Array> {
  const file = await PDFDocument.create()
  const image = await file.embedPng(png)
  file.addPage([400, 300]).drawImage(image, { width: 400, height: 300 })
  return file.save()
}
