/**
 * A PDF from elsewhere, opened to place its pages on ours as vectors.
 * Invariant: a page of it is as wide and high as a viewer shows it, and stands in its own space from 0, 0 upright; whoever
 * places it never asks about crop boxes, turns or units again.
 */
import type { PDFContext } from 'pdf-lib'
import { PortError } from '../../ports/errors'
import { readAnnotations, type Annotations } from './annotations'
import { parseForeign } from './guarded-parser'
import { readLayers, type IsHidden } from './optional-content'
import { pageBox, type PageBox } from './page-box'
import { pagesOf, type PageLeaf } from './page-tree'
import { dictAt, dictOf, entry, membersAt, numberAt, numbersOf } from './pdf-objects'

export interface ForeignFile {
  pageCount: number
  /** From 0. Throws a `RangeError` beyond the last page. */
  page(index: number): ForeignPage
}

/** One page of a foreign file, for `PageFile.keepPage`. */
export interface ForeignPage extends PageBox, Annotations {
  source: ForeignSource
  leaf: PageLeaf
}

/** What the pages of one file share. */
export interface ForeignSource {
  context: PDFContext
  isHidden: IsHidden
}

/**
 * Rejects with `pdf-needs-password` when the file opens with a password only and this is not it (a file that is only
 * protected against changes opens), with `pdf-needs-acrobat` when it is a form that only Acrobat draws, and with
 * `pdf-unreadable` when it is no PDF or too damaged. The bytes must not change while the file is in use.
 */
export async function openForeign(bytes: Uint8Array, password = ''): Promise<ForeignFile> {
  const context = await parseForeign(bytes, password)
  const leaves = pagesOf(context)
  if (leaves.length === 0) throw new PortError('pdf-unreadable', 'no page')
  const catalogue = dictOf(context, context.trailerInfo.Root)
  const form = dictAt(catalogue, 'AcroForm')
  // Its pages say "please wait": what it is drawn from is no PDF (ISO 32000-1 §12.7.8).
  const isDrawnElsewhere = String(entry(catalogue, 'NeedsRendering')) === 'true' || membersAt(form, 'Fields').length === 0
  if (entry(form, 'XFA') && isDrawnElsewhere) throw new PortError('pdf-needs-acrobat')
  const needsAppearances = String(entry(form, 'NeedAppearances')) === 'true'
  const source: ForeignSource = { context, isHidden: readLayers(context) }
  const pages = new Map<number, ForeignPage>()
  return {
    pageCount: leaves.length,
    page(index) {
      const leaf = leaves[index]
      if (!leaf) throw new RangeError(`no page ${index}`)
      let page = pages.get(index)
      if (!page) pages.set(index, (page = { source, leaf, ...boxOfLeaf(leaf), ...readAnnotations(leaf.dict, source.isHidden, needsAppearances) }))
      return page
    },
  }
}

function boxOfLeaf({ dict, attribute }: PageLeaf): PageBox {
  const { context } = dict
  return pageBox({
    mediaBox: numbersOf(context, attribute('MediaBox'), 4), cropBox: numbersOf(context, attribute('CropBox'), 4),
    rotate: numbersOf(context, attribute('Rotate'), 1)?.[0], userUnit: numberAt(dict, 'UserUnit'),
  })
}
