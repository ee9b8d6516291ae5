/**
 * CRC-32 as zlib, gzip and PNG use it (polynomial 0xEDB88320 reflected; RFC 1952 §8, ISO 3309), four bytes at a time. It tells
 * torn and flipped bytes from good ones; it protects from accidents only, seals protect from people.
 */

/** Of the sums of four bytes in a row: a byte at a time takes three times as long on a large photograph. */
const tables = Array.from({ length: 4 }, () => new Uint32Array(256))
for (let value = 0; value < 256; value++) {
  let sum = value
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  tables[0]![value] = sum
}
for (let value = 0; value < 256; value++) {
  for (let step = 1; step < 4; step++) {
    const before = tables[step - 1]![value]!
    tables[step]![value] = (before >>> 8) ^ tables[0]![before & 0xff]!
  }
}

/** The CRC of `bytes[from]` to `bytes[to - 1]`. */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  const [one, two, three, four] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  let sum = 0xffffffff
  let at = from
  for (; at + 4 <= to; at += 4) {
    sum ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    sum = four[sum & 0xff]! ^ three[(sum >>> 8) & 0xff]! ^ two[(sum >>> 16) & 0xff]! ^ one[sum >>> 24]!
  }
  for (; at < to; at++) sum = (sum >>> 8) ^ one[(sum ^ bytes[at]!) & 0xff]!
  return (sum ^ 0xffffffff) >>> 0
}
