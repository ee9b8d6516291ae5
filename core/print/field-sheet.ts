/**
 * What the walk list and the letterbox sheet have in common: A4 upright, a head to write on, a table by streets, a foot.
 * Invariant: nobody's name is on it, since nothing that is asked for has one; a page found alone says which sheet it is of, in
 * which street one is, and what not to write.
 */
import type { Sector } from '../domain/agenda/territory'
import { drawBox, mm, rule, widthOf, writeLine } from './drawing'
import { fieldWords } from './field-words'
import { fitText } from './fit-text'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import { textWidth, type PageStream } from './page-stream'
import { drawQr } from './qr'
import { pagesOf, type Block } from './sheet-blocks'
import { readAloudRows, type Element } from './tags'

export interface FieldSheetInput {
  /** What the action is called. */
  title: string
  /** Day and place, in words. */
  occasion: string
  sectionName: string
  sector: Pick<Sector, 'name' | 'city' | 'station' | 'buildings'>
  /** Only these, in this order; `null`: all, by name. */
  streets: readonly string[] | null
  /** Lines to write in: see each sheet. */
  blank: number
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

export interface FieldSheet {
  pdf: Uint8Array
  code: string
  pages: number
  /** Buildings on it. */
  buildings: number
  /** Lines on it, those to write in included. */
  lines: number
  /** Characters that no font has. */
  missing: string[]
}

export interface FieldColumn {
  title: string
  /** In mm. */
  width: number
  /** Where one is; to tick; to write in. */
  kind: 'place' | 'box' | 'write'
}

export type FieldRow =
  | { kind: 'street'; text: string }
  | { kind: 'building'; text: string; more: string }
  /** One text a column; `soft`: as in the line above. */
  | { kind: 'line'; cells: readonly { text: string; soft?: boolean }[]; /** a floor or a house ends with it */ ends: boolean }
  | { kind: 'total'; text: string; cells: readonly string[]; whole: boolean }

export interface FieldTable {
  /** What the sheet is, and how much is on it. */
  name: string
  counts: string
  columns: readonly FieldColumn[]
  blocks: readonly Block<FieldRow>[]
  /** Has room for which leaflet was taken, and how many. */
  leaflet: boolean
  buildings: number
}

/** A4 (ISO 216) upright, in mm. */
const [pageWidth, pageHeight] = [210, 297]
const margin = 10
const [left, right] = [margin, pageWidth - margin]
const top = 9
const bottom = 8
const footHeight = 6
const titlesHeight = 9
/** Of a later page. */
const runningHeight = 13
/** Of the first one, and of the line about leaflets in it. */
const headHeight = 43
const leafletHeight = 8
const [qrSide, smallQrSide] = [18, 10]

/** Of each row in mm: a line is ticked while one stands in a staircase. */
const rowHeights: Record<FieldRow['kind'], number> = { street: 8, building: 7, line: 6.5, total: 7.5 }
const heightOf = ({ kind }: FieldRow): number => rowHeights[kind]

/** In mm, of all columns together. */
export const tableWidth = right - left
/** Lines that the first page has room for beside one street's heading and the total. */
export const linesOfOnePage = 30

/** Makes the PDF. The same input gives the same bytes. */
export async function renderFieldSheet(input: FieldSheetInput, table: FieldTable, fonts: Fonts): Promise<FieldSheet> {
  const { code, locale, at } = input
  const words = fieldWords[locale]
  const own = new Set(table.blocks.flatMap(({ rows }) => rows))
  const file = openPageFile(fonts, { tagged: own.size <= readAloudRows })
  const code2d = drawQr(code)
  const qr = file.addDrawing(code2d.operators, code2d.side)
  const firstHead = headHeight + (table.leaflet ? leafletHeight : 0)
  const roomUnder = (head: number) => pageHeight - top - head - titlesHeight - footHeight - bottom
  const pages = pagesOf(table.blocks, [roomUnder(firstHead), roomUnder(runningHeight)], heightOf)

  let said: Element | null = null
  for (const [index, rows] of pages.entries()) {
    const page = file.openPage(pageWidth * mm, pageHeight * mm)
    const head = index === 0 ? firstHead : runningHeight
    if (index === 0) drawHead(page, file, input, table, qr)
    else drawRunningHead(page, file, input, table, qr)
    let y = pageHeight - top - head
    const rowsSaid: Element = said ?? file.element('Table')
    drawTitles(page, file, table.columns, y, said ? null : rowsSaid)
    said = rowsSaid
    y -= titlesHeight
    for (const row of rows) {
      // What a page repeats of the one before is heard once.
      drawRow(page, file, table.columns, row, y, own.has(row) ? rowsSaid : null)
      y -= heightOf(row)
    }
    drawFoot(page, file, words.foot, `${words.sheet(code)}  ·  ${words.page(index + 1, pages.length)}`)
    file.closePage(page)
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  const lines = table.blocks.reduce((sum, { rows }) => sum + rows.filter(({ kind }) => kind === 'line').length, 0)
  return { pdf, code, pages: pages.length, buildings: table.buildings, lines, missing: [...file.setting.missing].sort() }
}

const joined = (...parts: readonly string[]) => parts.map((part) => part.trim()).filter(Boolean).join('  ·  ')

function sectorOf({ sector: { name, city, station }, locale }: FieldSheetInput): string {
  const words = fieldWords[locale]
  const where = [name, city].map((part) => part.trim()).filter(Boolean).join(', ')
  return joined(where && `${words.sector}${locale === 'fr' ? '\u00a0' : ''}: ${where}`, station.trim() && words.station(station.trim()))
}

function drawHead(page: PageStream, file: PageFile, input: FieldSheetInput, table: FieldTable, qr: string): void {
  const words = fieldWords[input.locale]
  const from = pageHeight - top
  const room = tableWidth - qrSide - 5
  const say = (type: 'H1' | 'P') => page.mark(file.element(type))
  say('H1')
  writeLine(page, file, input.title, { style: 'bold', size: 15, x: left, y: from - 5.5 }, room)
  say('P')
  writeLine(page, file, joined(table.name, input.occasion), { style: 'regular', size: 9.5, x: left, y: from - 11.5 }, room)
  say('P')
  writeLine(page, file, sectorOf(input), { style: 'bold', size: 10.5, x: left, y: from - 17 }, room)
  say('P')
  writeLine(page, file, joined(input.sectionName, table.counts), { style: 'regular', size: 8.5, grey: 0.3, x: left, y: from - 22 }, room)
  page.mark(file.element('Figure', null, { alt: words.sheet(input.code) }))
  page.show(qr, (right - qrSide) * mm, (from - qrSide) * mm, qrSide * mm)
  writeLine(page, file, input.code, { style: 'bold', size: 9, x: right - qrSide / 2, y: from - qrSide - 3.8, align: 'centre' }, qrSide + 4)
  blanks(page, file, from - 30.5, [[words.pair, 55], [words.and, 55], [words.begins, 35], [words.ends, 36]])
  blanks(page, file, from - 38.5, [[words.responsible, 72], [words.returnTo, 72], [words.returnOn, 40]])
  if (table.leaflet) blanks(page, file, from - 38.5 - leafletHeight, [[words.leaflet, 80], [words.taken, 60], [words.left, 44]])
}

/** Labels with a line to write on behind each, over `width` mm. */
function blanks(page: PageStream, file: PageFile, y: number, parts: readonly (readonly [label: string, width: number])[]): void {
  let x = left
  for (const [label, width] of parts) {
    page.mark(file.element('P'))
    const wide = writeLine(page, file, label, { style: 'regular', size: 9.5, x, y }, width / 2)
    rule(page, x + wide + 1.5, y - 0.8, x + width, y - 0.8, 0.5, 0.4)
    x += width + 3
  }
  page.mark(null)
}

function drawRunningHead(page: PageStream, file: PageFile, input: FieldSheetInput, table: FieldTable, qr: string): void {
  const from = pageHeight - top
  const room = tableWidth - smallQrSide - 28
  writeLine(page, file, joined(input.title, input.occasion), { style: 'bold', size: 9, x: left, y: from - 4 }, room)
  writeLine(page, file, joined(table.name, sectorOf(input)), { style: 'regular', size: 8.5, grey: 0.3, x: left, y: from - 8.5 }, room)
  page.show(qr, (right - smallQrSide) * mm, (from - smallQrSide) * mm, smallQrSide * mm)
  writeLine(page, file, input.code, { style: 'bold', size: 9.5, x: right - smallQrSide - 3, y: from - 4, align: 'right' }, 24)
}

/** Left edges in mm, and the right one of the last. */
function edgesOf(columns: readonly FieldColumn[]): number[] {
  const edges = [left]
  for (const { width } of columns) edges.push(edges.at(-1)! + width)
  return edges
}

/** `said`: the table that they are read aloud with, if they are. */
function drawTitles(page: PageStream, file: PageFile, columns: readonly FieldColumn[], y: number, said: Element | null): void {
  const heads = said && file.element('TR', said)
  const edges = edgesOf(columns)
  page.fill(left * mm, (y - titlesHeight) * mm, tableWidth * mm, titlesHeight * mm, 0.9)
  rule(page, left, y - titlesHeight, right, y - titlesHeight, 0.8, 0.25)
  for (const [at, { title, width, kind }] of columns.entries()) {
    const size = 7.5
    page.mark(heads && file.element('TH', heads, { scope: 'column' }))
    const lines = fitText(title, (width - 3) * mm, 'text', (part) => textWidth(file.setting, 'bold', part) * size).slice(0, 2)
    for (const [line, { text, stretch }] of lines.entries()) {
      const wide = (widthOf(file, 'bold', text, size) * stretch) / 100
      const x = kind === 'place' ? edges[at]! + 1.2 : edges[at]! + (width - wide) / 2
      page.text(text, { style: 'bold', size, x: x * mm, y: (y - titlesHeight / 2 - 1 + (lines.length - 1) * 1.55 - line * 3.1) * mm, stretch })
    }
  }
  page.mark(null)
}

/** `said`: the table that it is read aloud with, if it is. */
function drawRow(page: PageStream, file: PageFile, columns: readonly FieldColumn[], row: FieldRow, y: number, said: Element | null): void {
  const tableRow = said && file.element('TR', said)
  drawCells(page, file, columns, row, y, tableRow)
  page.mark(null)
}

/** `y`: its upper edge. */
function drawCells(page: PageStream, file: PageFile, columns: readonly FieldColumn[], row: FieldRow, y: number, said: Element | null): void {
  const height = heightOf(row)
  const base = y - height
  const edges = edgesOf(columns)
  if (row.kind === 'street') {
    page.fill(left * mm, base * mm, tableWidth * mm, (height - 1.2) * mm, 0.84)
    page.mark(said && file.element('H2', file.element('TH', said, { columns: columns.length })))
    writeLine(page, file, row.text, { style: 'bold', size: 11, x: left + 1.5, y: base + 2.1 }, tableWidth - 3)
    return rule(page, left, base, right, base, 0.8, 0.25)
  }
  if (row.kind === 'building') {
    page.mark(said && file.element('H3', file.element('TH', said, { columns: columns.length })))
    const wide = writeLine(page, file, row.text, { style: 'bold', size: 9.5, x: left + 1.2, y: base + 2 }, tableWidth * 0.6)
    writeLine(page, file, row.more, { style: 'regular', size: 8.5, grey: 0.25, x: left + wide + 4, y: base + 2 }, tableWidth - wide - 6)
    return rule(page, left, base, right, base, 0.8, 0.25)
  }
  const total = row.kind === 'total'
  const firstCount = columns.findIndex(({ kind }) => kind !== 'place')
  if (total) {
    page.fill(left * mm, base * mm, (edges[firstCount]! - left) * mm, height * mm, row.whole ? 0.84 : 0.93)
    page.mark(said && file.element('TH', said, { scope: 'row', columns: firstCount }))
    writeLine(page, file, row.text, { style: 'bold', size: row.whole ? 10 : 8.5, x: left + 1.2, y: base + 2.4 }, edges[firstCount]! - left - 2.4)
  }
  for (const [at, { kind, width }] of columns.entries()) {
    const x = edges[at]!
    const cell = total ? { text: at < firstCount ? '' : (row.cells[at] ?? '') } : row.cells[at]
    if (said && (!total || at >= firstCount)) page.mark(file.element('TD', said))
    if (kind === 'box' && !total) drawBox(page, x + width / 2, base + height / 2, 4)
    else if (cell && kind === 'place') writeLine(page, file, cell.text, { style: 'soft' in cell && cell.soft ? 'regular' : 'bold', size: 8.5, grey: 'soft' in cell && cell.soft ? 0.4 : 0, x: x + 1.2, y: base + height / 2 - 1.1 }, width - 1.6)
    else if (cell) writeLine(page, file, cell.text, { style: total ? 'bold' : 'regular', size: 9, x: x + width / 2, y: base + height / 2 - 1.1, align: 'centre' }, width - 2)
    if (!total || at === 0 || at >= firstCount) rule(page, x, y, x, base, 0.5, 0.6)
  }
  rule(page, right, y, right, base, 0.5, 0.6)
  if (total || row.ends) rule(page, left, base, right, base, 0.8, 0.25)
  else rule(page, left, base, right, base, 0.4, 0.6)
}

function drawFoot(page: PageStream, file: PageFile, text: string, sheet: string): void {
  const y = bottom + 1
  const wide = writeLine(page, file, sheet, { style: 'regular', size: 8, grey: 0.3, x: right, y, align: 'right' }, 60)
  writeLine(page, file, text, { style: 'bold', size: 8, x: left, y }, tableWidth - wide - 4)
}
