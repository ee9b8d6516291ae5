/**
 * Takes an update apart and writes it anew: in pieces that a reader can apply one after the other, or without what it has.
 * Invariant: every struct of the update is in exactly one piece, after what it refers to; deletions come last. Without the
 * order a reader would keep most of a large room aside as "pending" and merge it again at every piece.
 */
import * as encoding from 'lib0/encoding'
import type { Range, ReadUpdate, Struct } from './update.js'

const skip = 10

/** What one client wrote, ascending, none overlapping another: clocks are implied by what stands before. */
export function writeStructs(encoder: encoding.Encoder, client: number, structs: readonly { start: number; end: number; written: Uint8Array }[]): void {
  const gaps = structs.filter((struct, at) => at > 0 && structs[at - 1]!.end < struct.start).length
  encoding.writeVarUint(encoder, structs.length + gaps)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, structs[0]!.start)
  let clock = structs[0]!.start
  for (const { start, end, written } of structs) {
    if (clock < start) {
      encoding.writeUint8(encoder, skip)
      encoding.writeVarUint(encoder, start - clock)
    }
    encoding.writeUint8Array(encoder, written)
    clock = end
  }
}

/** Writes structs (ascending a client) and deletions as one update. Their bytes are taken from `source`. */
function writeUpdate(source: Uint8Array, structs: readonly Struct[], deletes: readonly Range[]): Uint8Array {
  const encoder = encoding.createEncoder()
  const byClient = groupByClient(structs)
  encoding.writeVarUint(encoder, byClient.size)
  // As Yjs writes them: higher clients first.
  for (const [client, own] of [...byClient].sort(([a], [b]) => b - a)) {
    writeStructs(encoder, client, own.map(({ start, end, from, to }) => ({ start, end, written: source.subarray(from, to) })))
  }
  writeDeletes(encoder, deletes)
  return encoding.toUint8Array(encoder)
}

function groupByClient<T extends Range>(ranges: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const range of ranges) {
    const group = groups.get(range.client)
    if (group) group.push(range)
    else groups.set(range.client, [range])
  }
  return groups
}

export function writeDeletes(encoder: encoding.Encoder, deletes: readonly Range[]): void {
  const byClient = groupByClient(deletes)
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, own] of [...byClient].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, own.length)
    for (const { start, end } of own) {
      encoding.writeVarUint(encoder, start)
      encoding.writeVarUint(encoder, end - start)
    }
  }
}

/** The update in pieces of at most `bytes` each, but for an entry that is larger by itself. */
export function cutUpdate(source: Uint8Array, update: ReadUpdate, bytes: number): Uint8Array[] {
  if (source.length <= bytes) return [source]
  const pieces: Uint8Array[] = []
  let piece: Struct[] = []
  let size = 0
  const close = () => {
    if (piece.length) pieces.push(writeUpdate(source, piece, []))
    piece = []
    size = 0
  }
  // What a struct adds besides its bytes: a client's head or a gap, at most.
  const head = 32
  for (const struct of inOrder(update.structs)) {
    const length = struct.to - struct.from + head
    if (size + length > bytes) close()
    piece.push(struct)
    size += length
  }
  close()
  // A deleted range is at most 20 bytes.
  const rangesInPiece = Math.max(1, Math.floor(bytes / 20))
  for (let at = 0; at < update.deletes.length; at += rangesInPiece) pieces.push(writeUpdate(source, [], update.deletes.slice(at, at + rangesInPiece)))
  return pieces
}

/** Each struct after those of this update that it refers to; a circle (no honest device writes one) is cut anywhere. */
function inOrder(structs: readonly Struct[]): Struct[] {
  const queues = groupByClient(structs)
  for (const queue of queues.values()) queue.sort((a, b) => a.start - b.start)
  const done = new Map<number, number>()
  const ordered: Struct[] = []
  const next = (client: number): Struct | undefined => queues.get(client)?.[done.get(client) ?? 0]
  for (const first of queues.keys()) {
    const waiting = [first]
    const inWaiting = new Set(waiting)
    while (waiting.length) {
      const client = waiting.at(-1)!
      const struct = next(client)
      const needed = struct && [struct.origin, struct.rightOrigin].find((id) => id && !inWaiting.has(id.client) && isBehind(next(id.client), id.clock))
      if (needed) {
        waiting.push(needed.client)
        inWaiting.add(needed.client)
        continue
      }
      if (struct) {
        ordered.push(struct)
        done.set(client, (done.get(client) ?? 0) + 1)
      }
      // Back to whoever waited for this client; the one at the bottom goes on to its end.
      if (!struct || waiting.length > 1) {
        const below = waiting.at(-2)
        const wanted = below === undefined ? undefined : next(below)
        const still = wanted && [wanted.origin, wanted.rightOrigin].some((id) => id?.client === client && isBehind(next(client), id.clock))
        if (!still) {
          waiting.pop()
          inWaiting.delete(client)
        }
      }
    }
  }
  return ordered
}

function isBehind(next: Struct | undefined, clock: number): boolean {
  return next !== undefined && next.start <= clock
}

/** The update with what these tests let through; `null` when nothing is left. */
export function keepOf(source: Uint8Array, update: ReadUpdate, struct: (struct: Struct) => boolean, deleted: (range: Range) => boolean): Uint8Array | null {
  const structs = update.structs.filter(struct)
  const deletes = update.deletes.filter(deleted)
  if (structs.length === update.structs.length && deletes.length === update.deletes.length) return structs.length + deletes.length ? source : null
  return structs.length + deletes.length ? writeUpdate(source, structs, deletes) : null
}
