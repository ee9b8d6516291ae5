/**
 * A picture without what its file says beside it: where and when it was taken, on whose device, by whom, and the small picture of
 * how it was before somebody cut it. Invariant: neither a pixel nor a colour nor the way it lies is changed; what does not read to
 * its end comes out as it was.
 */
import { joinBytes } from '../../domain/bytes'
import { crc32 } from '../../domain/crc32'
import { openBytes } from './image-bytes'
import type { ImageFacts } from './image-facts'
import { exifOrientation, walkJpeg } from './image-jpeg'

/** Opens wherever it did. GIF and SVG come out as they are: phones and cameras make neither. */
export function withoutTraces(bytes: Uint8Array, type: ImageFacts['format']): Uint8Array {
  try {
    return type === 'jpeg' ? jpeg(bytes) : type === 'png' ? png(bytes) : type === 'webp' ? webp(bytes) : bytes
  } catch {
    return bytes
  }
}

const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** How a picture lies, 1 to 8, as the only tag of a TIFF header (Exif 2.32 §4.6.4). */
const tiffOf = (orientation: number) => Uint8Array.from([...letters('MM'), 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0])

/** The same of what a file says; none where it lies as it is. */
function lies(bytes: Uint8Array, from: number, to: number): ReturnType<typeof tiffOf> | null {
  const orientation = exifOrientation(openBytes(bytes), from, to) ?? 1
  return orientation === 1 ? null : tiffOf(orientation)
}

function jpeg(bytes: Uint8Array): Uint8Array {
  const walked = walkJpeg(bytes)
  if (!walked) return bytes
  const { content, orientation } = walked
  if (orientation === 1) return content
  const body = joinBytes(letters('Exif\0\0'), tiffOf(orientation))
  return joinBytes(content.subarray(0, 2), Uint8Array.from([0xff, 0xe1, 0, body.length + 2]), body, content.subarray(2))
}

/** Chunks that say how a picture is drawn (PNG, third edition, §11); those that begin with a capital are all needed. */
const drawing = /^(?:[A-Z]...|tRNS|gAMA|cHRM|sRGB|iCCP|cICP|mDCV|cLLI|sBIT|bKGD|pHYs|hIST|sPLT|acTL|fcTL|fdAT)$/

function png(bytes: Uint8Array): Uint8Array {
  const file = openBytes(bytes)
  const kept = [bytes.subarray(0, 8)]
  for (let place = 8; ;) {
    const [kind, end] = [file.text(place + 4, 4), place + 12 + file.u32(place)]
    file.at(end - 1)
    const turned = kind === 'eXIf' ? lies(bytes, place + 8, end - 4) : null
    if (turned) kept.push(chunk('eXIf', turned))
    else if (drawing.test(kind)) kept.push(bytes.subarray(place, end))
    if (kind === 'IEND') return joinBytes(...kept)
    place = end
  }
}

function chunk(kind: string, body: Uint8Array): Uint8Array {
  const made = joinBytes(new Uint8Array(4), letters(kind), body, new Uint8Array(4))
  const view = new DataView(made.buffer)
  view.setUint32(0, body.length)
  view.setUint32(made.length - 4, crc32(made, 4, made.length - 4))
  return made
}

const ofWebp = new Set(['VP8X', 'VP8L', 'VP8 ', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Of the extended header's flags (RFC 9649 §2.7.1). */
const [hasExif, hasXmp] = [0x08, 0x04]

function webp(bytes: Uint8Array): Uint8Array {
  const file = openBytes(bytes)
  const kept: Uint8Array[] = [bytes.slice(0, 12)]
  const all = file.u32(4, true) + 8
  let turned: ReturnType<typeof tiffOf> | null = null
  for (let place = 12; place + 8 <= all;) {
    const [kind, length] = [file.text(place, 4), file.u32(place + 4, true)]
    const end = place + 8 + length + (length & 1)
    file.at(place + 7 + length)
    // Some writers put the mark of a JPEG's segment before it.
    if (kind === 'EXIF') turned = lies(bytes, place + (file.text(place + 8, 4) === 'Exif' ? 14 : 8), place + 8 + length)
    else if (ofWebp.has(kind)) kept.push(bytes.slice(place, end))
    place = end
  }
  if (turned) kept.push(joinBytes(letters('EXIF'), Uint8Array.from([turned.length, 0, 0, 0]), turned))
  const extended = kept.find((part) => String.fromCharCode(...part.subarray(0, 4)) === 'VP8X')
  if (extended) extended[8] = (extended[8]! & ~(hasExif | hasXmp)) | (turned ? hasExif : 0)
  const made = joinBytes(...kept)
  new DataView(made.buffer).setUint32(4, made.length - 8, true)
  return made
}
