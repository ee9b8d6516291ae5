/**
 * A small picture of a document: its first page, or itself. Drawn from what pdf.js or the browser decodes in threads of their
 * own; a file that takes too long is given up, and so is its thread: no document may hold up the window.
 */
import type { FileType } from '#core/domain/library/asset'
import { PortError } from '#core/ports/errors'
import { startPdfReader, type PdfReader } from '../../../ui/pdf/pdf-reader'

/** Px of its longer side, and the milliseconds that it may take. */
const side = 320
const patience = 12_000
/** JPEG: a page of text stays readable as a shape, in about 12 KB. */
const quality = 0.8

export interface PictureMaker {
  /** `null` where none could be made in time. */
  make(bytes: Blob, type: FileType): Promise<Uint8Array | null>
  dispose(): void
}

export function pictureMaker(): PictureMaker {
  let reader: PdfReader | null = null

  async function ofPdf(bytes: Blob): Promise<HTMLCanvasElement> {
    reader ??= startPdfReader()
    const pdf = await reader.open(new Uint8Array(await bytes.arrayBuffer()))
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
    async make(bytes, type) {
      try {
        const canvas = await Promise.race([type === 'pdf' ? ofPdf(bytes) : ofPicture(bytes, type), late()])
        return await asJpeg(canvas)
      } catch {
        // Whatever still works on it goes with its thread.
        reader?.dispose()
        reader = null
        return null
      }
    },
    dispose: () => reader?.dispose(),
  }
}

const late = () => new Promise<never>((_, reject) => setTimeout(() => reject(new PortError('cancelled', 'too long')), patience))

async function ofPicture(bytes: Blob, type: FileType): Promise<HTMLCanvasElement> {
  const source = type === 'svg' ? await drawing(bytes) : await createImageBitmap(bytes, { imageOrientation: 'from-image' })
  const scale = Math.min(1, side / Math.max(source.width, source.height, 1))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(source.width * scale))
  canvas.height = Math.max(1, Math.round(source.height * scale))
  canvas.getContext('2d')!.drawImage(source, 0, 0, canvas.width, canvas.height)
  if ('close' in source) source.close()
  return canvas
}

/** As an image it runs no script and loads nothing from elsewhere. */
async function drawing(bytes: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'image/svg+xml' }))
  const image = new Image()
  try {
    image.src = address
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** On white: what is clear in the file is paper. */
async function asJpeg(drawn: HTMLCanvasElement): Promise<Uint8Array> {
  const canvas = document.createElement('canvas')
  canvas.width = drawn.width
  canvas.height = drawn.height
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(drawn, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!blob) throw new PortError('unexpected', 'no picture')
  return new Uint8Array(await blob.arrayBuffer())
}
