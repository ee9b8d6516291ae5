/** The worker of reader.ts: opens pictures and decodes them, so that neither holds up the window. */
import { rpcServer, webPort } from '#core/ports/rpc'
import { decodeCodes } from './decode'
import { pictureSize } from './picture-size'
import type { ReaderCalls } from './reader'

/** Bytes of a file. A photo has a tenth of it. */
const largest = 64 * 1024 * 1024
/** Pixels that a file may have, and as how many it is looked at: a code that fills a tenth of a photo is still sharp then. */
const mostPixels = 120_000_000
const readPixels = 12_000_000
/** Milliseconds: for one frame of a film, and for the one picture that there is. */
const patience = { frame: 120, file: 3000 }

rpcServer<ReaderCalls>(webPort(self as unknown as Worker), {
  async readFrame(frame) {
    try {
      return await decodeCodes(pixelsOf(frame, frame.displayWidth, frame.displayHeight), patience.frame)
    } finally {
      frame.close()
    }
  },
  async readFile(file) {
    if (file.size > largest) return null
    const size = pictureSize(new Uint8Array(await file.arrayBuffer()))
    if (!size || size.width * size.height > mostPixels) return null
    const picture = await createImageBitmap(file).catch(() => null)
    if (!picture) return null
    try {
      return await decodeCodes(pixelsOf(picture, picture.width, picture.height), patience.file)
    } finally {
      picture.close()
    }
  },
})

/** On white: where a screenshot is see-through, ink would stand on black. */
function pixelsOf(source: CanvasImageSource, width: number, height: number): ImageData {
  const scale = Math.min(1, Math.sqrt(readPixels / (width * height)))
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale))
  const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false })!
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(source, 0, 0, canvas.width, canvas.height)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}
