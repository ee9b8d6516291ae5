/**
 * Reads a journal file back, whatever state it is in. Never throws on any bytes.
 * Invariant: a frame that is whole is found even when all that is before it is damaged (resynchronisation by marker);
 * a batch cut short by a crash is left out whole; what can't be read is named as a region, for whoever keeps it aside.
 *
 * The scanner takes the file in pieces, so that the main process never holds its loop for a large file.
 */
import type { Crc32 } from './crc32'
import { decodeFileHeader, fileHeaderLength, formatVersion, frameHeaderLength, frameMarker, readFrameHeader } from './frame'

/** Where a payload is: bytes from the start of the file. Its frame header is the 28 bytes before. */
export interface FramePlace {
  offset: number
  length: number
}

export interface Region {
  start: number
  end: number
  /** `torn`: the end of the file, cut short by a crash. `damaged`: a place that valid frames follow. `repeated`: a copy of a batch. */
  kind: 'torn' | 'damaged' | 'repeated'
}

export interface Scan {
  /** `empty`: no byte. `newer`: written by a later version, to be left alone. `damaged`: foreign, or damaged in its first 32 bytes. */
  header: 'valid' | 'empty' | 'damaged' | 'newer'
  /** 16 bytes, `null` unless the header is valid. */
  generation: Uint8Array | null
  /** In the order of the file. */
  frames: FramePlace[]
  regions: Region[]
  /**
   * Places of whole frames of interrupted batches that are followed by valid frames. Their markers must be overwritten before
   * anything is appended: a later `synced` would otherwise make them look acknowledged.
   */
  interrupted: FramePlace[]
  /** End of the last valid frame: where the next one goes, once all behind it is cut off. */
  end: number
  size: number
  /** Highest batch number met; the next batch takes the one above. */
  lastBatch: number
  /** A batch may have been written and not fsynced: an fsync is due before it is shown as saved. */
  unsynced: boolean
}

interface Found extends FramePlace {
  batch: number
  synced: number
  index: number
  last: boolean
}

export interface Scanner {
  push(chunk: Uint8Array): void
  finish(): Scan
}

export function frameScanner(crc: Crc32): Scanner {
  let held: Uint8Array = new Uint8Array(0)
  /** Offset in the file of `held[0]`. */
  let base = 0
  let header: Scan['header'] | null = null
  let generation: Uint8Array | null = null
  let damageStart = -1
  const found: Found[] = []
  const damage: Region[] = []

  function readHeader(final: boolean): boolean {
    if (held.length < fileHeaderLength && !final) return false
    const decoded = decodeFileHeader(held, crc)
    if (decoded) {
      header = decoded.version === formatVersion ? 'valid' : 'newer'
      generation = decoded.generation
      held = held.subarray(fileHeaderLength)
      base = fileHeaderLength
    } else header = held.length === 0 ? 'empty' : 'damaged'
    return true
  }

  /** Next place where a marker may start, or where its first bytes may be cut off by the end of what is held. */
  function nextMarker(from: number): number {
    for (let at = from; ; at++) {
      at = held.indexOf(frameMarker[0], at)
      if (at < 0) return held.length
      let same = 1
      while (same < frameMarker.length && at + same < held.length && held[at + same] === frameMarker[same]) same++
      if (same === frameMarker.length || at + same === held.length) return at
    }
  }

  function walk(final: boolean): void {
    if (header === null && !readHeader(final)) return
    if (header === 'newer') {
      base += held.length
      held = held.subarray(held.length)
      return
    }
    let at = 0
    while (at < held.length) {
      const frame = readFrameHeader(held, at, crc)
      if (!frame && !final && held.length - at < frameHeaderLength) break
      const payloadAt = at + frameHeaderLength
      if (frame && payloadAt + frame.length > held.length && !final) break
      const payloadEnd = payloadAt + (frame?.length ?? 0)
      if (frame && payloadEnd <= held.length && crc(held, payloadAt, payloadEnd) === frame.payloadCrc) {
        closeDamage(base + at)
        const { batch, synced, index, last, length } = frame
        found.push({ offset: base + payloadAt, length, batch, synced, index, last })
        at = payloadEnd
      } else {
        if (damageStart < 0) damageStart = base + at
        // Not past the supposed payload: bytes may be missing in it, and the next frame start earlier.
        at = nextMarker(at + 1)
      }
    }
    base += at
    held = held.subarray(at)
  }

  function closeDamage(end: number): void {
    if (damageStart >= 0 && damageStart < end) damage.push({ start: damageStart, end, kind: 'damaged' })
    damageStart = -1
  }

  return {
    push(chunk) {
      if (held.length === 0) held = chunk
      else {
        const joined = new Uint8Array(held.length + chunk.length)
        joined.set(held)
        joined.set(chunk, held.length)
        held = joined
      }
      walk(false)
    },
    finish() {
      walk(true)
      closeDamage(base)
      return settle({ header: header!, generation, found, damage, size: base })
    },
  }
}

/** Scans bytes that are in memory at once. */
export function scanFrames(bytes: Uint8Array, crc: Crc32): Scan {
  const scanner = frameScanner(crc)
  scanner.push(bytes)
  return scanner.finish()
}

function settle(read: Pick<Scan, 'header' | 'generation' | 'size'> & { found: Found[]; damage: Region[] }): Scan {
  const { header, generation, size, found, damage } = read
  const { kept, repeated, interrupted } = isOrderly(found)
    ? { kept: found, repeated: [], interrupted: [] }
    : sortOut(found)
  const lastKept = kept.at(-1)
  const end = lastKept ? lastKept.offset + lastKept.length : Math.min(size, header === 'valid' ? fileHeaderLength : 0)
  const lastBatch = found.reduce((highest, { batch }) => Math.max(highest, batch), 0)
  const lost: Region[] = [...damage, ...interrupted.map((frame): Region => region(frame, 'damaged'))]
  const inside = lost.filter(({ start }) => start < end).sort((a, b) => a.start - b.start)
  const copies = repeated.map((frame) => region(frame, 'repeated')).filter(({ start }) => start < end)
  const tail: Region[] = end < size && header !== 'newer' ? [{ start: end, end: size, kind: 'torn' }] : []
  return {
    header,
    generation,
    frames: kept.map(place),
    regions: [...joinNeighbours(inside), ...copies, ...tail],
    interrupted: interrupted.map(place).filter(({ offset }) => offset < end),
    end,
    size,
    lastBatch,
    unsynced: lastBatch > syncedBatch(found),
  }
}

function place({ offset, length }: Found): FramePlace {
  return { offset, length }
}

function region(frame: FramePlace, kind: Region['kind']): Region {
  return { start: frame.offset - frameHeaderLength, end: frame.offset + frame.length, kind }
}

function joinNeighbours(regions: Region[]): Region[] {
  const joined: Region[] = []
  for (const next of regions) {
    const before = joined.at(-1)
    if (before && before.end >= next.start) before.end = Math.max(before.end, next.end)
    else joined.push({ ...next })
  }
  return joined
}

function syncedBatch(found: readonly Found[]): number {
  return found.reduce((highest, { synced }) => Math.max(highest, synced), 0)
}

/** The usual file: every batch whole and in its order. Tells so without a table, which matters with 100,000 frames. */
function isOrderly(found: readonly Found[]): boolean {
  let batch = 0
  let index = 0
  for (const frame of found) {
    if (index === 0 ? frame.batch <= batch : frame.batch !== batch) return false
    if (frame.index !== index) return false
    batch = frame.batch
    index = frame.last ? 0 : index + 1
  }
  return index === 0
}

function sortOut(found: readonly Found[]): { kept: Found[]; repeated: Found[]; interrupted: Found[] } {
  const synced = syncedBatch(found)
  const batches = new Map<number, { indexes: Set<number>; count: number | null }>()
  const repeated: Found[] = []
  const single: Found[] = []
  for (const frame of found) {
    const batch = batches.get(frame.batch) ?? { indexes: new Set<number>(), count: null }
    batches.set(frame.batch, batch)
    if (batch.indexes.has(frame.index)) {
      repeated.push(frame)
      continue
    }
    batch.indexes.add(frame.index)
    if (frame.last) batch.count = frame.index + 1
    single.push(frame)
  }
  const isKept = ({ batch: number }: Found): boolean => {
    const batch = batches.get(number)!
    return number <= synced || batch.indexes.size === batch.count
  }
  return { kept: single.filter(isKept), repeated, interrupted: single.filter((frame) => !isKept(frame)) }
}
