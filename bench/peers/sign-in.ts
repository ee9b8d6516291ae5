/** The sign-in sheet of a meeting by pdfkit, as its documentation has it done: the same page, lines, boxes, words and code. */
import PDFKit from 'pdfkit'
import { create } from 'qrcode'
import { signInChannels, signInWords, type NoticeFacts } from '#core/print/sign-in-words'

export interface SignInFacts {
  title: string
  occasion: string
  sectionName: string
  notice: NoticeFacts
  code: string
}

const mm = 72 / 25.4
const [width, height] = [297 * mm, 210 * mm]
const margin = 8 * mm
const row = 12 * mm
const rowsOnPage = 15
const rowsTop = 17.5 * mm
const columns = [['lastName', 40], ['firstName', 32], ['place', 40], ['email', 60], ['phone', 34]] as const
const box = 9.5 * mm

/** Bytes of a sheet of so many pages. `fonts`: paths of TTF files. */
export async function pdfkitSignIn(pages: number, { title, occasion, sectionName, notice, code }: SignInFacts, fonts: { regular: string; bold: string }): Promise<number> {
  const words = signInWords.fr
  const document = new PDFKit({ size: [width, height], autoFirstPage: false, margin: 0 })
  document.registerFont('regular', fonts.regular)
  document.registerFont('bold', fonts.bold)
  let bytes = 0
  document.on('data', (piece: Buffer) => (bytes += piece.length))
  const ended = new Promise((resolve) => document.on('end', resolve))
  const { modules } = create(code, { errorCorrectionLevel: 'M' })
  const text = (said: string, x: number, y: number, font: 'regular' | 'bold', size: number) => void document.font(font, size).text(said, x, y, { lineBreak: false })
  const right = width - margin
  for (let number = 0; number < pages; number++) {
    document.addPage()
    text(title, margin, 6 * mm, 'bold', 13)
    text([occasion, sectionName].join('  ·  '), margin + 70 * mm, 7 * mm, 'regular', 9)
    text(`${words.total}          ${words.page(number + 1, pages)}  ·  ${words.sheet(code)}`, right - 95 * mm, 7 * mm, 'regular', 8)
    const module = (11.5 * mm) / modules.size
    for (let y = 0; y < modules.size; y++) {
      for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) document.rect(right - 11.5 * mm + x * module, 5 * mm + y * module, module, module)
    }
    document.fill('black')
    let x = margin + 7 * mm
    const edges = [margin, x]
    for (const [name, wide] of columns) {
      text(words[name], x + 4, rowsTop - 11, 'bold', 8)
      edges.push((x += wide * mm))
    }
    for (const channel of signInChannels) {
      text(words.channel[channel], x + 2, rowsTop - 9, 'bold', 6.5)
      edges.push((x += box))
    }
    text(words.signature, x + 4, rowsTop - 11, 'bold', 8)
    edges.push(right)
    for (let at = 0; at < rowsOnPage; at++) {
      const base = rowsTop + (at + 1) * row
      document.moveTo(margin, base).lineTo(right, base).lineWidth(0.5).stroke('#737373')
      text(String(number * rowsOnPage + at + 1), margin + 4, base - 22, 'regular', 8)
      for (let channel = 0; channel < signInChannels.length; channel++) document.rect(edges[6]! + box * channel + (box - 4.5 * mm) / 2, base - 23.5, 4.5 * mm, 4.5 * mm).lineWidth(0.7).stroke('#404040')
    }
    for (const edge of edges) document.moveTo(edge, rowsTop).lineTo(edge, rowsTop + rowsOnPage * row).lineWidth(0.5).stroke('#999999')
    document.font('regular', 6.2).text(words.notice(notice), margin, height - 12.5 * mm, { width: right - margin, lineGap: -1 })
  }
  document.end()
  await ended
  return bytes
}
