/**
 * How the relay says what is on its disk, and how much of it has come: docs/sync/protocol.md, *The socket*.
 * Invariant: nothing counts as said that was not said whole: a room takes entries out on the strength of it.
 */
import * as decoding from 'lib0/decoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

/** The first number of a message. */
export const messageSync = 0
export const messageDurable = 4
export const messageArrived = 5

/** What these clients wrote before these clocks. */
export type Clocks = Iterable<readonly [client: number, clock: number]>

/** Of message 4, behind its number. Throws on a message that ends too early. */
export function readDurable(decoder: decoding.Decoder): Clocks {
  const clocks: [number, number][] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) clocks.push([decoding.readVarUint(decoder), decoding.readVarUint(decoder)])
  return clocks
}

/** Of what the relay has in a room, in its bytes. It is the relay's word, and good for nothing but to be shown. */
export interface Arrived {
  done: number
  total: number
}

/** Of message 5, behind its number. Throws on a message that ends too early. */
export function readArrived(decoder: decoding.Decoder): Arrived {
  const [done, total] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
  return { done: Math.min(done, total), total }
}

/**
 * Of a sync message, behind its number: what the relay has, when it greets (step 1); `null` for another. The decoder stays
 * where it is, for whoever answers.
 */
export function readGreeting(decoder: decoding.Decoder): Clocks | null {
  const ahead = decoding.clone(decoder)
  return decoding.readVarUint(ahead) === sync.messageYjsSyncStep1 ? Y.decodeStateVector(decoding.readVarUint8Array(ahead)) : null
}
