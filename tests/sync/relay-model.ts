/**
 * A relay that merges, keeps and hands on, with the faults of a real one: it crashes, its disk fills up. Messages are those
 * of y-websocket; what it acknowledges it has on its disk. One that is strict refuses the devices that it was told were removed.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { emptyRoom } from '#core/log/outer'
import { messageDurable, messageSync, readDurable, readGreeting, type Clocks } from '#core/log/room-messages'
import type { RelayClient, RelayDevice } from '#engine/relay/relay-client'

/** One connection to a room: what was sent in each direction and has not arrived. */
export interface Link {
  readonly room: string
  readonly device: string
  toRelay: Uint8Array[]
  toDevice: Uint8Array[]
  up: boolean
}

export interface RelayModel {
  /** `null` where the device is not let in. */
  connect(room: string, device: string): Link | null
  /** Takes the next message of a link; answers go into links. */
  take(link: Link, message: Uint8Array): void
  crash(): void
  setDiskFull(full: boolean): void
  /** Whether it was told that the device is removed: for ever, as an id is used once. */
  hasRemoved(device: string): boolean
  /** From now on, whoever was removed is refused, and those others. */
  refuseRemoved(others: readonly string[]): void
  doc(room: string): Y.Doc
  /** Its list of devices, as an admin's device asks for it and mends it. One that was removed itself removes nobody: else two who remove each other would leave no one. */
  registryFor(device: string): Pick<RelayClient, 'devices' | 'admit' | 'remove'>
}

/** Updates on the disk before they are written as one. */
const mostUpdates = 200

export function createRelay(refusesRemoved: boolean): RelayModel {
  const disk = new Map<string, Uint8Array[]>()
  let docs = new Map<string, Y.Doc>()
  const links = new Set<Link>()
  const registered = new Map<string, RelayDevice>()
  let full = false
  let strict = refusesRemoved

  function doc(room: string): Y.Doc {
    let found = docs.get(room)
    if (!found) {
      const made = (found = emptyRoom())
      docs.set(room, made)
      made.transact(() => disk.get(room)?.forEach((update) => Y.applyUpdate(made, update)))
    }
    return found
  }

  function cut(link: Link): void {
    link.up = false
    link.toDevice.length = link.toRelay.length = 0
    links.delete(link)
  }

  /** On the disk first, then in memory and to the others. */
  function store(from: Link, update: Uint8Array): void {
    const { room } = from
    const { structs } = Y.decodeUpdate(update)
    if (full && structs.length > 0) return cut(from)
    const kept = disk.get(room) ?? []
    kept.push(update)
    Y.applyUpdate(doc(room), update)
    disk.set(room, kept.length > mostUpdates ? [Y.encodeStateAsUpdate(doc(room))] : kept)
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, messageSync)
    sync.writeUpdate(message, update)
    const bytes = encoding.toUint8Array(message)
    for (const link of links) if (link !== from && link.room === room) link.toDevice.push(bytes)
    const clients = [...new Set(structs.map(({ id }) => id.client))]
    const acknowledged = encoding.createEncoder()
    encoding.writeVarUint(acknowledged, messageDurable)
    encoding.writeVarUint(acknowledged, clients.length)
    for (const client of clients) {
      encoding.writeVarUint(acknowledged, client)
      encoding.writeVarUint(acknowledged, Y.getState(doc(room).store, client))
    }
    from.toDevice.push(encoding.toUint8Array(acknowledged))
  }

  return {
    connect(room, device) {
      const known = registered.get(device)
      if (!known || (strict && known.removedAt !== null)) return null
      const link: Link = { room, device, toRelay: [], toDevice: [], up: true }
      links.add(link)
      const hello = encoding.createEncoder()
      encoding.writeVarUint(hello, messageSync)
      sync.writeSyncStep1(hello, doc(room))
      link.toDevice.push(encoding.toUint8Array(hello))
      return link
    },
    take(link, message) {
      if (!links.has(link)) return
      const decoder = decoding.createDecoder(message)
      if (decoding.readVarUint(decoder) !== messageSync) return
      const kind = decoding.readVarUint(decoder)
      if (kind !== sync.messageYjsSyncStep1) return store(link, decoding.readVarUint8Array(decoder))
      const answer = encoding.createEncoder()
      encoding.writeVarUint(answer, messageSync)
      sync.writeSyncStep2(answer, doc(link.room), decoding.readVarUint8Array(decoder))
      link.toDevice.push(encoding.toUint8Array(answer))
    },
    crash() {
      for (const link of links) cut(link)
      docs = new Map()
    },
    setDiskFull: (on) => (full = on),
    hasRemoved: (device) => registered.get(device)?.removedAt != null,
    refuseRemoved(others) {
      strict = true
      for (const device of others) registered.set(device, { ...registered.get(device)!, removedAt: 1 })
      for (const link of links) if (registered.get(link.device)?.removedAt != null) cut(link)
    },
    doc,
    registryFor: (by) => ({
      devices: async () => [...registered.values()],
      async admit(device, _signing, role) {
        registered.set(device, { device, role, addedAt: 0, removedAt: registered.get(device)?.removedAt ?? null })
      },
      async remove(device) {
        if (registered.get(by)?.removedAt !== null) return
        registered.set(device, { ...registered.get(device)!, removedAt: 1 })
        if (strict) for (const link of links) if (link.device === device) cut(link)
      },
    }),
  }
}

/** What a device's end makes of a message: the answer to it, and what it learned. */
export function takeMessage(doc: Y.Doc, message: Uint8Array, origin: unknown): { answer: Uint8Array | null; inStep: boolean; durable: Clocks | null } {
  const decoder = decoding.createDecoder(message)
  const encoder = encoding.createEncoder()
  const type = decoding.readVarUint(decoder)
  if (type === messageDurable) return { answer: null, inStep: false, durable: readDurable(decoder) }
  const durable = readGreeting(decoder)
  encoding.writeVarUint(encoder, messageSync)
  const kind = sync.readSyncMessage(decoder, encoder, doc, origin)
  return { answer: encoding.length(encoder) > 1 ? encoding.toUint8Array(encoder) : null, inStep: kind === sync.messageYjsSyncStep2, durable }
}
