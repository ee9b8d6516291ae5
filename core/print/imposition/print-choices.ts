/**
 * What somebody at a copier chooses, and the layout that it is. Invariant: every choice has a layout for every page, so that no
 * screen offers what can't be laid out; what does not fit is in the plan's notes, at the size that was asked.
 */
import { formatName, type PaperFormat } from '../../domain/library/formats'
import { dividedSheet } from './n-up'
import type { PageOrder } from './page-order'
import { paperSizes } from './paper-sizes'
import { trimOf } from './place-page'
import type { Layout } from './plan-sheets'
import { allEdges, isWide, turned, type Rectangle, type Size } from './rectangle'
import type { Duplex, SourcePage } from './sheet-plan'

/** `as-is`: each page at its own size. The numbers are pieces on an A4; on an A3 each piece is one format larger. `free`: pieces of any size, in any rows. */
export const printForms = ['as-is', '2-up', '4-up', '8-up', 'dl', '10x15', 'free', 'booklet', 'poster'] as const
export type PrintForm = (typeof printForms)[number]

export const sheetPapers = ['A4', 'A3'] as const
export type SheetPaper = (typeof sheetPapers)[number]

export const posterSizes = ['A3', 'A2', 'A1', 'A0', '40x60', '120x176'] as const
export type PosterSize = (typeof posterSizes)[number]

/** Lengths in mm. */
export interface PrintChoices {
  form: PrintForm
  paper: SheetPaper
  duplex: Duplex
  order: PageOrder
  marks: boolean
  bleed: number
  /** Between pieces, at least: what both of them bleed has room in any case. */
  gutter: number
  /** That the printer leaves white on each edge. */
  margin: number
  /** Smaller, until the printer reaches all of it. */
  shrink: boolean
  poster: { size: PosterSize; overlap: number; skipWhite: boolean; map: boolean }
  free: FreePieces
  /** What each sheet of a booklet pushes those within it outwards: its thickness. */
  creep: number
  /** Of a picture: whole on its piece, or all over it. */
  picture: 'contain' | 'cover'
}

/** Pieces of no custom format. */
export interface FreePieces {
  /** mm; null for what the page has. */
  width: number | null
  height: number | null
  /** Null for as many as the sheet holds. */
  grid: { columns: number; rows: number } | null
}

/** What may be asked of them, in mm and pieces a row: with any margin, mark and gutter that is offered there are sheets. */
export const freeLimits = { least: 25, most: 1200, inRow: 10, gutter: 10, bleed: 5 } as const

/** Printers at home and most copiers leave this white (shared facts, §3.3). */
export const usualMargin = 5

/** That a page has beyond a format of a known name, where the file does not say what is cut away. */
const usualBleed = 3

/** In mm; undefined where the page says what is left of it, or has no more than its format. */
function bleedOf(page: SourcePage): number | undefined {
  if (page.trim) return undefined
  const inner = { width: page.width - 2 * usualBleed, height: page.height - 2 * usualBleed }
  const name = formatName(page.width, page.height)
  return name !== null && formatName(inner.width, inner.height) === name ? usualBleed : undefined
}

/** What is left of a page once it is cut, in mm of the page. */
export const finishedPart = (page: SourcePage): Rectangle => trimOf(page, page, 0, bleedOf(page))

/** Its size, and the name of it if that is a paper's. */
export function finishedSize(page: SourcePage): { size: Size; format: PaperFormat | null } {
  const { width, height } = finishedPart(page)
  return { size: { width, height }, format: formatName(width, height) }
}

/** `pages` is not empty. `isWhite`: of a poster, see `PosterLayout`. */
export function layoutOf(choices: PrintChoices, pages: readonly SourcePage[], isWhite?: (area: Rectangle) => boolean): Layout {
  const { form, bleed, marks, shrink, duplex, order, poster } = choices
  const paper = paperSizes[choices.paper]
  const own = bleedOf(pages[0]!)
  const gutter = Math.max(choices.gutter, 2 * bleed)
  const sheet = { paper, margin: allEdges(choices.margin), marks, bleed, shrink, ...(own === undefined ? {} : { sourceBleed: own }) }
  switch (form) {
    case 'poster':
      return {
        kind: 'poster', paper, margin: sheet.margin, orientation: 'auto', page: 0, size: paperSizes[poster.size], overlap: poster.overlap, marks: true,
        ...(own === undefined ? {} : { sourceBleed: own }), ...(poster.skipWhite && isWhite ? { isWhite } : {}),
      }
    case 'booklet':
      return { kind: 'booklet', ...sheet, duplex: duplex === 'long' ? 'long' : 'short', cell: null, creep: choices.creep, signature: null, blanks: 'before-cover' }
    case 'as-is':
      return { kind: 'n-up', ...sheet, duplex, order, cell: finishedSize(pages[0]!).size, grid: { columns: 1, rows: 1 }, gutter: 0, scale: 100 }
    case '10x15':
      return { kind: 'n-up', ...sheet, duplex, order, cell: paperSizes['10x15'], grid: null, gutter, scale: 'fit' }
    case 'free':
      return { kind: 'n-up', ...sheet, bleed: Math.min(bleed, freeLimits.bleed), duplex, order, cell: freePiece(choices.free, finishedSize(pages[0]!).size), grid: choices.free.grid, gutter: Math.min(gutter, freeLimits.gutter), scale: 'fit' }
    default:
      return { kind: 'n-up', ...sheet, duplex, order, ...dividedSheet(paper, ({ '2-up': 2, '4-up': 4, '8-up': 8, dl: 'dl' } as const)[form]), gutter, scale: 'fit' }
  }
}

const freePiece = ({ width, height }: FreePieces, page: Size): Size => {
  const within = (length: number) => Math.min(freeLimits.most, Math.max(freeLimits.least, length))
  return { width: within(width ?? page.width), height: within(height ?? page.height) }
}

/** One finished piece of this form; null where it is as the page is. A poster's is the whole of it; but for a free one it is upright. */
export function pieceOf({ form, paper, poster, free }: Pick<PrintChoices, 'form' | 'paper' | 'poster' | 'free'>): Size | null {
  if (form === 'as-is') return null
  if (form === 'free') return free.width !== null && free.height !== null ? freePiece(free, { width: free.width, height: free.height }) : null
  if (form === 'poster') return paperSizes[poster.size]
  if (form === '10x15') return paperSizes['10x15']
  if (form === 'booklet') return paperSizes[paper === 'A4' ? 'A5' : 'A4']
  return dividedSheet(paperSizes[paper], ({ '2-up': 2, '4-up': 4, '8-up': 8, dl: 'dl' } as const)[form]).cell
}

/** How large a page becomes as a poster: whole, lying as it does. */
export function posterOf(page: SourcePage, name: PosterSize): Size {
  const { size } = finishedSize(page)
  const target = isWide(size) ? turned(paperSizes[name]) : paperSizes[name]
  const scale = Math.min(target.width / size.width, target.height / size.height)
  return { width: size.width * scale, height: size.height * scale }
}

/** What of a picture fills a piece, bleed included, so that nothing of the piece stays white: its edges beyond are cut away. */
export function coveringTrim(picture: Size, piece: Size, bleed: number): Rectangle {
  const target = isWide(picture) === isWide(piece) ? piece : turned(piece)
  const scale = Math.max((target.width + 2 * bleed) / picture.width, (target.height + 2 * bleed) / picture.height)
  const [width, height] = [target.width / scale, target.height / scale]
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height }
}
