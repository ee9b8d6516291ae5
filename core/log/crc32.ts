/**
 * CRC-32 as zlib, gzip and PNG use it (polynomial 0xEDB88320 reflected; RFC 1952 §8). It tells torn and flipped bytes
 * from good ones; it protects from accidents only, seals protect from people.
 * The main process injects its runtime's native one, ten times faster; workers and tests may use this table.
 */
export type Crc32 = (bytes: Uint8Array, start?: number) => number

const table = new Uint32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  table[byte] = value >>> 0
}

/** `start` is the CRC of what comes before, so that pieces can be chained. */
export function crc32(bytes: Uint8Array, start = 0): number {
  let value = ~start
  for (let at = 0; at < bytes.length; at++) value = (value >>> 8) ^ table[(value ^ bytes[at]!) & 0xff]!
  return ~value >>> 0
}
