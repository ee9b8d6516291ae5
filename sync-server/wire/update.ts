/**
 * Reads a Yjs update (v1) without building it: what it inserts and deletes, and where each struct's bytes are.
 * Invariant: whatever the bytes, this ends after one pass, allocates in proportion to their number, and lets through only
 * binary entries of at least 128 bytes at `entries`, garbage-collected ranges, gaps and deletions. Without it one frame
 * could end the process (Yjs trusts its input), or leave something in a room that no device can read as an entry.
 */
import * as decoding from 'lib0/decoding'

/** A run of clocks of one client: `start` inclusive, `end` exclusive. */
export interface Range {
  client: number
  start: number
  end: number
}

/** One struct of an update that takes up clocks (gaps are not listed). `from` and `to` are offsets in the update's bytes. */
export interface Struct extends Range {
  kind: 'entry' | 'deleted' | 'gone'
  from: number
  to: number
  /** The bytes of an entry; empty for the others. */
  content: Uint8Array
  /** What has to be there before it can be placed; `null` where it stands at the edge. */
  origin: { client: number; clock: number } | null
  rightOrigin: { client: number; clock: number } | null
}

export interface ReadUpdate {
  structs: Struct[]
  deletes: Range[]
  /** Offset of the delete set, to the end of the bytes. */
  deletesFrom: number
}

/** Bytes: a sealed entry is never shorter (header, tag and signature alone are more). */
const leastEntry = 128
const highestId = 2 ** 32 - 1
const highestClock = 2 ** 31 - 1
const root = 'entries'

const contentGone = 0
const contentDeleted = 1
const contentBinary = 3
const contentSkip = 10

class Malformed extends Error {}

/** `null` for anything malformed, truncated, followed by more bytes, or holding what a room never holds. */
export function readUpdate(bytes: Uint8Array): ReadUpdate | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const structs = readStructs(decoder, bytes)
    const deletesFrom = decoder.pos
    const deletes = readDeletes(decoder)
    return decoding.hasContent(decoder) ? null : { structs, deletes, deletesFrom }
  } catch (error) {
    // lib0 throws plain errors at the end of the bytes and on numbers that are too large.
    if (error instanceof Error) return null
    throw error
  }
}

const whole = (decoder: decoding.Decoder, highest: number): number => {
  const value = decoding.readVarUint(decoder)
  if (!(value <= highest)) throw new Malformed('number')
  return value
}

function byte(decoder: decoding.Decoder): number {
  if (!decoding.hasContent(decoder)) throw new Malformed('end')
  return decoding.readUint8(decoder)
}

function readStructs(decoder: decoding.Decoder, bytes: Uint8Array): Struct[] {
  const structs: Struct[] = []
  const seen = new Set<number>()
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    let count = decoding.readVarUint(decoder)
    // A client without structs is never written; a loop over an invented number of them would hold the process.
    if (count === 0) throw new Malformed('empty client')
    const client = whole(decoder, highestId)
    let clock = whole(decoder, highestClock)
    if (seen.has(client)) throw new Malformed('client twice')
    seen.add(client)
    for (; count > 0; count--) {
      const from = decoder.pos
      const struct = readStruct(decoder, bytes)
      const end = clock + struct.length
      if (struct.length === 0 || end > highestClock) throw new Malformed('clock')
      const { kind, content, origin, rightOrigin } = struct
      // Yjs looks its own client's clocks up without asking whether they are there: such an update ends whoever applies it.
      if ([origin, rightOrigin].some((id) => id?.client === client && id.clock >= clock)) throw new Malformed('refers to what comes after it')
      if (kind !== 'gap') structs.push({ client, start: clock, end, kind, from, to: decoder.pos, content, origin, rightOrigin })
      clock = end
    }
  }
  return structs
}

const none = new Uint8Array(0)

function readStruct(decoder: decoding.Decoder, bytes: Uint8Array) {
  const info = byte(decoder)
  const content = info & 0x1f
  if (content === contentGone || content === contentSkip) {
    if (info !== content) throw new Malformed('flags')
    const kind = content === contentGone ? ('gone' as const) : ('gap' as const)
    return { kind, length: whole(decoder, highestClock), content: none, origin: null, rightOrigin: null }
  }
  if (info & 0x20) throw new Malformed('key in a map')
  const origin = info & 0x80 ? readId(decoder) : null
  const rightOrigin = info & 0x40 ? readId(decoder) : null
  if (!origin && !rightOrigin) readParent(decoder)
  if (content === contentDeleted) return { kind: 'deleted' as const, length: whole(decoder, highestClock), content: none, origin, rightOrigin }
  if (content !== contentBinary) throw new Malformed('content')
  const length = decoding.readVarUint(decoder)
  const start = decoder.pos
  if (length < leastEntry || start + length > bytes.length) throw new Malformed('entry')
  decoder.pos = start + length
  return { kind: 'entry' as const, length: 1, content: bytes.subarray(start, start + length), origin, rightOrigin }
}

function readId(decoder: decoding.Decoder) {
  return { client: whole(decoder, highestId), clock: whole(decoder, highestClock) }
}

function readParent(decoder: decoding.Decoder): void {
  if (decoding.readVarUint(decoder) !== 1) throw new Malformed('parent')
  if (decoding.readVarUint(decoder) !== root.length) throw new Malformed('root')
  for (let at = 0; at < root.length; at++) if (byte(decoder) !== root.charCodeAt(at)) throw new Malformed('root')
}

function readDeletes(decoder: decoding.Decoder): Range[] {
  const deletes: Range[] = []
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = whole(decoder, highestId)
    let count = decoding.readVarUint(decoder)
    if (count === 0) throw new Malformed('empty client')
    for (; count > 0; count--) {
      const start = whole(decoder, highestClock)
      const end = start + whole(decoder, highestClock)
      if (end === start || end > highestClock) throw new Malformed('deleted range')
      deletes.push({ client, start, end })
    }
  }
  return deletes
}
