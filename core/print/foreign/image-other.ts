/** GIF (89a) and WebP (RFC 9649): their size, and whether they are whole. Their pixels are for the browser to decode. */
import { PortError } from '../../ports/errors'
import { openBytes, type Bytes } from './image-bytes'
import type { ImageFacts } from './image-facts'

export function readGif(bytes: Uint8Array): ImageFacts | undefined {
  const file = openBytes(bytes)
  if (!/^GIF8[79]a$/.test(file.text(0, 6))) return undefined
  const table = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)
  const skipBlocks = (from: number): number => {
    let place = from
    while (file.at(place) !== 0) place += file.at(place) + 1
    return place + 1
  }
  let frames = 0
  let place = 13 + table(file.at(10))
  for (let kind = file.at(place); kind !== 0x3b; kind = file.at(place)) {
    if (kind === 0x21) place = skipBlocks(place + 2)
    else if (kind === 0x2c) {
      frames++
      place = skipBlocks(place + 11 + table(file.at(place + 9)))
    } else throw new PortError('image-unreadable', 'gif block')
  }
  if (frames === 0) throw new PortError('image-unreadable', 'gif frame')
  return { format: 'gif', width: file.u16(6, true), height: file.u16(8, true), asItStands: undefined }
}

export function readWebp(bytes: Uint8Array): ImageFacts | undefined {
  const file = openBytes(bytes)
  if (file.text(0, 4) !== 'RIFF' || file.text(8, 4) !== 'WEBP') return undefined
  if (file.u32(4, true) + 8 > file.length) throw new PortError('image-cut-short', 'webp')
  const [width, height] = webpSize(file)
  return { format: 'webp', width, height, asItStands: undefined }
}

function webpSize(file: Bytes): [number, number] {
  const u24 = (place: number): number => file.u16(place, true) + file.at(place + 2) * 65_536
  switch (file.text(12, 4)) {
    case 'VP8X':
      return [u24(24) + 1, u24(27) + 1]
    case 'VP8L': {
      const packed = file.u32(21, true)
      return [(packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1]
    }
    case 'VP8 ':
      return [file.u16(26, true) & 0x3fff, file.u16(28, true) & 0x3fff]
    default:
      throw new PortError('image-unreadable', 'webp')
  }
}
