/**
 * Images as form XObjects of our file: kept once, shown as often as wanted.
 * Invariant: the form's space is 0..width by 0..height, upright whatever way the picture lies in its file.
 */
import { PDFArray, PDFHexString, PDFName, PDFNumber, PDFRawStream, type PDFContext, type PDFDict, type PDFObject, type PDFRef } from 'pdf-lib'
import { deflate } from '../deflate'
import type { StoredImage } from './image-facts'
import { pdfNumber, type Matrix } from './page-box'
import type { Pixels } from './pixels'
import type { PrintableImage } from './printable-image'

interface KeptImage {
  form: PDFRef
  /** The bytes that tell it from another. */
  content: Uint8Array
}

/** `width` and `height` in pixels. */
export function imageForm(into: PDFContext, image: PrintableImage): KeptImage {
  const { width, height } = image
  if ('stored' in image) {
    const { content, orientation } = image.stored
    return { form: form(into, storedImage(into, image.stored), upright(orientation, width, height), width, height), content }
  }
  const { image: reference, content } = pixelImage(into, image.decoded.pixels, image.decoded.alpha)
  return { form: form(into, reference, [width, 0, 0, height, 0, 0], width, height), content }
}

/** Pixels as large as `size` says, in points. */
export function pixelForm(into: PDFContext, pixels: Pixels, { width, height }: { width: number; height: number }): KeptImage {
  const { image, content } = pixelImage(into, pixels)
  return { form: form(into, image, [width, 0, 0, height, 0, 0], width, height), content }
}

/** A form that shows an image, which the matrix brings from the unit square to the form's space. */
function form(into: PDFContext, image: PDFRef, matrix: Matrix, width: number, height: number): PDFRef {
  const operators = new TextEncoder().encode(`${matrix.map(pdfNumber).join(' ')} cm /I Do`)
  const dict = into.obj({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: { XObject: { I: image } }, Length: operators.length }) as PDFDict
  return into.register(PDFRawStream.of(dict, operators))
}

/** From the unit square, where the file's first row is on top, to the picture as it is looked at (Exif 2.32 §4.6.4). */
function upright(orientation: number, width: number, height: number): Matrix {
  switch (orientation) {
    case 2:
      return [-width, 0, 0, height, width, 0]
    case 3:
      return [-width, 0, 0, -height, width, height]
    case 4:
      return [width, 0, 0, -height, 0, height]
    case 5:
      return [0, -height, -width, 0, width, height]
    case 6:
      return [0, -height, width, 0, 0, height]
    case 7:
      return [0, height, width, 0, 0, 0]
    case 8:
      return [0, height, -width, 0, width, 0]
    default:
      return [width, 0, 0, height, 0, 0]
  }
}

function storedImage(into: PDFContext, stored: StoredImage): PDFRef {
  const { width, height, bits, space, palette, filter, inverted, content } = stored
  const dict = imageDict(into, { width, height, space, bits, length: content.length })
  dict.set(PDFName.of('Filter'), PDFName.of(filter.name))
  if (filter.name === 'FlateDecode') dict.set(PDFName.of('DecodeParms'), into.obj({ Predictor: 15, Colors: filter.colours, BitsPerComponent: bits, Columns: width }))
  else if (filter.transform !== undefined) dict.set(PDFName.of('DecodeParms'), into.obj({ ColorTransform: filter.transform }))
  if (inverted) dict.set(PDFName.of('Decode'), into.obj([1, 0, 1, 0, 1, 0, 1, 0]))
  const base = profiled(into, stored)
  if (palette) dict.set(PDFName.of('ColorSpace'), indexed(into, base, palette))
  else dict.set(PDFName.of('ColorSpace'), base)
  return into.register(PDFRawStream.of(dict, content))
}

function profiled(into: PDFContext, { space, profile }: StoredImage): PDFObject {
  if (!profile) return PDFName.of(space)
  const dict = into.obj({ N: { DeviceGray: 1, DeviceRGB: 3, DeviceCMYK: 4 }[space], Alternate: space, Length: 0 }) as PDFDict
  const bytes = profile.deflated ? profile.bytes : deflate(profile.bytes)
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
  dict.set(PDFName.of('Length'), PDFNumber.of(bytes.length))
  return into.obj(['ICCBased', into.register(PDFRawStream.of(dict, bytes))])
}

function indexed(into: PDFContext, base: PDFObject, palette: Uint8Array): PDFArray {
  const array = PDFArray.withContext(into)
  const colours = PDFHexString.of([...palette].map((byte) => byte.toString(16).padStart(2, '0')).join(''))
  for (const member of [PDFName.of('Indexed'), base, PDFNumber.of(palette.length / 3 - 1), colours]) array.push(member)
  return array
}

/** Lossless; a picture without colours takes a third. `alpha` is 0 for clear to 255, a byte a pixel. */
function pixelImage(into: PDFContext, { width, height, rgb }: Pixels, alpha?: Uint8Array): { image: PDFRef; content: Uint8Array } {
  const grey = greyOf(rgb)
  const packed = deflate(grey ?? rgb)
  const dict = flatImage(into, width, height, grey ? 'DeviceGray' : 'DeviceRGB', packed.length)
  if (alpha) {
    const mask = deflate(alpha)
    dict.set(PDFName.of('SMask'), into.register(PDFRawStream.of(flatImage(into, width, height, 'DeviceGray', mask.length), mask)))
  }
  return { image: into.register(PDFRawStream.of(dict, packed)), content: packed }
}

function flatImage(into: PDFContext, width: number, height: number, space: string, length: number): PDFDict {
  const dict = imageDict(into, { width, height, space, bits: 8, length })
  dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
  return dict
}

function imageDict(into: PDFContext, { width, height, space, bits, length }: { width: number; height: number; space: string; bits: number; length: number }): PDFDict {
  return into.obj({ Type: 'XObject', Subtype: 'Image', Width: width, Height: height, ColorSpace: space, BitsPerComponent: bits, Length: length }) as PDFDict
}

function greyOf(rgb: Uint8Array): Uint8Array | undefined {
  const grey = new Uint8Array(rgb.length / 3)
  for (let at = 0, from = 0; at < grey.length; at++, from += 3) {
    const value = rgb[from]!
    if (rgb[from + 1] !== value || rgb[from + 2] !== value) return undefined
    grey[at] = value
  }
  return grey
}
