/** A file to a table: its encoding, separator, header and columns, and its records as often as they are asked for. */
import type { Breathe } from './decode'
import { decodeFile } from './decode'
import { detectDialect, separatorLine } from './dialect'
import { fileKind, notATable, refuseOtherText } from './file-kind'
import { findTableStart, type TableStart } from './header-line'
import type { Encoding, ImportOptions } from './plan'
import { readRecords, type TableRecord } from './records'
import { readHeader } from './headers'
import { contentOf } from './contents'
import { openWorkbook } from './workbook'

export interface Table {
  encoding: Encoding
  /** Empty for a workbook. */
  separator: string
  sheets?: string[]
  sheet?: string
  start: TableStart
  /** Titles by column; empty strings where there is none. */
  headers: string[]
  /** Records of the body among the first ones, to judge columns by. */
  sample: TableRecord[]
  /** Records after the header, in batches; may be asked for again. */
  body(): Iterable<TableRecord[]>
  /** Rough number of records, for progress. */
  expected: number
  mixedLines: number
  nulBytes: boolean
  mended: number
}

const sampleSize = 500

/** Reads a file up to its first records. Throws the `not-a-table` error for what is none. */
export async function readTable(bytes: Uint8Array, options: ImportOptions, breathe: Breathe): Promise<Table> {
  if (options.encoding === 'xlsx' || (options.encoding === undefined && fileKind(bytes) === 'xlsx')) return readWorkbook(bytes, options, breathe)
  if (fileKind(bytes) === 'xlsx') return readWorkbook(bytes, options, breathe)
  const text = await decodeFile(bytes, options.encoding, breathe)
  unwrapLines(text.pieces)
  const start = firstText(text.pieces)
  refuseOtherText(start)
  const dialect = detectDialect(start, options.separator)
  // Excel's `sep=` line is an instruction, not a record.
  const skip = separatorLine(start) === null ? 0 : 1
  const records = function* (): Generator<TableRecord[]> {
    let first = skip === 1
    for (const batch of readRecords(text.pieces, dialect)) {
      yield first && batch[0]?.line === 1 ? batch.slice(1) : batch
      if (batch.length > 0) first = false
    }
  }
  const length = text.pieces.reduce((sum, piece) => sum + piece.length, 0)
  const table = tableOf(records, options, { encoding: text.encoding, separator: dialect.separator, mixedLines: text.mixedLines, nulBytes: text.nulBytes, mended: text.mended })
  if (table.headers.length < 2) refuseProse(table)
  const lineLength = table.sample.length === 0 ? length : start.length / Math.max(1, start.split('\n').length)
  return { ...table, expected: Math.max(1, Math.round(length / lineLength)) }
}

/** About the first 64,000 characters, ending with a line. */
function firstText(pieces: readonly string[]): string {
  let text = ''
  for (const piece of pieces) {
    text += piece
    if (text.length >= 65_536) break
  }
  if (text.length <= 65_536) return text
  const cut = text.slice(0, 65_536)
  return cut.slice(0, cut.lastIndexOf('\n') + 1) || cut
}

/**
 * A line that a spreadsheet took for one cell and quoted whole (`"Nom;Prénom;""12, rue X"""`): when every line of the beginning is one, all are unwrapped.
 * Changes the pieces in place.
 */
function unwrapLines(pieces: string[]): void {
  const lines = firstText(pieces).split('\n').slice(0, 50).filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => wholeLine.test(line) && /[;,\t|]/.test(line.slice(1, line.lastIndexOf('"'))))) return
  const text = pieces.join('').replace(/^"(.*)"[;,]*$/gm, (_, inner: string) => inner.replaceAll('""', '"'))
  pieces.splice(0, pieces.length, text)
}

const wholeLine = /^"(?:[^"]|"")*"[;,]*$/

/** One column of text is a table only when its title or its cells say what it is: a letter saved as `.csv` has one column too. */
function refuseProse(table: Pick<Table, 'headers' | 'sample' | 'start'>): void {
  if (table.headers.some((header) => readHeader(header, false) !== null)) return
  const content = contentOf(table.sample.map((record) => record.cells[0] ?? ''))
  if (content === 'email' || content === 'phone' || content === 'names') return
  throw notATable('text')
}

async function readWorkbook(bytes: Uint8Array, options: ImportOptions, breathe: Breathe): Promise<Table> {
  const book = openWorkbook(bytes)
  const names = options.sheet !== undefined && book.sheets.includes(options.sheet) ? [options.sheet] : book.sheets
  let best: Table | undefined
  for (const sheet of names) {
    await breathe()
    const rows = await book.rows(sheet)
    const records = rows.map((cells, at): TableRecord => ({ line: at + 1, cells })).filter((record) => record.cells.some((cell) => cell !== ''))
    if (records.length === 0) continue
    const table: Table = {
      ...tableOf(() => batches(records, 1000), options, { encoding: 'xlsx', separator: '', mixedLines: 0, nulBytes: false, mended: 0 }),
      sheets: book.sheets, sheet, expected: records.length,
    }
    // A first sheet of instructions or charts gives way to the first one with titles that are known.
    const known = table.headers.filter((header) => readHeader(header, false) !== null).length
    if (known >= 2 || names.length === 1) return table
    best ??= table
  }
  if (!best) throw notATable('empty')
  return best
}

function* batches(records: readonly TableRecord[], size: number): Generator<TableRecord[]> {
  for (let at = 0; at < records.length; at += size) yield records.slice(at, at + size)
}

function tableOf(
  records: () => Iterable<TableRecord[]>, options: ImportOptions, read: Pick<Table, 'encoding' | 'separator' | 'mixedLines' | 'nulBytes' | 'mended'>,
): Omit<Table, 'expected'> {
  const first: TableRecord[] = []
  for (const batch of records()) {
    first.push(...batch)
    if (first.length >= sampleSize) break
  }
  if (first.length === 0) throw notATable('empty')
  const start = findTableStart(first, options.headerLine)
  const after = start.header?.line ?? start.preamble.at(-1)?.line ?? 0
  const isBody = (record: TableRecord) => record.line > after
  const sample = first.filter(isBody).slice(0, sampleSize)
  return {
    ...read,
    start,
    headers: widened(start.header?.cells ?? [], sample),
    sample,
    *body() {
      for (const batch of records()) yield after > 0 && batch[0] && !isBody(batch[0]) ? batch.filter(isBody) : batch
    },
  }
}

/** Titles for as many columns as most rows have: a last column without a title is still a column. */
function widened(titles: readonly string[], sample: readonly TableRecord[]): string[] {
  const last = titles.reduce((end, title, at) => (title.trim() === '' ? end : at + 1), 0)
  const counts = new Map<number, number>()
  for (const { cells } of sample) {
    const width = cells.reduce((end, cell, at) => (cell.trim() === '' ? end : at + 1), 0)
    for (let column = last + 1; column <= width; column++) counts.set(column, (counts.get(column) ?? 0) + 1)
  }
  let width = Math.max(last, titles.length)
  for (const [column, count] of counts) if (count > sample.length / 2 && column > width) width = column
  return Array.from({ length: width }, (_, column) => titles[column] ?? '')
}
