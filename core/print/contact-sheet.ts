/**
 * A contact sheet: any selection of people as a table on A4, in as many pages as it takes.
 * Three passes: measure every cell, break every cell into lines and rows into pages, draw. The number of pages stands
 * on each page, so all rows are laid out before the first is drawn.
 */
import { PortError } from '../ports/errors'
import { fitText } from './fit-text'
import { openPageFile, type PageFile } from './page-file'
import type { PageStream } from './page-stream'
import { drawQr } from './qr'
import { selectForSheet } from './selection'
import type { CellContext } from './sheet-cells'
import { layFrame, type PageBox } from './sheet-frame'
import { cellPadding, headerScale, layCell, measureRow, shapeTable, type MeasuredRow, type PlacedText, type TableShape } from './sheet-rows'
import type { ContactSheetInput, PrintedSheet, SheetColumn } from './sheet'
import type { Fonts } from './fonts'
import { textWidth } from './page-stream'
import { columnHeader, sheetWords, type SheetWords } from './words'

export interface RenderControl {
  /** Aborting rejects with `cancelled`; nothing is kept. */
  signal?: AbortSignal
  /** Awaited every few milliseconds of work, so that a worker can hear of the abort and serve others. */
  pause?: () => Promise<void>
  /** People done, of how many. */
  onProgress?: (done: number, total: number) => void
}

interface LaidRow {
  cells: PlacedText[][]
  height: number
  lines: number
}

/** Between the base lines of a cell, and above and below it, as shares of the letters' size. */
const leading = 1.24
const rowPadding = 0.36
/** A row to be written in by hand: 9 mm. */
const handHeight = 25.5
const capHeight = 0.714

/**
 * Makes the PDF. People without the consent that the options ask for are left out here too, whatever the caller did before.
 * Rejects with `cancelled` on abort and `print-failed` when no column is chosen. The same input gives the same bytes.
 */
export async function renderContactSheet(input: ContactSheetInput, fonts: Fonts, control: RenderControl = {}): Promise<PrintedSheet> {
  const { options, code, locale } = input
  if (options.columns.length === 0) throw new PortError('print-failed', 'no column')
  const allowed = selectForSheet(input.people, options.consent)
  const people = allowed.people
  const leftOut = input.leftOut + allowed.leftOut
  const words = sheetWords[locale]
  const file = openPageFile(fonts)
  const { setting } = file
  const context = cellContext(input, words)
  const rest = restEvery(256, control)

  const measured: MeasuredRow[] = []
  for (const person of people) {
    measured.push(measureRow(options.columns, person, context, setting))
    if (rest.due()) await rest.now()
  }

  const code2d = drawQr(code)
  const frame = layFrame(input, people.length, leftOut, words, file.addDrawing(code2d.operators, code2d.side), setting)
  const { box } = frame
  const numberWidth = textWidth(setting, 'regular', String(people.length)) * 7.5 + 8
  const tableWidth = box.right - box.left - numberWidth
  const table = shapeTable(options.columns, measured, context, setting, tableWidth)
  const header = layHeader(table, words, file)
  const bodyHeight = (top: number): number => top - header.height - box.bottom
  const mostLines = Math.max(1, Math.floor((bodyHeight(box.firstTop) - 2 * rowPadding * table.size) / (leading * table.size)))

  const rows: LaidRow[] = []
  for (const row of measured) {
    rows.push(layRow(row, table, file, mostLines))
    if (rest.due()) await rest.now()
  }
  const pages = breakPages(rows, bodyHeight(box.firstTop), bodyHeight(box.nextTop))

  let done = 0
  for (const [index, count] of pages.entries()) {
    const page = file.openPage(box.width, box.height)
    frame.draw(page, index + 1, pages.length)
    let y = index === 0 ? box.firstTop : box.nextTop
    y = drawHeader(page, header, table, box, numberWidth, y)
    const firstRow = y
    if (people.length === 0) drawNobody(page, box, y, words, file)
    for (const row of rows.slice(done, done + count)) {
      done++
      drawRow(page, row, table, box, numberWidth, y, done, file)
      y -= row.height
    }
    drawColumnLines(page, table, box, numberWidth, firstRow, y)
    file.closePage(page)
    control.onProgress?.(done, people.length)
    if (rest.due(count)) await rest.now()
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at: input.at })
  if (control.signal?.aborted) throw new PortError('cancelled')
  return { pdf, code, pages: pages.length, printed: people.length, leftOut, missing: [...setting.missing].sort(), crowded: table.crowded }
}

function cellContext(input: ContactSheetInput, words: SheetWords): CellContext {
  const format = new Intl.DateTimeFormat(input.locale === 'fr' ? 'fr-FR' : 'en-GB', {
    day: input.locale === 'fr' ? '2-digit' : 'numeric', month: input.locale === 'fr' ? '2-digit' : 'short', year: 'numeric', timeZone: input.timeZone,
  })
  return { words, locale: input.locale, day: (at) => format.format(at) }
}

/** A rest after every `many` units of work; resting is also when an abort is heard. */
function restEvery(many: number, { signal, pause }: RenderControl): { due(units?: number): boolean; now(): Promise<void> } {
  let units = 0
  return {
    due(more = 1) {
      units += more
      if (units < many) return false
      units = 0
      return true
    },
    async now() {
      await pause?.()
      if (signal?.aborted) throw new PortError('cancelled')
    },
  }
}

interface TableHeader {
  /** Lines of each column's title. */
  titles: string[][]
  height: number
}

function layHeader(table: TableShape, words: SheetWords, file: PageFile): TableHeader {
  const size = table.size * headerScale
  const titles = table.columns.map((column, index) => {
    const measure = (text: string): number => textWidth(file.setting, 'bold', text) * size
    return fitText(columnHeader(words, column), table.widths[index]! - cellPadding, 'keep', measure).map((line) => line.text)
  })
  const lines = Math.max(1, ...titles.map((title) => title.length))
  return { titles, height: lines * size * 1.2 + size * 0.9 }
}

function layRow(row: MeasuredRow, table: TableShape, file: PageFile, mostLines: number): LaidRow {
  let lines = 1
  const cells = row.map((paragraphs, index) => {
    const cell = layCell(paragraphs, table, index, file.setting, mostLines)
    if (cell.length > 0) lines = Math.max(lines, cell.at(-1)!.line + 1)
    return cell
  })
  const height = (lines * leading + 2 * rowPadding) * table.size
  return { cells, lines, height: table.columns.includes('blank') ? Math.max(height, handHeight) : height }
}

/** How many rows stand on each page; a row is never in two. One page at least. */
function breakPages(rows: readonly LaidRow[], firstHeight: number, nextHeight: number): number[] {
  const counts = [0]
  let room = firstHeight
  for (const row of rows) {
    if (row.height > room && counts.at(-1)! > 0) {
      counts.push(0)
      room = nextHeight
    }
    room -= row.height
    counts[counts.length - 1]!++
  }
  return counts
}

/** The titles of the columns, on a grey band; gives the height where rows begin. */
function drawHeader(page: PageStream, header: TableHeader, table: TableShape, box: PageBox, numberWidth: number, top: number): number {
  const size = table.size * headerScale
  const bottom = top - header.height
  page.fill(box.left, bottom, box.right - box.left, header.height, 0.92)
  page.line(box.left, bottom, box.right, bottom, 0.8, 0.25)
  let x = box.left + numberWidth
  header.titles.forEach((title, index) => {
    // Titles stand on the band's lower edge, nearest to what they name.
    title.forEach((line, at) => {
      page.text(line, { style: 'bold', size, x: x + cellPadding / 2, y: bottom + size * 0.62 + (title.length - 1 - at) * size * 1.2 })
    })
    x += table.widths[index]!
  })
  return bottom
}

function drawRow(page: PageStream, row: LaidRow, table: TableShape, box: PageBox, numberWidth: number, top: number, number: number, file: PageFile): void {
  const { size } = table
  const text = row.lines * leading * size
  const firstLine = top - (row.height - text) / 2 - (leading * size + capHeight * size) / 2
  const count = String(number)
  page.text(count, {
    style: 'regular', size: 7.5, grey: 0.45, y: firstLine,
    x: box.left + numberWidth - 5 - textWidth(file.setting, 'regular', count) * 7.5,
  })
  let x = box.left + numberWidth + cellPadding / 2
  row.cells.forEach((cell, index) => {
    for (const piece of cell) {
      page.text(piece.text, { style: piece.style, size, grey: piece.grey, stretch: piece.stretch, x: x + piece.x, y: firstLine - piece.line * leading * size })
    }
    x += table.widths[index]!
  })
  page.line(box.left, top - row.height, box.right, top - row.height, 0.4, 0.7)
}

/** A column to write in is bounded on both sides, so that hands stay in it. */
function drawColumnLines(page: PageStream, table: TableShape, box: PageBox, numberWidth: number, top: number, bottom: number): void {
  let x = box.left + numberWidth
  const drawn = new Set<number>()
  table.columns.forEach((column: SheetColumn, index) => {
    const edges = [x, x + table.widths[index]!]
    x = edges[1]!
    if (column !== 'blank') return
    for (const edge of edges) {
      const at = Math.round(edge)
      if (drawn.has(at) || at >= Math.round(box.right)) continue
      drawn.add(at)
      page.line(edge, top, edge, bottom, 0.4, 0.7)
    }
  })
}

function drawNobody(page: PageStream, box: PageBox, top: number, words: SheetWords, file: PageFile): void {
  const centred = (text: string, size: number, grey: number, y: number): void => {
    page.text(text, { style: 'regular', size, grey, y, x: (box.left + box.right - textWidth(file.setting, 'regular', text) * size) / 2 })
  }
  centred(words.nobody, 12, 0, top - 48)
  centred(words.nobodyMore, 9.5, 0.35, top - 66)
}
