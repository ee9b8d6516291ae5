/** `print:render -- place`: a page of a PDF from elsewhere on a sheet of ours, 1:1, and by which way it came there. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { errorCode } from '#core/ports/errors'
import { mm } from '#core/print/drawing'
import { openForeignKeeper } from '#core/print/foreign/keep-foreign'
import { openPageFile } from '#core/print/page-file'
import { errorWords } from '../renderer/ui/error-words'
import { nodeRasteriser } from './node-rasteriser'
import { loadPrintFonts } from './print-fonts'
import { Misuse } from './print-request'

export const placeUsage = `
KIND place --file FILE
  --page N                           of the file, 1 when not given
  --paper A3|A4|A5|A6                the page's own size when not given; the page is centred, neither enlarged nor reduced`

/** Millimetres, upright (ISO 216). */
const papers: Record<string, [number, number]> = { A3: [297, 420], A4: [210, 297], A5: [148, 210], A6: [105, 148] }

/** What was asked is right and can't be done with this file. */
export class Refused extends Error {}

interface PlaceRequest {
  file: string
  out: string
  /** From 0. */
  index: number
  paper: [number, number] | undefined
}

function readPlace(words: string[]): PlaceRequest {
  const { file, out, page = '1', paper } = parsed(words)
  if (!file) throw new Misuse('--file FILE is needed')
  if (!out) throw new Misuse('--out FILE is needed')
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new Misuse(`--page must be a whole number from 1, not "${page}"`)
  if (paper !== undefined && !papers[paper]) throw new Misuse(`--paper must be ${Object.keys(papers).join(' or ')}, not "${paper}"`)
  return { file, out, index: Number(page) - 1, paper: paper === undefined ? undefined : papers[paper] }
}

function parsed(words: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args: words, options: { file: text, out: text, page: text, paper: text } }).values
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

/** Writes the sheet and says what became of the page. */
export async function placePage(words: string[]): Promise<object> {
  const { file, out, index, paper } = readPlace(words)
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Misuse(`"${file}" could not be read (${error.code})`)
  })
  const [fonts, rasteriser] = await Promise.all([loadPrintFonts(), nodeRasteriser()])
  const pages = openPageFile(fonts)
  const { pageCount, way, checked, why, width, height } = await openForeignKeeper(new Uint8Array(bytes), rasteriser).then(async (foreign) => {
    if (index >= foreign.pageCount) throw new Misuse(`--page must be at most ${foreign.pageCount}: the file has no more`)
    const placed = await foreign.keep(pages, index)
    const { kept, size } = placed
    const [short, long] = paper ?? []
    const isWide = size.width > size.height
    const sheetWidth = short === undefined ? size.width : (isWide ? long! : short) * mm
    const sheetHeight = long === undefined ? size.height : (isWide ? short! : long) * mm
    const sheet = pages.openPage(sheetWidth, sheetHeight)
    sheet.place(kept, [1, 0, 0, 1, (sheetWidth - size.width) / 2, (sheetHeight - size.height) / 2])
    pages.closePage(sheet)
    foreign.close()
    return { pageCount: foreign.pageCount, way: placed.way, ...(placed.way === 'raster' ? { why: placed.why, checked: undefined } : { why: undefined, checked: placed.checked }), ...size }
  }).catch((error: unknown) => {
    const code = errorCode(error)
    throw error instanceof Misuse || code === 'unexpected' ? error : new Refused(`${code}: ${errorWords.en[code]}`)
  })
  const pdf = await pages.finish({ title: 'Page', language: 'fr', at: 0 })
  await writeFile(out, pdf)
  return { file: out, bytes: pdf.length, pages: pageCount, way, checked, why, width, height }
}
