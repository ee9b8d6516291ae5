/**
 * How the table of a list is drawn: titles of its columns, headings of its groups, rows, boxes to tick.
 * Invariant: a box is square and whole whatever its row is like; a title that has no room ends visibly, and is told of.
 */
import { drawBox, mm } from './drawing'
import { fitText } from './fit-text'
import type { PageFile } from './page-file'
import { textWidth, type PageStream } from './page-stream'
import { isByHand } from './sheet-cells'
import type { PageBox } from './sheet-frame'
import type { HeadingRow, PersonRow, SheetRow } from './sheet-pages'
import { cellPadding, headerScale, type TableShape } from './sheet-rows'
import type { SheetColumn } from './sheet'
import type { Element, ElementFacts } from './tags'
import { columnHeader, type SheetWords } from './words'

/** Between the base lines of a cell, as a share of the letters' size. */
export const leading = 1.24
const capHeight = 0.714
/** A title of more lines would leave no page to its people. */
const mostTitleLines = 6
const mostHeadingLines = 3
const headingSize = 10.5
const headingLeading = 13.5
const headingPadding = 8
const headsColumn: ElementFacts = { scope: 'column' }
const headsRow: ElementFacts = { scope: 'row' }
/** In mm: a cross stays inside. */
const boxSide = 4.5

export const isTick = (column: SheetColumn): boolean => typeof column === 'object' && column.hand === 'tick'

export interface TableHeader {
  /** Lines of each column's title. */
  titles: string[][]
  height: number
  /** A title has lost its end. */
  cut: boolean
}

export function layHeader(table: TableShape, words: SheetWords, file: PageFile): TableHeader {
  const size = table.size * headerScale
  let cut = false
  const titles = table.columns.map((column, index) => {
    const measure = (text: string): number => textWidth(file.setting, 'bold', text) * size
    const lines = fitText(columnHeader(words, column), table.widths[index]! - cellPadding, 'keep', measure).map((line) => line.text)
    if (lines.length <= mostTitleLines) return lines
    cut = true
    return [...lines.slice(0, mostTitleLines - 1), `${[...lines[mostTitleLines - 1]!].slice(0, -1).join('')}…`]
  })
  const lines = Math.max(1, ...titles.map((title) => title.length))
  return { titles, height: lines * size * 1.2 + size * 0.9, cut }
}

/** The heading of a group over the whole width of the table. */
export function layHeading(label: string, count: number | null, box: PageBox, words: SheetWords, { setting }: PageFile): HeadingRow {
  const beside = textWidth(setting, 'regular', ` ${words.again}  ${words.people(count ?? 0)}`) * headingSize
  const fitted = fitText(label, box.right - box.left - cellPadding - beside, 'keep', (text) => textWidth(setting, 'bold', text) * headingSize).map(({ text }) => text)
  const lines = fitted.length <= mostHeadingLines ? fitted : [...fitted.slice(0, mostHeadingLines - 1), `${fitted[mostHeadingLines - 1]!} …`]
  return { kind: 'heading', lines, count, again: false, height: Math.max(1, lines.length) * headingLeading + headingPadding }
}

/** The titles of the columns, on a grey band; gives the height where rows begin. `said`: the table that they are read aloud with, if they are. */
export function drawHeader(page: PageStream, header: TableHeader, table: TableShape, box: PageBox, numberWidth: number, top: number, file: PageFile, said: Element | null): number {
  const { setting } = file
  const row = said && file.element('TR', said)
  const size = table.size * headerScale
  const bottom = top - header.height
  page.fill(box.left, bottom, box.right - box.left, header.height, 0.92)
  page.line(box.left, bottom, box.right, bottom, 0.8, 0.25)
  let x = box.left + numberWidth
  header.titles.forEach((title, index) => {
    const width = table.widths[index]!
    const room = width - cellPadding
    // Titles stand on the band's lower edge, nearest to what they name; those of boxes over their middle.
    page.mark(row && file.element('TH', row, headsColumn))
    title.forEach((line, at) => {
      const natural = textWidth(setting, 'bold', line) * size
      const stretch = natural > room ? Math.floor((room * 100) / natural) : 100
      const indent = isTick(table.columns[index]!) ? (width - (natural * stretch) / 100) / 2 : cellPadding / 2
      page.text(line, { style: 'bold', size, stretch, x: x + indent, y: bottom + size * 0.62 + (title.length - 1 - at) * size * 1.2 })
    })
    x += width
  })
  page.mark(null)
  return bottom
}

/** `said`: the table that it is read aloud with. */
export function drawRow(page: PageStream, row: SheetRow, table: TableShape, box: PageBox, numberWidth: number, top: number, words: SheetWords, file: PageFile, said: Element): void {
  const bottom = top - row.height
  if (row.kind === 'heading') return drawHeading(page, row, table.columns.length, box, top, words, file, said)
  const { size } = table
  const lines = row.kind === 'person' ? row.lines : 1
  const firstLine = top - (row.height - lines * leading * size) / 2 - (leading * size + capHeight * size) / 2
  const tableRow = file.element('TR', said)
  // The number of a row is read with its first cell: a column of its own would have no title.
  page.mark(table.columns[0] === 'name' ? file.element('TH', tableRow, headsRow) : file.element('TD', tableRow))
  if (numberWidth > 0) {
    const number = String(row.number)
    page.text(number, {
      style: 'regular', size: 7.5, grey: 0.45, y: firstLine,
      x: box.left + numberWidth - 5 - textWidth(file.setting, 'regular', number) * 7.5,
    })
  }
  if (row.kind === 'person') drawCells(page, row, table, box.left + numberWidth + cellPadding / 2, firstLine, file, tableRow)
  else for (let index = 1; index < table.columns.length; index++) file.element('TD', tableRow)
  page.mark(null)
  page.line(box.left, bottom, box.right, bottom, 0.4, 0.7)
}

function drawCells(page: PageStream, row: PersonRow, { size, widths }: TableShape, left: number, firstLine: number, file: PageFile, tableRow: Element): void {
  let x = left
  row.cells.forEach((cell, index) => {
    if (index > 0) page.mark(file.element('TD', tableRow))
    for (const piece of cell) {
      page.text(piece.text, { style: piece.style, size, grey: piece.grey, stretch: piece.stretch, goesOn: piece.goesOn, x: x + piece.x, y: firstLine - piece.line * leading * size })
    }
    x += widths[index]!
  })
}

function drawHeading(page: PageStream, { lines, count, again, height }: HeadingRow, columns: number, box: PageBox, top: number, words: SheetWords, file: PageFile, said: Element): void {
  const { setting } = file
  const bottom = top - height
  page.fill(box.left, bottom, box.right - box.left, height, 0.96)
  page.line(box.left, bottom, box.right, bottom, 0.6, 0.45)
  // Read once, where its group begins.
  if (!again) page.mark(file.element('H2', file.element('TH', file.element('TR', said), { columns })))
  const left = box.left + cellPadding / 2
  const baseOf = (at: number): number => bottom + headingPadding / 2 + 3.4 + (lines.length - 1 - at) * headingLeading
  for (const [at, line] of lines.entries()) page.text(line, { style: 'bold', size: headingSize, x: left, y: baseOf(at) })
  // Apart from the name: in one text a name from right to left would take it to its other side.
  const end = left + textWidth(setting, 'bold', lines.at(-1) ?? '') * headingSize
  if (again) page.text(words.again, { style: 'regular', size: headingSize, grey: 0.25, x: end + headingSize * 0.3, y: baseOf(lines.length - 1) })
  const people = count === null ? '' : words.people(count)
  page.text(people, { style: 'regular', size: 9, grey: 0.25, x: box.right - cellPadding / 2 - textWidth(setting, 'regular', people) * 9, y: baseOf(lines.length - 1) })
  page.mark(null)
}

/** What pens need in the rows of a page: a column to write in has lines on both sides, so that hands stay in it, one to tick a box in each row. */
export function drawHandColumns(page: PageStream, table: TableShape, rows: readonly SheetRow[], box: PageBox, numberWidth: number, top: number): void {
  if (!table.columns.some(isByHand)) return
  const spans: { top: number; bottom: number; boxes: number[] }[] = []
  let y = top
  let before: SheetRow['kind'] | null = null
  for (const { kind, height } of rows) {
    if (kind !== 'heading') {
      if (before === null || before === 'heading') spans.push({ top: y, bottom: y, boxes: [] })
      spans.at(-1)!.bottom = y - height
      spans.at(-1)!.boxes.push(y - height / 2)
    }
    before = kind
    y -= height
  }
  let x = box.left + numberWidth
  const drawn = new Set<number>()
  const boxes: number[] = []
  table.columns.forEach((column, index) => {
    const edges = [x, x + table.widths[index]!]
    x = edges[1]!
    if (!isByHand(column)) return
    if (isTick(column)) boxes.push((edges[0]! + edges[1]!) / 2)
    for (const edge of edges) {
      const at = Math.round(edge)
      if (drawn.has(at) || at >= Math.round(box.right)) continue
      drawn.add(at)
      for (const span of spans) page.line(edge, span.top, edge, span.bottom, 0.4, 0.7)
    }
  })
  for (const middle of boxes) for (const span of spans) for (const at of span.boxes) drawBox(page, middle / mm, at / mm, boxSide)
}

export function drawNobody(page: PageStream, box: PageBox, top: number, words: SheetWords, file: PageFile): void {
  const centred = (text: string, size: number, grey: number, y: number): void => {
    page.text(text, { style: 'regular', size, grey, y, x: (box.left + box.right - textWidth(file.setting, 'regular', text) * size) / 2 })
  }
  page.mark(file.element('P'))
  centred(words.nobody, 12, 0, top - 48)
  centred(words.nobodyMore, 9.5, 0.35, top - 66)
  page.mark(null)
}
