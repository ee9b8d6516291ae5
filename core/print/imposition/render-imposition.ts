/**
 * Planned sheets as a PDF: each page that is imposed is one form of the file, however many cells show it.
 * Invariant: the file prints at its true size, its fronts and backs alternate without a gap, and the printer is told which edge
 * the plan turns the sheet about.
 */
import { mm } from '../drawing'
import type { Fonts } from '../fonts'
import type { RasterReason } from '../foreign/annotations'
import { openPageFile, type Kept } from '../page-file'
import { printableArea } from './cell-grid'
import { drawSide } from './draw-side'
import { impositionWords } from './imposition-words'
import { drawPosterMap } from './poster-map'
import { allEdges, type Edges } from './rectangle'
import type { Plan, PlanNote, Side } from './sheet-plan'
import { slugRoom, writeSlug } from './slug-line'
import type { ImposedSource } from './source-page'

export interface ImpositionInput {
  /** Those of which `plan` was made, in its order. */
  pages: readonly ImposedSource[]
  plan: Plan
  /** Of the file, shown by viewers: never a person's name. */
  title: string
  /** A line beside what is cut out, where there is room: what it is, and the day in words. Null for none. */
  slug: { title: string; day: string; margin?: Edges } | null
  /** For a poster: a first sheet that says how its tiles are glued. */
  map: { title: string; overlap: number } | null
  /** For a preview: the first so many sheets alone. All when not given. */
  only?: number
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

export interface ImposedFile {
  pdf: Uint8Array
  /** Of paper, a poster's map included. */
  sheets: number
  /** Sides, pages of the file. */
  sides: number
  /** Each scale in percent, the largest first. */
  scales: readonly number[]
  warnings: readonly PlanNote[]
  /** Characters of the words beside the pages that no font has. */
  missing: string[]
}

/** Makes the PDF. The same input gives the same bytes. Throws `pdf-unreadable` when a page's content is damaged. */
export async function renderImposition({ pages, plan, title, slug, map, only, locale, at }: ImpositionInput, fonts: Fonts): Promise<ImposedFile> {
  const file = openPageFile(fonts)
  const { paper, poster, sheets, scales, duplex } = plan
  const drawn = sheets.slice(0, only)
  const kept = new Map<number, Kept>()
  const rasterised = new Map<RasterReason, number[]>()
  for (const index of shownPages(drawn)) {
    const found = await pages[index]!.keep(file)
    kept.set(index, found.kept)
    if (found.raster) rasterised.set(found.raster, [...(rasterised.get(found.raster) ?? []), index])
  }
  const keptOf = (index: number): Kept => kept.get(index)!
  const words = impositionWords[locale]
  const printable = printableArea(paper, slug?.margin ?? allEdges(5))
  let [sides, withoutSlug] = [0, 0]
  const [first] = sheets[0]?.front.cells ?? []
  if (poster && map && first) {
    const page = file.openPage(paper.width * mm, paper.height * mm)
    drawPosterMap(page, file, plan, first, keptOf(poster.page), { ...map, locale })
    file.closePage(page)
    sides++
  }
  const draw = (side: Side, number: number, which: 'front' | 'back' | 'only'): void => {
    const page = file.openPage(paper.width * mm, paper.height * mm)
    drawSide(page, file, side, keptOf)
    if (slug) {
      const room = slugRoom(side, printable)
      if (room) writeSlug(page, file, words.slug({ ...slug, number, total: sheets.length, side: which, scales }), room)
      else withoutSlug++
    }
    file.closePage(page)
    sides++
  }
  for (const [index, { front, back }] of drawn.entries()) {
    draw(front, index + 1, back ? 'front' : 'only')
    if (back) draw(back, index + 1, 'back')
  }
  const pdf = await file.finish({ title, language: locale, at, duplex })
  const warnings: PlanNote[] = [...plan.notes, ...[...rasterised].map(([why, which]): PlanNote => ({ kind: 'pages-rasterised', pages: which, why }))]
  if (withoutSlug > 0) warnings.push({ kind: 'slug-left-out', sides: withoutSlug })
  return { pdf, sheets: duplex === 'none' ? sides : sides / 2, sides, scales, warnings, missing: [...file.setting.missing].sort() }
}

/** Each page that some cell shows, once, in their order. */
function shownPages(sheets: Plan['sheets']): number[] {
  const shown = new Set<number>()
  for (const { front, back } of sheets) for (const { page } of [...front.cells, ...(back?.cells ?? [])]) if (page !== null) shown.add(page)
  return [...shown].sort((one, other) => one - other)
}
