/**
 * Writes neighbouring pieces of a room as one, without the content of what is deleted.
 * Invariant: whoever applies the result has what whoever applied the pieces has, but for the bytes of deleted entries: those
 * are gone. `Y.mergeUpdates` would keep them, and a person who asked to be erased would stay on the relay's disk.
 */
import * as encoding from 'lib0/encoding'
import { Clocks } from './clocks.js'
import { writeDeletes, writeStructs } from './cut.js'
import { readUpdate, type Range, type Struct } from './update.js'

const contentGone = 0
const contentDeleted = 1

/** A struct and the bytes that it is in. */
interface Placed extends Struct {
  bytes: Uint8Array
}

/** The deleted entry as Yjs writes it once its content is collected: its place among the others stays. */
function withoutContent(struct: Placed, length: number): Uint8Array {
  const encoder = encoding.createEncoder()
  const { origin, rightOrigin } = struct
  encoding.writeUint8(encoder, contentDeleted | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0))
  for (const id of [origin, rightOrigin]) {
    if (!id) continue
    encoding.writeVarUint(encoder, id.client)
    encoding.writeVarUint(encoder, id.clock)
  }
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, 'entries')
  }
  encoding.writeVarUint(encoder, length)
  return encoding.toUint8Array(encoder)
}

const sameId = (a: Struct['origin'], b: Struct['origin']) => a?.client === b?.client && a?.clock === b?.clock

/** A run of one session's deleted entries, each placed behind the one before: Yjs holds it as one struct. */
function continues(before: Placed, next: Placed): boolean {
  return (
    before.kind === 'deleted' && next.kind === 'deleted' && before.end === next.start &&
    next.origin?.client === next.client && next.origin.clock === before.end - 1 && sameId(before.rightOrigin, next.rightOrigin)
  )
}

/** `isDeleted`: whether the room has this range deleted. `null` when a piece can't be read. */
export function mergePieces(pieces: readonly Uint8Array[], isDeleted: (range: Range) => boolean): Uint8Array | null {
  const byClient = new Map<number, Placed[]>()
  const deletes = new Clocks()
  for (const bytes of pieces) {
    const read = readUpdate(bytes)
    if (!read) return null
    for (const range of read.deletes) deletes.add(range)
    for (const struct of read.structs) {
      const own = byClient.get(struct.client) ?? []
      byClient.set(struct.client, own)
      own.push(struct.kind === 'entry' && isDeleted(struct) ? { ...struct, kind: 'deleted', content: new Uint8Array(0), bytes } : { ...struct, bytes })
    }
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, own] of [...byClient].sort(([a], [b]) => b - a)) writeStructs(encoder, client, joinRuns(own))
  writeDeletes(encoder, deletes.ranges())
  return encoding.toUint8Array(encoder)
}

function joinRuns(structs: Placed[]): { start: number; end: number; written: Uint8Array }[] {
  structs.sort((a, b) => a.start - b.start || b.end - a.end)
  const runs: Placed[] = []
  for (const struct of structs) {
    const before = runs.at(-1)
    if (before && struct.end <= before.end) continue
    const rest = before && struct.start < before.end ? restOf(struct, before.end) : struct
    if (before && continues(before, rest)) runs[runs.length - 1] = { ...before, end: rest.end }
    else runs.push(rest)
  }
  return runs.map((struct) => ({ start: struct.start, end: struct.end, written: written(struct) }))
}

/** A deleted or collected run without what another piece has of it. Entries take one clock, so they never overlap in part. */
function restOf(struct: Placed, start: number): Placed {
  return { ...struct, start, origin: struct.kind === 'deleted' ? { client: struct.client, clock: start - 1 } : null }
}

function written(struct: Placed): Uint8Array {
  if (struct.kind === 'entry') return struct.bytes.subarray(struct.from, struct.to)
  const length = struct.end - struct.start
  if (struct.kind === 'deleted') return withoutContent(struct, length)
  const encoder = encoding.createEncoder()
  encoding.writeUint8(encoder, contentGone)
  encoding.writeVarUint(encoder, length)
  return encoding.toUint8Array(encoder)
}
