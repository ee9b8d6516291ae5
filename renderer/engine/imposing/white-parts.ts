/** Where a page that becomes a poster is white, so that no sheet is printed for nothing. */
import { whiteAreas } from '#core/print/imposition/ink-estimate'
import { finishedPart, posterOf, type PosterSize } from '#core/print/imposition/print-choices'
import type { Rectangle } from '#core/print/imposition/rectangle'
import type { SourcePage } from '#core/print/imposition/sheet-plan'
import type { OpenPaper } from './open-paper'

const dotsPerInch = 72

/** Answers for parts of the poster, in mm from its lower left corner. Rejects with `pdf-unreadable`. */
export async function whiteParts(paper: OpenPaper, { source, index }: { source: SourcePage; index: number }, size: PosterSize): Promise<(area: Rectangle) => boolean> {
  const { width, height, rgb } = await paper.draw(index, dotsPerInch)
  // What is cut away is on no poster.
  const part = finishedPart(source)
  const [across, down] = [width / source.width, height / source.height]
  const [left, right] = [Math.floor(part.x * across), Math.min(width, Math.ceil((part.x + part.width) * across))]
  const [top, bottom] = [Math.floor((source.height - part.y - part.height) * down), Math.min(height, Math.ceil((source.height - part.y) * down))]
  const cut = new Uint8Array((right - left) * (bottom - top) * 3)
  for (let y = top; y < bottom; y++) cut.set(rgb.subarray((y * width + left) * 3, (y * width + right) * 3), (y - top) * (right - left) * 3)
  return whiteAreas({ rgb: cut, width: right - left, height: bottom - top }, posterOf(source, size))
}
