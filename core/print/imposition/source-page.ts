/** Whatever is imposed comes in through here: its size in mm, and how it is kept in the file once for all the cells that show it. */
import { mm } from '../drawing'
import type { RasterReason } from '../foreign/annotations'
import type { ForeignKeeper } from '../foreign/keep-foreign'
import type { ForeignPage } from '../foreign/open-foreign'
import { boxOf, boxThrough } from '../foreign/page-box'
import { entry, numbersOf } from '../foreign/pdf-objects'
import type { PrintableImage } from '../foreign/printable-image'
import type { Kept, PageFile } from '../page-file'
import type { Rectangle, Size } from './rectangle'
import type { SourcePage } from './sheet-plan'

export interface ImposedSource extends SourcePage {
  /** Called once a file, and only where the page is on some sheet. `raster`: why it became pixels. */
  keep(file: PageFile): Promise<{ kept: Kept; raster?: RasterReason }>
}

/** The pages of a PDF from elsewhere, as vectors or else as pixels. The keeper must stay open until they are rendered. */
export function foreignSources(foreign: ForeignKeeper): Promise<ImposedSource[]> {
  return Promise.all(Array.from({ length: foreign.pageCount }, async (_, index): Promise<ImposedSource> => {
    const page = foreign.page(index)
    const { width, height } = page ?? (await (await foreign.viewer()).size(index))
    return {
      ...sizeOf({ width, height }, page),
      async keep(file) {
        const placed = await foreign.keep(file, index)
        return placed.way === 'raster' ? { kept: placed.kept, raster: placed.why } : { kept: placed.kept }
      },
    }
  }))
}

/** A page that is known to be placed right as vectors: of a file that we made. */
export const vectorSource = (page: ForeignPage): ImposedSource => ({ ...sizeOf(page, page), keep: async (file) => ({ kept: file.keepPage(page) }) })

/** A picture, as large in mm as it is meant to be: an image has no size of its own. */
export const imageSource = (image: PrintableImage, size: Size): ImposedSource => ({ ...size, keep: async (file) => ({ kept: file.keepImage(image) }) })

function sizeOf({ width, height }: Size, page: ForeignPage | undefined): SourcePage {
  const size = { width: width / mm, height: height / mm }
  const trim = page && trimBox(page, size)
  return trim ? { ...size, trim } : size
}

/** What the file says is left of the page once cut (ISO 32000-1 §14.11.2), as far as that is within what it shows. */
function trimBox(page: ForeignPage, { width, height }: Size): Rectangle | undefined {
  const box = boxOf(numbersOf(page.source.context, entry(page.leaf.dict, 'TrimBox'), 4))
  if (!box) return undefined
  const [left, bottom, right, top] = boxThrough(box, page.matrix).map((length) => length / mm) as [number, number, number, number]
  const [x, y, end, head] = [Math.max(0, left), Math.max(0, bottom), Math.min(width, right), Math.min(height, top)]
  return end > x && head > y ? { x, y, width: end - x, height: head - y } : undefined
}
