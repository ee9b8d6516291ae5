/**
 * JPEG (ITU-T T.81): its frame, how it lies (Exif), its inks (Adobe), its profile (ICC); walked to its end marker. What else its
 * segments say - where it was taken, on whose device, the picture before it was cut - is left out of what goes on paper.
 */
import { PortError } from '../../ports/errors'
import { openBytes, type Bytes } from './image-bytes'
import type { ImageFacts, StoredImage } from './image-facts'

interface Frame {
  kind: number
  bits: number
  width: number
  height: number
  components: number[]
}

/** Frames that a printer's decoder knows: baseline, extended, progressive; all with Huffman codes. */
const printable = new Set([0xc0, 0xc1, 0xc2])
const spaces = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' } as const
const profileSpaces = { 1: 'GRAY', 3: 'RGB ', 4: 'CMYK' } as const
const largestProfile = 4 << 20

export function readJpeg(bytes: Uint8Array): ImageFacts | undefined {
  const walked = walkJpeg(bytes)
  if (!walked) return undefined
  const { frame, orientation } = walked
  const turned = orientation >= 5
  return { format: 'jpeg', width: turned ? frame.height : frame.width, height: turned ? frame.width : frame.height, asItStands: stored(walked) }
}

interface Walked {
  frame: Frame
  orientation: number
  adobe: boolean
  profile: Uint8Array[]
  /** Without what draws nothing; how it lies is not in it any more. */
  content: Uint8Array
}

/** Throws as `readImage` does; undefined for what is none. */
export function walkJpeg(bytes: Uint8Array): Walked | undefined {
  const file = openBytes(bytes)
  if (file.length < 3 || file.at(0) !== 0xff || file.at(1) !== 0xd8 || file.at(2) !== 0xff) return undefined
  let frame: Frame | undefined
  let orientation = 1
  let adobe = false
  const profile: Uint8Array[] = []
  const kept: Uint8Array[] = []
  let keptTo = 0
  let place = 2
  for (;;) {
    while (file.at(place) !== 0xff) place++
    const start = place
    while (file.at(place) === 0xff) place++
    const marker = file.at(place++)
    if (marker === 0xd9) break
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) || marker === 0) continue
    const length = file.u16(place)
    if (length < 2) throw new PortError('image-unreadable', 'jpeg segment')
    const [body, end] = [place + 2, place + length]
    file.at(end - 1)
    if (isFrame(marker)) frame ??= readFrame(file, marker, body)
    else if (marker === 0xe1 && file.text(body, 6) === 'Exif\0\0') orientation = exifOrientation(file, body + 6, end) ?? orientation
    else if (marker === 0xee && file.text(body, 5) === 'Adobe') adobe = true
    else if (marker === 0xe2 && file.text(body, 12) === 'ICC_PROFILE\0') profile.push(bytes.subarray(body + 14, end))
    const drawn = drawnOf(file, marker, body, end)
    if (drawn < end) {
      kept.push(bytes.subarray(keptTo, start), drawn > body ? withoutThumbnail(bytes.subarray(body, drawn)) : new Uint8Array(0))
      keptTo = end
    }
    place = marker === 0xda ? endOfScan(bytes, end) : end
  }
  if (!frame) throw new PortError('image-unreadable', 'jpeg frame')
  const content = kept.length > 0 ? joined([...kept, bytes.subarray(keptTo, place)]) : bytes.subarray(0, place)
  return { frame, orientation, adobe, profile, content }
}

const jfifLength = 14

/** Up to where a segment says how to draw: all of it, nothing, or what stands before a small picture (JFIF 1.02). */
function drawnOf(file: Bytes, marker: number, body: number, end: number): number {
  if (marker === 0xfe) return body
  if (marker < 0xe0 || marker > 0xef || marker === 0xee) return end
  if (marker === 0xe0 && file.text(body, 5) === 'JFIF\0') return Math.min(end, body + jfifLength)
  return marker === 0xe2 && file.text(body, 12) === 'ICC_PROFILE\0' ? end : body
}

function withoutThumbnail(jfif: Uint8Array): Uint8Array {
  return Uint8Array.from([0xff, 0xe0, 0, jfifLength + 2, ...jfif.subarray(0, jfifLength - 2), 0, 0])
}

/** Start of frame, but for the three numbers between that mean something else. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function readFrame(file: Bytes, kind: number, body: number): Frame {
  const count = file.at(body + 5)
  return { kind, bits: file.at(body), height: file.u16(body + 1), width: file.u16(body + 3), components: Array.from({ length: count }, (_, index) => file.at(body + 6 + index * 3)) }
}

/** The next marker after a scan's data: in it 0xFF is followed by 0 or by a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let place = bytes.indexOf(0xff, from); place >= 0; place = bytes.indexOf(0xff, place + 1)) {
    const next = bytes[place + 1]
    if (next === undefined) break
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return place
  }
  throw new PortError('image-cut-short', 'jpeg scan')
}

function stored({ frame, orientation, adobe, profile, content }: Walked): StoredImage | undefined {
  const { kind, bits, width, height, components } = frame
  const count = components.length
  if (!printable.has(kind)) throw new PortError('image-unreadable', 'jpeg coding')
  if (bits !== 8 || height === 0 || (count !== 1 && count !== 3 && count !== 4)) return undefined
  const whole = joined(profile)
  // Three components that are named so are no luminance and colour difference; without Adobe's word a printer takes them for that.
  const isRgb = !adobe && String.fromCharCode(...components) === 'RGB'
  const hasProfile = whole.length > 128 && whole.length <= largestProfile && String.fromCharCode(...whole.subarray(16, 20)) === profileSpaces[count]
  return {
    width, height, bits: 8, space: spaces[count], orientation, inverted: count === 4 && adobe, content,
    filter: { name: 'DCTDecode', ...(isRgb && { transform: 0 }) }, ...(hasProfile && { profile: { bytes: whole, deflated: false } }),
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Tag 0x0112 of the first directory of a TIFF header (Exif 2.32 §4.6.4); undefined where there is none or it is odd. */
export function exifOrientation(file: Bytes, start: number, end: number): number | undefined {
  const little = file.text(start, 2) === 'II'
  if (!little && file.text(start, 2) !== 'MM') return undefined
  if (start + 8 > end) return undefined
  const directory = start + file.u32(start + 4, little)
  if (directory + 2 > end) return undefined
  const count = file.u16(directory, little)
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > end) return undefined
    if (file.u16(entry, little) !== 0x0112) continue
    const value = file.u16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}
