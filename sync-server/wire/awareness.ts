/**
 * Who is there, in states that the devices have sealed: kept while their socket lives, told to newcomers, never stored.
 * Invariant: a socket speaks for a bounded number of clients and bytes, takes a client over from another
 * socket only with a later clock (a device that came back), and what it said is taken back when it leaves. Without the bound one device would fill the relay's memory.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

export interface Presence {
  client: number
  clock: number
  /** JSON, as the device sent it. */
  state: string
}

/** UTF-16 units of one state, and states a socket may hold. */
const longestState = 4096
const mostStates = 8

/** `null` when it is malformed or too much. */
export function readPresences(bytes: Uint8Array): Presence[] | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    if (count > 1000) return null
    const presences: Presence[] = []
    for (let left = count; left > 0; left--) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const state = decoding.readVarString(decoder)
      if (state.length > longestState) return null
      presences.push({ client, clock, state })
    }
    return decoding.hasContent(decoder) ? null : presences
  } catch {
    return null
  }
}

export function writePresences(presences: readonly Presence[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, presences.length)
  for (const { client, clock, state } of presences) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

/** The states of one room. `Speaker` is a socket. */
export class Presences<Speaker> {
  readonly #states = new Map<number, Presence & { speaker: Speaker }>()

  /** Takes what is new of it; returns that, to hand on. A device repeats others' states after it has come back: those are left out. */
  take(speaker: Speaker, presences: readonly Presence[]): Presence[] {
    return presences.filter((presence) => {
      const known = this.#states.get(presence.client)
      if (known && (known.speaker === speaker ? known.clock > presence.clock : known.clock >= presence.clock)) return false
      if (presence.state === 'null') {
        this.#states.delete(presence.client)
        return known !== undefined
      }
      if (!known && this.#of(speaker).length >= mostStates) return false
      this.#states.set(presence.client, { ...presence, speaker })
      return true
    })
  }

  all(): Presence[] {
    return [...this.#states.values()]
  }

  /** Drops what the socket said; returns what tells the others so. */
  leave(speaker: Speaker): Presence[] {
    const own = this.#of(speaker)
    for (const { client } of own) this.#states.delete(client)
    return own.map(({ client, clock }) => ({ client, clock: clock + 1, state: 'null' }))
  }

  #of(speaker: Speaker): Presence[] {
    return [...this.#states.values()].filter((state) => state.speaker === speaker)
  }
}
