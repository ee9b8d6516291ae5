/** The one way from pages and a layout to sheets. Lengths that no paper has are refused here, so that nothing below meets them. */
import { PortError } from '../../ports/errors'
import { planBooklet, type BookletLayout } from './booklet'
import { planNUp, type NUpLayout } from './n-up'
import { planPoster, type PosterLayout } from './poster'
import type { Size } from './rectangle'
import type { Plan, SourcePage } from './sheet-plan'

export type Layout = NUpLayout | BookletLayout | PosterLayout

/** In mm. A page of a PDF ends at 14,400 points (ISO 32000-1 annex C); a poster may be larger than one page. */
const longest = { paper: 5080, page: 100_000 } as const
const shortest = { paper: 20, page: 0.01 } as const
/** Pages of one job. */
const mostPages = 5000

/** Throws `print-failed`, with what was wrong, for lengths that make no sheet. */
export function planSheets(pages: readonly SourcePage[], layout: Layout): Plan {
  const refuse = (detail: string): never => {
    throw new PortError('print-failed', detail)
  }
  const within = (length: number, least: number, most: number) => length >= least && length <= most
  const isSize = ({ width, height }: Size, of: 'paper' | 'page') => within(width, shortest[of], longest[of]) && within(height, shortest[of], longest[of])
  if (pages.length === 0 || pages.length > mostPages) refuse(`${pages.length} pages`)
  for (const [at, page] of pages.entries()) if (!isSize(page, 'page')) refuse(`page ${at + 1} of ${page.width} by ${page.height} mm`)
  if (!isSize(layout.paper, 'paper')) refuse(`paper of ${layout.paper.width} by ${layout.paper.height} mm`)
  const shorter = Math.min(layout.paper.width, layout.paper.height)
  for (const margin of Object.values(layout.margin) as number[]) if (!within(margin, 0, shorter / 2 - 1)) refuse(`margin of ${margin} mm`)
  if (layout.sourceBleed !== undefined && !within(layout.sourceBleed, 0, 100)) refuse(`bleed of ${layout.sourceBleed} mm`)
  const whole = (number: number, most: number) => Number.isInteger(number) && within(number, 1, most)
  switch (layout.kind) {
    case 'n-up':
      if (!isSize(layout.cell, 'page') || Math.min(layout.cell.width, layout.cell.height) < 5) refuse(`cell of ${layout.cell.width} by ${layout.cell.height} mm`)
      if (layout.grid && !(whole(layout.grid.columns, 100) && whole(layout.grid.rows, 100))) refuse(`grid of ${layout.grid.columns} by ${layout.grid.rows}`)
      if (!within(layout.gutter, 0, 100) || !within(layout.bleed, 0, 20)) refuse(`gutter of ${layout.gutter}, bleed of ${layout.bleed} mm`)
      if (layout.scale !== 'fit' && !within(layout.scale, 0.1, 10_000)) refuse(`scale of ${layout.scale} %`)
      return planNUp(pages, layout)
    case 'booklet':
      if (layout.cell && (!isSize(layout.cell, 'page') || Math.min(layout.cell.width, layout.cell.height) < 5)) refuse(`cell of ${layout.cell.width} by ${layout.cell.height} mm`)
      if (!within(layout.creep, 0, 2) || !within(layout.bleed, 0, 20)) refuse(`creep of ${layout.creep}, bleed of ${layout.bleed} mm`)
      if (layout.signature !== null && (!whole(layout.signature, mostPages) || layout.signature % 4 !== 0)) refuse(`signature of ${layout.signature} pages`)
      return planBooklet(pages, layout)
    case 'poster':
      if (!within(layout.overlap, 0, 100)) refuse(`overlap of ${layout.overlap} mm`)
      if ('columns' in layout.size ? !(whole(layout.size.columns, 1000) && whole(layout.size.rows, 1000)) : !isSize(layout.size, 'page')) refuse('poster without a size')
      return planPoster(pages, layout)
  }
}
