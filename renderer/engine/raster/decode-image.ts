/** Pixels of what a PDF can't take as it stands, by the browser's own decoders; upright, the first picture of those that move. */
import { PortError } from '#core/ports/errors'
import type { DecodedImage } from '#core/print/foreign/printable-image'

/** Rejects with `image-unreadable`. A drawing in words (SVG) is for a window alone: renderer/ui/pdf/draw-svg.ts. */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  let picture: ImageBitmap
  try {
    picture = await createImageBitmap(new Blob([bytes as BlobPart]), { imageOrientation: 'from-image', premultiplyAlpha: 'none' })
  } catch {
    throw new PortError('image-unreadable', 'decoder')
  }
  try {
    return pixelsOf(picture, picture.width, picture.height)
  } finally {
    picture.close()
  }
}

function pixelsOf(picture: CanvasImageSource, width: number, height: number): DecodedImage {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new PortError('image-too-large', 'canvas')
  context.drawImage(picture, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  const rgb = new Uint8Array(width * height * 3)
  const alpha = new Uint8Array(width * height)
  let isOpaque = true
  for (let at = 0, from = 0, to = 0; at < alpha.length; at++, from += 4, to += 3) {
    rgb[to] = data[from]!
    rgb[to + 1] = data[from + 1]!
    rgb[to + 2] = data[from + 2]!
    alpha[at] = data[from + 3]!
    isOpaque &&= alpha[at] === 255
  }
  return { pixels: { width, height, rgb }, ...(!isOpaque && { alpha }) }
}
