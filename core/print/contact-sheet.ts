/**
 * A contact sheet: any selection of people as a table on A4, in as many pages as it takes, under headings and shared out among
 * callers where that is asked for. Every list of people is one.
 * Three passes: measure every cell, break every cell into lines and rows into pages, draw. The number of pages stands
 * on each page, so all rows are laid out before the first is drawn.
 */
import { mostEmptyRows } from '../domain/list-layout'
import { PortError } from '../ports/errors'
import { callerHeadHeight, drawCallerHead } from './caller-head'
import { mm } from './drawing'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import { textWidth } from './page-stream'
import { drawQr } from './qr'
import { selectForSheet } from './selection'
import { isByHand, type CellContext } from './sheet-cells'
import { layFrame } from './sheet-frame'
import { groupPeople } from './sheet-groups'
import { pagesOfGroups, type PersonRow, type RowGroup } from './sheet-pages'
import { layCell, measureRow, shapeTable, type MeasuredRow, type TableShape } from './sheet-rows'
import { drawHandColumns, drawHeader, drawNobody, drawRow, isTick, layHeader, layHeading, leading } from './sheet-table'
import type { ContactSheetInput, ContactSheetOptions, PrintedSheet } from './sheet'
import { readAloudRows, type Element } from './tags'
import { sheetWords, type SheetWords } from './words'

export interface RenderControl {
  /** Aborting rejects with `cancelled`; nothing is kept. */
  signal?: AbortSignal
  /** Awaited every few milliseconds of work, so that a worker can hear of the abort and serve others. */
  pause?: () => Promise<void>
  /** People done, of how many. */
  onProgress?: (done: number, total: number) => void
}

/** Above and below the lines of a row, as a share of the letters' size. */
const rowPadding = 0.36
/** Of a row to be written in by hand, and of one with a box to tick: 9 mm, 6.5 mm. */
const handHeight = 25.5
const tickHeight = 18.5
/** In mm: higher rows are no list. */
const mostRowHeight = 60

/**
 * Makes the PDF. People without the consent that the options ask for are left out here too, whatever the caller did before.
 * Rejects with `cancelled` on abort and `print-failed` when no column is chosen. The same input gives the same bytes.
 */
export async function renderContactSheet(input: ContactSheetInput, fonts: Fonts, control: RenderControl = {}): Promise<PrintedSheet> {
  const { options, code, locale } = input
  if (options.columns.length === 0) throw new PortError('print-failed', 'no column')
  const allowed = selectForSheet(input.people, options.consent)
  const leftOut = input.leftOut + allowed.leftOut
  const words = sheetWords[locale]
  const { grouping = null, order = null, perCaller = null, pageEachGroup = false, numbered = true, returnTo = '' } = options
  const groups = groupPeople(allowed.people, grouping, order, words)
  const printed = allowed.people.length
  const emptyRows = Math.min(mostEmptyRows, Math.max(0, Math.floor(options.emptyRows ?? 0)))
  const file = openPageFile(fonts, { tagged: options.accessible ?? printed + emptyRows <= readAloudRows })
  const { setting } = file
  const context = cellContext(input, words)
  const rest = restEvery(256, control)

  const measured: MeasuredRow[] = []
  for (const { people } of groups) {
    for (const person of people) {
      measured.push(measureRow(options.columns, person, context, setting))
      if (rest.due()) await rest.now()
    }
  }

  const code2d = drawQr(code)
  const frame = layFrame(input, printed, leftOut, words, file.addDrawing(code2d.operators, code2d.side), file)
  const { box } = frame
  const numberWidth = numbered ? textWidth(setting, 'regular', String(printed + emptyRows)) * 7.5 + 8 : 0
  const table = shapeTable(options.columns, measured, context, setting, box.right - box.left - numberWidth)
  const header = layHeader(table, words, file)
  const headings = groups.map(({ label, people }) => (grouping === null ? null : layHeading(label, people.length, box, words, file)))
  const headHeight = header.height + (perCaller === null ? 0 : callerHeadHeight)
  const bodyHeight = (top: number): number => top - headHeight - box.bottom
  const room = bodyHeight(box.firstTop) - Math.max(0, ...headings.map((heading) => heading?.height ?? 0))
  const mostLines = Math.max(1, Math.floor((room - 2 * rowPadding * table.size) / (leading * table.size)))
  const least = leastHeight(options)

  const rows: RowGroup[] = []
  let number = 0
  for (const [index, { people }] of groups.entries()) {
    const own: PersonRow[] = []
    for (let at = 0; at < people.length; at++) {
      own.push(layRow(measured[number]!, ++number, table, file, mostLines, least))
      if (rest.due()) await rest.now()
    }
    rows.push({ heading: headings[index]!, rows: own })
  }
  const added = {
    heading: grouping === null || printed === 0 ? null : layHeading(words.added, null, box, words, file),
    rows: Array.from({ length: emptyRows }, (_, at) => ({ kind: 'empty' as const, number: number + at + 1, height: Math.max(least, handHeight) })),
  }
  const pages = pagesOfGroups(rows, { pageEachGroup, perCaller, added }, [bodyHeight(box.firstTop), bodyHeight(box.nextTop)])

  let done = 0
  /** Said again by no page after its first: one table goes over all of a caller's, or of the list's. */
  let said: { section: Element | null; table: Element | null } = { section: null, table: null }
  for (const [index, { rows: onPage, block }] of pages.entries()) {
    const page = file.openPage(box.width, box.height)
    frame.draw(page, index + 1, pages.length)
    let y = index === 0 ? box.firstTop : box.nextTop
    const begins = said.table === null || (block !== null && !block.again)
    if (begins) said = { section: block && file.element('Sect'), table: null }
    if (block) {
      drawCallerHead(page, file, block, returnTo, box, y, words, locale, begins ? said.section : null)
      y -= callerHeadHeight
    }
    const rowsSaid = (said.table ??= file.element('Table', said.section))
    y = drawHeader(page, header, table, box, numberWidth, y, file, begins ? rowsSaid : null)
    const firstRow = y
    if (printed === 0 && emptyRows === 0) drawNobody(page, box, y, words, file)
    for (const row of onPage) {
      if (row.kind === 'person') done++
      drawRow(page, row, table, box, numberWidth, y, words, file, rowsSaid)
      y -= row.height
    }
    drawHandColumns(page, table, onPage, box, numberWidth, firstRow)
    file.closePage(page)
    control.onProgress?.(done, printed)
    if (rest.due(onPage.length)) await rest.now()
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at: input.at })
  if (control.signal?.aborted) throw new PortError('cancelled')
  return {
    pdf, code, pages: pages.length, printed, leftOut, blocks: pages.at(-1)!.block?.total ?? 0, groups: grouping === null ? 0 : groups.length,
    missing: [...setting.missing].sort(), crowded: table.crowded || header.cut,
  }
}

/** In points, of a row with a person. */
function leastHeight({ columns, rowHeight }: ContactSheetOptions): number {
  // What a person asks for is not less than a box, nor more than a page has.
  const usual = columns.some((column) => isByHand(column) && !isTick(column)) ? handHeight : 0
  return Math.max(rowHeight ? Math.min(rowHeight, mostRowHeight) * mm : usual, columns.some(isTick) ? tickHeight : 0)
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

function layRow(row: MeasuredRow, number: number, table: TableShape, file: PageFile, mostLines: number, least: number): PersonRow {
  let lines = 1
  const cells = row.map((paragraphs, index) => {
    const cell = layCell(paragraphs, table, index, file.setting, mostLines)
    if (cell.length > 0) lines = Math.max(lines, cell.at(-1)!.line + 1)
    return cell
  })
  return { kind: 'person', number, cells, lines, height: Math.max(least, (lines * leading + 2 * rowPadding) * table.size) }
}
