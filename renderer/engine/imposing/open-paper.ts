/**
 * The document that is being printed: a PDF, or a picture taken for a page. Invariant: what was found out of a page (its way to
 * paper, its pixels) is found out once, so that a change of an option answers at once.
 */
import type { FileType } from '#core/domain/library/asset'
import { readImage } from '#core/print/foreign/image-facts'
import { openForeignKeeper, type PageWay } from '#core/print/foreign/keep-foreign'
import type { Pixels } from '#core/print/foreign/pixels'
import { printableImage, type DecodedImage, type DecodeImage } from '#core/print/foreign/printable-image'
import type { Rasteriser } from '#core/print/foreign/rasteriser'
import type { SourcePage } from '#core/print/imposition/sheet-plan'
import { vectorSource } from '#core/print/imposition/source-page'
import type { Kept, PageFile } from '#core/print/page-file'

/** Whoever sends a picture to be printed means it so fine. */
export const pictureResolution = 300
const mmPerInch = 25.4
const mmPerPoint = mmPerInch / 72

export interface OpenPaper {
  type: FileType
  /** In mm. */
  pages: readonly SourcePage[]
  wayOf(index: number): Promise<PageWay>
  keep(file: PageFile, index: number): Promise<Kept>
  /** What it looks like, on white. Rejects with `pdf-unreadable` or `image-unreadable`. */
  draw(index: number, dotsPerInch: number): Promise<Pixels>
  /** Its words; '' for a picture. */
  text(index: number): Promise<string>
  close(): void
}

/** Rejects with what is the matter with the file. `drawn`: of an SVG. */
export async function openPaper(bytes: Uint8Array, type: FileType, rasteriser: Rasteriser & { decode: DecodeImage }, drawn?: DecodedImage): Promise<OpenPaper> {
  return type === 'pdf' ? openPdf(bytes, rasteriser) : openPicture(bytes, type, drawn ? async () => drawn : rasteriser.decode)
}

async function openPdf(bytes: Uint8Array, rasteriser: Rasteriser): Promise<OpenPaper> {
  const file = await openForeignKeeper(bytes, rasteriser)
  const pages: SourcePage[] = []
  for (let index = 0; index < file.pageCount; index++) {
    const page = file.page(index)
    if (page) {
      const { keep: _keep, ...source } = vectorSource(page)
      pages.push(source)
    } else {
      const { width, height } = await (await file.viewer()).size(index)
      pages.push({ width: width * mmPerPoint, height: height * mmPerPoint })
    }
  }
  return {
    type: 'pdf', pages,
    wayOf: file.wayOf,
    keep: async (into, index) => (await file.keep(into, index)).kept,
    draw: async (index, resolution) => (await file.viewer()).draw(index, resolution),
    text: async (index) => (await file.viewer()).text(index),
    close: file.close,
  }
}

async function openPicture(bytes: Uint8Array, type: FileType, decode: DecodeImage): Promise<OpenPaper> {
  const image = await printableImage(bytes, decode)
  const { width, height } = readImage(bytes)
  const mm = mmPerInch / pictureResolution
  let pixels: Promise<DecodedImage> | undefined
  return {
    type,
    // A drawing says its own size in pixels of a screen; it is as fine as one likes.
    pages: [type === 'svg' ? { width: (width / 96) * mmPerInch, height: (height / 96) * mmPerInch } : { width: image.width * mm, height: image.height * mm }],
    wayOf: async () => ({ way: 'vector', checked: true }),
    keep: async (into) => into.keepImage(image),
    async draw() {
      const found = await (pixels ??= 'decoded' in image ? Promise.resolve(image.decoded) : decode(bytes, readImage(bytes)))
      return onWhite(found)
    },
    text: async () => '',
    close: () => {},
  }
}

/** What is clear shows the paper. */
function onWhite({ pixels: { width, height, rgb }, alpha }: DecodedImage): Pixels {
  if (!alpha) return { width, height, rgb }
  const white = new Uint8Array(rgb.length)
  for (let at = 0; at < rgb.length; at++) white[at] = 255 - ((255 - rgb[at]!) * alpha[Math.floor(at / 3)]!) / 255
  return { width, height, rgb: white }
}
