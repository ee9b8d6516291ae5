/** The sheet that says how a poster's tiles are put together: the poster small, its joints, each tile's name, and what to do. */
import { mm, rule, widthOf, writeLine } from '../drawing'
import { writeBlock } from '../fit-block'
import type { Kept, PageFile } from '../page-file'
import type { PageStream } from '../page-stream'
import { drawCell } from './draw-side'
import { impositionWords, type PosterFacts } from './imposition-words'
import type { Rectangle } from './rectangle'
import type { Cell, Plan } from './sheet-plan'

export interface PosterMap {
  title: string
  /** Of the tiles, in mm. */
  overlap: number
  locale: 'fr' | 'en'
}

/** Between what stands on the map, in mm. */
const gap = 6
const inset = 12

/** Draws it on a sheet like the tiles'. `cell` is how the poster lies on any tile. */
export function drawPosterMap(page: PageStream, file: PageFile, { paper, poster, sheets, scales }: Plan, cell: Cell, kept: Kept, { title, overlap, locale }: PosterMap): void {
  if (!poster) return
  const words = impositionWords[locale]
  const facts: PosterFacts = { size: poster, paper, sheets: sheets.length, skipped: poster.tiles.length - sheets.length, scale: scales[0] ?? 100, overlap: sheets.length > 1 ? overlap : 0 }
  const width = paper.width - 2 * inset
  let y = paper.height - inset - 5
  writeLine(page, file, [title, words.mapTitle].filter(Boolean).join(' – '), { style: 'bold', size: 14, x: inset, y }, width)
  writeLine(page, file, words.poster(facts), { style: 'regular', size: 9.5, grey: 0.2, x: inset, y: y - 6 }, width)
  y -= 6 + gap
  // Beside the map on a wide sheet, under it on an upright one.
  const wide = paper.width > paper.height
  const steps = words.steps(facts).map((step, at) => `${at + 1}. ${step}`).join('\n')
  const foot = wide ? inset : inset + 44
  const room = { width: wide ? width * 0.62 : width, height: y - foot }
  const scale = Math.min(room.width / poster.width, room.height / poster.height, 1)
  const map = { x: inset, y: y - poster.height * scale, width: poster.width * scale, height: poster.height * scale }
  const beside = { x: inset + map.width + 2 * gap, top: y, width: width - map.width - 2 * gap, height: y - inset }
  writeBlock(page, file, steps, { ...(wide ? beside : { x: inset, top: map.y - gap, width, height: map.y - gap - inset }), sizes: [10, 9.5, 9, 8.5, 8, 7, 6], leading: 1.3 })

  drawCell(page, small(cell, poster, map), kept)
  outline(page, map)
  const tops = new Set<number>()
  const sides = new Set<number>()
  for (const { area, column, row } of poster.tiles) {
    if (column > 0) sides.add(area.x + overlap / 2)
    if (row > 0) tops.add(area.y + area.height - overlap / 2)
  }
  for (const x of sides) joint(page, map.x + x * scale, map.y, map.x + x * scale, map.y + map.height)
  for (const top of tops) joint(page, map.x, map.y + top * scale, map.x + map.width, map.y + top * scale)
  for (const { area, label, sheet } of poster.tiles) {
    const [x, middle] = [map.x + (area.x + area.width / 2) * scale, map.y + (area.y + area.height / 2) * scale]
    const size = Math.max(4, Math.min(11, area.height * scale, area.width * scale))
    const said = sheet === null ? words.blankTile : label
    const [boxWidth, boxHeight] = [widthOf(file, 'bold', said, size) + 2, (size * 1.2) / mm]
    page.fill((x - boxWidth / 2) * mm, (middle - boxHeight / 2) * mm, boxWidth * mm, boxHeight * mm, 1)
    writeLine(page, file, said, { style: sheet === null ? 'regular' : 'bold', size, grey: sheet === null ? 0.4 : 0, x, y: middle - (0.36 * size) / mm, align: 'centre' }, boxWidth)
  }
}

/** The poster as it lies on the map. */
function small(cell: Cell, poster: { width: number; height: number }, map: Rectangle): Cell {
  const scale = map.width / poster.width
  // The tile's cell says where the whole page lies around what is left of it once cut.
  const [beyondX, beyondY] = [(cell.width - poster.width) / 2, (cell.height - poster.height) / 2]
  return { ...cell, x: map.x - beyondX * scale, y: map.y - beyondY * scale, width: cell.width * scale, height: cell.height * scale, clip: map, trim: map }
}

function outline(page: PageStream, { x, y, width, height }: Rectangle): void {
  for (const [x1, y1, x2, y2] of [[x, y, x + width, y], [x + width, y, x + width, y + height], [x + width, y + height, x, y + height], [x, y + height, x, y]] as const) rule(page, x1, y1, x2, y2, 0.7, 0.2)
}

/** Seen on light and on dark. */
function joint(page: PageStream, x1: number, y1: number, x2: number, y2: number): void {
  rule(page, x1, y1, x2, y2, 1.6, 1)
  rule(page, x1, y1, x2, y2, 0.5, 0.2)
}
