/** What the rasteriser's worker answers. */
import type { Pixels } from '#core/print/foreign/pixels'
import type { DecodedImage } from '#core/print/foreign/printable-image'

export interface RasterCalls {
  /** Answers the number by which the file is asked for. */
  open(bytes: Uint8Array, password: string): { file: number; pageCount: number }
  size(file: number, index: number): { width: number; height: number }
  draw(file: number, index: number, dotsPerInch: number): Pixels
  text(file: number, index: number): string
  close(file: number): void
  decode(bytes: Uint8Array): DecodedImage
}
