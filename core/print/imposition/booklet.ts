/**
 * A booklet stapled in the fold: two pages side by side on each side of the sheet.
 * Invariant: once the sheets are laid into one another and folded, the pages follow one another, and what is blank was said.
 */
import { fitNotes, printableArea, statedScale } from './cell-grid'
import { cropMarks, markLength, markOffset } from './crop-marks'
import type { SheetSetting } from './n-up'
import type { Leaf } from './page-order'
import { paperSizes } from './paper-sizes'
import { placePage, trimOf } from './place-page'
import { hair, isWide, turned, type Edges, type Rectangle, type Size } from './rectangle'
import { behind, edgesBehind, rotationBehind, turningAxis } from './sheet-backs'
import { scalesOf, type Cell, type Mark, type Plan, type PlanNote, type Side, type SourcePage } from './sheet-plan'

export interface BookletLayout extends SheetSetting {
  kind: 'booklet'
  duplex: 'long' | 'short'
  /** One page of it once cut; null for half of the sheet. */
  cell: Size | null
  /** By how many mm each sheet pushes the ones within it outwards: the paper's thickness (0.1 for 80 g). */
  creep: number
  /** Pages folded into one another, a multiple of four; null for all. Several such signatures are sewn or glued side by side. */
  signature: number | null
  /** Where the blank pages are that make the number a multiple of four: at the end, before the last page (which stays the cover), or these places of the booklet, from 0; what they don't fill is at the end. */
  blanks: 'end' | 'before-cover' | readonly number[]
}

export interface FoldedSheet {
  left: Leaf
  right: Leaf
  /** Sheets of its signature around it. */
  within: number
}

/** The pages in the booklet's order, null for a blank one. */
export function bookletPages(pages: number, blanks: BookletLayout['blanks']): (number | null)[] {
  const stated = typeof blanks === 'string' ? [] : [...new Set(blanks)].sort((one, other) => one - other)
  const order: (number | null)[] = Array.from({ length: pages }, (_, page) => page)
  for (const place of stated) if (place <= order.length) order.splice(place, 0, null)
  const filling = Array.from({ length: (4 - (order.length % 4)) % 4 }, () => null)
  order.splice(blanks === 'before-cover' ? order.length - 1 : order.length, 0, ...filling)
  return order
}

/** Sheets as they are printed, the outermost of each signature first: of eight pages [8,1] [2,7], then [6,3] [4,5]. */
export function foldedSheets(order: readonly (number | null)[], signature: number | null): FoldedSheet[] {
  const sheets: FoldedSheet[] = []
  const size = signature ?? order.length
  for (let first = 0; first < order.length; first += size) {
    const end = Math.min(order.length, first + size)
    for (let within = 0; within < (end - first) / 4; within++) {
      const [low, high] = [first + 2 * within, end - 1 - 2 * within]
      sheets.push({ left: { front: order[high]!, back: order[high - 1]! }, right: { front: order[low]!, back: order[low + 1]! }, within })
    }
  }
  return sheets
}

/** `pages` is not empty, lengths are sane: see `planSheets`. */
export function planBooklet(pages: readonly SourcePage[], layout: BookletLayout): Plan {
  const { bleed, creep, margin } = layout
  const format = layout.cell ?? halfOf(turned(layout.paper))
  const trims = pages.map((page) => trimOf(page, format, bleed, layout.sourceBleed))
  const offset = markOffset(bleed)
  const beyond = layout.marks ? offset + markLength : bleed
  const [best] = [turned(layout.paper), layout.paper]
    .map((paper) => {
      const cell = cellOn(paper, layout.cell, trims[0]!)
      const scaleIn = (width: number, height: number) => Math.min(width / (2 * cell.width), height / cell.height)
      const printable = printableArea(paper, margin)
      return { paper, cell, printable, scaleIn, page: Math.min(cell.width / trims[0]!.width, cell.height / trims[0]!.height) * Math.min(1, scaleIn(paper.width, paper.height)) }
    })
    .sort((one, other) => other.page - one.page)
  const { paper, cell, printable, scaleIn } = best!
  const whole = statedScale(scaleIn(printable.width - 2 * beyond, printable.height - 2 * beyond))
  const scale = layout.shrink ? Math.min(1, whole) : 1
  const [width, height] = [cell.width * scale, cell.height * scale]
  const [spine, foot] = [paper.width / 2, (paper.height - height) / 2]
  const axis = turningAxis(paper, layout.duplex)
  const missing = new Map<number, number>()

  const place = (page: number | null, trim: Rectangle, around: Edges, shift: number, rotation: 0 | 180): Cell => {
    // The page keeps its size; what creep takes is at the fold.
    const full = { ...trim, x: shift < 0 ? trim.x + shift : trim.x, width: trim.width + Math.abs(shift) }
    const { cell: placed, bleedMissing } = placePage(page, page === null ? null : pages[page]!, page === null ? null : trims[page]!, { trim: full, rotation, bleed: around, scale: 'fit', against: trim.x + trim.width / 2 < spine ? 'right' : 'left' })
    if (page !== null && bleedMissing > bleed * (1 - placed.scale) + 0.05) missing.set(page, bleedMissing)
    const right = trim.x + trim.width + around.right
    const [left, end] = [Math.max(placed.clip.x, trim.x - around.left), Math.min(placed.clip.x + placed.clip.width, right)]
    return { ...placed, trim, clip: { ...placed.clip, x: left, width: Math.max(0, end - left) } }
  }
  const sides = (sheet: FoldedSheet): { front: Cell[]; back: Cell[]; cut: Rectangle } => {
    const moved = Math.min(creep * sheet.within, width / 2)
    const front: Cell[] = []
    const back: Cell[] = []
    const places = [
      { leaf: sheet.left, trim: { x: spine - width + moved, y: foot, width: width - moved, height }, around: { left: bleed, right: 0, top: bleed, bottom: bleed }, shift: moved },
      { leaf: sheet.right, trim: { x: spine, y: foot, width: width - moved, height }, around: { left: 0, right: bleed, top: bleed, bottom: bleed }, shift: -moved },
    ]
    for (const { leaf, trim, around, shift } of places) {
      front.push(place(leaf.front, trim, around, shift, 0))
      back.push(place(leaf.back, behind(trim, paper, axis), edgesBehind(around, axis), axis === 'upright' ? -shift : shift, rotationBehind(0, axis) as 0 | 180))
    }
    return { front, back, cut: { x: spine - width + moved, y: foot, width: 2 * (width - moved), height } }
  }
  let unmarked = 0
  const marksOf = (cut: Rectangle): Mark[] => {
    if (!layout.marks) return []
    const found = cropMarks([cut], [{ x: cut.x - bleed, y: cut.y - bleed, width: cut.width + 2 * bleed, height: cut.height + 2 * bleed }], printable, offset)
    unmarked = Math.max(unmarked, found.unmarked)
    const fold = [[cut.y + height + offset, cut.y + height + offset + markLength], [cut.y - offset - markLength, cut.y - offset]] as const
    return [...found.marks, ...fold.filter(([from, to]) => from >= printable.y - hair && to <= printable.y + printable.height + hair).map(([from, to]): Mark => ({ kind: 'fold', from: [spine, from], to: [spine, to] }))]
  }
  const order = bookletPages(pages.length, layout.blanks)
  const folded = foldedSheets(order, layout.signature)
  const sheets = folded.map((sheet) => {
    const { front, back, cut } = sides(sheet)
    const marks = marksOf(cut)
    // The block is in the middle of the sheet: its marks are where they are on both sides.
    const side = (cells: Cell[]): Side => ({ cells, marks })
    return { front: side(front), back: side(back) }
  })
  const notes: PlanNote[] = fitNotes([{ x: spine - width, y: foot, width, height }, { x: spine, y: foot, width, height }], bleed, paper, printable, Math.min(1, statedScale(scaleIn(printable.width - 2 * bleed, printable.height - 2 * bleed))))
  if (unmarked > 0) notes.push({ kind: 'cuts-unmarked', cuts: unmarked, shrinkTo: Math.round(whole * 1000) / 10 })
  if (missing.size > 0) notes.push({ kind: 'bleed-missing', pages: missing.size, millimetres: Math.max(...missing.values()) })
  if (order.length > pages.length) notes.push({ kind: 'blank-pages', pages: order.length - pages.length })
  const deepest = Math.max(...folded.map(({ within }) => within))
  if (creep * deepest > hair) notes.push({ kind: 'creep', millimetres: Math.min(creep * deepest, width / 2) })
  return { paper, duplex: layout.duplex, sheets, scales: scalesOf(sheets), notes, perSheet: 1 }
}

/** Where the half is a standard format but for a fraction of a millimetre, that format: A5 of A4. */
function halfOf({ width, height }: Size): Size {
  const is = (format: Size) => Math.abs(format.width - width / 2) < 1 && Math.abs(format.height - height) < 1
  const formats = Object.values(paperSizes).flatMap((format) => [format, turned(format)])
  return formats.find((format) => is(format) && format.width <= width / 2 && format.height <= height) ?? { width: width / 2, height }
}

/** A given format lies as the pages do. */
function cellOn(paper: Size, format: Size | null, page: Size): Size {
  if (!format) return halfOf(paper)
  return isWide(format) === isWide(page) ? format : turned(format)
}
