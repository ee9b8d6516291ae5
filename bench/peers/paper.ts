/**
 * The same contact sheet by other PDF libraries, as their documentation has it done: same people, columns, widths, fonts,
 * letters' size and row height; a cell too long is cut with an ellipsis. Runs in the main process of the peers' Electron.
 */
import { readFileSync } from 'node:fs'
import fontkit from 'fontkit'
import { jsPDF } from 'jspdf'
import { PDFDocument, rgb } from 'pdf-lib'
import PDFKit from 'pdfkit'
import { benchPeople } from '../people'

export interface PaperFonts {
  /** Paths of TTF files. */
  regular: string
  bold: string
}

const point = 72 / 25.4
const page = { width: 210 * point, height: 297 * point, margin: 12 * point }
const rowHeight = 15
const size = 9
/** Columns as shares of the width between the margins. */
const columns = [
  { title: 'Nom', share: 0.26 }, { title: 'Téléphone', share: 0.16 }, { title: 'E-mail', share: 0.32 }, { title: 'Commune', share: 0.18 }, { title: 'Niveau', share: 0.08 },
]
const inner = page.width - 2 * page.margin
const rowsPerPage = Math.floor((page.height - 2 * page.margin - 60) / rowHeight)

interface Cell {
  x: number
  width: number
}
const cells: Cell[] = []
for (const { share } of columns) {
  const before = cells.at(-1)
  cells.push({ x: before ? before.x + before.width : page.margin, width: share * inner })
}

function rowsOf(count: number): string[][] {
  return benchPeople(count).map((person) => [
    `${person.lastName ?? ''} ${person.firstName ?? ''}`, person.phones?.[0]?.value ?? '', person.emails?.[0]?.value ?? '', person.city ?? '', person.level ?? '',
  ])
}

/** What of a text fits, found by halving: each library is asked for widths as it offers them, and as seldom as can be. */
function cut(text: string, room: number, width: (text: string) => number): string {
  if (width(text) <= room) return text
  let fits = 0
  let over = text.length
  while (over - fits > 1) {
    const middle = (fits + over) >> 1
    if (width(`${text.slice(0, middle)}…`) <= room) fits = middle
    else over = middle
  }
  return `${text.slice(0, fits)}…`
}

/** Draws with any library: `text` at a baseline measured from the top, `line` below a row. */
interface Pen {
  addPage(): void
  bold(): void
  regular(): void
  width(text: string): number
  text(text: string, x: number, y: number): void
  line(y: number): void
}

function drawSheet(pen: Pen, rows: readonly string[][]): void {
  const pages = Math.ceil(rows.length / rowsPerPage)
  for (let number = 0; number < pages; number++) {
    pen.addPage()
    pen.bold()
    pen.text('Liste de contacts', page.margin, page.margin + 14)
    let y = page.margin + 40
    for (const [at, { title }] of columns.entries()) pen.text(title, cells[at]!.x, y)
    pen.line(y + 4)
    pen.regular()
    for (const row of rows.slice(number * rowsPerPage, (number + 1) * rowsPerPage)) {
      y += rowHeight
      for (const [at, value] of row.entries()) if (value) pen.text(cut(value, cells[at]!.width - 6, pen.width), cells[at]!.x, y)
      pen.line(y + 4)
    }
    pen.text(`À détruire après usage · ${number + 1}/${pages}`, page.margin, page.height - page.margin)
  }
}

async function pdfkit(rows: string[][], fonts: PaperFonts): Promise<number> {
  const document = new PDFKit({ size: 'A4', autoFirstPage: false, margin: 0 })
  document.registerFont('regular', fonts.regular)
  document.registerFont('bold', fonts.bold)
  let bytes = 0
  document.on('data', (piece: Buffer) => (bytes += piece.length))
  const ended = new Promise((resolve) => document.on('end', resolve))
  drawSheet({
    addPage: () => void document.addPage(),
    bold: () => void document.font('bold', size),
    regular: () => void document.font('regular', size),
    width: (text) => document.widthOfString(text),
    text: (text, x, y) => void document.text(text, x, y - size, { lineBreak: false }),
    line: (y) => void document.moveTo(page.margin, y).lineTo(page.width - page.margin, y).lineWidth(0.4).stroke(),
  }, rows)
  document.end()
  await ended
  return bytes
}

async function pdfLib(rows: string[][], fonts: PaperFonts): Promise<number> {
  const document = await PDFDocument.create()
  document.registerFontkit(fontkit as never)
  const regular = await document.embedFont(readFileSync(fonts.regular), { subset: true })
  const bold = await document.embedFont(readFileSync(fonts.bold), { subset: true })
  let font = regular
  let current = document.addPage([page.width, page.height])
  document.removePage(0)
  drawSheet({
    addPage: () => (current = document.addPage([page.width, page.height])),
    bold: () => (font = bold),
    regular: () => (font = regular),
    width: (text) => font.widthOfTextAtSize(text, size),
    text: (text, x, y) => current.drawText(text, { x, y: page.height - y, size, font }),
    line: (y) => current.drawLine({ start: { x: page.margin, y: page.height - y }, end: { x: page.width - page.margin, y: page.height - y }, thickness: 0.4, color: rgb(0.7, 0.7, 0.7) }),
  }, rows)
  return (await document.save()).length
}

async function jspdf(rows: string[][], fonts: PaperFonts): Promise<number> {
  const document = new jsPDF({ unit: 'pt', format: 'a4', compress: true })
  for (const [style, path] of [['normal', fonts.regular], ['bold', fonts.bold]] as const) {
    document.addFileToVFS(`${style}.ttf`, readFileSync(path).toString('base64'))
    document.addFont(`${style}.ttf`, 'sheet', style)
  }
  document.setFontSize(size)
  let first = true
  drawSheet({
    addPage: () => {
      if (!first) document.addPage()
      first = false
    },
    bold: () => void document.setFont('sheet', 'bold'),
    regular: () => void document.setFont('sheet', 'normal'),
    width: (text) => document.getTextWidth(text),
    text: (text, x, y) => void document.text(text, x, y),
    line: (y) => void document.setLineWidth(0.4).line(page.margin, y, page.width - page.margin, y),
  }, rows)
  return document.output('arraybuffer').byteLength
}

const libraries = { pdfkit, 'pdf-lib drawText': pdfLib, jsPDF: jspdf }
export type PaperPeer = keyof typeof libraries

/** Milliseconds that each library took for `count` people, `runs` times in turn. */
export async function paper(count: number, fonts: PaperFonts, runs: number): Promise<Record<PaperPeer, number[]>> {
  const rows = rowsOf(count)
  const taken: Record<PaperPeer, number[]> = { pdfkit: [], 'pdf-lib drawText': [], jsPDF: [] }
  for (let run = 0; run < runs; run++) {
    for (const [name, draw] of Object.entries(libraries) as [PaperPeer, (typeof libraries)[PaperPeer]][]) {
      const start = performance.now()
      if ((await draw(rows, fonts)) < 10_000) throw new Error(`${name} wrote no sheet`)
      taken[name].push(performance.now() - start)
    }
  }
  return taken
}
