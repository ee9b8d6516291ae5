/**
 * What is sealed is first compressed (above 1 KiB) and padded, so that the length of a ciphertext tells
 * little: without padding, an edit of a phone and a long note could be told apart on the relay's disk.
 */
import { joinBytes } from '../domain/bytes'
import { PortError } from '../ports/errors'

const compressAbove = 1024
const raw = 0
const deflated = 1
/** First byte: how the rest is written; then the length in 4 bytes. */
const prefixBytes = 5
/** No pack of ours comes near; more is a bomb or damage. */
const largestPlaintext = 256 * 1024 * 1024

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream, limit = Infinity): Promise<Uint8Array> {
  const writer = stream.writable.getWriter()
  // Errors surface on the reading side; the writing side's copy must not become an unhandled rejection.
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => {})
  writer.close().catch(() => {})
  const pieces: Uint8Array[] = []
  let length = 0
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    pieces.push(read.value)
    length += read.value.length
    if (length > limit) {
      await reader.cancel()
      throw new PortError('entry-damaged', 'inflates past its limit')
    }
  }
  return pieces.length === 1 ? pieces[0]! : joinBytes(...pieces)
}

/** Padmé (Nikitin et al., 2019): at most 12 % more bytes, and lengths fall in O(log log n) classes. Never under 128 bytes. */
export function paddedLength(length: number): number {
  if (length <= 128) return 128
  const exponent = Math.floor(Math.log2(length))
  const kept = Math.floor(Math.log2(exponent)) + 1
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

/** Compressed if that helps, prefixed, padded with zeros. */
export async function wrapPlaintext(plaintext: Uint8Array): Promise<Uint8Array> {
  let body = plaintext
  let how = raw
  if (plaintext.length > compressAbove) {
    const smaller = await through(plaintext, new CompressionStream('deflate-raw'))
    if (smaller.length < plaintext.length) {
      body = smaller
      how = deflated
    }
  }
  const padded = new Uint8Array(paddedLength(prefixBytes + body.length))
  padded[0] = how
  new DataView(padded.buffer).setUint32(1, body.length, true)
  padded.set(body, prefixBytes)
  return padded
}

/** The opposite of `wrapPlaintext`. Rejects with `entry-damaged`. */
export async function unwrapPlaintext(padded: Uint8Array): Promise<Uint8Array> {
  if (padded.length < prefixBytes) throw new PortError('entry-damaged', 'too short')
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(1, true)
  if (prefixBytes + length > padded.length) throw new PortError('entry-damaged', 'length past its end')
  const body = padded.subarray(prefixBytes, prefixBytes + length)
  if (padded[0] === raw) return body
  if (padded[0] !== deflated) throw new PortError('entry-damaged', 'unknown compression')
  try {
    return await through(body, new DecompressionStream('deflate-raw'), largestPlaintext)
  } catch (error) {
    throw error instanceof PortError ? error : new PortError('entry-damaged', 'does not inflate')
  }
}
