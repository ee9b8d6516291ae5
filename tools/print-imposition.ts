/** `print:render impose` and `tile`: a PDF from elsewhere, on sheets. Read, refused and made. */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openForeignKeeper } from '#core/print/foreign/keep-foreign'
import { dividedSheet } from '#core/print/imposition/n-up'
import { paperSizes, type PaperName } from '#core/print/imposition/paper-sizes'
import { planSheets, type Layout } from '#core/print/imposition/plan-sheets'
import { allEdges } from '#core/print/imposition/rectangle'
import { renderImposition } from '#core/print/imposition/render-imposition'
import { foreignSources } from '#core/print/imposition/source-page'
import { errorCode } from '#core/ports/errors'
import { errorWords } from '../renderer/ui/error-words'
import { nodeRasteriser } from './node-rasteriser'
import { Refused } from './print-foreign'
import { loadPrintFonts } from './print-fonts'
import { Misuse } from './print-request'

export const impositionUsage = `KIND impose --file FILE (a PDF, instead of --demo)
  --layout 2-up|4-up|8-up|dl|10x15|booklet
  --paper A4|A3|SRA4|SRA3            A4 when not given
  --duplex none|long|short           along which edge the printer turns the sheet; none when not given, short for a booklet
  --order repeat|sequence|cut-stack  repeat when not given: each page fills its sheet
  --bleed MM  --gutter MM            0, and twice the bleed, when not given
  --margin MM                        that the printer leaves white, 5 when not given
  --marks  --shrink                  crop marks; smaller until the printer reaches everything
  --creep MM  --signature N          of a booklet: a sheet's thickness, and pages folded together
  --slug                             a line that says what the sheet is, where there is room

KIND tile --file FILE
  --paper A4|A3                      of the tiles
  --grid COLUMNSxROWS | --size A3|A2|A1|A0|40x60|120x176
  --page N                           1 when not given
  --overlap MM  --margin MM          10 and 5 when not given
  --map                              a first sheet that says how they are glued`

export interface ImpositionRequest {
  file: string
  out: string
  locale: 'fr' | 'en'
  title: string
  date: string
  slug: boolean
  map: boolean
  layout: Layout
}

const layouts = ['2-up', '4-up', '8-up', 'dl', '10x15', 'booklet'] as const
const sheetPapers = ['A4', 'A3', 'SRA4', 'SRA3'] as const
const posters = ['A3', 'A2', 'A1', 'A0', '40x60', '120x176'] as const

type Option = keyof typeof options
const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const options = {
  file: text, out: text, locale: text, title: text, date: text, paper: text, margin: text,
  layout: text, duplex: text, order: text, bleed: text, gutter: text, creep: text, signature: text, marks: flag, shrink: flag, slug: flag,
  grid: text, size: text, page: text, overlap: text, map: flag,
} as const
const forAll: readonly Option[] = ['file', 'out', 'locale', 'title', 'date', 'paper', 'margin']
const own: Record<'impose' | 'tile', readonly Option[]> = {
  impose: ['layout', 'duplex', 'order', 'bleed', 'gutter', 'creep', 'signature', 'marks', 'shrink', 'slug'],
  tile: ['grid', 'size', 'page', 'overlap', 'map'],
}

/** Null when the words ask for something else. Throws `Misuse`. */
export function readImposition(words: string[]): ImpositionRequest | null {
  const kind = (['impose', 'tile'] as const).find((each) => each === words[0])
  if (!kind) return null
  const values = parseWords(words)
  const foreign = (Object.keys(values) as Option[]).find((option) => !forAll.includes(option) && !own[kind].includes(option))
  if (foreign) throw new Misuse(`--${foreign} is not for ${kind}`)
  if (!values.file) throw new Misuse('--file FILE is needed: the PDF to print')
  if (!values.out) throw new Misuse('--out FILE is needed')
  const date = values.date ?? new Date().toISOString().slice(0, 10)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw new Misuse(`--date must be a day like 2026-11-22, not "${date}"`)
  return {
    file: values.file, out: values.out, date, title: values.title ?? '', locale: oneOf('--locale', values.locale ?? 'fr', ['fr', 'en']), slug: values.slug ?? false, map: values.map ?? false,
    layout: kind === 'impose' ? readLayout(values) : readPoster(values),
  }
}

type Values = ReturnType<typeof parseWords>

function readLayout(values: Values): Layout {
  const name = oneOf('--layout', values.layout ?? '', layouts)
  const paper = paperSizes[oneOf('--paper', values.paper ?? 'A4', sheetPapers)]
  const bleed = millimetres('--bleed', values.bleed ?? '0')
  const margin = allEdges(millimetres('--margin', values.margin ?? '5'))
  const common = { paper, margin, bleed, marks: values.marks ?? false, shrink: values.shrink ?? false }
  if (name === 'booklet') {
    for (const option of ['order', 'gutter'] as const) if (values[option] !== undefined) throw new Misuse(`--${option} is not for a booklet`)
    return {
      kind: 'booklet', ...common, duplex: oneOf('--duplex', values.duplex ?? 'short', ['long', 'short']), cell: null, blanks: 'end',
      creep: millimetres('--creep', values.creep ?? '0'), signature: values.signature === undefined ? null : wholeNumber('--signature', values.signature),
    }
  }
  for (const option of ['creep', 'signature'] as const) if (values[option] !== undefined) throw new Misuse(`--${option} is for a booklet`)
  const cells = { '2-up': 2, '4-up': 4, '8-up': 8, dl: 'dl', '10x15': '10x15' }[name] as 2 | 4 | 8 | 'dl' | '10x15'
  return {
    kind: 'n-up', ...common, ...(cells === '10x15' ? { cell: paperSizes['10x15'], grid: null } : dividedSheet(paper, cells)),
    duplex: oneOf('--duplex', values.duplex ?? 'none', ['none', 'long', 'short']), order: oneOf('--order', values.order ?? 'repeat', ['repeat', 'sequence', 'cut-stack']),
    gutter: values.gutter === undefined ? 2 * bleed : millimetres('--gutter', values.gutter), scale: 'fit',
  }
}

function readPoster(values: Values): Layout {
  if ((values.grid === undefined) === (values.size === undefined)) throw new Misuse('--grid COLUMNSxROWS or --size is needed, one of them')
  return {
    kind: 'poster', paper: paperSizes[oneOf('--paper', values.paper ?? 'A4', sheetPapers)], margin: allEdges(millimetres('--margin', values.margin ?? '5')), orientation: 'auto', marks: true,
    page: wholeNumber('--page', values.page ?? '1') - 1, overlap: millimetres('--overlap', values.overlap ?? '10'),
    size: values.grid === undefined ? paperSizes[oneOf('--size', values.size!, posters) satisfies PaperName] : readGrid(values.grid),
  }
}

function readGrid(grid: string): { columns: number; rows: number } {
  const [, columns, rows] = /^([1-9]\d?)x([1-9]\d?)$/.exec(grid) ?? []
  if (!columns || !rows) throw new Misuse(`--grid must be columns and rows like 2x2, not "${grid}"`)
  return { columns: Number(columns), rows: Number(rows) }
}

function parseWords(words: string[]) {
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options })
    if (positionals.length !== 1) throw new Misuse(`one kind is made at a time, not "${positionals.join(' ')}"`)
    return values
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

function millimetres(option: string, words: string): number {
  const length = Number(words.replace(',', '.'))
  if (words.trim() === '' || !Number.isFinite(length) || length < 0) throw new Misuse(`${option} must be millimetres, not "${words}"`)
  return length
}

function wholeNumber(option: string, words: string): number {
  if (!/^[1-9]\d{0,4}$/.test(words)) throw new Misuse(`${option} must be a whole number from 1, not "${words}"`)
  return Number(words)
}

function oneOf<Word extends string>(option: string, word: string, allowed: readonly Word[]): Word {
  const found = allowed.find((one) => one === word)
  if (found === undefined) throw new Misuse(`${option} must be ${allowed.join(' or ')}, not "${word}"`)
  return found
}

/** What stands on standard output: the file, its sheets, scales and what the plan has to say. */
export async function impose({ file, out, locale, title, date, slug, map, layout }: ImpositionRequest) {
  const bytes = await readFile(file).catch((error: { code?: string }) => {
    throw new Misuse(`${file} could not be read (${error.code})`)
  })
  const foreign = await openForeignKeeper(new Uint8Array(bytes), await nodeRasteriser()).catch(refused)
  try {
    const pages = await foreignSources(foreign)
    const plan = planSheets(pages, layout)
    const at = Date.parse(`${date}T12:00:00Z`)
    const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)
    const { pdf, ...facts } = await renderImposition({
      pages, plan, locale, at, title: title || 'Imposition', slug: slug ? { title, day, margin: layout.margin } : null,
      map: map && layout.kind === 'poster' ? { title, overlap: layout.overlap } : null,
    }, await loadPrintFonts())
    await writeFile(out, pdf)
    return { file: out, bytes: pdf.length, paper: plan.paper, ...facts }
  } catch (error) {
    return refused(error)
  } finally {
    foreign.close()
  }
}

/** What can't be printed as asked: lengths are a matter of the words, files are not. */
function refused(error: unknown): never {
  const code = errorCode(error)
  if (code === 'unexpected') throw error
  throw code === 'print-failed' ? new Misuse((error as Error).message.replace(/^print-failed: /, '')) : new Refused(`${code}: ${errorWords.en[code]}`)
}
