import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { groupCommits, type Commits } from '../store/commits.js'
import { openLevelStore } from '../store/level-store.js'
import { memoryStore } from '../store/memory-store.js'
import type { Store } from '../store/store.js'
import { contentHash, entriesOf, liveRoom } from '../tests/devices.js'
import { filesWith } from '../tests/folder.js'
import { seededChance } from '../tests/random.js'
import { updateOf } from '../tests/raw.js'
import { compactRoom } from './compact.js'
import { pieceBytes, type RoomName } from './keys.js'
import { Room } from './room.js'
import { usageWithin } from './usage.js'

const chance = seededChance('a room')
const name: RoomName = { section: 'A'.repeat(22), compartment: 'people' }
const usage = () => usageWithin(1e12)

async function documentOf(room: Room): Promise<Y.Doc> {
  const doc = new Y.Doc()
  for await (const { bytes } of room.pieces(0)) Y.applyUpdate(doc, bytes)
  return doc
}

async function receiveAll(room: Room, updates: readonly Uint8Array[]): Promise<void> {
  await Promise.all(updates.map(async (update) => expect((await room.receive(update)).code).toBe('durable')))
}

describe('a room on the disk', () => {
  let folder: string
  let store: Store
  let commits: Commits
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
    store = await openLevelStore({ folder, keepFree: 0 })
    commits = groupCommits(store)
  })
  afterEach(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  it('is the same after it was loaded anew, compacted, and both again; its clocks are those of a document', async () => {
    for (let round = 0; round < 10; round++) {
      const own: RoomName = { ...name, section: String(round).padEnd(22, 'B') }
      const { updates, docs } = liveRoom(chance, { devices: 3, steps: 80 })
      let room = await Room.load(own, store, commits, usage())
      for (let at = 0; at < updates.length; at += 10) {
        await receiveAll(room, updates.slice(at, at + 10))
        if (chance.next() < 0.3) await compactRoom(room, store, commits, usage())
        if (chance.next() < 0.3) room = await Room.load(own, store, commits, usage())
      }
      await compactRoom(room, store, commits, usage())
      expect(contentHash(await documentOf(room))).toBe(contentHash(docs[0]!))
      expect(Y.decodeStateVector(room.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(docs[0]!)))
      expect(room.state).toMatchObject({ loose: 0, forget: false })
      expect(room.state.bytes).toBe((await room.read(0, 1e9)).reduce((sum, { bytes }) => sum + bytes.length, 0))
    }
  })

  it('keeps nothing of a deleted entry once it was compacted: not in the room, not in a file', async () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const entries = Array.from({ length: 60 }, () => chance.bytes(2000))
    for (const entry of entries) entriesOf(doc).push([entry])
    const room = await Room.load(name, store, commits, usage())
    await receiveAll(room, updates.splice(0))
    await compactRoom(room, store, commits, usage())
    for (let at = 59; at >= 0; at -= 2) entriesOf(doc).delete(at, 1)
    await receiveAll(room, updates)
    const gone = entries.filter((_, at) => at % 2 === 1)
    expect(filesWith(folder, gone[0]!.subarray(500, 900))).not.toEqual([])
    await compactRoom(room, store, commits, usage())
    for (const entry of gone) expect(filesWith(folder, entry.subarray(500, 600))).toEqual([])
    expect(contentHash(await documentOf(room))).toBe(contentHash(doc))
  })

  it('is sent in pieces of at most 256 KiB but for a larger entry', async () => {
    const room = await Room.load(name, store, commits, usage())
    const large = chance.bytes(400_000)
    await receiveAll(room, [updateOf(...Array.from({ length: 100 }, () => chance.bytes(10_000)), large, chance.bytes(200))])
    const pieces = await room.read(0, 1e9)
    expect(pieces.length).toBeGreaterThan(4)
    expect(pieces.filter(({ bytes }) => bytes.length > pieceBytes)).toHaveLength(1)
  })

  it('loses nothing while updates come in and it is compacted at the same time', async () => {
    const { updates, docs } = liveRoom(chance, { devices: 4, steps: 300, entryBytes: 20_000 })
    const room = await Room.load(name, store, commits, usage())
    let coming = true
    const compacting = (async () => {
      while (coming) await compactRoom(room, store, commits, usage())
    })()
    for (let at = 0; at < updates.length; at += 5) await receiveAll(room, updates.slice(at, at + 5))
    coming = false
    await compacting
    expect(contentHash(await documentOf(room))).toBe(contentHash(docs[0]!))
    const again = await Room.load(name, store, commits, usage())
    expect(Y.decodeStateVector(again.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(docs[0]!)))
  })
})

describe('an update', () => {
  const load = async (store = memoryStore(), quota = 1e9) => {
    const room = await Room.load(name, store, groupCommits(store), usageWithin(quota))
    return { store, room }
  }

  it('is not durable, and in no clock, before it is on the disk', async () => {
    const { store, room } = await load()
    const events: string[] = []
    let write = () => {}
    const writing = new Promise<void>((resolve) => (write = resolve))
    store.beforeWrite = () => writing.then(() => void events.push('written'))
    const received = room.receive(updateOf(chance.bytes(200))).then(() => events.push('durable'))
    expect([...room.stateVector()]).toEqual([0])
    write()
    await received
    expect(events).toEqual(['written', 'durable'])
    expect([...room.stateVector()]).not.toEqual([0])
  })

  it('that the disk refuses is nowhere, and can come again', async () => {
    const { store, room } = await load()
    store.setFull(true)
    const update = updateOf(chance.bytes(200))
    expect((await room.receive(update)).code).toBe('disk-full')
    expect([...room.stateVector()]).toEqual([0])
    store.setFull(false)
    expect(await room.receive(update)).toMatchObject({ code: 'durable', fresh: { previous: 0 } })
  })

  it('over the quota is refused; deletions are not, and make room', async () => {
    const { store, room } = await load(memoryStore(), 10_000)
    const doc = new Y.Doc()
    entriesOf(doc).push([chance.bytes(8000)])
    await receiveAll(room, [Y.encodeStateAsUpdate(doc)])
    const more = updateOf(chance.bytes(8000))
    expect((await room.receive(more)).code).toBe('over-quota')
    const before = Y.encodeStateVector(doc)
    entriesOf(doc).delete(0, 1)
    await receiveAll(room, [Y.encodeStateAsUpdate(doc, before)])
    const shared = usageWithin(10_000)
    shared.add(name.section, room.state.bytes)
    const later = await Room.load(name, store, groupCommits(store), shared)
    await compactRoom(later, store, groupCommits(store), shared)
    expect((await later.receive(more)).code).toBe('durable')
  })

  it('that comes again is durable and not stored again', async () => {
    const { room } = await load()
    const update = updateOf(chance.bytes(200), chance.bytes(300))
    await receiveAll(room, [update])
    expect(await room.receive(update)).toMatchObject({ code: 'durable', fresh: null })
    expect(await room.read(0, 1e9)).toHaveLength(1)
  })

  it('that says something else in the same place is refused, also when both come at once', async () => {
    const { room } = await load()
    const fork = (entry: Uint8Array) => {
      const doc = new Y.Doc()
      doc.clientID = 7
      entriesOf(doc).push([entry])
      return Y.encodeStateAsUpdate(doc)
    }
    const codes = await Promise.all([fork(chance.bytes(200)), fork(chance.bytes(200))].map(async (update) => (await room.receive(update)).code))
    expect(codes).toEqual(['durable', 'malformed'])
  })

  it('that comes before what it stands on is kept, told durable, and not told to others as there without a gap', async () => {
    const { room } = await load()
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let at = 0; at < 3; at++) entriesOf(doc).push([chance.bytes(200)])
    expect(await room.receive(updates[2]!)).toMatchObject({ code: 'durable', clocks: new Map([[doc.clientID, 3]]) })
    expect([...room.stateVector()]).toEqual([0])
    await receiveAll(room, [Y.encodeStateAsUpdate(doc)])
    expect(contentHash(await documentOf(room))).toBe(contentHash(doc))
    expect(Y.decodeStateVector(room.stateVector()).get(doc.clientID)).toBe(3)
  })
})
