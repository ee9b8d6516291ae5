/** A page of a browser that holds the rasteriser as the app starts it, for raster-in-browser.test.ts. */
import type { ImageFacts } from '#core/print/foreign/image-facts'
import { startRasteriser } from '#engine/raster/rasteriser'
import { drawSvg } from '../../renderer/ui/pdf/draw-svg'

const rasteriser = startRasteriser()
const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
const textOf = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

Object.assign(globalThis, {
  async drawPage(pdf: string, dotsPerInch: number) {
    const file = await rasteriser.open(bytesOf(pdf))
    const { width, height, rgb } = await file.draw(0, dotsPerInch)
    file.close()
    return { width, height, rgb: textOf(rgb) }
  },
  /** Its last page, once its first was drawn and another file was opened and closed meanwhile. */
  async drawLast(pdf: string, other: string, dotsPerInch: number) {
    const file = await rasteriser.open(bytesOf(pdf))
    await file.draw(0, dotsPerInch)
    const beside = await rasteriser.open(bytesOf(other))
    await beside.draw(0, dotsPerInch)
    beside.close()
    const { width, height, rgb } = await file.draw(file.pageCount - 1, dotsPerInch)
    file.close()
    return { width, height, rgb: textOf(rgb) }
  },
  async decode(image: string, facts: ImageFacts) {
    const { pixels, alpha } = await (facts.format === 'svg' ? drawSvg : rasteriser.decode)(bytesOf(image), facts)
    return { width: pixels.width, height: pixels.height, rgb: textOf(pixels.rgb), alpha: alpha && textOf(alpha) }
  },
})
