/**
 * Many clients in one process, as thin as can be: the server is what is measured, and the same bytes go to each.
 * Invariant: an update counts as handed on only when each other client of its room has got it.
 */
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createRelayClient } from '#engine/relay/relay-client'
import { entriesName } from '#core/log/outer'
import type { Secrets } from '#core/sealing/vault'
import { answer } from '../../tests/sync/node-process'
import { openDevice, reachRelay, type RealDevice } from '../../tests/sync/real-device'
import { benchPeople } from '../people'
import type { LoadCalls, LoadOutcome, LoadRoom, Wire } from './calls'
import { plainPeople } from './peers/plain'

/** Bytes of an edit of ours, sealed: what each update of the load brings. */
const editBytes = 496
/** Updates of one client that may be under way. */
const window = 8
/** Milliseconds after which what has not come counts as lost. */
const patience = 20_000
/** Before the number of the sender (2 bytes) and of the update (4), in each update. */
const mark = Buffer.from('permanence-bench')

const clients: (() => void)[] = []
let reached: ReturnType<typeof reachRelay> | null = null

/** What a socket of ours shows the relay. */
async function protocolsOf(address: string, path: string, member: Secrets): Promise<string[]> {
  const { relay } = await (reached ??= reachRelay(address))
  return createRelayClient(relay.ask, member).protocols(`/${path}`)
}

/** What a message of y-protocols is preceded by. */
function framed(wire: Wire, path: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  if (wire === 'hocuspocus') encoding.writeVarString(encoder, path)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const updateMessage = (wire: Wire, path: string, update: Uint8Array) =>
  framed(wire, path, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    sync.writeUpdate(encoder, update)
  })

/** Opens a socket and greets; resolves once the server has answered what it has. */
async function join(wire: Wire, address: string, path: string, member: Secrets, doc: Y.Doc): Promise<WebSocket> {
  const url = `${address.replace('http', 'ws')}/${path}`
  const socket = wire === 'ours' ? new WebSocket(url, await protocolsOf(address, path, member)) : new WebSocket(url)
  clients.push(() => socket.terminate())
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const answered = new Promise<void>((resolve) => {
    socket.on('message', function hear(message: Buffer) {
      // A sync message (0) that is a step 2 (1), behind the room's name where there is one.
      const from = wire === 'hocuspocus' ? 1 + message[0]! : 0
      if (message[from] !== 0 || message[from + 1] !== 1) return
      socket.off('message', hear)
      resolve()
    })
  })
  if (wire === 'hocuspocus') {
    socket.send(framed(wire, path, (encoder) => {
      // Authentication (2) by a token (0), which nobody looks at.
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'token')
    }))
  }
  socket.send(framed(wire, path, (encoder) => {
    encoding.writeVarUint(encoder, 0)
    sync.writeSyncStep1(encoder, doc)
  }))
  await answered
  return socket
}

/** Messages of one client, made before: each an update that appends one entry. */
function messagesOf(wire: Wire, path: string, sender: number, count: number): Uint8Array[] {
  const doc = new Y.Doc()
  const messages: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => messages.push(updateMessage(wire, path, update)))
  for (let at = 0; at < count; at++) {
    const entry = Buffer.alloc(editBytes, at)
    mark.copy(entry)
    entry.writeUInt16LE(sender, mark.length)
    entry.writeUInt32LE(at, mark.length + 2)
    doc.getArray(entriesName).push([new Uint8Array(entry)])
  }
  return messages
}

async function handOn(wire: Wire, address: string, rooms: readonly LoadRoom[], updates: number): Promise<LoadOutcome> {
  const senders = rooms.flatMap(({ path, members }, room) => members.map((member) => ({ path, member, room, others: members.length - 1 })))
  const sockets: WebSocket[] = []
  for (const { path, member } of senders) sockets.push(await join(wire, address, path, member, new Y.Doc()))
  const messages = senders.map(({ path }, sender) => messagesOf(wire, path, sender, updates))
  /** Of each sender: who has got how many of its updates, and how many are everywhere. */
  const seen = senders.map(() => new Uint16Array(updates))
  /** Who has got what: what a server repeats counts once. */
  const got = senders.map(() => new Map<number, Uint8Array>())
  const next = senders.map(() => 0)
  let everywhere = 0
  const began = performance.now()
  let last = began
  const send = (sender: number) => {
    if (next[sender]! < updates) sockets[sender]!.send(messages[sender]![next[sender]!++]!)
  }
  for (const [listener, socket] of sockets.entries()) {
    socket.on('message', (message: Buffer) => {
      for (let place = message.indexOf(mark); place >= 0; place = message.indexOf(mark, place + editBytes)) {
        const sender = message.readUInt16LE(place + mark.length)
        const at = message.readUInt32LE(place + mark.length + 2)
        if (sender === listener || senders[sender]!.room !== senders[listener]!.room) continue
        let known = got[listener]!.get(sender)
        if (!known) got[listener]!.set(sender, (known = new Uint8Array(updates)))
        if (known[at]) continue
        known[at] = 1
        if (++seen[sender]![at]! < senders[sender]!.others) continue
        everywhere++
        last = performance.now()
        send(sender)
      }
    })
  }
  for (let at = 0; at < window; at++) for (const sender of senders.keys()) send(sender)
  while (everywhere < updates * senders.length && performance.now() - last < patience) await new Promise((resolve) => setTimeout(resolve, 20))
  const all = updates * senders.length
  return { perSecond: (everywhere / (last - began)) * 1000, updates: all, lost: all - everywhere }
}

/** One client of ours, or one that writes people plainly. */
async function settleOne(wire: Wire, address: string, { path, members }: LoadRoom, people: number): Promise<void> {
  const drafts = benchPeople(people)
  if (wire === 'ours') {
    const device: RealDevice = await openDevice(members[0]!, members)
    await device.commands.importPeople({ created: drafts, edited: [], detail: 'csv' })
    const connection = await device.connect(address)
    clients.push(() => void device.close())
    return device.until(() => connection.state().state === 'in-step' && device.room.pending() === 0)
  }
  const doc = new Y.Doc()
  plainPeople(doc, drafts)
  const socket = await join(wire, address, path, members[0]!, new Y.Doc())
  socket.send(updateMessage(wire, path, Y.encodeStateAsUpdate(doc)))
  const pong = new Promise((resolve) => socket.once('pong', resolve))
  socket.ping()
  await pong
}

// Each device of ours has a main process's host, which listens to the end of its process.
process.setMaxListeners(0)
answer<LoadCalls>({
  handOn,
  async settle(wire, address, rooms, people) {
    for (const room of rooms) await settleOne(wire, address, room, people)
  },
  leave() {
    for (const end of clients.splice(0)) end()
  },
})
