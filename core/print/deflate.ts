/**
 * Zlib compression (RFC 1950, the format of PDF's FlateDecode). In plain JavaScript on purpose: the platform's CompressionStream
 * takes 1.7 times as long on streams of a page's size (13 KB), and compresses differently from one machine to another,
 * while the same sheet must give the same bytes everywhere. Level 4: 6 % larger than level 6 in two thirds of its time.
 */
import { zlibSync } from 'fflate'

export function deflate(bytes: Uint8Array): Uint8Array {
  return zlibSync(bytes, { level: 4 })
}
