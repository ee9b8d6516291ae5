/** Labels by pdfkit, as its documentation has it done: the same addresses at the same places, in letters of the same size. */
import PDFKit from 'pdfkit'
import { labelsOnSheet, placeOfLabel, type LabelSheet } from '#core/print/labels/label-sheet'

const mm = 72 / 25.4

/** Bytes of the file. `font`: path of a TTF file. */
export async function pdfkitLabels(sheet: LabelSheet, labels: readonly (readonly string[])[], font: string): Promise<number> {
  const [width, height] = [(sheet.paper[0] / 10) * mm, (sheet.paper[1] / 10) * mm]
  const document = new PDFKit({ size: [width, height], autoFirstPage: false, margin: 0 })
  document.registerFont('regular', font)
  let bytes = 0
  document.on('data', (piece: Buffer) => (bytes += piece.length))
  const ended = new Promise((resolve) => document.on('end', resolve))
  const [size, leading] = [10, 12]
  for (const [at, lines] of labels.entries()) {
    if (at % labelsOnSheet(sheet) === 0) document.addPage()
    document.font('regular', size)
    const { x, y, width: wide, height: high } = placeOfLabel(sheet, at % labelsOnSheet(sheet))
    const top = y * mm + (high * mm - lines.length * leading) / 2
    // Too wide a line is set smaller, as whoever prints labels with it has to do by hand.
    const room = (wide - 5) * mm
    const widest = Math.max(...lines.map((line) => document.widthOfString(line)))
    if (widest > room) document.fontSize((size * room) / widest)
    for (const [line, text] of lines.entries()) document.text(text, (x + 2.5) * mm, top + line * leading, { lineBreak: false })
  }
  document.end()
  await ended
  return bytes
}
