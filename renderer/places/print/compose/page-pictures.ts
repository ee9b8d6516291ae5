/** Pages of a composed paper as pictures: small ones to choose by, one to be shared. Drawn by pdf.js, one after another. */
import { PortError } from '#core/ports/errors'
import { startPdfReader, type PdfReader } from '../../../ui/pdf/pdf-reader'

/** Px of the longer side of a picture in the library. */
const small = 320
/** JPEG. */
const quality = 0.85

/** Draws first pages; `dispose` ends the thread that it works in. */
export interface PagePictures {
  /** The longer side has `side` px. */
  first(pdf: Uint8Array, side: number): Promise<HTMLCanvasElement>
  dispose(): void
}

export function pagePictures(): PagePictures {
  const reader: PdfReader = startPdfReader()
  let last: Promise<unknown> = Promise.resolve()
  const draw = async (bytes: Uint8Array, side: number) => {
    const pdf = await reader.open(bytes)
    try {
      const { width, height } = await pdf.size(1)
      const canvas = document.createElement('canvas')
      await pdf.draw(1, canvas, side / Math.max(width, height), 1).done
      return canvas
    } finally {
      pdf.close()
    }
  }
  return {
    first(bytes, side) {
      const drawn = last.then(() => draw(bytes, side))
      last = drawn.catch(() => undefined)
      return drawn
    },
    dispose: reader.dispose,
  }
}

async function bytesOf(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  if (!blob) throw new PortError('unexpected', 'no picture')
  return new Uint8Array(await blob.arrayBuffer())
}

async function once<Value>(work: (pictures: PagePictures) => Promise<Value>): Promise<Value> {
  const pictures = pagePictures()
  try {
    return await work(pictures)
  } finally {
    pictures.dispose()
  }
}

/** Px of the longer side of what is shared: what networks show a square at. */
const sharedSide = 1080

export const pageAsPng = (pdf: Uint8Array): Promise<Uint8Array> => once(async (pictures) => bytesOf(await pictures.first(pdf, sharedSide), 'image/png'))

/** For the library; `null` where it could not be drawn: the paper is kept all the same. */
export const pageAsThumbnail = (pdf: Uint8Array): Promise<Uint8Array | null> => once(async (pictures) => bytesOf(await pictures.first(pdf, small), 'image/jpeg')).catch(() => null)
