/** One side of a sheet, drawn as planned. Marks lie over the pages, on a white line where they would be lost on a dark picture. */
import { cutAcross, cutDown } from '../cut-lines'
import { mm, rule, widthOf, writeLine } from '../drawing'
import type { Matrix } from '../foreign/page-box'
import type { Kept, PageFile } from '../page-file'
import type { PageStream } from '../page-stream'
import type { Cell, Mark, Side } from './sheet-plan'

export function drawSide(page: PageStream, file: PageFile, side: Side, keptOf: (index: number) => Kept): void {
  for (const cell of side.cells) if (cell.page !== null) drawCell(page, cell, keptOf(cell.page))
  for (const mark of side.marks) drawMark(page, mark)
  if (side.label) drawLabel(page, file, side.label)
}

export function drawCell(page: PageStream, cell: Cell, kept: Kept): void {
  const { clip } = cell
  if (clip.width <= 0 || clip.height <= 0) return
  page.place(kept, matrixOf(cell, kept), { x: clip.x * mm, y: clip.y * mm, width: clip.width * mm, height: clip.height * mm })
}

/** From what is kept to where it lies, in points. */
function matrixOf({ rotation, ...cell }: Cell, kept: Kept): Matrix {
  const [x, y, width, height] = [cell.x * mm, cell.y * mm, cell.width * mm, cell.height * mm]
  switch (rotation) {
    case 0:
      return [width / kept.width, 0, 0, height / kept.height, x, y]
    case 90:
      return [0, height / kept.width, -width / kept.height, 0, x + width, y]
    case 180:
      return [-width / kept.width, 0, 0, -height / kept.height, x + width, y + height]
    case 270:
      return [0, -height / kept.width, width / kept.height, 0, x, y + height]
  }
}

function drawMark(page: PageStream, { kind, from: [x1, y1], to: [x2, y2] }: Mark): void {
  switch (kind) {
    case 'crop':
      return rule(page, x1, y1, x2, y2, 0.25, 0)
    case 'fold':
      return x1 === x2 ? cutDown(page, x1, y1, y2) : cutAcross(page, x1, x2, y1)
    case 'cut':
      rule(page, x1, y1, x2, y2, 0.6, 1)
      return x1 === x2 ? cutDown(page, x1, y1, y2) : cutAcross(page, x1, x2, y1)
    case 'glue':
      rule(page, x1, y1, x2, y2, 1.6, 1)
      return rule(page, x1, y1, x2, y2, 0.5, 0.2)
  }
}

function drawLabel(page: PageStream, file: PageFile, { text, area }: NonNullable<Side['label']>): void {
  const size = Math.min(9, area.height * 2)
  const width = Math.min(area.width, widthOf(file, 'bold', text, size) + 1.6)
  const height = Math.min(area.height, size * 0.36 + 0.8)
  const [x, y] = [area.x + (area.width - width) / 2, area.y + (area.height - height) / 2]
  page.fill(x * mm, y * mm, width * mm, height * mm, 1)
  // Capitals and figures are 0.71 of the letters' size high.
  writeLine(page, file, text, { style: 'bold', size, x: x + width / 2, y: y + (height - (0.71 * size) / mm) / 2, align: 'centre' }, width)
}
