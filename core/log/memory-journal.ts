/**
 * A journal in memory, byte for byte what the file journal writes: for tests, and for tools that need no disk.
 * It is as strict as the file: a full "disk" (`capacity`) refuses a batch whole and takes the next one that fits.
 */
import { idFromBytes } from '../domain/ids'
import { PortError } from '../ports/errors'
import type { Journal, JournalFrame, JournalInfo } from '../ports/journal'
import { crc32 as ownCrc } from '../domain/crc32'
import type { Crc32 } from './crc32'
import { batchLength, encodeFileHeader, fileHeaderLength, frameHeaderLength, frameMarker, readPayload, writeBatch } from './frame'
import { placeAt, placesFrom } from './places'
import { scanFrames, type FramePlace } from './scan'

interface MemoryJournal extends Journal {
  /** A copy of the file. */
  bytes(): Uint8Array
  /** From now on the file may not grow past this many bytes. */
  setCapacity(bytes: number): void
}

interface Content {
  file: Uint8Array
  end: number
  places: FramePlace[]
  generation: Uint8Array
  lastBatch: number
  quarantined: number
  damaged: number
}

function emptyContent(crc: Crc32): Content {
  const generation = crypto.getRandomValues(new Uint8Array(16))
  const file = encodeFileHeader(generation, crc)
  return { file, end: fileHeaderLength, places: [], generation, lastBatch: 0, quarantined: 0, damaged: 0 }
}

function put(content: Content, payloads: readonly Uint8Array[], crc: Crc32): number[] {
  const end = content.end + batchLength(payloads)
  if (end > content.file.length) {
    const larger = new Uint8Array(Math.max(end, content.file.length * 2))
    larger.set(content.file.subarray(0, content.end))
    content.file = larger
  }
  const numbers = { batch: content.lastBatch + 1, synced: content.lastBatch }
  const offsets = writeBatch(content.file, content.end, payloads, numbers, crc)
  offsets.forEach((offset, at) => content.places.push({ offset, length: payloads[at]!.length }))
  content.lastBatch++
  content.end = end
  return offsets
}

function openContent(bytes: Uint8Array, crc: Crc32): Content {
  const scan = scanFrames(bytes, crc)
  if (scan.header === 'newer') throw new PortError('journal-failed', 'written by a later version')
  const quarantined = scan.regions.filter(({ kind }) => kind !== 'repeated').length
  const damaged = scan.regions.filter(({ kind }) => kind === 'damaged').length
  if (scan.generation) {
    const file = bytes.slice(0, scan.end)
    for (const { offset } of scan.interrupted) file.fill(0, offset - frameHeaderLength, offset - frameHeaderLength + frameMarker.length)
    const { end, frames: places, generation, lastBatch } = scan
    return { file, end, places, generation, lastBatch, quarantined, damaged }
  }
  const content = emptyContent(crc)
  for (const { offset, length } of scan.frames) put(content, [bytes.subarray(offset, offset + length)], crc)
  return { ...content, quarantined, damaged }
}

/** `from`: bytes of an earlier journal, in any state. Throws `journal-failed` when a later version wrote them. */
export function memoryJournal(from: Uint8Array = new Uint8Array(0), crc: Crc32 = ownCrc): MemoryJournal {
  let content = openContent(from, crc)
  let capacity = Infinity

  function info(): JournalInfo {
    const { generation, end, quarantined, damaged } = content
    return { generation: idFromBytes(generation), end, quarantined, damaged }
  }

  function read({ offset }: FramePlace): Uint8Array {
    const payload = readPayload(content.file, offset - frameHeaderLength, crc)
    if (!payload) throw new PortError('journal-failed', 'frame damaged since it was opened')
    return payload.slice()
  }

  function putWithin(target: Content, payloads: readonly Uint8Array[]): number[] {
    if (target.end + batchLength(payloads) > capacity) throw new PortError('disk-full')
    return payloads.length ? put(target, payloads, crc) : []
  }

  return {
    info: async () => info(),
    async append(payloads) {
      const offsets = putWithin(content, payloads)
      return { offsets, end: content.end }
    },
    async readFrom(offset, maxBytes) {
      const { places, next } = placesFrom(content.places, offset, maxBytes)
      return { frames: places.map((place): JournalFrame => ({ offset: place.offset, payload: read(place) })), next }
    },
    async readAt(offset) {
      const place = placeAt(content.places, offset)
      if (!place) throw new PortError('journal-failed', 'no frame at this offset')
      return read(place)
    },
    async rewrite(payloads) {
      const appendedFrom = content.end
      const fresh = emptyContent(crc)
      const offsets: number[] = []
      for await (const piece of payloads) offsets.push(...putWithin(fresh, piece))
      for (const place of placesFrom(content.places, appendedFrom, Infinity).places) putWithin(fresh, [read(place)])
      content = fresh
      return { info: info(), offsets }
    },
    bytes: () => content.file.slice(0, content.end),
    setCapacity(bytes) {
      capacity = bytes
    },
  }
}
