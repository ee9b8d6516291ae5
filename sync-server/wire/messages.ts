/**
 * The y-websocket format: one binary message, a type, its content.
 * Invariant: a message is read whole or not at all; one that has bytes left over, or promises more than it has, is malformed.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

const sync = 0
const awareness = 1
const queryAwareness = 3
const durable = 4
const arrived = 5

export type Message =
  | { type: 'step1'; stateVector: Uint8Array }
  | { type: 'update'; update: Uint8Array }
  | { type: 'awareness'; update: Uint8Array }
  | { type: 'queryAwareness' }

/** `null` when it is malformed. A sync step 2 is an update like any other. */
export function readMessage(bytes: Uint8Array): Message | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const message = readFrom(decoder)
    return decoding.hasContent(decoder) ? null : message
  } catch {
    return null
  }
}

function readFrom(decoder: decoding.Decoder): Message | null {
  switch (decoding.readVarUint(decoder)) {
    case sync: {
      const step = decoding.readVarUint(decoder)
      const content = decoding.readVarUint8Array(decoder)
      if (step === 0) return { type: 'step1', stateVector: content }
      return step === 1 || step === 2 ? { type: 'update', update: content } : null
    }
    case awareness:
      return { type: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case queryAwareness:
      return { type: 'queryAwareness' }
    default:
      return null
  }
}

function write(numbers: readonly number[], content: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  encoding.writeVarUint8Array(encoder, content)
  return encoding.toUint8Array(encoder)
}

export const writeStep1 = (stateVector: Uint8Array): Uint8Array => write([sync, 0], stateVector)
export const writeUpdateMessage = (update: Uint8Array): Uint8Array => write([sync, 2], update)
export const writeAwareness = (update: Uint8Array): Uint8Array => write([awareness], update)

/** Step 2 with an update that holds nothing: "this was all". */
export const emptyStep2: Uint8Array = write([sync, 1], new Uint8Array([0, 0]))

/** What this socket's updates brought, up to these clocks, is on the disk. */
export function writeDurable(clocks: ReadonlyMap<number, number>): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, durable)
  encoding.writeVarUint(encoder, clocks.size)
  for (const [client, clock] of clocks) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder)
}

/** Of the room's `total` bytes, those that a device has with what was sent so far, and what it had before. */
export function writeArrived(done: number, total: number): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [arrived, done, total]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}
