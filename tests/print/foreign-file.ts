/** Small PDFs from elsewhere, written as text: each trap is one line of a test. */
import type { Fonts } from '#core/print/fonts'
import { openForeign, type ForeignPage } from '#core/print/foreign/open-foreign'
import { openPageFile } from '#core/print/page-file'
import { loadPrintFonts } from '../../tools/print-fonts'

/** An object's text, or a stream with its dictionary's entries. */
export type Part = string | { entries?: string; stream: string | Uint8Array }

const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** A file with these objects; 1 is the catalogue. */
export function pdfOf(parts: Readonly<Record<number, Part>>, { trailer = '', version = '1.7' } = {}): Uint8Array {
  const chunks: Uint8Array[] = [latin(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`)]
  let length = chunks[0]!.length
  const add = (chunk: Uint8Array): void => {
    chunks.push(chunk)
    length += chunk.length
  }
  const places: [number, number][] = []
  for (const [number, part] of Object.entries(parts)) {
    places.push([Number(number), length])
    if (typeof part === 'string') add(latin(`${number} 0 obj\n${part}\nendobj\n`))
    else {
      const stream = typeof part.stream === 'string' ? latin(part.stream) : part.stream
      add(latin(`${number} 0 obj\n<< ${part.entries ?? ''} /Length ${stream.length} >>\nstream\n`))
      add(stream)
      add(latin('\nendstream\nendobj\n'))
    }
  }
  const table = length
  const rows = places.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`).join('')
  add(latin(`xref\n0 1\n0000000000 65535 f \n${rows}trailer\n<< /Size ${Math.max(...places.map(([number]) => number)) + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`))
  const file = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    file.set(chunk, at)
    at += chunk.length
  }
  return file
}

/** A file of one page: its dictionary's entries, its operators, and objects from 10 on. */
export function onePage(entries: string, operators: string, parts: Readonly<Record<number, Part>> = {}, catalogue = ''): Uint8Array {
  return pdfOf({
    1: `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    3: `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${entries} >>`, 4: { stream: operators }, ...parts,
  })
}

let fonts: Promise<Fonts> | undefined

/** The pages placed 1:1, each on a sheet of its size. */
export async function placed(...pages: ForeignPage[]): Promise<Uint8Array> {
  const file = openPageFile(await (fonts ??= loadPrintFonts()))
  for (const page of pages) {
    const sheet = file.openPage(page.width, page.height)
    sheet.place(file.keepPage(page), [1, 0, 0, 1, 0, 0])
    file.closePage(sheet)
  }
  return file.finish({ title: 'Essai', language: 'fr', at: 0 })
}

export async function firstPage(bytes: Uint8Array): Promise<ForeignPage> {
  return (await openForeign(bytes)).page(0)
}
