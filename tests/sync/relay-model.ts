/**
 * A relay that merges, keeps and hands on, with the faults of a real one: it crashes, its disk fills up. Messages are those
 * of y-websocket; what it acknowledges it has on its disk.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'
import { messageDurable, messageSync, readDurable, readGreeting, type Clocks } from '#core/log/room-messages'

/** One direction of a connection: what was sent and has not arrived. */
export interface Link {
  toRelay: Uint8Array[]
  toDevice: Uint8Array[]
  up: boolean
}

export interface RelayModel {
  connect(room: string): Link
  /** Takes the next message of a link; answers go into links. */
  take(link: Link, message: Uint8Array): void
  crash(): void
  setDiskFull(full: boolean): void
  doc(room: string): Y.Doc
}

export function createRelay(): RelayModel {
  const disk = new Map<string, Uint8Array>()
  let docs = new Map<string, Y.Doc>()
  let links: { link: Link; room: string }[] = []
  let full = false

  function doc(room: string): Y.Doc {
    let found = docs.get(room)
    if (!found) {
      found = new Y.Doc()
      const kept = disk.get(room)
      if (kept) Y.applyUpdate(found, kept)
      docs.set(room, found)
    }
    return found
  }

  function cut(link: Link): void {
    link.up = false
    link.toDevice.length = link.toRelay.length = 0
    links = links.filter((one) => one.link !== link)
  }

  /** On the disk first, then in memory and to the others. */
  function store(room: string, from: Link, update: Uint8Array): void {
    const { structs } = Y.decodeUpdate(update)
    const before = disk.get(room)
    if (full && structs.length > 0) return cut(from)
    disk.set(room, before ? Y.mergeUpdates([before, update]) : update)
    Y.applyUpdate(doc(room), update)
    const message = encoding.createEncoder()
    encoding.writeVarUint(message, messageSync)
    sync.writeUpdate(message, update)
    for (const { link, room: theirs } of links) if (link !== from && theirs === room) link.toDevice.push(encoding.toUint8Array(message))
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
    connect(room) {
      const link: Link = { toRelay: [], toDevice: [], up: true }
      links.push({ link, room })
      const hello = encoding.createEncoder()
      encoding.writeVarUint(hello, messageSync)
      sync.writeSyncStep1(hello, doc(room))
      link.toDevice.push(encoding.toUint8Array(hello))
      return link
    },
    take(link, message) {
      const room = links.find((one) => one.link === link)?.room
      if (room === undefined) return
      const decoder = decoding.createDecoder(message)
      if (decoding.readVarUint(decoder) !== messageSync) return
      const kind = decoding.readVarUint(decoder)
      if (kind !== sync.messageYjsSyncStep1) return store(room, link, decoding.readVarUint8Array(decoder))
      const answer = encoding.createEncoder()
      encoding.writeVarUint(answer, messageSync)
      sync.writeSyncStep2(answer, doc(room), decoding.readVarUint8Array(decoder))
      link.toDevice.push(encoding.toUint8Array(answer))
    },
    crash() {
      for (const { link } of links) cut(link)
      docs = new Map()
    },
    setDiskFull: (on) => (full = on),
    doc,
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
