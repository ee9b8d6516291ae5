/**
 * The coverage of the territory on paper: A4 lying, a line for each commune or sector, a column for each kind of action.
 * Invariant: what the screen shows, whole: as many pages as it takes, each with the titles of its columns and its code.
 */
import { actionKinds, type ActionKind } from '../domain/agenda/action'
import type { Coverage } from '../domain/agenda/coverage'
import { isLeftAlone, weeksSince } from '../domain/agenda/left-alone'
import { kindWords } from '../domain/agenda/kind-words'
import { coverageWords } from './coverage-words'
import { mm, rule, writeLine } from './drawing'
import { fitText } from './fit-text'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import { textWidth, type PageStream } from './page-stream'
import { drawQr } from './qr'
import { readAloudRows, type Element } from './tags'

export interface CoverageRow extends Coverage {
  name: string
  /** Below it, smaller: the commune of a sector. */
  more: string
}

export interface CoverageSheetInput {
  by: 'town' | 'sector'
  /** In the order in which they are printed. */
  rows: readonly CoverageRow[]
  /** Weeks without anything after which a place is marked. */
  weeks: number
  sectionName: string
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970: when it is printed, and asked of. */
  at: number
  /** IANA zone of the dates printed. */
  timeZone: string
}

export interface CoverageSheet {
  pdf: Uint8Array
  code: string
  pages: number
  rows: number
  /** Characters that no font has. */
  missing: string[]
}

/** A4 (ISO 216) lying, in mm. */
const [pageWidth, pageHeight] = [297, 210]
const margin = 10
const right = pageWidth - margin
const headHeight = 19
const titlesHeight = 11
const rowHeight = 9
const footHeight = 6
const qrSide = 14
const rowsTop = pageHeight - margin - headHeight - titlesHeight
const rowsPerPage = Math.floor((rowsTop - margin - footHeight) / rowHeight)
/** In mm; kinds of action share what is left, none wider than is easy to read across. */
const [nameWidth, sinceWidth, nextWidth, widestKind] = [46, 23, 16, 26]
const soft = 0.35

/** Makes the PDF. The same input gives the same bytes. */
export async function renderCoverageSheet(input: CoverageSheetInput, fonts: Fonts): Promise<CoverageSheet> {
  const { rows, code, locale, at } = input
  const words = coverageWords[locale]
  const file = openPageFile(fonts, { tagged: rows.length <= readAloudRows })
  const drawing = drawQr(code)
  const qr = file.addDrawing(drawing.operators, drawing.side)
  const kinds = actionKinds.filter((kind) => rows.some((row) => row.kinds[kind]))
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const day = dayFormat(input)
  let said: Element | null = null
  for (let number = 1; number <= pages; number++) {
    const page = file.openPage(pageWidth * mm, pageHeight * mm)
    drawHead(page, input, file, number === 1)
    if (number === 1) page.mark(file.element('Figure', null, { alt: words.sheet(code) }))
    page.show(qr, (right - qrSide) * mm, (pageHeight - margin - qrSide) * mm, qrSide * mm)
    page.mark(number === 1 && rows.length === 0 ? file.element('P') : null)
    if (rows.length === 0) writeLine(page, file, words.none[input.by], { style: 'regular', size: 10, x: margin, y: rowsTop }, right - margin)
    else drawTitles(page, input, kinds, file, number === 1 ? (said = file.element('Table')) : null)
    for (const [place, row] of rows.slice((number - 1) * rowsPerPage, number * rowsPerPage).entries()) drawRow(page, input, row, rowsTop - (place + 1) * rowHeight, kinds, day, file, said!)
    writeLine(page, file, words.internal, { style: 'regular', size: 8, grey: soft, x: margin, y: margin - 1 }, 90)
    writeLine(page, file, `${words.sheet(code)}  ·  ${words.page(number, pages)}`, { style: 'regular', size: 8, grey: soft, x: right, y: margin - 1, align: 'right' }, 90)
    file.closePage(page)
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  return { pdf, code, pages, rows: rows.length, missing: [...file.setting.missing].sort() }
}

/** With the year where it is another than now's: a year back is looked at. */
function dayFormat({ locale, at, timeZone }: CoverageSheetInput): (ms: number) => string {
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const year = new Intl.DateTimeFormat(tag, { year: 'numeric', timeZone })
  const [short, long] = [new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone }), new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'numeric', year: '2-digit', timeZone })]
  return (ms) => (year.format(ms) === year.format(at) ? short : long).format(ms)
}

function drawHead(page: PageStream, input: CoverageSheetInput, file: PageFile, said: boolean): void {
  const say = (type: 'H1' | 'P') => page.mark(said ? file.element(type) : null)
  const { by, rows, weeks, sectionName, locale, at, timeZone } = input
  const words = coverageWords[locale]
  const room = right - margin - qrSide - 6
  const day = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone }).format(at)
  const top = pageHeight - margin
  say('H1')
  writeLine(page, file, words.title[by], { style: 'bold', size: 15, x: margin, y: top - 4.5 }, room)
  say('P')
  writeLine(page, file, [sectionName, day].filter(Boolean).join('  ·  '), { style: 'regular', size: 9, grey: soft, x: margin, y: top - 9.5 }, room)
  page.mark(null)
  if (rows.length === 0) return
  say('P')
  const alone = rows.filter((row) => isLeftAlone(row, at, weeks)).length
  writeLine(page, file, `${words.alone(by, alone, rows.length, weeks)}. ${words.legend}`, { style: 'regular', size: 9, x: margin, y: top - 14.5 }, room)
  page.mark(null)
}

/** Left edges of the columns in mm, and the right one of the last. */
function edgesOf(kinds: readonly ActionKind[]): number[] {
  const first = margin + nameWidth + sinceWidth + nextWidth
  const width = kinds.length === 0 ? 0 : Math.min(widestKind, (right - first) / kinds.length)
  return kinds.map((_, at) => first + at * width).concat(first + kinds.length * width)
}

function drawTitles(page: PageStream, { by, locale }: CoverageSheetInput, kinds: readonly ActionKind[], file: PageFile, said: Element | null): void {
  const heads = said && file.element('TR', said)
  const words = coverageWords[locale]
  const edges = edgesOf(kinds)
  rule(page, margin, rowsTop, right, rowsTop, 0.8, 0.25)
  const titles = [
    { text: words.place[by], x: margin, room: nameWidth }, { text: words.since, x: margin + nameWidth, room: sinceWidth }, { text: words.next, x: margin + nameWidth + sinceWidth, room: nextWidth },
    ...kinds.map((kind, at) => ({ text: kindWords[locale][kind], x: edges[at]!, room: edges[at + 1]! - edges[at]! })),
  ]
  const size = [7.5, 7, 6.5].find((letters) => titles.every(({ text, room }) => linesOf(file, text, room - 1.5, letters).join('').length <= text.length)) ?? 6.5
  for (const { text, x, room } of titles) {
    const lines = linesOf(file, text, room - 1.5, size)
    page.mark(heads && file.element('TH', heads, { scope: 'column' }))
    // On the rule, whether it takes one line or three.
    for (const [at, line] of lines.entries()) writeLine(page, file, line, { style: 'bold', size, x: x + 0.5, y: rowsTop + 1.8 + (lines.length - 1 - at) * 3 }, room - 1.2)
  }
  page.mark(null)
}

/** A title on at most three lines, with a hyphen where a word has no room for itself; the last shows what has none. */
function linesOf(file: PageFile, text: string, room: number, size: number): string[] {
  let rest = text
  const lines = fitText(text, room * mm, 'text', (part) => textWidth(file.setting, 'bold', part) * size).map((line) => {
    rest = rest.trimStart().slice(line.text.length)
    return rest === '' || /^\s/.test(rest) || line.text.endsWith('-') ? line.text : `${line.text}-`
  })
  return lines.length > 3 ? [...lines.slice(0, 2), lines.slice(2).join(' ')] : lines
}

function drawRow(page: PageStream, input: CoverageSheetInput, row: CoverageRow, base: number, kinds: readonly ActionKind[], day: (ms: number) => string, file: PageFile, table: Element): void {
  const said = file.element('TR', table)
  const { weeks, locale, at } = input
  const words = coverageWords[locale]
  const edges = edgesOf(kinds)
  const [above, below, middle] = [base + 5.4, base + 1.8, base + 3.6]
  const alone = isLeftAlone(row, at, weeks)
  if (alone) page.fill(margin * mm, base * mm, (nameWidth + sinceWidth) * mm, rowHeight * mm, 0.9)
  rule(page, margin, base, right, base, 0.4, 0.6)
  page.mark(file.element('TH', said, { scope: 'row' }))
  writeLine(page, file, row.name, { style: 'bold', size: 9.5, x: margin + 0.5, y: row.more ? above - 0.2 : middle }, nameWidth - 2)
  if (row.more) writeLine(page, file, row.more, { style: 'regular', size: 7.5, grey: soft, x: margin + 0.5, y: below }, nameWidth - 2)
  const since = row.last ? words.weeks(weeksSince(row.last.from, at)) : words.never
  const x = margin + nameWidth + 0.5
  page.mark(file.element('TD', said))
  writeLine(page, file, since, { style: alone ? 'bold' : 'regular', size: 8.5, x, y: middle }, sinceWidth - 1)
  page.mark(file.element('TD', said))
  if (row.next) writeLine(page, file, day(row.next.from), { style: 'bold', size: 8.5, x: x + sinceWidth, y: middle }, nextWidth - 1)
  for (const [place, kind] of kinds.entries()) {
    const of = row.kinds[kind]
    page.mark(file.element('TD', said))
    const room = edges[place + 1]! - edges[place]! - 1
    if (of?.last) writeLine(page, file, day(of.last.from), { style: 'regular', size: 8, x: edges[place]! + 0.5, y: of.next ? above : middle }, room)
    if (of?.next) writeLine(page, file, day(of.next.from), { style: 'bold', size: 8, x: edges[place]! + 0.5, y: of.last ? below : middle }, room)
  }
  page.mark(null)
}
