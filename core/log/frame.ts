/**
 * The journal's file format. Invariant: whatever happens to the bytes (cut, zeroed, flipped, repeated), every frame that
 * is still whole can be found again, and a batch whose writing was interrupted is never seen in part.
 *
 * File:   header (32 bytes), then frames, one after the other. All numbers are little-endian.
 * Header: magic "PERMJRNL" (8), version (u32), generation (16 random bytes), CRC-32 of the 28 bytes before (u32).
 * Frame:  marker F5 9A 50 4A, batch (u32), synced (u32), index in the batch with the highest bit set on the last frame
 *         of the batch (u32), payload length (u32), CRC-32 of the payload (u32), CRC-32 of the 24 bytes before (u32), payload.
 *
 * - The header of a frame has a CRC of its own: a flipped bit in a length field must not swallow the frames that follow.
 * - `batch` numbers batches from 1 in the order of writing; a rewrite of the file starts again from 1.
 * - `synced` is the last batch known to be on the disk when this frame was written. It tells, after the fact, a batch that
 *   was acknowledged and damaged later (its other frames are given back) from one that a crash cut short (none is).
 */
import type { Crc32 } from './crc32'

export const fileHeaderLength = 32
export const frameHeaderLength = 28
/** A longer payload is refused on writing, and taken for damage on reading. Bytes. */
export const maxPayloadLength = 0x1000_0000
export const formatVersion = 1

const magic = [0x50, 0x45, 0x52, 0x4d, 0x4a, 0x52, 0x4e, 0x4c]
/** F5 never occurs in UTF-8 text: a text file can't look like a journal. */
export const frameMarker = [0xf5, 0x9a, 0x50, 0x4a] as const
const lastOfBatch = 0x8000_0000

export interface FrameHeader {
  batch: number
  synced: number
  index: number
  last: boolean
  length: number
  payloadCrc: number
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** `generation`: 16 random bytes. */
export function encodeFileHeader(generation: Uint8Array, crc: Crc32): Uint8Array {
  const bytes = new Uint8Array(fileHeaderLength)
  bytes.set(magic)
  const fields = view(bytes)
  fields.setUint32(8, formatVersion, true)
  bytes.set(generation.subarray(0, 16), 12)
  fields.setUint32(28, crc(bytes, 0, 28), true)
  return bytes
}

/** `null` when these 32 bytes are no header, or a damaged one. */
export function decodeFileHeader(bytes: Uint8Array, crc: Crc32): { version: number; generation: Uint8Array } | null {
  if (bytes.length < fileHeaderLength || magic.some((byte, at) => bytes[at] !== byte)) return null
  const fields = view(bytes)
  if (fields.getUint32(28, true) !== crc(bytes, 0, 28)) return null
  return { version: fields.getUint32(8, true), generation: bytes.slice(12, 28) }
}

/** Bytes that a batch takes in the file. */
export function batchLength(payloads: readonly Uint8Array[]): number {
  return payloads.reduce((sum, payload) => sum + frameHeaderLength + payload.length, 0)
}

/**
 * Writes one batch into `target` at `at` and gives the place of each payload in `target`.
 * Throws a `RangeError` on a payload longer than `maxPayloadLength`.
 */
export function writeBatch(
  target: Uint8Array,
  at: number,
  payloads: readonly Uint8Array[],
  numbers: { batch: number; synced: number },
  crc: Crc32,
): number[] {
  const fields = view(target)
  const offsets: number[] = []
  payloads.forEach((payload, index) => {
    if (payload.length > maxPayloadLength) throw new RangeError('payload too long for a frame')
    target.set(frameMarker, at)
    fields.setUint32(at + 4, numbers.batch, true)
    fields.setUint32(at + 8, numbers.synced, true)
    fields.setUint32(at + 12, (index | (index === payloads.length - 1 ? lastOfBatch : 0)) >>> 0, true)
    fields.setUint32(at + 16, payload.length, true)
    fields.setUint32(at + 20, crc(payload, 0, payload.length), true)
    fields.setUint32(at + 24, crc(target, at, at + 24), true)
    target.set(payload, at + frameHeaderLength)
    offsets.push(at + frameHeaderLength)
    at += frameHeaderLength + payload.length
  })
  return offsets
}

/** The header that starts at `at`, or `null` when none does. Reads nothing past the end. */
export function readFrameHeader(bytes: Uint8Array, at: number, crc: Crc32): FrameHeader | null {
  if (at + frameHeaderLength > bytes.length) return null
  for (let byte = 0; byte < frameMarker.length; byte++) if (bytes[at + byte] !== frameMarker[byte]) return null
  if (readUint32(bytes, at + 24) !== crc(bytes, at, at + 24)) return null
  const length = readUint32(bytes, at + 16)
  if (length > maxPayloadLength) return null
  const index = readUint32(bytes, at + 12)
  return {
    batch: readUint32(bytes, at + 4),
    synced: readUint32(bytes, at + 8),
    index: index & ~lastOfBatch,
    last: index >= lastOfBatch,
    length,
    payloadCrc: readUint32(bytes, at + 20),
  }
}

/** Little-endian. By hand: a `DataView` for each of 100,000 headers would take longer than reading them. */
function readUint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
}

/** The payload of the frame whose header starts at `at`, or `null` when header or payload is not whole. A view, not a copy. */
export function readPayload(bytes: Uint8Array, at: number, crc: Crc32): Uint8Array | null {
  const header = readFrameHeader(bytes, at, crc)
  const start = at + frameHeaderLength
  if (!header || start + header.length > bytes.length) return null
  const end = start + header.length
  return crc(bytes, start, end) === header.payloadCrc ? bytes.subarray(start, end) : null
}
