/**
 * A drawing in words (SVG) as pixels. Only as an image of the window, where no script of it runs and nothing outside is
 * fetched; a worker's decoders do not know SVG.
 */
import { PortError } from '#core/ports/errors'
import type { DecodeImage } from '#core/print/foreign/printable-image'

/** Fine enough for half a page of A4 at 200 dots an inch; a drawing that says it is larger keeps its size. */
const leastSide = 1600

/** Rejects with `image-unreadable`. */
export const drawSvg: DecodeImage = async (bytes, facts) => {
  const scale = Math.max(1, leastSide / Math.max(facts.width, facts.height))
  const [width, height] = [Math.round(facts.width * scale), Math.round(facts.height * scale)]
  try {
    const image = await svgImage(bytes as BlobPart, new Image(width, height))
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    context.drawImage(image, 0, 0, width, height)
    const { data } = context.getImageData(0, 0, width, height)
    const rgb = new Uint8Array(width * height * 3)
    const alpha = new Uint8Array(width * height)
    for (let at = 0; at < alpha.length; at++) {
      for (let colour = 0; colour < 3; colour++) rgb[at * 3 + colour] = data[at * 4 + colour]!
      alpha[at] = data[at * 4 + 3]!
    }
    return { pixels: { width, height, rgb }, ...(alpha.some((value) => value < 255) && { alpha }) }
  } catch {
    throw new PortError('image-unreadable', 'svg')
  }
}

/** As an image it runs no script and loads nothing from elsewhere. Rejects where it can't be read. `image`: of the size that is wanted, if not its own. */
export async function svgImage(content: BlobPart, image = new Image()): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(new Blob([content], { type: 'image/svg+xml' }))
  try {
    image.src = address
    await image.decode()
    return image
  } finally {
    URL.revokeObjectURL(address)
  }
}
