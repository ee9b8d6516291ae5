import fc from 'fast-check'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withNativeCrc } from './crc32'
import { batchLength, encodeFileHeader, fileHeaderLength, frameHeaderLength, writeBatch } from './frame'
import { frameScanner, scanFrames, type Scan } from './scan'

const crc = withNativeCrc(crc32)
const seed = Number(process.env['PERMANENCE_SEED'] ?? Date.now() % 0x7fffffff)
console.log(`scan.test.ts: PERMANENCE_SEED=${seed}`)

interface Batch {
  start: number
  end: number
  /** Each frame's payload and the bytes it takes, its header included. */
  frames: { payload: Uint8Array; start: number; end: number }[]
}

interface File {
  bytes: Uint8Array
  batches: Batch[]
}

/** `groups`: batches written with one fsync each; `synced` moves on only between groups. */
function buildFile(groups: Uint8Array[][][], generation = new Uint8Array(16).fill(9)): File {
  const lists = groups.flat()
  const bytes = new Uint8Array(fileHeaderLength + lists.reduce((sum, list) => sum + batchLength(list), 0))
  bytes.set(encodeFileHeader(generation, crc))
  const batches: Batch[] = []
  let at = fileHeaderLength
  let synced = 0
  for (const group of groups) {
    for (const payloads of group) {
      const start = at
      const offsets = writeBatch(bytes, at, payloads, { batch: batches.length + 1, synced }, crc)
      at += batchLength(payloads)
      const frames = payloads.map((payload, index) => ({
        payload,
        start: offsets[index]! - frameHeaderLength,
        end: offsets[index]! + payload.length,
      }))
      batches.push({ start, end: at, frames })
    }
    synced = batches.length
  }
  return { bytes, batches }
}

function payloadsOf(bytes: Uint8Array, scan: Scan): string[] {
  return scan.frames.map(({ offset, length }) => hex(bytes.subarray(offset, offset + length)))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

function framesOf(batches: Batch[]): string[] {
  return batches.flatMap(({ frames }) => frames.map(({ payload }) => hex(payload)))
}

/** Pseudo-random payloads that also hold marker bytes, the worst that a payload can do to a resynchronisation. */
function payload(length: number, start: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = (start * 2654435761) >>> 0 || 1
  for (let at = 0; at < length; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[at] = state & 0xff
  }
  if (length > 40) bytes.set([0xf5, 0x9a, 0x50, 0x4a], length >> 1)
  if (length > 10) bytes.set([0xf5, 0x9a], length - 2)
  return bytes
}

/** A file of about `size` bytes: batches of one to three frames. */
function fileOf(size: number): File {
  const groups: Uint8Array[][][] = []
  for (let bytes = fileHeaderLength, batch = 0; bytes < size; batch++) {
    const list = Array.from({ length: 1 + (batch % 3) }, (_, index) => payload(60 + ((batch * 397 + index * 811) % 1900), batch * 5 + index))
    bytes += batchLength(list)
    groups.push([list])
  }
  return buildFile(groups)
}

const groupsOfBatches = fc.array(
  fc.array(fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  { minLength: 1, maxLength: 8 },
)

describe('a journal file cut short', () => {
  it('at every offset of 64 KiB: loses the torn batch only, names it, never throws', () => {
    const { bytes, batches } = fileOf(65_536)
    expect(bytes.length).toBeGreaterThanOrEqual(65_536)
    let whole = 0
    for (let cut = 0; cut <= bytes.length; cut++) {
      while (whole < batches.length && batches[whole]!.end <= cut) whole++
      const scan = scanFrames(bytes.subarray(0, cut), crc)
      const expectedEnd = whole ? batches[whole - 1]!.end : cut < fileHeaderLength ? 0 : fileHeaderLength
      const expected = batches.slice(0, whole).reduce((sum, { frames }) => sum + frames.length, 0)
      if (scan.frames.length !== expected || scan.end !== expectedEnd) throw new Error(`cut at ${cut}: ${scan.frames.length} frames, end ${scan.end}`)
      const torn = scan.regions.length === 1 && scan.regions[0]!.start === expectedEnd && scan.regions[0]!.end === cut
      if (cut === expectedEnd ? scan.regions.length > 0 : !torn) throw new Error(`cut at ${cut}: ${JSON.stringify(scan.regions)}`)
    }
    expect(payloadsOf(bytes, scanFrames(bytes, crc))).toEqual(framesOf(batches))
  }, 120_000)

  it('and filled with zeros, as some file systems do after a power cut: the same', () => {
    const { bytes, batches } = fileOf(8_192)
    for (let cut = fileHeaderLength; cut < bytes.length; cut += 7) {
      const zeroed = bytes.slice()
      zeroed.fill(0, cut)
      // A payload that ends in zeros is whole without them.
      const whole = batches.filter(({ end }) => end <= cut || !zeroed.subarray(0, end).some((byte, at) => byte !== bytes[at]))
      expect(payloadsOf(zeroed, scanFrames(zeroed, crc))).toEqual(framesOf(whole))
    }
  })
})

describe('a journal file with flipped bits', () => {
  it('at every byte of a file of acknowledged batches: loses the flipped frame only (in its last batch: that batch)', () => {
    const { bytes, batches } = fileOf(8_192)
    const last = batches.at(-1)!
    for (let at = 0; at < bytes.length; at++) {
      const flipped = bytes.slice()
      flipped[at]! ^= 1 << (at % 8)
      const scan = scanFrames(flipped, crc)
      const kept = batches
        .filter((batch) => batch !== last || at < batch.start)
        .flatMap(({ frames }) => frames.filter(({ start, end }) => at < start || at >= end))
      const expected = kept.map(({ payload: of }) => hex(of))
      if (payloadsOf(flipped, scan).join() !== expected.join()) throw new Error(`bit flipped at ${at}: ${scan.frames.length} of ${expected.length} frames`)
      if (scan.regions.length !== 1) throw new Error(`bit flipped at ${at}: ${JSON.stringify(scan.regions)}`)
      expect(scan.header).toBe(at < fileHeaderLength ? 'damaged' : 'valid')
    }
  })

  it('anywhere, many at once, in any file: every untouched acknowledged frame is found, nothing else is', () => {
    fc.assert(
      fc.property(groupsOfBatches, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 6 }), (groups, flips) => {
        const { bytes, batches } = buildFile(groups)
        const flipped = bytes.slice()
        for (const [at, bits] of flips) flipped[at % bytes.length]! ^= bits
        const scan = scanFrames(flipped, crc)
        const found = payloadsOf(flipped, scan)
        const untouched = (start: number, end: number): boolean => !bytes.subarray(start, end).some((byte, at) => flipped[start + at] !== byte)
        // A batch counts as acknowledged once an untouched frame of a later group says so.
        let synced = 0
        groups.reduce((before, group) => {
          const members = batches.slice(before, before + group.length)
          if (members.some(({ frames }) => frames.some(({ start, end }) => untouched(start, end)))) synced = before
          return before + group.length
        }, 0)
        const expected = batches.flatMap(({ start, end, frames }, at) =>
          at < synced || untouched(start, end) ? frames.filter((frame) => untouched(frame.start, frame.end)).map((frame) => hex(frame.payload)) : [],
        )
        expect(found).toEqual(expected)
      }),
      { seed, numRuns: 400 },
    )
  })
})

describe('any bytes at all', () => {
  it('are scanned without a throw, and every byte is a header, a frame or in a region', () => {
    fc.assert(
      fc.property(groupsOfBatches, fc.array(fc.tuple(fc.nat(), fc.nat(200), fc.uint8Array({ maxLength: 40 })), { maxLength: 4 }), (groups, splices) => {
        const bytes = [...buildFile(groups).bytes]
        for (const [at, removed, added] of splices) bytes.splice(at % (bytes.length + 1), removed, ...added)
        const scan = scanFrames(Uint8Array.from(bytes), crc)
        const covered = [
          ...scan.frames.map(({ offset, length }) => [offset - frameHeaderLength, offset + length] as const),
          ...scan.regions.map(({ start, end }) => [start, end] as const),
        ].sort((a, b) => a[0] - b[0])
        let at = scan.header === 'valid' ? fileHeaderLength : 0
        for (const [start, end] of covered) {
          expect(start).toBeLessThanOrEqual(at)
          at = Math.max(at, end)
        }
        expect(at).toBe(bytes.length)
      }),
      { seed, numRuns: 400 },
    )
  })

  it('read in pieces of any size give what they give at once', () => {
    fc.assert(
      fc.property(groupsOfBatches, fc.nat(), fc.integer({ min: 1, max: 90 }), (groups, flip, size) => {
        const { bytes } = buildFile(groups)
        bytes[flip % bytes.length]! ^= 0x10
        const scanner = frameScanner(crc)
        for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size))
        expect(scanner.finish()).toEqual(scanFrames(bytes, crc))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('that are empty, foreign or of a later version are told apart', () => {
    expect(scanFrames(new Uint8Array(0), crc)).toMatchObject({ header: 'empty', frames: [], regions: [], end: 0 })
    const foreign = new TextEncoder().encode('%PDF-1.7\n'.repeat(50))
    expect(scanFrames(foreign, crc)).toMatchObject({ header: 'damaged', frames: [], regions: [{ start: 0, end: foreign.length }], end: 0 })
    const newer = buildFile([[[payload(50, 1)]]]).bytes
    newer[8] = 2
    new DataView(newer.buffer).setUint32(28, crc32(newer.subarray(0, 28)), true)
    expect(scanFrames(newer, crc)).toMatchObject({ header: 'newer', frames: [], regions: [], size: newer.length })
  })
})

describe('batches', () => {
  const one = [payload(30, 1)]
  const two = [payload(40, 2), payload(41, 3)]
  const three = [payload(50, 4)]

  it('written with one fsync and torn in the middle, the last one whole: the torn one is gone whole, and must be overwritten', () => {
    const { bytes, batches } = buildFile([[one], [two, three]])
    bytes.fill(0, batches[1]!.frames[1]!.start, batches[1]!.frames[1]!.end)
    const scan = scanFrames(bytes, crc)
    expect(payloadsOf(bytes, scan)).toEqual([one[0]!, three[0]!].map(hex))
    expect(scan.interrupted).toEqual([{ offset: batches[1]!.frames[0]!.start + frameHeaderLength, length: 40 }])
    expect(scan.regions).toEqual([{ start: batches[1]!.start, end: batches[1]!.end, kind: 'damaged' }])
    expect(scan.lastBatch).toBe(3)
  })

  it('acknowledged and damaged later keep their other frames', () => {
    const { bytes, batches } = buildFile([[one], [two], [three]])
    bytes[batches[1]!.frames[1]!.end - 1]! ^= 4
    expect(payloadsOf(bytes, scanFrames(bytes, crc))).toEqual([one[0]!, two[0]!, three[0]!].map(hex))
  })

  it('that are in the file twice are given once', () => {
    const { bytes, batches } = buildFile([[one], [two], [three]])
    const { start, end } = batches[1]!
    const repeated = Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(start, end), ...bytes.subarray(end)])
    const scan = scanFrames(repeated, crc)
    expect(payloadsOf(repeated, scan)).toEqual(framesOf(batches))
    expect(scan.regions.every(({ kind }) => kind === 'repeated')).toBe(true)
    expect(scan.regions).toHaveLength(2)
  })

  it('say whether an fsync is still due', () => {
    expect(scanFrames(buildFile([[one]]).bytes, crc).unsynced).toBe(true)
    expect(scanFrames(buildFile([]).bytes, crc).unsynced).toBe(false)
  })
})
