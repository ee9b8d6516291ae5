/**
 * From people to measured rows: each cell's text is measured once, the columns' widths follow, then each cell is
 * broken into lines. Measuring and breaking are separate passes because widths depend on the whole selection.
 */
import type { Person } from '../domain/person'
import { columnNeed, columnWidths, handNeed, type ColumnNeed, type Columns } from './column-widths'
import { emailStretch, fitText, noteLines, type FitRule } from './fit-text'
import type { FontStyle } from './fonts'
import { textWidth, type TextSetting } from './page-stream'
import { cellParagraphs, fitRule, isByHand, type CellContext, type Paragraph } from './sheet-cells'
import type { SheetColumn } from './sheet'
import { columnHeader } from './words'

/** A piece of text at its place in a cell: `line` from 0, `x` in points from the cell's left edge. */
export interface PlacedText {
  text: string
  style: FontStyle
  stretch: number
  grey: number
  line: number
  x: number
  /** The next piece goes on in the middle of a word. */
  goesOn?: true
}

/** The paragraphs of each column, measured. */
export type MeasuredRow = Paragraph[][]

export interface TableShape extends Columns {
  columns: readonly SheetColumn[]
  /** Width of the letters of each column, percent. */
  stretches: number[]
}

/** White between the text of two columns, in points. */
export const cellPadding = 9
/** Size of the headers, a share of the rows'. */
export const headerScale = 0.9

export function measureRow(columns: readonly SheetColumn[], person: Person, context: CellContext, setting: TextSetting): MeasuredRow {
  return columns.map((column) => {
    const paragraphs = cellParagraphs(column, person, context)
    for (const paragraph of paragraphs) paragraph.width = textWidth(setting, paragraph.style, paragraph.text)
    return paragraphs
  })
}

/** Widths for all the rows, in a table `available` points wide. */
export function shapeTable(columns: readonly SheetColumn[], rows: readonly MeasuredRow[], context: CellContext, setting: TextSetting, available: number): TableShape {
  const needs = columns.map((column, index): ColumnNeed => {
    const header = columnHeader(context.words, column)
    const headerWidth = (text: string): number => textWidth(setting, 'bold', text) * headerScale
    const headerWord = Math.max(0, ...header.split(' ').map(headerWidth))
    if (isByHand(column)) return handNeed(column === 'blank' ? 'usual' : column.hand === 'tick' ? 'tick' : (column.room ?? 'usual'), headerWidth(header), headerWord)
    const rule = fitRule(column)
    const cells: number[] = []
    const words: number[] = []
    for (const row of rows) {
      let whole = 0
      let word = 0
      for (const paragraph of row[index]!) {
        whole = paragraph.joins ? whole + spaceWidth + paragraph.width : Math.max(whole, paragraph.width)
        word = Math.max(word, longestWord(paragraph, rule, setting))
      }
      if (whole > 0) {
        cells.push(whole)
        words.push(word)
      }
    }
    return columnNeed(rule, Float64Array.from(cells), Float64Array.from(words), headerWidth(header), headerWord)
  })
  const shape = columnWidths(needs, available, cellPadding)
  const { size, widths } = shape
  const stretches = columns.map((column, index) =>
    fitRule(column) === 'email' ? emailStretch((widths[index]! - cellPadding) / size, needs[index]!.wanted) : 100)
  return { columns, ...shape, stretches }
}

/** Between a surname and a first name, in em. */
const spaceWidth = 0.27
const softGrey = 0.4

function longestWord({ text, style, width }: Paragraph, rule: FitRule, setting: TextSetting): number {
  if (rule === 'email' || !/[ -]/.test(text)) return width
  let longest = 0
  let from = 0
  for (let at = 0; at <= text.length; at++) {
    const letter = text.charCodeAt(at)
    const space = letter === 0x20
    if (!space && letter !== 0x2d && at < text.length) continue
    longest = Math.max(longest, textWidth(setting, style, text, from, space ? at : Math.min(at + 1, text.length)))
    from = at + 1
  }
  return longest
}

/** Places the text of a cell in column `index`; `mostLines` is what a page can hold. */
export function layCell(paragraphs: readonly Paragraph[], table: TableShape, index: number, setting: TextSetting, mostLines: number): PlacedText[] {
  const { size } = table
  const stretch = table.stretches[index]!
  const rule = fitRule(table.columns[index]!)
  // In em of the letters as they will stand, squeezed or not.
  const room = ((table.widths[index]! - cellPadding) / size) * (100 / stretch)
  const placed: PlacedText[] = []
  let line = -1
  let end = 0
  for (const { text, style, joins, soft, width: natural } of paragraphs) {
    const grey = soft ? softGrey : 0
    if (joins && line >= 0 && end + spaceWidth + natural <= room) {
      placed.push({ text, style, stretch, grey, line, x: ((end + spaceWidth) * size * stretch) / 100 })
      end += spaceWidth + natural
      continue
    }
    if (natural <= room) {
      placed.push({ text, style, stretch, grey, line: ++line, x: 0 })
      end = natural
      continue
    }
    const measure = (part: string): number => textWidth(setting, style, part)
    const lines = fitText(text, room, rule, measure)
    for (const [at, fitted] of lines.entries()) {
      placed.push({ text: fitted.text, style, stretch: (fitted.stretch * stretch) / 100, grey, line: ++line, x: 0, ...(rule === 'email' && at < lines.length - 1 && { goesOn: true }) })
      end = Math.min(room, measure(fitted.text))
    }
  }
  // Notes show three lines in all, whatever their paragraphs; any cell ends, visibly, where a page would.
  const limit = rule === 'note' ? Math.min(noteLines, mostLines) : mostLines
  if (line < limit) return placed
  const kept = placed.filter((piece) => piece.line < limit)
  const last = kept.at(-1)!
  if (!last.text.endsWith('…')) last.text = fitEllipsis(last.text, room, (part) => textWidth(setting, last.style, part))
  return kept
}

function fitEllipsis(text: string, room: number, measure: (text: string) => number): string {
  let start = text
  while (start !== '' && measure(start + '…') > room) start = start.slice(0, -1)
  return start.trimEnd() + '…'
}
