/** A tract as a headquarters sends it: a title on colour, words, a line for the printer; sizes in mm. */
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib'

const point = 72 / 25.4

export async function tractPdf({ width = 105, height = 148, pages = 2, title = 'POUVOIR VIVRE', imprint = '' } = {}): Promise<Uint8Array> {
  const file = await PDFDocument.create()
  const [bold, regular] = [await file.embedFont(StandardFonts.HelveticaBold), await file.embedFont(StandardFonts.Helvetica)]
  const [wide, high] = [width * point, height * point]
  for (let page = 0; page < pages; page++) {
    const sheet = file.addPage([wide, high])
    sheet.drawRectangle({ x: 0, y: high * 0.7, width: wide, height: high * 0.3, color: page % 2 === 0 ? rgb(0.75, 0.1, 0.15) : rgb(0.1, 0.4, 0.45) })
    sheet.drawText(title, { x: wide * 0.08, y: high * 0.82, size: wide * 0.085, font: bold, color: rgb(1, 1, 1) })
    sheet.drawText(`${page + 1}`, { x: wide * 0.88, y: high * 0.06, size: wide * 0.05, font: bold })
    for (let line = 0; line < 9; line++) sheet.drawText('Des loyers plafonnés, des transports publics, des lits.'.slice(0, 54 - line), { x: wide * 0.08, y: high * (0.6 - line * 0.05), size: wide * 0.033, font: regular })
    if (imprint) sheet.drawText(imprint, { x: wide * 0.08, y: high * 0.02, size: wide * 0.02, font: regular })
  }
  const at = new Date(0)
  file.setCreationDate(at)
  file.setModificationDate(at)
  return file.save()
}
