/** A photograph that nobody took, as PNG: soft colours with grain, as a camera has them; its pixels compress to about a third. */
import { deflateSync } from 'node:zlib'
import { crc32 } from '#core/domain/crc32'

/** 12 megapixels unless said. */
export function photograph(width = 4000, height = 3000): Uint8Array {
  const rows = new Uint8Array((width * 3 + 1) * height)
  let seed = 7
  for (let y = 0, at = 0; y < height; y++) {
    // Each byte as its difference from the pixel on its left.
    rows[at++] = 1
    for (let x = 0; x < width * 3; x++) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff
      rows[at++] = x < 3 ? y >> 4 : ((seed >> 16) % 7) - 3
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(kind: string, body: Uint8Array): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(kind, 'latin1'), body, Buffer.alloc(4)])
  whole.writeUInt32BE(body.length, 0)
  whole.writeUInt32BE(crc32(whole, 4, whole.length - 4), whole.length - 4)
  return whole
}
