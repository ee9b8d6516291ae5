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
import { areAlike } from './pixels'
import { comparedResolution, rasterResolution, type RasterFile, type Rasteriser } from './rasteriser'

export interface ForeignKeeper {
  pageCount: number
  /** How large a page is, in points as shown upright, before it is kept; with what our own reader makes of it, where it can. */
  look(index: number): Promise<{ width: number; height: number; page: ForeignPage | undefined }>
  /** Rejects with `pdf-unreadable` when the page can be placed in no way. `index` from 0. */
  keep(file: PageFile, index: number): Promise<KeptForeign>
  close(): void
}

/** Size in points. `checked` is false when the viewer could not draw the page, so that nobody has compared. */
export type KeptForeign = { kept: Kept; size: { width: number; height: number } } & ({ way: 'vector'; checked: boolean } | { way: 'raster'; why: RasterReason })


/** Rejects with `pdf-needs-password`, `pdf-needs-acrobat` or `pdf-unreadable`. */
export async function openForeignKeeper(bytes: Uint8Array, rasteriser: Rasteriser, password = ''): Promise<ForeignKeeper> {
  // Whatever hinders us, the viewer may still open it, or say better what is wrong.
  const vectors: ForeignFile | undefined = await openForeign(bytes, password).catch((error: unknown) => {
    // But for a form of which it would show no more than "please wait".
    if (errorCode(error) === 'pdf-needs-acrobat') throw error
    return undefined
  })
  let viewer: Promise<RasterFile> | undefined
  const view = () => (viewer ??= rasteriser.open(bytes, password))
  const pageCount = vectors?.pageCount ?? (await view()).pageCount

  const asPixels = async (file: PageFile, index: number, why: RasterReason): Promise<KeptForeign> => {
    const opened = await view()
    const size = await opened.size(index)
    const resolution = rasterResolution(size.width, size.height)
    if (resolution === undefined) throw new PortError('pdf-unreadable', 'page too large')
    return { kept: file.keepPixels(await opened.draw(index, resolution), size), size, way: 'raster', why }
  }
  /** Undefined when the viewer does not draw the source. */
  const isAsShown = async (page: ForeignPage, index: number): Promise<boolean | undefined> => {
    const resolution = comparedResolution(page.width, page.height)
    const shown = await view().then((opened) => opened.draw(index, resolution)).catch(() => undefined)
    if (!shown) return undefined
    const placed = await rasteriser.open(await alone(page))
    try {
      return areAlike(shown, await placed.draw(0, resolution))
    } finally {
      placed.close()
    }
  }
  return {
    pageCount,
    async look(index) {
      const page = vectors?.page(index)
      const { width, height } = page ?? (await (await view()).size(index))
      return { width, height, page }
    },
    async keep(file, index) {
      const page = vectors?.page(index)
      if (!page || page.lacks) return asPixels(file, index, page?.lacks ?? 'not-readable')
      try {
        const isAlike = await isAsShown(page, index)
        if (isAlike === false) return await asPixels(file, index, 'unlike-the-viewer')
        return { kept: file.keepPage(page), size: { width: page.width, height: page.height }, way: 'vector', checked: isAlike === true }
      } catch (error) {
        if (errorCode(error) !== 'pdf-unreadable') throw error
        return asPixels(file, index, 'not-readable')
      }
    },
    close: () => void viewer?.then((opened) => opened.close(), () => undefined),
  }
}

/** A file of this page alone, as it will stand on a sheet. */
async function alone(page: ForeignPage): Promise<Uint8Array> {
  const context = PDFContext.create()
  const keeper = openPageKeeper(context)
  const { form } = keeper.keep(page)
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
