/**
 * What goes where on which sheet, before anything is drawn. All lengths and places in mm from the sheet's lower left corner,
 * each side seen from its own front.
 * Invariant: a page's scale and whatever is lost (an edge that the printer doesn't reach, a bleed that the page has not, a mark
 * without room) stands in the plan: nothing is fitted, cut or left out silently.
 */
import type { RasterReason } from '../foreign/annotations'
import type { Rectangle, Size } from './rectangle'

/** How far a page is turned on the sheet, in degrees against the clock. */
export type Rotation = 0 | 90 | 180 | 270

/** A page to be imposed, as it is read: its size in mm and, where the file says so, the part that is left once it is cut (TrimBox). */
export interface SourcePage extends Size {
  trim?: Rectangle
}

export interface Cell {
  /** Index of the page; null for a blank one. */
  page: number | null
  /** Where the whole page comes to lie, bleed included, turned and scaled: its lower left corner and its size on the sheet. May reach beyond the sheet. */
  x: number
  y: number
  width: number
  height: number
  rotation: Rotation
  /** 1 is the page's own size. */
  scale: number
  /** Nothing of the page shows outside. */
  clip: Rectangle
  /** What is cut out of the sheet. */
  trim: Rectangle
}

export interface Mark {
  /** `crop`: where the guillotine is set; `fold`; `cut`: a dotted line for scissors; `glue`: the strip that a neighbour is glued on. */
  kind: 'crop' | 'fold' | 'cut' | 'glue'
  from: readonly [x: number, y: number]
  to: readonly [x: number, y: number]
}

export interface Side {
  cells: readonly Cell[]
  marks: readonly Mark[]
  /** What a tile of a poster is called, and where that is written. */
  label?: { text: string; area: Rectangle }
}

export interface SheetPlan {
  front: Side
  /** Null where sheets are printed on one side. */
  back: Side | null
}

/** Along which edge the printer turns the sheet for its back. */
export type Duplex = 'none' | 'long' | 'short'

export type PlanNote =
  /** Cells that reach into the edge that the printer leaves white, by how many mm at most, and the scale at which nothing would. */
  | { kind: 'outside-printable'; cells: number; millimetres: number; shrinkTo: number }
  /** Cells that the paper has no room for at this size. */
  | { kind: 'outside-paper'; cells: number; millimetres: number; shrinkTo: number }
  /** Cuts that no mark shows, for want of room beside them, and the scale that makes room. */
  | { kind: 'cuts-unmarked'; cuts: number; shrinkTo: number }
  /** Pages whose bleed is smaller than what was asked, and by how many mm. */
  | { kind: 'bleed-missing'; pages: number; millimetres: number }
  /** The gutter is too narrow for the bleed on both its sides: how many mm each of them gets. */
  | { kind: 'bleed-cut'; millimetres: number }
  /** Pages that lie on their side, unlike the others. */
  | { kind: 'pages-turned'; pages: number }
  /** Pages left blank, in a booklet or at the end. */
  | { kind: 'blank-pages'; pages: number }
  /** Creep moves the innermost pages by this, and as much of their inner edge is lost. */
  | { kind: 'creep'; millimetres: number }
  /** Tiles of a poster that are white and not printed. */
  | { kind: 'tiles-skipped'; tiles: number }
  /** Sides without room for the line that says what they are. */
  | { kind: 'slug-left-out'; sides: number }
  /** Pages (from 0) that could not be placed as vectors and were drawn as pixels. */
  | { kind: 'pages-rasterised'; pages: readonly number[]; why: RasterReason }

export interface Tile {
  /** A letter for the row from the top, a number for the column: B3. */
  label: string
  row: number
  column: number
  /** The part of the poster on it, overlap included, in mm from the poster's lower left corner. */
  area: Rectangle
  /** Index of its sheet; null where it is white and skipped. */
  sheet: number | null
}

export interface Plan {
  /** The sheet as it lies. */
  paper: Size
  duplex: Duplex
  sheets: readonly SheetPlan[]
  /** Each scale at which pages are printed, in percent to a tenth, the largest first. */
  scales: readonly number[]
  notes: readonly PlanNote[]
  /** How many copies of a page one sheet gives. */
  perSheet: number
  /** The poster that tiles make, once glued. */
  poster?: Size & { page: number; tiles: readonly Tile[] }
}

/** In percent, to a tenth. */
export const percent = (scale: number): number => Math.round(scale * 1000) / 10

/** Each of the cells' scales once, the largest first. */
export function scalesOf(sheets: readonly SheetPlan[]): number[] {
  const all = new Set<number>()
  for (const { front, back } of sheets) for (const cell of [...front.cells, ...(back?.cells ?? [])]) if (cell.page !== null) all.add(percent(cell.scale))
  return [...all].sort((one, other) => other - one)
}
