/**
 * What is seen of a composed paper only once it is drawn: what the law says of its colours, those of pictures and letters
 * included, and whether its codes can be read. Invariant: it is the finished page that is judged, as it will be printed, never
 * the parts that it was made of.
 */
import decodeQR from 'qr/decode.js'
import { legalChecks, type PaperFacts } from '#core/domain/legal/checks'
import type { PagePicture } from '#core/domain/legal/picture'
import type { Pixels } from '#core/print/foreign/pixels'
import type { Rasteriser } from '#core/print/foreign/rasteriser'
import type { PlacedCode } from '#core/print/templates/render-template'
import { resolutionFor, pagePicture } from '../raster/page-pictures'
import type { ComposedLook } from './composing-api'

/** Dots an inch at which a code must be read: a copier gives no more. */
const copied = 200
/** Px of a page's longer side: a poster's code is large, and read from coarser ones. */
const most = 2400
/** mm of the page around a code that the reader sees too. */
const around = 3

interface Paper extends Pick<PaperFacts, 'kind' | 'imprint' | 'width' | 'height'> {
  pdf: Uint8Array
  pages: number
  codes: readonly PlacedCode[]
}

/** `pdf`: without bleed. Rejects with `pdf-unreadable`. */
export async function lookAtComposed(rasteriser: Rasteriser, { pdf, pages, codes, ...facts }: Paper): Promise<ComposedLook> {
  const file = await rasteriser.open(pdf)
  try {
    const pictures: PagePicture[] = []
    const unread: string[] = []
    const finer = Math.min(copied, resolutionFor(facts, most))
    for (let index = 0; index < pages; index++) {
      const onPage = codes.filter(({ page }) => page === index)
      const drawn = await file.draw(index, onPage.length > 0 ? finer : resolutionFor(facts))
      pictures.push(pagePicture(drawn))
      for (const code of onPage) if (codeIn(drawn, code, drawn.width / facts.width) !== code.text) unread.push(code.slot)
    }
    return { notices: legalChecks({ ...facts, pictures }).map(({ id }) => id), unread: [...new Set(unread)] }
  } finally {
    file.close()
  }
}

/** '' where none can be read. `dots`: a mm. */
function codeIn({ width, height, rgb }: Pixels, { x, y, width: wide, height: high }: PlacedCode, dots: number): string {
  const [left, top] = [x - around, y - around].map((edge) => Math.max(0, Math.floor(edge * dots))) as [number, number]
  const right = Math.min(width, Math.ceil((x + wide + around) * dots))
  const bottom = Math.min(height, Math.ceil((y + high + around) * dots))
  const data = new Uint8Array(Math.max(0, right - left) * Math.max(0, bottom - top) * 3)
  for (let row = top; row < bottom; row++) data.set(rgb.subarray((row * width + left) * 3, (row * width + right) * 3), (row - top) * (right - left) * 3)
  try {
    return decodeQR({ width: right - left, height: bottom - top, data })
  } catch {
    return ''
  }
}
