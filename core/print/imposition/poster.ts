/**
 * A page enlarged over several sheets that are glued together: a poster from a printer that has no such paper.
 * Each tile overlaps the ones to its left and above, is cut along the inner edge of a narrow strip there, and glued on the rest of
 * what overlaps. So no white shows where hands are a little off, and every mark is on paper that is cut away or glued over.
 * Invariant: the tiles, so cut and glued, are the poster, without a gap and without a mark on it.
 */
import { PortError } from '../../ports/errors'
import { printableArea } from './cell-grid'
import { cropMarks } from './crop-marks'
import { placePage, trimOf } from './place-page'
import { common, hair, isWide, overlap as meet, turned, type Edges, type Rectangle, type Size } from './rectangle'
import { percent, type Mark, type Plan, type Side, type SourcePage, type Tile } from './sheet-plan'

export interface PosterLayout {
  kind: 'poster'
  /** Of the tiles, upright. */
  paper: Size
  /** That the printer leaves white on each edge of the upright sheet, in mm. */
  margin: Edges
  /** How the tiles lie; `auto` is what takes fewer, or makes the poster larger. */
  orientation: 'auto' | 'portrait' | 'landscape'
  /** Which page. */
  page: number
  /** Its finished size, lying as the page does, or as large as so many tiles. */
  size: Size | { columns: number; rows: number }
  /** In mm. */
  overlap: number
  marks: boolean
  /** That the page is said to have, in mm of the page. */
  sourceBleed?: number
  /** Whether nothing is printed there (mm of the poster from its lower left corner): such tiles are skipped. */
  isWhite?: (area: Rectangle) => boolean
}

/** More sheets than anybody glues. */
const mostTiles = 1000
/** Of the overlap, in mm: what is cut away at most. */
const cutStrip = 4
/** A line is cut along its inner edge, so that nothing of it is left: this is half of its thickness and a hair. */
const lineInside = 0.15
/** Marks of the outer corners: close, there is no bleed. */
const cornerOffset = 1

/** What of the overlap is cut away from the tile that is glued on; the rest is glue. */
export const cutAway = (overlap: number): number => Math.min(cutStrip, overlap * 0.4)

interface Tiling {
  paper: Size
  printable: Rectangle
  columns: number
  rows: number
  /** The poster's. */
  size: Size
  scale: number
}

/** `pages` is not empty, lengths are sane: see `planSheets`. Throws `print-failed` where nothing is left between margins and overlap, or for too many tiles. */
export function planPoster(pages: readonly SourcePage[], layout: PosterLayout): Plan {
  const source = pages[layout.page]
  if (!source) throw new PortError('print-failed', 'no such page')
  const trim = trimOf(source, source, 0, layout.sourceBleed)
  const tiling = bestTiling(trim, layout)
  const { paper, printable, columns, rows, size, scale } = tiling
  const { overlap } = layout
  const [stepX, stepY] = [printable.width - overlap, printable.height - overlap]
  // In the middle of its tiles: joints are symmetrical, and the corners have room for their marks.
  const [left, top] = [(columns * stepX + overlap - size.width) / 2, size.height + (rows * stepY + overlap - size.height) / 2]
  const whole = { x: 0, y: 0, ...size }
  const tiles: (Tile & { origin: readonly [number, number] })[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const printed = { x: column * stepX - left, y: top - row * stepY - printable.height, width: printable.width, height: printable.height }
      const area = common(printed, whole)
      tiles.push({ label: tileLabel(row, column), row, column, area, sheet: null, origin: [printable.x - printed.x, printable.y - printed.y] })
    }
  }
  const inked = tiles.filter(({ area }) => !layout.isWhite?.(area))
  // A poster that is white all over is still what was asked.
  for (const [sheet, tile] of (inked.length > 0 ? inked : tiles).entries()) tile.sheet = sheet
  const at = (row: number, column: number) => (row < 0 || column < 0 || row >= rows || column >= columns ? undefined : tiles[row * columns + column])
  const sheets = tiles.filter((tile) => tile.sheet !== null).map((tile) => {
    const [x, y] = tile.origin
    const onSheet = { x: x + tile.area.x, y: y + tile.area.y, width: tile.area.width, height: tile.area.height }
    const poster = { x, y, ...size }
    const { cell } = placePage(layout.page, source, trim, { trim: poster, rotation: 0, bleed: { left: 0, right: 0, top: 0, bottom: 0 }, scale })
    const side: Side = { cells: [{ ...cell, clip: common(onSheet, poster), trim: onSheet }], marks: [] }
    if (!layout.marks) return { front: side, back: null }
    const joins = (row: number, column: number) => at(tile.row + row, tile.column + column)?.sheet != null
    const strips = { left: joins(0, -1), top: joins(-1, 0), right: joins(0, 1), bottom: joins(1, 0) }
    return { front: { ...side, marks: [...jointMarks(onSheet, overlap, strips), ...cropMarks([poster], [], printable, cornerOffset).marks], ...labelOf(tile.label, onSheet, overlap, strips, printable) }, back: null }
  })
  const skipped = tiles.length - sheets.length
  return {
    paper, duplex: 'none', sheets, scales: [percent(scale)], perSheet: 1,
    notes: skipped > 0 ? [{ kind: 'tiles-skipped', tiles: skipped }] : [],
    poster: { ...size, page: layout.page, tiles: tiles.map(({ origin: _origin, ...tile }) => tile) },
  }
}

/** A1 is the upper left one. Rows beyond Z go on with AA. */
function tileLabel(row: number, column: number): string {
  let letters = ''
  for (let rest = row; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters
  return `${letters}${column + 1}`
}

/** Fewer tiles, or with a grid that is given the larger poster; upright ones where that is the same. */
function bestTiling(page: Size, layout: PosterLayout): Tiling {
  const lying = [layout.paper, turned(layout.paper)].filter((paper) => layout.orientation === 'auto' || isWide(paper) === (layout.orientation === 'landscape'))
  const [best] = (lying.length > 0 ? lying : [layout.paper])
    .map((paper) => tilingOn(paper, page, layout))
    .sort((one, other) => ('columns' in layout.size ? 0 : one.columns * one.rows - other.columns * other.rows) || other.scale - one.scale)
  const { columns, rows, scale } = best!
  if (!(scale > 0) || !Number.isFinite(scale)) throw new PortError('print-failed', 'no room on the tiles between margins and overlap')
  if (!(columns * rows <= mostTiles)) throw new PortError('print-failed', `${columns} by ${rows} tiles`)
  return best!
}

function tilingOn(paper: Size, page: Size, { margin, overlap, size }: PosterLayout): Tiling {
  const printable = printableArea(paper, margin)
  const [stepX, stepY] = [printable.width - overlap, printable.height - overlap]
  if (stepX <= overlap || stepY <= overlap) return { paper, printable, columns: 1, rows: 1, size: page, scale: 0 }
  const asked = 'columns' in size ? { width: size.columns * stepX + overlap, height: size.rows * stepY + overlap } : size
  const target = 'columns' in size || isWide(asked) === isWide(page) ? asked : turned(asked)
  const scale = Math.min(target.width / page.width, target.height / page.height)
  const poster = { width: page.width * scale, height: page.height * scale }
  const along = (length: number, step: number) => Math.max(1, Math.ceil((length - overlap) / step - hair))
  return { paper, printable, columns: along(poster.width, stepX), rows: along(poster.height, stepY), size: poster, scale }
}

type Strips = Record<keyof Edges, boolean>

/** The tile's part of the poster is `area` on its sheet. Strips to the left and above are cut away, those to the right and below are glued over. */
function jointMarks(area: Rectangle, overlap: number, strips: Strips): Mark[] {
  if (overlap <= 0) return []
  const away = cutAway(overlap)
  const [right, top] = [area.x + area.width, area.y + area.height]
  const marks: Mark[] = []
  const line = away - lineInside
  if (strips.left) marks.push({ kind: 'cut', from: [area.x + line, area.y], to: [area.x + line, top] })
  if (strips.top) marks.push({ kind: 'cut', from: [area.x, top - line], to: [right, top - line] })
  const inner = overlap - away
  if (strips.right) for (const y of ticks(area.y, top)) marks.push({ kind: 'glue', from: [right - inner * 0.75, y], to: [right - inner * 0.25, y] })
  if (strips.bottom) for (const x of ticks(area.x, right)) marks.push({ kind: 'glue', from: [x, area.y + inner * 0.25], to: [x, area.y + inner * 0.75] })
  return marks
}

/** Places along a strip, about every 40 mm. */
function ticks(from: number, to: number): number[] {
  const count = Math.max(1, Math.floor((to - from) / 40))
  return Array.from({ length: count }, (_, at) => from + ((at + 0.5) * (to - from)) / count)
}

/** In the strip that is glued over, else in the one that is cut away, else beside the poster. */
function labelOf(text: string, area: Rectangle, overlap: number, strips: Strips, printable: Rectangle): Pick<Side, 'label'> {
  const away = cutAway(overlap)
  const glue = overlap - away
  const room = { width: Math.min(18, area.width / 2), height: Math.min(18, area.height / 2) }
  const places: [boolean, Rectangle][] = [
    [strips.bottom, { x: area.x + area.width - overlap - room.width, y: area.y, width: room.width, height: glue }],
    [strips.right, { x: area.x + area.width - glue, y: area.y + area.height - overlap - 4, width: glue, height: 4 }],
    [strips.top, { x: area.x + area.width - overlap - room.width, y: area.y + area.height - away, width: room.width, height: away }],
    [strips.left, { x: area.x, y: area.y + overlap, width: away, height: 4 }],
  ]
  const beside = { x: area.x, y: area.y - 6, width: room.width, height: 4 }
  const found = places.find(([joins, place]) => joins && Math.min(place.width, place.height) >= 2.5)?.[1] ?? (beside.y >= printable.y && !meet(beside, area) ? beside : undefined)
  return found ? { label: { text, area: found } } : {}
}
