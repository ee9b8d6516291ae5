/**
 * CRC-32 as zlib, gzip and PNG use it (polynomial 0xEDB88320 reflected; RFC 1952 §8). It tells torn and flipped bytes
 * from good ones; it protects from accidents only, seals protect from people.
 * The main process injects its runtime's native one, ten times faster; workers and tests may use this table.
 */
export type Crc32 = (bytes: Uint8Array, from: number, to: number) => number

const table = new Uint32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  table[byte] = value >>> 0
}

/** The CRC of `bytes[from]` to `bytes[to - 1]`. */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  let value = -1
  for (let at = from; at < to; at++) value = (value >>> 8) ^ table[(value ^ bytes[at]!) & 0xff]!
  return ~value >>> 0
}

/** Below this many bytes the call of a native function and its view cost more than the table. Measured. */
const worthACall = 200

/** With a runtime's own function (`zlib.crc32`) for all but short ranges. */
export function withNativeCrc(native: (bytes: Uint8Array) => number): Crc32 {
  return (bytes, from, to) => (to - from < worthACall ? crc32(bytes, from, to) : native(bytes.subarray(from, to)))
}
