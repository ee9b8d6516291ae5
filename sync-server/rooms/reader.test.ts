import { describe, expect, it } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { groupCommits } from '../store/commits.js'
import { memoryStore } from '../store/memory-store.js'
import { contentHash, entriesOf } from '../tests/devices.js'
import { seededChance } from '../tests/random.js'
import { compactRoom } from './compact.js'
import type { RoomName } from './keys.js'
import { Reader } from './reader.js'
import { Room } from './room.js'
import { usageWithin } from './usage.js'

const chance = seededChance('a reader')
const name: RoomName = { section: 'A'.repeat(22), compartment: 'people' }

/** A room of about 3 MB that several sessions wrote, with deletions from its first piece on; compacted, as a resting one is. */
async function fullRoom(): Promise<{ room: Room; doc: Y.Doc; compact(): Promise<void> }> {
  const store = memoryStore()
  const commits = groupCommits(store)
  const room = await Room.load(name, store, commits, usageWithin(1e12))
  const doc = new Y.Doc()
  for (let session = 0; session < 5; session++) {
    const own = new Y.Doc()
    Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
    const before = Y.encodeStateVector(own)
    for (let at = 0; at < 60; at++) entriesOf(own).push([chance.bytes(10_000)])
    entriesOf(own).delete(1, 2)
    const update = Y.encodeStateAsUpdate(own, before)
    await room.receive(update)
    Y.applyUpdate(doc, update)
  }
  const compact = () => compactRoom(room, store, commits, usageWithin(1e12))
  await compact()
  return { room, doc, compact }
}

interface Told {
  done: number
  total: number
}

/** What a device that holds `doc` is sent, up to the empty step 2 or to a cut after so many messages; it applies all of it. */
async function read(room: Room, doc: Y.Doc, cutAfter = Infinity): Promise<{ told: Told[]; bytes: number; updates: number }> {
  const told: Told[] = []
  let bytes = 0
  let messages = 0
  let updates = 0
  await new Promise<void>((resolve, reject) => {
    const reader: Reader = new Reader(room, {
      send(message, sent) {
        const decoder = decoding.createDecoder(message)
        const type = decoding.readVarUint(decoder)
        if (type === 5) told.push({ done: decoding.readVarUint(decoder), total: decoding.readVarUint(decoder) })
        else if (decoding.readVarUint(decoder) === 1) return resolve()
        else {
          const update = decoding.readVarUint8Array(decoder)
          bytes += update.length
          updates++
          Y.applyUpdate(doc, update)
        }
        if (++messages >= cutAfter) {
          reader.end()
          return resolve()
        }
        queueMicrotask(sent)
      },
      buffered: () => 0,
      failed: reject,
    })
    reader.start(Y.decodeStateVector(Y.encodeStateVector(doc)))
  })
  return { told, bytes, updates }
}

describe('what a device is told while its room comes', () => {
  it('is how many of the room’s bytes it has, up to all of them', async () => {
    const { room, doc } = await fullRoom()
    const newcomer = new Y.Doc()
    const { told, bytes, updates } = await read(room, newcomer)
    expect(contentHash(newcomer)).toBe(contentHash(doc))
    expect(told.length).toBeGreaterThan(5)
    // On a bad line each message may be the last.
    expect(told).toHaveLength(updates)
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((one, other) => one - other))
    expect(told.every(({ total }) => total === room.state.bytes)).toBe(true)
    expect(told.at(-1)).toEqual({ done: room.state.bytes, total: room.state.bytes })
    // Pieces that are sent together share their heads.
    expect(bytes).toBeLessThanOrEqual(room.state.bytes)
    expect(bytes).toBeGreaterThan(room.state.bytes * 0.99)
  })

  it('goes on where it was after a cut, and never tells of the beginning again', async () => {
    const { room, doc } = await fullRoom()
    const newcomer = new Y.Doc()
    const first = await read(room, newcomer, 9)
    const rest = await read(room, newcomer)
    expect(contentHash(newcomer)).toBe(contentHash(doc))
    expect(rest.told[0]!.done).toBeGreaterThan(first.told.at(-1)!.done)
    expect(first.bytes + rest.bytes).toBeLessThan(room.state.bytes * 1.05)
  })

  it('is the rest, of what is left, where most of it was replaced and dropped from the disk between two cuts', async () => {
    const { room, doc, compact } = await fullRoom()
    const newcomer = new Y.Doc()
    const first = await read(room, newcomer, 9)
    const before = Y.encodeStateVector(doc)
    entriesOf(doc).delete(10, entriesOf(doc).length - 10)
    entriesOf(doc).push(Array.from({ length: 80 }, () => chance.bytes(10_000)))
    await room.receive(Y.encodeStateAsUpdate(doc, before))
    await compact()
    const second = await read(room, newcomer, 3)
    const rest = await read(room, newcomer)
    expect(contentHash(newcomer)).toBe(contentHash(doc))
    for (const { told } of [second, rest]) expect(told.every(({ done, total }) => done <= total && total === room.state.bytes)).toBe(true)
    expect(rest.told.at(-1)).toEqual({ done: room.state.bytes, total: room.state.bytes })
    expect(room.state.bytes).toBeLessThan(first.told[0]!.total / 2)
  })

  it('is nothing where it has everything, whatever was deleted', async () => {
    const { room, doc } = await fullRoom()
    expect((await read(room, doc)).told).toEqual([])
  })
})

describe('a device that was away while the others worked', () => {
  it('is sent a thousand small edits in a few messages, without the words of what was deleted among them', async () => {
    const { room, doc } = await fullRoom()
    const returned = new Y.Doc()
    Y.applyUpdate(returned, Y.encodeStateAsUpdate(doc))
    const workers = [new Y.Doc(), new Y.Doc()]
    const gone = new Uint8Array(300).fill(7)
    for (const worker of workers) Y.applyUpdate(worker, Y.encodeStateAsUpdate(doc))
    for (let edit = 0; edit < 1000; edit++) {
      const worker = workers[edit % 2]!
      const before = Y.encodeStateVector(worker)
      entriesOf(worker).push([edit === 500 ? gone : chance.bytes(400)])
      if (edit === 700) entriesOf(worker).delete(entriesOf(worker).toArray().findIndex((entry) => entry.length === gone.length), 1)
      await room.receive(Y.encodeStateAsUpdate(worker, before))
    }
    for (const worker of workers) Y.applyUpdate(doc, Y.encodeStateAsUpdate(worker))
    const { updates } = await read(room, returned)
    expect(updates).toBeLessThan(10)
    expect(contentHash(returned)).toBe(contentHash(doc))
    expect(entriesOf(returned).toArray().some((entry) => entry.length === gone.length)).toBe(false)
  })
})
