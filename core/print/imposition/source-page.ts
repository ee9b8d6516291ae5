/** Whatever is imposed comes in through here: its size in mm, and how it is kept in the file once for all the cells that show it. */
import { mm } from '../drawing'
import type { ForeignPage } from '../foreign/open-foreign'
import { boxOf, boxThrough } from '../foreign/page-box'
import { entry, numbersOf } from '../foreign/pdf-objects'
import type { Kept, PageFile } from '../page-file'
import type { SourcePage } from './sheet-plan'

export interface ImposedSource extends SourcePage {
  /** Called once a file, and only where the page is on some sheet. */
  keep(file: PageFile): Kept | Promise<Kept>
}

/** A page of a PDF, with what its file says is left of it once cut (TrimBox, ISO 32000-1 §14.11.2), as far as that is within what it shows. */
export function sourceOf(page: ForeignPage): ImposedSource {
  const source: ImposedSource = { width: page.width / mm, height: page.height / mm, keep: (file) => file.keepPage(page) }
  const box = boxOf(numbersOf(page.source.context, entry(page.leaf.dict, 'TrimBox'), 4))
  if (!box) return source
  const [left, bottom, right, top] = boxThrough(box, page.matrix).map((length) => length / mm) as [number, number, number, number]
  const [x, y, end, head] = [Math.max(0, left), Math.max(0, bottom), Math.min(source.width, right), Math.min(source.height, top)]
  return end > x && head > y ? { ...source, trim: { x, y, width: end - x, height: head - y } } : source
}
