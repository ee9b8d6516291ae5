/**
 * Several pages on a sheet, cut apart: tracts, cards, leaflets.
 * Invariant: a back lies exactly behind its front, whichever edge the printer turns the sheet about; so a cut through one is the
 * same cut through the other.
 */
import { arrangeCells, type CellGrid } from './cell-grid'
import { cropMarks, markLength, markOffset } from './crop-marks'
import { leavesOnSheets, type PageOrder } from './page-order'
import { paperSizes } from './paper-sizes'
import { liesAcross, placePage, trimOf } from './place-page'
import { grown, hair, isWide, turned, type Edges, type Rectangle, type Size } from './rectangle'
import { behind, edgesBehind, rotationBehind, turningAxis, type Axis } from './sheet-backs'
import { scalesOf, type Cell, type Duplex, type Mark, type Plan, type PlanNote, type Rotation, type SourcePage } from './sheet-plan'

export interface SheetSetting {
  /** Upright. */
  paper: Size
  /** That the printer leaves white on each edge of the upright sheet, in mm. */
  margin: Edges
  duplex: Duplex
  /** Crop marks, and fold marks in a booklet. */
  marks: boolean
  /** That is wanted beyond the trim, in mm. */
  bleed: number
  /** That the pages are said to have, in mm of the page; without it, and without a TrimBox, it is seen from their size. */
  sourceBleed?: number
  /** Make everything smaller until the printer reaches it; the scale is in the plan. */
  shrink: boolean
}

export interface NUpLayout extends SheetSetting {
  kind: 'n-up'
  cell: Size
  /** Null: as many as the paper holds. */
  grid: { columns: number; rows: number } | null
  /** Between cells, in mm. Twice the bleed gives each cell its own. */
  gutter: number
  order: PageOrder
  /** `fit`: each page as large as its cell allows; else percent of its own size. */
  scale: 'fit' | number
}

/**
 * The custom ways to divide a sheet: in two, four or eight of the A series as its name says (A4 and SRA4 give A5, A6, A7; A3 and
 * SRA3 one size more), any other paper evenly; and the third of A4.
 */
export function dividedSheet(paper: Size, parts: 2 | 4 | 8 | 'dl'): { cell: Size; grid: { columns: number; rows: number } } {
  if (parts === 'dl') return { cell: paperSizes.DL, grid: { columns: 3, rows: 1 } }
  const grid = { 2: { columns: 2, rows: 1 }, 4: { columns: 2, rows: 2 }, 8: { columns: 4, rows: 2 } }[parts]
  const is = (...names: (keyof typeof paperSizes)[]) => names.some((name) => paperSizes[name].width === paper.width && paperSizes[name].height === paper.height)
  const { A4, A5, A6, A7 } = paperSizes
  if (is('A4', 'SRA4')) return { cell: { 2: A5, 4: A6, 8: A7 }[parts], grid }
  if (is('A3', 'SRA3')) return { cell: { 2: A4, 4: A5, 8: A6 }[parts], grid }
  const sheet = parts === 4 ? paper : turned(paper)
  return { cell: { width: sheet.width / grid.columns, height: sheet.height / grid.rows }, grid }
}

/** `pages` is not empty, lengths are sane: see `planSheets`. */
export function planNUp(pages: readonly SourcePage[], layout: NUpLayout): Plan {
  const { duplex, bleed, gutter } = layout
  const trims = pages.map((page) => trimOf(page, layout.cell, bleed, layout.sourceBleed))
  const wide = trims.filter(isWide).length * 2 > pages.length
  const offset = markOffset(bleed)
  const grid = arrangeCells({ ...layout, beyond: layout.marks ? offset + markLength : bleed }, wide)
  const allowed = grid.trims.map((_, at) => allowedBleed(grid, at, bleed, gutter))
  const axis = duplex === 'none' ? null : turningAxis(grid.paper, duplex)
  const missing = new Map<number, number>()
  const across = new Set<number>()

  /** The page in one cell, `turn` being how its leaf lies. */
  const place = (page: number | null, trim: Rectangle, around: Edges, rotation: Rotation): Cell => {
    const scale = layout.scale === 'fit' ? 'fit' : (layout.scale / 100) * grid.scale
    const placed = placePage(page, page === null ? null : pages[page]!, page === null ? null : trims[page]!, { trim, rotation, bleed: around, scale })
    if (page !== null && placed.bleedMissing > bleed * (1 - placed.cell.scale) + 0.05) missing.set(page, placed.bleedMissing)
    return placed.cell
  }
  const turnOf = (page: number | null, cell: Size): Rotation => {
    if (page === null || !liesAcross(trims[page]!, cell)) return 0
    across.add(page)
    return 90
  }
  const sheets = leavesOnSheets(pages.length, grid.trims.length, duplex, layout.order).map((leaves) => {
    const front: Cell[] = []
    const back: Cell[] = []
    for (const [at, leaf] of leaves.entries()) {
      const trim = grid.trims[at]!
      const turn = turnOf(leaf.front, trim)
      front.push(place(leaf.front, trim, allowed[at]!, turn))
      if (axis) back.push(place(leaf.back, behind(trim, grid.paper, axis), edgesBehind(allowed[at]!, axis), backRotation(turn, leaf.back === null ? turn : turnOf(leaf.back, trim), axis)))
    }
    return { front, back }
  })
  const { marks, unmarked } = layout.marks ? marksOf(grid, allowed, offset) : { marks: [], unmarked: 0 }
  const planned = sheets.map(({ front, back }) => ({ front: { cells: front, marks }, back: axis ? { cells: back, marks } : null }))
  const notes: PlanNote[] = [...grid.notes]
  if (unmarked > 0) {
    const { scale } = arrangeCells({ ...layout, grid: layout.grid, beyond: offset + markLength, shrink: true }, wide)
    notes.push({ kind: 'cuts-unmarked', cuts: unmarked, shrinkTo: Math.round(scale * 1000) / 10 })
  }
  if (grid.trims.length > 1 && gutter / 2 < bleed - hair) notes.push({ kind: 'bleed-cut', millimetres: gutter / 2 })
  if (missing.size > 0) notes.push({ kind: 'bleed-missing', pages: missing.size, millimetres: Math.max(...missing.values()) })
  const leaves = planned.length * (layout.order === 'repeat' ? 1 : grid.trims.length)
  const blank = leaves * (axis ? 2 : 1) - pages.length
  if (blank > 0) notes.push({ kind: 'blank-pages', pages: blank })
  if (across.size > 0) notes.push({ kind: 'pages-turned', pages: across.size })
  return { paper: grid.paper, duplex, sheets: planned, scales: scalesOf(planned), notes, perSheet: layout.order === 'repeat' ? grid.trims.length : 1 }
}

/** A leaf that lies on its side is turned about its own upright line. A back alone that does is turned within its leaf. */
function backRotation(front: Rotation, own: Rotation, axis: Axis): Rotation {
  return front === own ? rotationBehind(front, axis) : (((own === 0 ? 0 : 90) + rotationBehind(0, axis)) % 360) as Rotation
}

/** Half of the gutter towards a neighbour, all of it outwards. */
function allowedBleed({ columns, rows }: CellGrid, at: number, bleed: number, gutter: number): Edges {
  const inner = Math.min(bleed, gutter / 2)
  const [column, row] = [at % columns, Math.floor(at / columns)]
  return { left: column > 0 ? inner : bleed, right: column < columns - 1 ? inner : bleed, top: row > 0 ? inner : bleed, bottom: row < rows - 1 ? inner : bleed }
}

/** The cells are in the middle of the sheet: what marks their fronts is where it must be for their backs. */
function marksOf({ trims, printable }: CellGrid, allowed: readonly Edges[], offset: number): { marks: Mark[]; unmarked: number } {
  return cropMarks(trims, trims.map((trim, at) => grown(trim, allowed[at]!)), printable, offset)
}
