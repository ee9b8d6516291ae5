/**
 * Which clocks of which clients a room has: sorted, disjoint runs a client.
 * Invariant: a state vector made of it tells only of what is there without a gap, so that a device sends again whatever we lack.
 * It stands for a room in memory: a Yjs document would hold the entries themselves.
 */
import * as encoding from 'lib0/encoding'
import * as decoding from 'lib0/decoding'
import type { Range } from './update.js'

/** Starts and ends, alternating: [0, 5, 9, 12] is 0 to 4 and 9 to 11. */
type Runs = number[]

export class Clocks {
  readonly #runs = new Map<number, Runs>()

  add({ client, start, end }: Range): void {
    const runs = this.#runs.get(client)
    if (!runs) {
      this.#runs.set(client, [start, end])
      return
    }
    if (runs.at(-1) === start) {
      runs[runs.length - 1] = end
      return
    }
    const first = firstEndingFrom(runs, start)
    let last = first
    let from = start
    let to = end
    while (last < runs.length && runs[last]! <= end) {
      from = Math.min(from, runs[last]!)
      to = Math.max(to, runs[last + 1]!)
      last += 2
    }
    runs.splice(first, last - first, from, to)
  }

  /** Whether all of the range is there. */
  covers({ client, start, end }: Range): boolean {
    const runs = this.#runs.get(client)
    if (!runs) return false
    const at = firstEndingFrom(runs, start + 1)
    return at < runs.length && runs[at]! <= start && runs[at + 1]! >= end
  }

  /** Whether any of the range is there. */
  touches({ client, start, end }: Range): boolean {
    const runs = this.#runs.get(client)
    if (!runs) return false
    const at = firstEndingFrom(runs, start + 1)
    return at < runs.length && runs[at]! < end
  }

  *#each(): Iterable<Range> {
    for (const [client, runs] of this.#runs) for (let at = 0; at < runs.length; at += 2) yield { client, start: runs[at]!, end: runs[at + 1]! }
  }

  ranges(): Range[] {
    return [...this.#each()]
  }

  /** As in sync step 1: each client's clocks up to the first gap. */
  encodeStateVector(): Uint8Array {
    const known = [...this.#runs].filter(([, runs]) => runs[0] === 0)
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, known.length)
    for (const [client, runs] of known) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, runs[1]!)
    }
    return encoding.toUint8Array(encoder)
  }
}

/** Index in `runs` of the first run that ends at `clock` or later. */
function firstEndingFrom(runs: Runs, clock: number): number {
  let low = 0
  let high = runs.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle * 2 + 1]! < clock) low = middle + 1
    else high = middle
  }
  return low * 2
}

/** Clients a state vector may name: a device's session is one, and no section has had as many. */
const mostClients = 1_000_000

/** A device's state vector, or `null` when it is not one. */
export function readStateVector(bytes: Uint8Array): Map<number, number> | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    if (count > mostClients) return null
    const clocks = new Map<number, number>()
    for (let left = count; left > 0; left--) clocks.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder))
    return decoding.hasContent(decoder) ? null : clocks
  } catch {
    return null
  }
}
