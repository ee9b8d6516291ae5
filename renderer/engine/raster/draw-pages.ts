/**
 * Pages of a PDF as pixels, by pdf.js, as they are printed: its annotations by their print flag, its layers by their print
 * state. Runs in a worker of its own and in Node; nothing of the file's scripts, links or outside files is followed.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type * as Pdf from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PortError } from '#core/ports/errors'
import { opaquePixels, type Pixels } from '#core/print/foreign/pixels'
import type { RasterFile } from '#core/print/foreign/rasteriser'
import { softMaskFactories, type Surface } from './soft-mask-canvas'

type PdfLibrary = typeof Pdf

/** Where this runs: its canvases, and what pdf.js needs of its own files. */
export interface DrawingPlace {
  create(width: number, height: number): Surface
  /** For pdf.js: where its fonts, character maps and decoders are, its parser, the document that fonts belong to. */
  options: Parameters<PdfLibrary['getDocument']>[0] & object
}

/** Pixels of an image within a page; larger ones are left out by pdf.js, and then the page is given up. */
const largestImage = 100e6

/** Of which it is known when it is closed. */
export interface OpenPages extends RasterFile {
  close(): Promise<void>
}

/**
 * Rejects with `pdf-needs-password` or `pdf-unreadable`. One file at a time in a parser (`PDFWorker`; in Node they are all the
 * same one): pdf.js asks for its decoders of faxes and JPEG 2000 through the file that was opened last, and once that is
 * closed waits for ever.
 */
export async function openPages(library: PdfLibrary, { create, options }: DrawingPlace, bytes: Uint8Array, password: string): Promise<OpenPages> {
  const document = await opened(library, {
    data: new Uint8Array(bytes), password, cMapPacked: true, verbosity: 0, isEvalSupported: false, useSystemFonts: false, enableXfa: false, useWorkerFetch: false,
    maxImageSize: largestImage, ...softMaskFactories(create), ...options,
  })
  return {
    pageCount: document.numPages,
    async size(index) {
      const { width, height } = (await pageAt(document, index)).getViewport({ scale: 1 })
      return { width, height }
    },
    async draw(index, dotsPerInch) {
      const page = await pageAt(document, index)
      const viewport = page.getViewport({ scale: dotsPerInch / 72 })
      const [width, height] = [Math.max(1, Math.round(viewport.width)), Math.max(1, Math.round(viewport.height))]
      let canvas: Surface | undefined
      try {
        canvas = create(width, height)
        const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D
        await page.render({ canvas: null, canvasContext: context, viewport, intent: 'print', background: '#fff' }).promise
        return opaque(context, width, height)
      } catch {
        throw new PortError('pdf-unreadable', 'page not drawn')
      } finally {
        page.cleanup()
        if (canvas) canvas.width = canvas.height = 0
      }
    },
    async text(index) {
      const page = await pageAt(document, index)
      try {
        const { items } = await page.getTextContent()
        return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : ' ') : '')).join('')
      } catch {
        throw new PortError('pdf-unreadable', 'words not read')
      }
    },
    close: () => document.loadingTask.destroy(),
  }
}

async function opened(library: PdfLibrary, parameters: Parameters<PdfLibrary['getDocument']>[0]): Promise<PDFDocumentProxy> {
  try {
    return await library.getDocument(parameters).promise
  } catch (error) {
    throw new PortError(error instanceof Error && error.name === 'PasswordException' ? 'pdf-needs-password' : 'pdf-unreadable', 'viewer')
  }
}

async function pageAt(document: PDFDocumentProxy, index: number) {
  try {
    return await document.getPage(index + 1)
  } catch {
    throw new PortError('pdf-unreadable', 'page not found')
  }
}

function opaque(context: CanvasRenderingContext2D, width: number, height: number): Pixels {
  return opaquePixels(context.getImageData(0, 0, width, height).data, width, height)
}
