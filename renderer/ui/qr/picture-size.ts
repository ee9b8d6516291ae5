/**
 * What a file says of itself before it is opened as a picture. Invariant: nothing is drawn whose size is not known: a few
 * kilobytes can stand for more pixels than the computer has memory for.
 */
export interface PictureSize {
  width: number
  height: number
}

const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/** By its first bytes; whether it can be opened is another matter. */
export const isPicture = (bytes: Uint8Array): boolean => /^(\x89PNG|\xff\xd8|RIFF....WEBP)/s.test(text(bytes, 0, 12))

/** Of a PNG (W3C), JPEG (ITU-T T.81) or WebP (RFC 9649); `null` for anything else. `bytes`: its beginning, or all of it. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' && text(bytes, 12, 16) === 'IHDR') return { width: view.getUint32(16), height: view.getUint32(20) }
    if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return webpSize(view, text(bytes, 12, 16))
    if (view.getUint16(0) === 0xffd8) return jpegSize(view)
  } catch {
    // Cut short.
  }
  return null
}

/** In the frame header, behind segments of all sorts: a photo's own small preview may be among them. */
function jpegSize(view: DataView): PictureSize | null {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    while (view.getUint16(at) === 0xffff) at++
    const marker = view.getUint16(at)
    // Frames of all kinds, but for three other markers in their midst.
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    if (marker < 0xffc0 || marker === 0xffda) return null
  }
}

function webpSize(view: DataView, kind: string): PictureSize | null {
  const threeBytes = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  if (kind === 'VP8X') return { width: threeBytes(24) + 1, height: threeBytes(27) + 1 }
  if (kind === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (kind !== 'VP8L') return null
  const bits = view.getUint32(21, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
