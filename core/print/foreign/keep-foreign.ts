/**
 * The way of a foreign page to our paper: as vectors, else as pixels of a viewer with the reason said, else refused.
 * Invariant: never a silent difference. A page placed as vectors is drawn by the viewer beside its source, and what is
 * not alike becomes pixels; where the viewer can't judge, that is said.
 */
import { PDFContext, PDFName, PDFWriter, type PDFDict } from 'pdf-lib'
import { PortError, errorCode } from '../../ports/errors'
import type { Kept, PageFile } from '../page-file'
import type { RasterReason } from './annotations'
import { openPageKeeper } from './keep-page'
import { openForeign, type ForeignFile, type ForeignPage } from './open-foreign'
import { areAlike, type Pixels } from './pixels'
import { comparedResolution, rasterResolution, type RasterFile, type Rasteriser } from './rasteriser'

export interface ForeignKeeper {
  pageCount: number
  /** As it is read; undefined where only a viewer can. */
  page(index: number): ForeignPage | undefined
  /** The viewer itself: what a page looks like, and its words. Rejects with `pdf-unreadable`. */
  viewer(): Promise<RasterFile>
  /** The way of a page. Looked at once: the judge draws it twice. */
  wayOf(index: number): Promise<PageWay>
  /** Rejects with `pdf-unreadable` when the page can be placed in no way. `index` from 0. */
  keep(file: PageFile, index: number): Promise<KeptForeign>
  close(): void
}

/** `checked` is false when the viewer could not draw the page, so that nobody has compared. */
export type PageWay = { way: 'vector'; checked: boolean } | { way: 'raster'; why: RasterReason }
export type KeptForeign = { kept: Kept; size: { width: number; height: number } } & PageWay

/** Drawn pages that are kept for the next sheet with other options: 25 MB each for A4. */
const drawnKept = 3

/** Rejects with `pdf-needs-password`, `pdf-needs-acrobat` or `pdf-unreadable`. */
export async function openForeignKeeper(bytes: Uint8Array, rasteriser: Rasteriser, password = ''): Promise<ForeignKeeper> {
  // Whatever hinders us, the viewer may still open it, or say better what is wrong.
  const vectors: ForeignFile | undefined = await openForeign(bytes, password).catch((error: unknown) => {
    // But for a form of which it would show no more than "please wait".
    if (errorCode(error) === 'pdf-needs-acrobat') throw error
    return undefined
  })
  let opened: Promise<RasterFile> | undefined
  const viewer = () => (opened ??= rasteriser.open(bytes, password))
  const pageCount = vectors?.pageCount ?? (await viewer()).pageCount
  const ways = new Map<number, Promise<PageWay>>()
  const drawn = new Map<number, { pixels: Pixels; size: { width: number; height: number } }>()

  async function pixelsOf(index: number) {
    let found = drawn.get(index)
    if (!found) {
      const file = await viewer()
      const size = await file.size(index)
      const resolution = rasterResolution(size.width, size.height)
      if (resolution === undefined) throw new PortError('pdf-unreadable', 'page too large')
      found = { pixels: await file.draw(index, resolution), size }
      drawn.set(index, found)
      for (const oldest of drawn.keys()) if (drawn.size > drawnKept) drawn.delete(oldest)
    }
    return found
  }
  /** Undefined when the viewer does not draw the source. */
  const isAsShown = async (page: ForeignPage, index: number): Promise<boolean | undefined> => {
    const resolution = comparedResolution(page.width, page.height)
    const shown = await viewer().then((file) => file.draw(index, resolution)).catch(() => undefined)
    if (!shown) return undefined
    const placed = await rasteriser.open(await alone(page))
    try {
      const [across, down] = [page.width, page.height].map((points) => Math.max(1, Math.floor((points * resolution) / 72 + 1e-6))) as [number, number]
      return areAlike(upperLeft(shown, across, down), upperLeft(await placed.draw(0, resolution), across, down))
    } finally {
      placed.close()
    }
  }
  async function look(index: number): Promise<PageWay> {
    const page = vectors?.page(index)
    if (!page || page.lacks) return { way: 'raster', why: page?.lacks ?? 'not-readable' }
    try {
      const isAlike = await isAsShown(page, index)
      return isAlike === false ? { way: 'raster', why: 'unlike-the-viewer' } : { way: 'vector', checked: isAlike === true }
    } catch (error) {
      if (errorCode(error) !== 'pdf-unreadable') throw error
      return { way: 'raster', why: 'not-readable' }
    }
  }
  function wayOf(index: number): Promise<PageWay> {
    let found = ways.get(index)
    if (!found) {
      ways.set(index, (found = look(index)))
      // A worker that died is asked again.
      found.catch(() => ways.delete(index))
    }
    return found
  }
  return {
    pageCount,
    page: (index) => vectors?.page(index),
    viewer,
    wayOf,
    async keep(file, index) {
      const found = await wayOf(index)
      if (found.way === 'vector') {
        const page = vectors!.page(index)
        try {
          return { kept: file.keepPage(page), size: { width: page.width, height: page.height }, ...found }
        } catch (error) {
          if (errorCode(error) !== 'pdf-unreadable') throw error
          const { pixels, size } = await pixelsOf(index)
          return { kept: file.keepPixels(pixels, size), size, way: 'raster', why: 'not-readable' }
        }
      }
      const { pixels, size } = await pixelsOf(index)
      return { kept: file.keepPixels(pixels, size), size, ...found }
    },
    close: () => void opened?.then((file) => file.close(), () => undefined),
  }
}

/**
 * The pixels that lie on the page wholly. One that the page's edge goes through is smoothed once by the edge of the sheet and once
 * more by that of the page placed on it: a dark ground up to the edge would be a little lighter there, and all of it pixels.
 * What is larger by more than such a pixel is not cut: two pages of other sizes are not alike.
 */
function upperLeft({ width, height, rgb }: Pixels, across: number, down: number): Pixels {
  if ((across >= width && down >= height) || width - across > 1 || height - down > 1) return { width, height, rgb }
  const cut = { width: Math.min(width, across), height: Math.min(height, down) }
  const part = new Uint8Array(cut.width * cut.height * 3)
  for (let row = 0; row < cut.height; row++) part.set(rgb.subarray(row * width * 3, (row * width + cut.width) * 3), row * cut.width * 3)
  return { ...cut, rgb: part }
}

/** A file of this page alone, as it will stand on a sheet; of marks that we draw, what the viewer draws of them. */
async function alone(page: ForeignPage): Promise<Uint8Array> {
  const context = PDFContext.create()
  const keeper = openPageKeeper(context)
  const appearances = page.appearances.flatMap((each) => (each.asViewed === null ? [] : [{ ...each, form: each.asViewed ?? each.form }]))
  const { form } = keeper.keep({ ...page, appearances })
  const tree = context.nextRef()
  const group = keeper.sheetGroup()
  const sheet = context.register(context.obj({
    Type: 'Page', ...(group && { Group: group }), Parent: tree, MediaBox: [0, 0, page.width, page.height], Resources: { XObject: { P: form } }, Contents: context.register(context.stream('/P Do')),
  }))
  context.assign(tree, context.obj({ Type: 'Pages', Kids: [sheet], Count: 1 }))
  const catalogue = context.obj({ Type: 'Catalog', Pages: tree }) as PDFDict
  const layers = keeper.layers()
  if (layers) catalogue.set(PDFName.of('OCProperties'), layers)
  context.trailerInfo.Root = context.register(catalogue)
  return PDFWriter.forContext(context, Infinity).serializeToBuffer()
}
