/**
 * What an image says of itself, read from its content and never from its name.
 * Invariant: what is answered was read to its last byte. A picture cut short opens in every library we tried and prints
 * half grey; a bomb says what it will be before it is one.
 */
import { PortError } from '../../ports/errors'
import { readGif, readWebp } from './image-other'
import { readJpeg } from './image-jpeg'
import { readPng } from './image-png'
import { readSvg } from './image-svg'

export interface ImageFacts {
  format: 'jpeg' | 'png' | 'gif' | 'webp' | 'svg'
  /** Pixels, upright as shown. */
  width: number
  height: number
  /** How it goes on paper untouched; undefined when it must be decoded. */
  asItStands: StoredImage | undefined
}

/** The pixels as a PDF can take them without touching them. */
export interface StoredImage {
  /** Pixels, as they lie in the file. */
  width: number
  height: number
  bits: 1 | 2 | 4 | 8 | 16
  space: 'DeviceGray' | 'DeviceRGB' | 'DeviceCMYK'
  /** Red, green, blue of each colour, when pixels are numbers of colours. */
  palette?: Uint8Array
  /** How the way it lies is brought upright: 1 to 8 of Exif 2.32 §4.6.4. */
  orientation: number
  filter: { name: 'DCTDecode'; transform?: 0 } | { name: 'FlateDecode'; colours: 1 | 3 }
  /** Ink and paper are exchanged, as Adobe writes CMYK. */
  inverted: boolean
  /** A colour profile, and whether it is compressed (RFC 1950). */
  profile?: { bytes: Uint8Array; deflated: boolean }
  content: Uint8Array
}

/** A hundred megapixels decode to 400 MB. */
const mostPixels = 100e6
const longestSide = 65_535

/** Throws `not-an-image`, `image-too-large`, `image-cut-short` or `image-unreadable`. */
export function readImage(bytes: Uint8Array): ImageFacts {
  const read = [readJpeg, readPng, readGif, readWebp, readSvg]
  for (const one of read) {
    const facts = one(bytes)
    if (!facts) continue
    const { width, height } = facts
    if (!(width > 0 && height > 0)) throw new PortError('image-unreadable', 'no area')
    if (width * height > mostPixels || Math.max(width, height) > longestSide) throw new PortError('image-too-large', facts.format)
    return facts
  }
  throw new PortError('not-an-image')
}
