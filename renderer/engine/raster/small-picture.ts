/** A small picture of a document, as a file: the first page of a PDF, or a picture made smaller. On white: what is clear in it is paper. */
import { PortError } from '#core/ports/errors'
import type { RasterFile } from '#core/print/foreign/rasteriser'
import type { PictureRequest } from './raster-api'

/** Of JPEG: a page of text stays readable as a shape, in about 12 KB. */
const quality = 0.8

/** Rejects with `image-unreadable`. */
export async function smallerPicture({ content, side, as }: PictureRequest): Promise<Uint8Array> {
  const picture = await createImageBitmap(content, { imageOrientation: 'from-image' }).catch(() => {
    throw new PortError('image-unreadable', 'decoder')
  })
  try {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
    const context = canvas.getContext('2d')!
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await fileOf(canvas, as)
  } finally {
    picture.close()
  }
}

/** Rejects with `pdf-unreadable`. */
export async function pictureOfPage(file: RasterFile, { side, as }: PictureRequest): Promise<Uint8Array> {
  const page = await file.size(0)
  const { width, height, rgb } = await file.draw(0, (72 * side) / Math.max(page.width, page.height))
  const pixels = new ImageData(width, height)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels.data[to] = rgb[from]!
    pixels.data[to + 1] = rgb[from + 1]!
    pixels.data[to + 2] = rgb[from + 2]!
    pixels.data[to + 3] = 255
  }
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(pixels, 0, 0)
  return fileOf(canvas, as)
}

async function fileOf(canvas: OffscreenCanvas, as: PictureRequest['as']): Promise<Uint8Array> {
  return new Uint8Array(await (await canvas.convertToBlob({ type: `image/${as}`, quality })).arrayBuffer())
}
