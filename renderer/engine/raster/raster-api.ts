/** What the rasteriser's worker answers. */
import type { FileType } from '#core/domain/library/asset'
import type { Pixels } from '#core/print/foreign/pixels'
import type { DecodedImage } from '#core/print/foreign/printable-image'

/** A document, or a picture, made small. A drawing in words (SVG) is for a window alone: renderer/places/library/add/picture.ts. */
export interface PictureRequest {
  content: Blob
  type: FileType
  /** Px of the longer side; a picture that is smaller stays as it is. */
  side: number
  as: 'jpeg' | 'png'
}

export interface PictureCalls {
  /** Rejects with `pdf-unreadable` or `image-unreadable`, also where it takes too long. */
  pictureOf(request: PictureRequest): Uint8Array
}

export type PictureOf = (request: PictureRequest) => Promise<Uint8Array>

export interface RasterCalls extends PictureCalls {
  /** Answers the number by which the file is asked for. */
  open(bytes: Uint8Array, password: string): { file: number; pageCount: number }
  size(file: number, index: number): { width: number; height: number }
  draw(file: number, index: number, dotsPerInch: number): Pixels
  text(file: number, index: number): string
  close(file: number): void
  decode(bytes: Uint8Array): DecodedImage
}
