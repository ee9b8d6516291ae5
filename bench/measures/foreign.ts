/**
 * Pages and pictures from elsewhere: ours and pdf-lib's in turn, in one Node process.
 * A hundred files of a page each, read, kept and written as one; and a photograph of 12 megapixels as PNG.
 */
import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { PortError } from '#core/ports/errors'
import { openForeign } from '#core/print/foreign/open-foreign'
import { printableImage } from '#core/print/foreign/printable-image'
import type { Fonts } from '#core/print/fonts'
import { openPageFile } from '#core/print/page-file'
import { loadPrintFonts } from '../../tools/print-fonts'
import { median, rowAgainst, type BenchRow } from '../row'

const files = 100
const runs = 3
const facts = { title: '', language: 'fr', at: 0 } as const
const [width, height] = [4000, 3000]

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

/** A page of sixty lines in two fonts. */
function tract(fonts: Fonts, number: number): Promise<Uint8Array> {
  const file = openPageFile(fonts)
  const page = file.openPage(595, 842)
  for (let line = 0; line < 60; line++) page.text(`Tract n° ${number}, ligne ${line} : réunion publique à la salle Jean-Jaurès`, { style: line % 8 === 0 ? 'bold' : 'regular', size: 11, x: 40, y: 800 - line * 13 })
  file.closePage(page)
  return file.finish(facts)
}

/** Soft colours with grain, as a camera has it: its pixels compress to about a third. */
function photograph(): Uint8Array {
  const rows = new Uint8Array((width * 3 + 1) * height)
  let seed = 7
  for (let y = 0, at = 0; y < height; y++) {
    // Each byte as its difference from the pixel on its left.
    rows[at++] = 1
    for (let x = 0; x < width * 3; x++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
      rows[at++] = x < 3 ? y >> 4 : ((seed >> 16) % 7) - 3
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(kind: string, body: Uint8Array): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(kind, 'latin1'), body, Buffer.alloc(4)])
  whole.writeUInt32BE(body.length, 0)
  let sum = 0xffffffff
  for (let at = 4; at < whole.length - 4; at++) {
    sum ^= whole[at]!
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  whole.writeUInt32BE((sum ^ 0xffffffff) >>> 0, whole.length - 4)
  return whole
}
