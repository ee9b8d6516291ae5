/**
 * Reads a PDF for the preview: one warm worker for the life of a preview, one document at a time.
 *
 * The worker is made here and handed over by its port: left to itself pdf.js wraps a worker that it believes foreign
 * (an `app://` address) in a `blob:` script, which our CSP refuses, and then falls back to parsing on the window's
 * thread. The legacy build is used because Electron 33 (Chromium 130) lacks `Uint8Array.prototype.toHex` and
 * `Map.prototype.getOrInsertComputed`, which the modern build of pdf.js 5 calls.
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { PortError } from '#core/ports/errors'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

/** Lengths in PDF points (1/72 inch), as the page is seen (rotation applied). */
export interface PageSize {
  width: number
  height: number
}

export interface OpenPdf {
  pages: number
  size(page: number): Promise<PageSize>
  /** Draws a page (from 1) at `scale` CSS px a point; the promise rejects with `cancelled` when `cancel` came first. */
  draw(page: number, canvas: HTMLCanvasElement, scale: number, pixelRatio: number): { done: Promise<void>; cancel(): void }
  /** The words of a page in reading order, one line a row: what a screen reader gets instead of the picture. */
  text(page: number): Promise<string>
  close(): void
}

export interface PdfReader {
  /** Rejects with `print-failed` when the bytes are no PDF. The bytes are copied. */
  open(bytes: Uint8Array): Promise<OpenPdf>
  dispose(): void
}

const loadLibrary = () => import('pdfjs-dist/legacy/build/pdf.mjs')

/** Before the first document is chosen: the library takes a moment of the window, better while nothing else asks for it. */
export const warmPdfReader = (): void => void loadLibrary().catch(() => undefined)

/** Starts the worker; `dispose` ends it and whatever is open. */
export function startPdfReader(): PdfReader {
  const worker = new Worker(workerUrl, { type: 'module', name: 'pdf' })
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new PortError('print-failed', 'pdf worker')))
  })
  // Without a listener a worker that never starts is an unhandled rejection before the first `open`.
  broken.catch(() => undefined)
  const library = loadLibrary()
  const port = library.then((pdf) => new pdf.PDFWorker({ port: worker as unknown as null }))

  return {
    async open(bytes) {
      try {
        return await Promise.race([openDocument(bytes), broken])
      } catch (error) {
        throw error instanceof PortError ? error : new PortError('print-failed', 'unreadable pdf')
      }
    },
    dispose() {
      void port.then((pdfWorker) => pdfWorker.destroy()).catch(() => undefined)
      worker.terminate()
    },
  }

  async function openDocument(bytes: Uint8Array): Promise<OpenPdf> {
    const pdf = await library
    const task = pdf.getDocument({
      data: bytes.slice(),
      worker: await port,
      // Our CSP has no 'unsafe-eval'; asking for it would only log a violation.
      isEvalSupported: false,
      // What we print embeds its fonts; a missing one must be seen here as it will be on paper.
      useSystemFonts: false,
      enableXfa: false,
    })
    return pagesOf(await task.promise, () => void task.destroy())
  }
}

function pagesOf(document: PDFDocumentProxy, close: () => void): OpenPdf {
  const opened = new Map<number, Promise<PDFPageProxy>>()
  const page = (number: number) => {
    let found = opened.get(number)
    if (!found) opened.set(number, (found = document.getPage(number)))
    return found
  }
  return {
    pages: document.numPages,
    async size(number) {
      const { width, height } = (await page(number)).getViewport({ scale: 1 })
      return { width, height }
    },
    draw(number, canvas, scale, pixelRatio) {
      let cancelled = false
      let stop = () => {}
      const done = page(number).then(async (proxy) => {
        if (cancelled) throw new PortError('cancelled')
        const viewport = proxy.getViewport({ scale: scale * pixelRatio })
        // Drawn aside and copied in one step: the page on screen never goes white while the next one is prepared.
        const draft = globalThis.document.createElement('canvas')
        draft.width = Math.round(viewport.width)
        draft.height = Math.round(viewport.height)
        const task = proxy.render({ canvas: draft, viewport })
        stop = () => task.cancel()
        try {
          await task.promise
        } catch {
          throw new PortError(cancelled ? 'cancelled' : 'print-failed', 'page not drawn')
        }
        canvas.width = draft.width
        canvas.height = draft.height
        canvas.style.width = `${draft.width / pixelRatio}px`
        canvas.style.height = `${draft.height / pixelRatio}px`
        canvas.getContext('2d')?.drawImage(draft, 0, 0)
        draft.width = 0
      })
      return {
        done,
        cancel() {
          cancelled = true
          stop()
        },
      }
    },
    async text(number) {
      const content = await (await page(number)).getTextContent()
      return content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : ' ') : '')).join('')
    },
    close,
  }
}
