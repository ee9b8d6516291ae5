/**
 * A list to phone from: A4 landscape, each page a block for one caller, who ticks what came of each call.
 * Invariant: it has only the people that it is given, who agreed to be called (core/domain/consent.ts is asked by whoever makes
 * the lines), says how many others were left out and why, and each page says that it comes back and is destroyed.
 */
import { callBlocks } from './call-blocks'
import { callBoxes, callWords, type CallBox } from './call-list-words'
import { drawBox, mm, rule, widthOf, writeLine } from './drawing'
import { writeBlock } from './fit-block'
import { fitText } from './fit-text'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import { textWidth, type PageStream } from './page-stream'
import { drawQr } from './qr'
import { readAloudRows, type Element } from './tags'

/** Somebody to call. All of it is printed as it is; what is empty stays a blank cell. */
export interface CallLine {
  /** First and last name. */
  name: string
  /** As it is dialled: `phoneText` (core/domain/phone-text.ts). */
  phone: string
  /** « le soir », « sam. matin ». */
  bestTime: string
  /** « 03/03/2026, message laissé ». */
  lastContact: string
  /** Why she is called: her shift, what she asked. */
  reason: string
  /** What the caller should know; there is room behind it to write. */
  note: string
}

/** People who would be on the list, but are not, by the first reason that there is. */
export interface CallsLeftOut {
  /** They refused calls. */
  refused: number
  /** They never said that they may be called: no answer is no consent. */
  unasked: number
  noPhone: number
}

export interface CallListInput {
  title: string
  /** Of what: an action's day and place, a segment's sentence. */
  occasion: string
  sectionName: string
  /** What callers say; empty: nothing is printed. On each page, since each goes to another caller. */
  script: string
  /** In the order in which they are called. */
  people: readonly CallLine[]
  leftOut: CallsLeftOut
  /** Most people that one caller gets: 1 to 25. Blocks are as even as can be. */
  perCaller: number
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

export interface CallList {
  pdf: Uint8Array
  code: string
  pages: number
  /** People on it. */
  people: number
  /** Characters that no font has. */
  missing: string[]
}

/** A4 (ISO 216) lying, in mm. */
const [pageWidth, pageHeight] = [297, 210]
const margin = 8
const right = pageWidth - margin
const top = 6
const qrSide = 13
const headHeight = 14
const scriptHeight = 16
const titlesHeight = 8
const footHeight = 8
const bottom = 5.5
/** In mm: what a pen needs, and what twenty-five of them leave at least. */
const widestRow = 9

/** Widths in mm; the note has what is left. */
const columns = { number: 6, name: 44, phone: 29, bestTime: 24, lastContact: 30, reason: 36 } as const
const boxWidth: Record<CallBox, number> = { absent: 10, 'call-back': 23, 'wrong-number': 9, refuses: 11, comes: 9, 'not-coming': 11, joins: 10 }

/** Makes the PDF. The same input gives the same bytes. */
export async function renderCallList(input: CallListInput, fonts: Fonts): Promise<CallList> {
  const { code, locale, at, people } = input
  const words = callWords[locale]
  const file = openPageFile(fonts, { tagged: people.length <= readAloudRows })
  const code2d = drawQr(code)
  const qr = file.addDrawing(code2d.operators, code2d.side)
  const blocks = callBlocks(people, input.perCaller)
  const most = Math.max(...blocks.map(({ length }) => length))
  let before = 0
  for (const [number, block] of blocks.entries()) {
    const page = file.openPage(pageWidth * mm, pageHeight * mm)
    // A page goes to a caller of its own: it says all of it again.
    const section = file.element('Sect')
    page.show(qr, (right - qrSide) * mm, (pageHeight - top - qrSide) * mm, qrSide * mm)
    const start = drawHead(page, file, input, `${words.block(number + 1, blocks.length)}  ·  ${words.list(code)}`, section)
    drawRows(page, file, locale, { block, before, most, start, section })
    drawFoot(page, file, input, section)
    file.closePage(page)
    before += block.length
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  return { pdf, code, pages: blocks.length, people: people.length, missing: [...file.setting.missing].sort() }
}

/** Answers where the titles of the columns begin. */
function drawHead(page: PageStream, file: PageFile, { title, occasion, sectionName, script, locale }: CallListInput, which: string, section: Element): number {
  const words = callWords[locale]
  const [heading, about] = [file.element('H1', section), file.element('P', section)]
  page.mark(file.element('P', section))
  const end = right - qrSide - 3
  let y = pageHeight - top - 4.6
  const whichWidth = widthOf(file, 'regular', which, 8)
  writeLine(page, file, which, { style: 'regular', size: 8, x: end, y, align: 'right' }, 90)
  const room = end - whichWidth - 5 - margin
  page.mark(heading)
  const titled = writeLine(page, file, title, { style: 'bold', size: 13, x: margin, y }, room * 0.6)
  page.mark(about)
  writeBlock(page, file, [occasion, sectionName].filter(Boolean).join('  ·  '), { x: margin + titled + 3, top: y + 4.4, width: room - titled - 3, height: 6.4, middle: true, sizes: [8.5, 8, 7.5, 7, 6.5], grey: 0.2 })
  y -= 7.5
  for (const [label, from, to] of [[words.caller, margin, margin + 100], [words.day, margin + 110, margin + 190]] as const) {
    page.mark(file.element('P', section))
    const written = writeLine(page, file, label, { style: 'bold', size: 9, x: from, y }, 40)
    rule(page, from + written + 2, y - 0.5, to, y - 0.5, 0.5, 0.4)
  }
  y = pageHeight - top - headHeight
  page.mark(null)
  if (script.trim() === '') return y
  page.mark(file.element('P', section))
  const place = { x: margin, top: y - 1, width: right - margin - qrSide - 3, height: scriptHeight, sizes: [9, 8.5, 8, 7.5, 7], leading: 1.15 }
  const { height, cut } = writeBlock(page, file, script, place)
  if (cut > 0) writeLine(page, file, words.moreWords(cut), { style: 'bold', size: 7.5, x: right, y: y - height, align: 'right' }, qrSide + 2)
  page.mark(null)
  return y - height - 2.5
}

interface Rows {
  block: readonly CallLine[]
  /** Lines on the pages before. */
  before: number
  /** Lines of the largest block: all callers have lines alike. */
  most: number
  /** Where the titles of the columns begin. */
  start: number
  section: Element
}

function drawRows(page: PageStream, file: PageFile, locale: 'fr' | 'en', { block, before, most, start, section }: Rows): void {
  const words = callWords[locale]
  // Drawn column after column, heard line after line.
  const table = file.element('Table', section)
  const heads = file.element('TR', table)
  const says = block.map(() => file.element('TR', table))
  const sayHead = () => page.mark(file.element('TH', heads, { scope: 'column' }))
  const cells = [
    { title: words.name, width: columns.name, of: (line: CallLine) => line.name || words.nameless },
    { title: words.phone, width: columns.phone, of: (line: CallLine) => line.phone },
    { title: words.bestTime, width: columns.bestTime, of: (line: CallLine) => line.bestTime },
    { title: words.lastContact, width: columns.lastContact, of: (line: CallLine) => line.lastContact },
    { title: words.reason, width: columns.reason, of: (line: CallLine) => line.reason },
  ]
  const boxes = callBoxes.map((result) => ({ title: words.result[result], width: boxWidth[result], again: result === 'call-back' }))
  const rowsTop = start - titlesHeight
  const row = Math.min(widestRow, (rowsTop - bottom - footHeight - 1) / Math.max(1, most))
  page.fill(margin * mm, rowsTop * mm, (right - margin) * mm, titlesHeight * mm, 0.94)
  rule(page, margin, rowsTop, right, rowsTop, 0.8, 0.25)
  const uprights = [margin, margin + columns.number]
  let x = margin + columns.number
  for (const { title, width, of } of cells) {
    sayHead()
    writeLine(page, file, title, { style: 'bold', size: 8, x: x + 1, y: rowsTop + 2.6 }, width - 2)
    for (const [at, line] of block.entries()) {
      const base = rowsTop - (at + 1) * row
      page.mark(of === cells[0]!.of ? file.element('TH', says[at], { scope: 'row' }) : file.element('TD', says[at]))
      const bold = of === cells[0]!.of || of === cells[1]!.of
      writeBlock(page, file, of(line), { x: x + 1, top: base + row - 0.3, width: width - 2, height: row - 0.6, middle: true, sizes: bold ? [9.5, 9, 8, 7, 6.5, 6] : [8, 7.5, 7, 6.5, 6, 5.5], style: bold ? 'bold' : 'regular' })
    }
    x += width
    uprights.push(x)
  }
  for (const { title, width, again } of boxes) {
    sayHead()
    drawTitle(page, file, title, x, rowsTop, width)
    for (let at = 0; at < block.length; at++) {
      file.element('TD', says[at])
      const middle = rowsTop - (at + 0.5) * row
      drawBox(page, again ? x + 3.2 : x + width / 2, middle, 3.6)
      if (again) rule(page, x + 6.4, middle - 1.8, x + width - 1, middle - 1.8, 0.4, 0.5)
    }
    x += width
    uprights.push(x)
  }
  sayHead()
  writeLine(page, file, words.note, { style: 'bold', size: 8, x: x + 1, y: rowsTop + 2.6 }, right - x - 2)
  for (const [at, { note }] of block.entries()) {
    const base = rowsTop - (at + 1) * row
    page.mark(null)
    const label = String(before + at + 1)
    writeLine(page, file, label, { style: 'regular', size: 7.5, grey: 0.4, x: margin + columns.number - 1, y: base + row / 2 - 1, align: 'right' }, columns.number)
    page.mark(file.element('TD', says[at]))
    writeBlock(page, file, note, { x: x + 1, top: base + row - 0.4, width: right - x - 2, height: row - 0.6, sizes: [7, 6.5, 6, 5.5] })
    rule(page, margin, base, right, base, 0.5, 0.45)
  }
  for (const edge of [...uprights, right]) rule(page, edge, rowsTop, edge, rowsTop - block.length * row, 0.5, 0.6)
  page.mark(block.length === 0 ? file.element('P', section) : null)
  if (block.length === 0) writeLine(page, file, words.nobody, { style: 'regular', size: 11, x: margin + 2, y: rowsTop - 9 }, right - margin)
  page.mark(null)
}

/** Over a narrow column: two lines where one has no room. */
function drawTitle(page: PageStream, file: PageFile, title: string, x: number, base: number, width: number): void {
  const size = 6.5
  const lines = fitText(title, (width - 0.8) * mm, 'text', (part) => textWidth(file.setting, 'bold', part) * size).slice(0, 2)
  for (const [at, { text }] of lines.entries()) writeLine(page, file, text, { style: 'bold', size, x: x + width / 2, y: base + (lines.length === 1 ? 2.9 : 4.2 - at * 2.6), align: 'centre' }, width - 0.4)
}

function drawFoot(page: PageStream, file: PageFile, { leftOut, locale }: CallListInput, section: Element): void {
  const words = callWords[locale]
  page.mark(file.element('P', section))
  const first = writeLine(page, file, words.give, { style: 'bold', size: 9, x: margin, y: bottom + 4.5 }, right - margin)
  writeLine(page, file, words.never, { style: 'regular', size: 8, x: margin + first + 4, y: bottom + 4.5 }, right - margin - first - 4)
  page.mark(file.element('P', section))
  writeLine(page, file, words.leftOut(leftOut), { style: 'regular', size: 8, x: margin, y: bottom + 0.5 }, right - margin)
}
