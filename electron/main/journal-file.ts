/**
 * The journal's file itself: made, read at start, written at its end, cut back after a failed write.
 * Invariant: `end` never passes the last frame that was written whole; a write that fails leaves the file as it was.
 * Whoever holds a `JournalFile` writes to it one call at a time.
 */
import { open, type FileHandle } from 'node:fs/promises'
import { crc32 as nativeCrc } from 'node:zlib'
import { withNativeCrc } from '#core/log/crc32'
import { batchLength, encodeFileHeader, frameHeaderLength, readPayload, writeBatch } from '#core/log/frame'
import { frameScanner, type FramePlace, type Scan } from '#core/log/scan'

export interface JournalFile {
  handle: FileHandle
  generation: Uint8Array
  /** Where the next frame goes, in bytes. */
  end: number
  places: FramePlace[]
  lastBatch: number
  /** Highest batch that an fsync has confirmed. */
  synced: number
  /** A failed write may have left bytes behind `end`. */
  overhang: boolean
}

const crc = withNativeCrc(nativeCrc)

/** Read in pieces of this many bytes, checked in a few milliseconds each, so that the main process goes on answering. */
const pieceLength = 1024 * 1024

/** Makes or replaces the file. Its name is not durable until the folder is synced. */
export async function createJournalFile(path: string): Promise<JournalFile> {
  const handle = await open(path, 'w+', 0o600)
  try {
    const generation = crypto.getRandomValues(new Uint8Array(16))
    const header = encodeFileHeader(generation, crc)
    await writeAll(handle, header, 0)
    return { handle, generation, end: header.length, places: [], lastBatch: 0, synced: 0, overhang: false }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Reads the whole file once and says what is in it. Changes nothing. */
export async function scanJournalFile(handle: FileHandle): Promise<Scan> {
  const scanner = frameScanner(crc)
  let at = 0
  // The next piece is read by the system while this one is checked.
  let coming = readSome(handle, at, pieceLength)
  for (;;) {
    const piece = await coming
    if (piece.length === 0) return scanner.finish()
    at += piece.length
    coming = readSome(handle, at, pieceLength)
    scanner.push(piece)
  }
}

/** Writes batches at the end, without fsync. Gives the offset of each payload; the file's state moves on only on success. */
export async function writeBatches(file: JournalFile, batches: readonly (readonly Uint8Array[])[]): Promise<number[][]> {
  const bytes = new Uint8Array(batches.reduce((sum, payloads) => sum + batchLength(payloads), 0))
  let at = 0
  const offsets = batches.map((payloads, index) => {
    const numbers = { batch: file.lastBatch + 1 + index, synced: file.synced }
    const places = writeBatch(bytes, at, payloads, numbers, crc).map((offset) => file.end + offset)
    at += batchLength(payloads)
    return places
  })
  if (file.overhang) await cutBack(file)
  file.overhang = true
  await writeAll(file.handle, bytes, file.end)
  file.overhang = false
  batches.forEach((payloads, batch) =>
    payloads.forEach(({ length }, index) => file.places.push({ offset: offsets[batch]![index]!, length })),
  )
  file.end += bytes.length
  file.lastBatch += batches.length
  return offsets
}

/** Takes back batches whose fsync failed: what the system holds of them can't be trusted any more. */
export function forgetFrom(file: JournalFile, before: Pick<JournalFile, 'end' | 'lastBatch'>): void {
  file.end = before.end
  file.lastBatch = before.lastBatch
  while (file.places.length && file.places.at(-1)!.offset > before.end) file.places.pop()
  file.overhang = true
}

/** Removes what a failed write left behind the end. */
export async function cutBack(file: JournalFile): Promise<void> {
  await file.handle.truncate(file.end)
  file.overhang = false
}

/** Payloads of neighbouring places, read in one go. A frame damaged since the start is left out. */
export async function readPlaces(file: Pick<JournalFile, 'handle'>, places: readonly FramePlace[]): Promise<{ offset: number; payload: Uint8Array }[]> {
  const first = places[0]
  const last = places.at(-1)
  if (!first || !last) return []
  const start = first.offset - frameHeaderLength
  const bytes = await readSome(file.handle, start, last.offset + last.length - start)
  return places.flatMap(({ offset }) => {
    const payload = readPayload(bytes, offset - frameHeaderLength - start, crc)
    return payload ? [{ offset, payload }] : []
  })
}

/** As many bytes as there are, up to `length`. */
export async function readSome(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

/** A full disk takes a part of a write and says so only at the next one. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written)
    written += bytesWritten
  }
}
