/**
 * The sheet that people sign at a meeting or a general assembly: A4 landscape, rows of 12 mm to write in, fifteen a page.
 * Invariant: nobody's coordinates are on it beforehand. At a public meeting the next person would read them; at an assembly
 * there are the names of members, since the sheet proves who could vote. The notice is on every page that collects data, and
 * a page found alone says which sheet it is of.
 */
import { drawBox, mm, rule, widthOf, writeLine } from './drawing'
import { writeBlock } from './fit-block'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import { textWidth, type PageStream } from './page-stream'
import { drawQr } from './qr'
import { signInChannels, signInWords, type NoticeFacts } from './sign-in-words'
import { readAloudRows, type Element } from './tags'

/** A member on a general assembly's sheet. */
export interface Attendee {
  lastName: string
  firstName: string
  /** « Adhérent·e », « Délégué·e ». */
  quality: string
}

export interface SignInSheetInput {
  /** What it is: « Réunion publique ». */
  title: string
  /** Day and place, in words. */
  occasion: string
  sectionName: string
  variant: { kind: 'meeting'; notice: NoticeFacts } | { kind: 'assembly'; members: readonly Attendee[] }
  /** Lines to write in, behind the members if there are any. Pages are filled up. */
  blankRows: number
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

export interface SignInSheet {
  pdf: Uint8Array
  code: string
  pages: number
  rows: number
  /** Characters that no font has. */
  missing: string[]
}

/** A4 (ISO 216) lying, in mm. */
export const [pageWidth, pageHeight] = [297, 210]
export const margin = 8
export const right = pageWidth - margin
const top = 5
const bottom = 5.5
/** Of one line to write in, in mm. */
export const signInRow = 12
/** Heights in mm: what, when and where; titles of columns; notice. With them fifteen rows fill the page to the tenth. */
const headHeight = 6.5
const titlesHeight = 6
const footHeight = 7
const signInRows = 15
/** In mm: head and titles beside it. A module of the code is half a millimetre. */
const qrSide = 11.5
/** From the foot of the page to the head of the notice, in mm. */
export const footTop = bottom + footHeight
const numberWidth = 7
/** Lines at the end of an assembly's sheet that those who certify it sign on. */
const certifyingRows = 2

interface Column {
  title: string
  /** In mm; the last takes what is left. */
  width: number
  /** A box to tick in the middle. */
  box?: boolean
  cell?: (attendee: Attendee) => string
}

/** Makes the PDF. The same input gives the same bytes. */
export async function renderSignInSheet(input: SignInSheetInput, fonts: Fonts): Promise<SignInSheet> {
  const { variant, code, locale, at } = input
  const words = signInWords[locale]
  const members = variant.kind === 'assembly' ? variant.members : []
  const columns = columnsOf(input)
  const certifying = variant.kind === 'assembly' ? certifyingRows : 0
  const pages = Math.max(1, Math.ceil((members.length + Math.max(0, input.blankRows) + certifying) / signInRows))
  const rows = pages * signInRows - certifying
  const tagged = rows <= readAloudRows
  const file = openPageFile(fonts, { tagged })
  const code2d = drawQr(code)
  const qr = file.addDrawing(code2d.operators, code2d.side)

  const notice = variant.kind === 'meeting' ? words.notice(variant.notice) : words.internal
  const agree = variant.kind === 'meeting' ? words.agree : ''
  /** All but what is said of this page and of its rows: drawn once for as many rows as there are on it. What is read aloud can't be in it. */
  const layers = new Map<number, string>()
  const layerOf = (here: number): string => {
    const known = layers.get(here)
    if (known) return known
    const layer = file.openPage(pageWidth * mm, pageHeight * mm)
    drawBand(layer)
    if (!tagged) drawTitles(layer, columns, agree, file, null)
    for (let row = 0; row < here; row++) drawRow(layer, columns, row)
    drawUprights(layer, columns, here)
    if (!tagged && here < signInRows) drawCertifying(layer, here, words, file, false)
    if (!tagged) drawFoot(layer, notice, file)
    const name = file.keepLayer(layer)
    layers.set(here, name)
    return name
  }
  let said: Element | null = null
  for (let number = 1; number <= pages; number++) {
    const page = file.openPage(pageWidth * mm, pageHeight * mm)
    const first = (number - 1) * signInRows
    const here = Math.min(signInRows, rows - first)
    page.lay(layerOf(here))
    drawHead(page, input, `${words.page(number, pages)}  ·  ${words.sheet(code)}`, qr, file, number === 1)
    // The notice is at the foot, and heard before anybody writes.
    const toNotice = said ? null : file.element('P')
    const table: Element = said ?? file.element('Table')
    if (tagged) drawTitles(page, columns, agree, file, said ? null : table)
    said = table
    for (let row = 0; row < here; row++) fillRow(page, columns, row, first + row + 1, members[first + row], file, table)
    if (tagged && here < signInRows) drawCertifying(page, here, words, file, true)
    if (tagged) {
      page.mark(toNotice)
      drawFoot(page, notice, file)
    }
    file.closePage(page)
  }
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  return { pdf, code, pages, rows, missing: [...file.setting.missing].sort() }
}

function columnsOf({ variant, locale }: SignInSheetInput): Column[] {
  const words = signInWords[locale]
  if (variant.kind === 'assembly') {
    return [
      { title: words.lastName, width: 58, cell: ({ lastName }) => lastName }, { title: words.firstName, width: 46, cell: ({ firstName }) => firstName },
      { title: words.quality, width: 40, cell: ({ quality }) => quality }, { title: words.proxy, width: 62 }, { title: words.signature, width: 0 },
    ]
  }
  return [
    { title: words.lastName, width: 40 }, { title: words.firstName, width: 32 }, { title: words.place, width: 40 }, { title: words.email, width: 60 }, { title: words.phone, width: 34 },
    ...signInChannels.map((channel) => ({ title: words.channel[channel], width: 9.5, box: true })),
    { title: words.signature, width: 0 },
  ]
}

const titlesTop = pageHeight - top - headHeight
const rowsTop = titlesTop - titlesHeight

/** Left edges in mm, and the right one of the last. */
function edgesOf(columns: readonly Column[]): number[] {
  const edges = [margin + numberWidth]
  for (const { width } of columns) edges.push(width > 0 ? edges.at(-1)! + width : right)
  return edges
}

/** What, when and where, which page of which sheet, and its code (`qr`), which keeps its white on the right. `said`: it is read aloud, where the sheet is. */
export function drawHead(page: PageStream, input: SignInSheetInput, sheet: string, qr: string, file: PageFile, said: boolean): void {
  const words = signInWords[input.locale]
  const [heading, about, toTotal, code] = said ? [file.element('H1'), file.element('P'), file.element('P'), file.element('Figure', null, { alt: words.sheet(input.code) })] : []
  page.mark(code ?? null)
  page.show(qr, (right - qrSide) * mm, (pageHeight - top - qrSide) * mm, qrSide * mm)
  page.mark(null)
  const y = pageHeight - top - 4.6
  const small = 8
  const sheetWidth = widthOf(file, 'regular', sheet, small)
  const end = right - qrSide - 3
  const totalRoom = 38
  page.text(sheet, { style: 'regular', size: small, x: (end - sheetWidth) * mm, y: y * mm })
  const totalAt = end - sheetWidth - totalRoom - 4
  page.mark(toTotal ?? null)
  const total = writeLine(page, file, words.total, { style: 'bold', size: small, x: totalAt, y }, totalRoom)
  rule(page, totalAt + total + 1, y - 0.5, totalAt + totalRoom, y - 0.5, 0.5, 0.4)
  const room = totalAt - margin - 4
  page.mark(heading ?? null)
  const titled = writeLine(page, file, input.title, { style: 'bold', size: 13, x: margin, y }, room * 0.6)
  const occasion = [input.occasion, input.sectionName].filter(Boolean).join('  ·  ')
  const beside = room - titled - 3
  // Smaller before it is cut: a page found alone must say of which evening it is.
  const size = [9, 8.5, 8, 7.5].find((letters) => widthOf(file, 'regular', occasion, letters) <= beside) ?? 7
  page.mark(about ?? null)
  writeLine(page, file, occasion, { style: 'regular', size, grey: 0.2, x: margin + titled + 3, y }, beside)
  page.mark(null)
}

function drawBand(page: PageStream): void {
  // Up to the code, which keeps its white.
  page.fill(margin * mm, rowsTop * mm, (right - margin - qrSide - 2) * mm, titlesHeight * mm, 0.92)
  rule(page, margin, rowsTop, right, rowsTop, 0.8, 0.25)
}

/** `said`: the table that they are read aloud with. */
function drawTitles(page: PageStream, columns: readonly Column[], agree: string, file: PageFile, said: Element | null): void {
  const edges = edgesOf(columns)
  const row = said && file.element('TR', said)
  const heads = row && columns.map(() => file.element('TH', row, { scope: 'column' }))
  const boxes = columns.flatMap(({ box }, at) => (box ? at : []))
  if (boxes.length > 0) {
    const [from, to] = [edges[boxes[0]!]!, edges[boxes.at(-1)! + 1]!]
    const width = widthOf(file, 'bold', agree, 6.5)
    // Over all boxes on paper; read before the first of them.
    page.mark(heads?.[boxes[0]!] ?? null)
    writeLine(page, file, agree, { style: 'bold', size: 6.5, x: Math.max(from, (from + to - width) / 2), y: rowsTop + 3.5 }, to - from)
  }
  for (const [at, { title, box }] of columns.entries()) {
    const [x, end] = [edges[at]!, Math.min(edges[at + 1]!, right - qrSide - 2)]
    const size = box ? 6.5 : 8
    page.mark(heads?.[at] ?? null)
    const width = widthOf(file, 'bold', title, size)
    writeLine(page, file, title, { style: 'bold', size, x: box ? (x + end - width) / 2 : x + 1.5, y: rowsTop + (box ? 1 : 2) }, end - x - (box ? 0 : 2))
  }
  page.mark(null)
}

function drawRow(page: PageStream, columns: readonly Column[], row: number): void {
  const edges = edgesOf(columns)
  const base = baseOf(row)
  rule(page, margin, base, right, base, 0.5, 0.45)
  for (const [at, { box }] of columns.entries()) if (box) drawBox(page, (edges[at]! + edges[at + 1]!) / 2, base + signInRow / 2)
}

/** Its number, and whoever is on it beforehand. */
function fillRow(page: PageStream, columns: readonly Column[], row: number, number: number, attendee: Attendee | undefined, file: PageFile, table: Element): void {
  const base = baseOf(row)
  const tableRow = file.element('TR', table)
  // An empty line is one cell to hear of, not ten.
  page.mark(attendee ? file.element('TH', tableRow, { scope: 'row' }) : file.element('TD', tableRow, { columns: columns.length }))
  const label = String(number)
  page.text(label, { style: 'regular', size: 8, grey: 0.4, x: (margin + numberWidth - 1.5) * mm - textWidth(file.setting, 'regular', label) * 8, y: (base + signInRow / 2 - 1) * mm })
  if (!attendee) return page.mark(null)
  const edges = edgesOf(columns)
  for (const [at, { cell }] of columns.entries()) {
    const [x, end] = [edges[at]!, edges[at + 1]!]
    if (at > 0) page.mark(file.element('TD', tableRow))
    if (cell) writeLine(page, file, cell(attendee), { style: at === 0 ? 'bold' : 'regular', size: 10.5, x: x + 1.5, y: base + signInRow / 2 - 1.3 }, end - x - 3)
  }
  page.mark(null)
}

const baseOf = (row: number) => rowsTop - (row + 1) * signInRow

function drawUprights(page: PageStream, columns: readonly Column[], rows: number): void {
  const end = rowsTop - rows * signInRow
  for (const edge of [margin, ...edgesOf(columns)]) rule(page, edge, rowsTop, edge, end, 0.5, 0.6)
}

function drawCertifying(page: PageStream, row: number, words: (typeof signInWords)['fr'], file: PageFile, said: boolean): void {
  const mark = () => page.mark(said ? file.element('P') : null)
  const y = rowsTop - row * signInRow - 6
  mark()
  writeLine(page, file, words.certified, { style: 'bold', size: 9, x: margin, y }, 40)
  for (const [at, who] of [words.chair, words.secretary].entries()) {
    const x = margin + 45 + at * 118
    mark()
    const width = writeLine(page, file, `${who}\u00a0:`, { style: 'regular', size: 9, x, y }, 50)
    rule(page, x + width + 2, y - 10, x + 110, y - 10, 0.5, 0.4)
  }
  page.mark(null)
}

/** The notice, or what else is said at the foot of each page. */
export function drawFoot(page: PageStream, text: string, file: PageFile): void {
  // A long name or address makes it smaller before it is cut, and it never takes a row.
  writeBlock(page, file, text, { x: margin, top: footTop, width: right - margin, height: footHeight, sizes: [6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2] })
}
