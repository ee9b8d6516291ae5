/**
 * Equal cells in rows and columns on a sheet, centred, so that the backs can lie behind the fronts. The sheet is turned whichever
 * way holds more, the cells never: pages stand upright as far as they are alike.
 */
import { PortError } from '../../ports/errors'
import { allEdges, grown, hair, isWide, turned, type Edges, type Rectangle, type Size } from './rectangle'
import type { PlanNote } from './sheet-plan'

export interface GridWanted {
  paper: Size
  /** What one piece measures once it is cut. */
  cell: Size
  /** For the cell as it is given; null for as many as the paper holds. */
  grid: { columns: number; rows: number } | null
  gutter: number
  /** That the printer leaves white on each edge of the upright sheet. */
  margin: Edges
  /** Printed around each cell, in mm. */
  bleed: number
  /** Needed around the outermost cells, in mm: bleed or marks. */
  beyond: number
  /** Makes the cells smaller until they and what is around them are printed whole. */
  shrink: boolean
}

export interface CellGrid {
  paper: Size
  printable: Rectangle
  columns: number
  rows: number
  /** Row by row from the top, each from the left. */
  trims: Rectangle[]
  /** How much smaller the cells are than what was asked. */
  scale: number
  notes: PlanNote[]
}

/** More cells on a sheet than any guillotine is used for: who asks for that mistyped a length. */
const mostCells = 200

/**
 * Where the printer draws, as far as one may count on it on both sides of the sheet: the larger of two opposite margins holds
 * for both, and on a wide sheet, which drivers turn either way, what is at head and foot of the upright one is at its sides.
 */
export function printableArea(paper: Size, margin: Edges): Rectangle {
  const [sides, ends] = [Math.max(margin.left, margin.right), Math.max(margin.top, margin.bottom)]
  const [x, y] = isWide(paper) ? [ends, sides] : [sides, ends]
  return { x, y, width: Math.max(0, paper.width - 2 * x), height: Math.max(0, paper.height - 2 * y) }
}

/** A scale that is said in percent is that percent: rounded down to a tenth, what fits still fits. */
export const statedScale = (scale: number): number => Math.max(0, Math.floor(scale * 1000 + hair) / 1000)

/** `wide`: how most pages lie. Throws `print-failed` when the cells are too many or have no size. */
export function arrangeCells(wanted: GridWanted, wide: boolean): CellGrid {
  const { gutter, margin, bleed, beyond } = wanted
  const turn = wanted.cell.width !== wanted.cell.height && isWide(wanted.cell) !== wide
  const cell = turn ? turned(wanted.cell) : wanted.cell
  const asked = wanted.grid && turn ? { columns: wanted.grid.rows, rows: wanted.grid.columns } : wanted.grid
  const along = (room: number, length: number) => Math.max(1, Math.floor((room + gutter + hair) / (length + gutter)))
  const [best] = [wanted.paper, turned(wanted.paper)]
    .map((paper) => {
      const printable = printableArea(paper, margin)
      const { columns, rows } = asked ?? { columns: along(paper.width, cell.width), rows: along(paper.height, cell.height) }
      const scaleIn = (width: number, height: number) => Math.min((width - (columns - 1) * gutter) / (columns * cell.width), (height - (rows - 1) * gutter) / (rows * cell.height))
      return { paper, printable, columns, rows, inPaper: scaleIn(paper.width, paper.height), inPrintable: scaleIn(printable.width - 2 * bleed, printable.height - 2 * bleed), scaleIn }
    })
    // An upright sheet, where both are as good: as it lies in the tray.
    .sort((one, other) => fits(other.inPaper) - fits(one.inPaper) || other.columns * other.rows - one.columns * one.rows || fits(other.inPrintable) - fits(one.inPrintable) || other.inPaper - one.inPaper || Number(isWide(one.paper)) - Number(isWide(other.paper)))
  const { paper, printable, columns, rows, inPaper, inPrintable, scaleIn } = best!
  if (!(columns * rows <= mostCells)) throw new PortError('print-failed', `${columns} by ${rows} cells on a sheet`)
  const whole = scaleIn(printable.width - 2 * beyond, printable.height - 2 * beyond)
  const scale = wanted.shrink ? Math.min(1, statedScale(whole)) : 1
  if (!(scale > 0)) throw new PortError('print-failed', 'no room for cells between the margins')
  const [width, height] = [cell.width * scale, cell.height * scale]
  const left = (paper.width - columns * width - (columns - 1) * gutter) / 2
  const top = paper.height - (paper.height - rows * height - (rows - 1) * gutter) / 2
  const trims = Array.from({ length: columns * rows }, (_, at) => ({ x: left + (at % columns) * (width + gutter), y: top - height - Math.floor(at / columns) * (height + gutter), width, height }))
  const shrinkTo = statedScale(Math.min(wanted.shrink ? scale : 1, inPaper < 1 - hair ? inPaper : 1, inPrintable))
  return { paper, printable, columns, rows, trims, scale, notes: fitNotes(trims, bleed, paper, printable, shrinkTo) }
}

const fits = (scale: number): number => (scale >= 1 - hair ? 1 : 0)

/** What of the cells the paper, and what of them and their bleed the printer, doesn't hold. `shrinkTo`: the scale at which both would. */
export function fitNotes(trims: readonly Rectangle[], bleed: number, paper: Size, printable: Rectangle, shrinkTo: number): PlanNote[] {
  const said = (kind: 'outside-paper' | 'outside-printable', area: Rectangle): PlanNote[] => {
    const beyond = trims.map(({ x, y, width, height }) => Math.max(area.x - x, area.y - y, x + width - area.x - area.width, y + height - area.y - area.height))
    const outside = beyond.filter((length) => length > 0.01)
    return outside.length === 0 ? [] : [{ kind, cells: outside.length, millimetres: Math.max(...outside), shrinkTo: Math.round(shrinkTo * 1000) / 10 }]
  }
  const offPaper = said('outside-paper', { x: 0, y: 0, ...paper })
  return offPaper.length > 0 ? offPaper : said('outside-printable', grown(printable, allEdges(-bleed)))
}
