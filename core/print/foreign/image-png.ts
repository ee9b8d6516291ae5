/** PNG (W3C, third edition): its chunks to IEND, each with its sum; its pixels taken over as they are compressed. */
import { crc32 } from '../../domain/crc32'
import { PortError } from '../../ports/errors'
import { openBytes, type Bytes } from './image-bytes'
import type { ImageFacts, StoredImage } from './image-facts'

interface Header {
  width: number
  height: number
  depth: number
  colour: number
  interlaced: boolean
}

const signature = '\x89PNG\r\n\x1a\n'
const depths: Record<number, readonly number[]> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] }
/** Gamma of sRGB times 100,000; another is for the browser to apply. */
const usualGamma = 45_455

export function readPng(bytes: Uint8Array): ImageFacts | undefined {
  const file = openBytes(bytes)
  if (file.text(0, 8) !== signature) return undefined
  const header = readHeader(file)
  const { width, height } = header
  const parts: Uint8Array[] = []
  let [palette, profile]: (Uint8Array | undefined)[] = []
  let isPlain = !header.interlaced && (header.colour === 0 || header.colour === 2 || header.colour === 3)
  for (let place = 8; ;) {
    const length = file.u32(place)
    const kind = file.text(place + 4, 4)
    const [body, end] = [place + 8, place + 8 + length]
    file.at(end + 3)
    if (crc32(bytes, place + 4, end) !== file.u32(end)) throw new PortError('image-unreadable', 'png sum')
    if (kind === 'IEND') break
    if (kind === 'IDAT') parts.push(bytes.subarray(body, end))
    else if (kind === 'PLTE') palette = bytes.subarray(body, end)
    // What moves is shown by its first frame, which need not be these pixels.
    else if (kind === 'tRNS' || kind === 'acTL') isPlain = false
    else if (kind === 'gAMA') isPlain &&= Math.abs(file.u32(body) - usualGamma) < 500
    else if (kind === 'iCCP') profile = bytes.subarray(bytes.indexOf(0, body) + 2, end)
    place = end + 4
  }
  if (parts.length === 0) throw new PortError('image-cut-short', 'png pixels')
  return { format: 'png', width, height, asItStands: isPlain ? stored(header, parts, palette, profile) : undefined }
}

function readHeader(file: Bytes): Header {
  file.at(32)
  if (file.text(12, 4) !== 'IHDR') throw new PortError('image-unreadable', 'png header')
  const [depth, colour] = [file.at(24), file.at(25)]
  if (!depths[colour]?.includes(depth)) throw new PortError('image-unreadable', 'png depth')
  return { width: file.u32(16), height: file.u32(20), depth, colour, interlaced: file.at(28) !== 0 }
}

function stored({ width, height, depth, colour }: Header, parts: readonly Uint8Array[], palette: Uint8Array | undefined, profile: Uint8Array | undefined): StoredImage | undefined {
  if (colour === 3 && (!palette || palette.length < 3 || palette.length % 3 !== 0 || palette.length > 3 << depth)) return undefined
  const content = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    content.set(part, at)
    at += part.length
  }
  return {
    width, height, bits: depth as StoredImage['bits'], space: colour === 0 ? 'DeviceGray' : 'DeviceRGB', orientation: 1, inverted: false, content,
    filter: { name: 'FlateDecode', colours: colour === 2 ? 3 : 1 }, ...(colour === 3 && { palette }), ...(profile && { profile: { bytes: profile, deflated: true } }),
  }
}
