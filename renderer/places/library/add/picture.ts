/** A small picture of a document: its first page, or itself. Drawn elsewhere: no document may hold up the window. */
import { pictureSide, type FileType } from '#core/domain/library/asset'
import { PortError } from '#core/ports/errors'
import type { Engine } from '#engine/client'
import { svgImage } from '../../../ui/pdf/draw-svg'

/** JPEG. */
const quality = 0.8
/** Milliseconds that a drawing in words (SVG) may take: only a window draws one. */
const patience = 12_000

/** `null` where none could be made in time. */
export async function pictureOf(engine: Engine, content: Blob, type: FileType): Promise<Uint8Array | null> {
  try {
    return await (type === 'svg' ? Promise.race([drawing(content), late()]) : engine.call('pictureOf', { content, type, side: pictureSide, as: 'jpeg' }))
  } catch {
    return null
  }
}

const late = () => new Promise<never>((_, reject) => setTimeout(() => reject(new PortError('cancelled', 'too long')), patience))

/** On white: what is clear in the file is paper. */
async function drawing(content: Blob): Promise<Uint8Array> {
  const image = await svgImage(content)
  const scale = Math.min(1, pictureSide / Math.max(image.width, image.height, 1))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const context = canvas.getContext('2d')!
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
  if (!file) throw new PortError('unexpected', 'no picture')
  return new Uint8Array(await file.arrayBuffer())
}
