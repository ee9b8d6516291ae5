/** The smallest PDF that is one: blank pages of a size, in points. `mark` makes two of them different files. */
import { PDFDocument } from 'pdf-lib'

export async function blankPdf({ width = 297.64, height = 419.53, pages = 1, mark = '' } = {}): Promise<Uint8Array> {
  const file = await PDFDocument.create()
  for (let page = 0; page < pages; page++) file.addPage([width, height])
  file.setTitle(mark)
  const at = new Date(0)
  file.setCreationDate(at)
  file.setModificationDate(at)
  return file.save()
}
