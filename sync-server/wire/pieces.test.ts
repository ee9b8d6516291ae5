import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentHash, liveRoom } from '../tests/devices.js'
import { seededChance } from '../tests/random.js'
import { Clocks } from './clocks.js'
import { cutUpdate, keepOf } from './cut.js'
import { mergePieces } from './merge.js'
import { readUpdate } from './update.js'

const chance = seededChance('pieces of a room')
const rounds = 40

function applied(pieces: readonly Uint8Array[], doc = new Y.Doc()): Y.Doc {
  for (const piece of pieces) Y.applyUpdate(doc, piece)
  return doc
}

function deletedIn(pieces: readonly Uint8Array[]): Clocks {
  const deletes = new Clocks()
  for (const piece of pieces) for (const range of readUpdate(piece)!.deletes) deletes.add(range)
  return deletes
}

describe('a room in pieces', () => {
  it('cut: every piece can be applied at once, and together they are the room', () => {
    for (let round = 0; round < rounds; round++) {
      const { docs } = liveRoom(chance, { devices: 1 + chance.whole(5), steps: 60 })
      const whole = Y.encodeStateAsUpdate(docs[0]!)
      const pieces = cutUpdate(whole, readUpdate(whole)!, 1000)
      expect(pieces.every((piece) => piece.length <= 1000)).toBe(true)
      const reader = new Y.Doc()
      for (const piece of pieces) {
        Y.applyUpdate(reader, piece)
        expect(reader.store.pendingStructs).toBeNull()
      }
      expect(contentHash(reader)).toBe(contentHash(docs[0]!))
    }
  })

  it('merged: whoever applies them has the same, also who had a part, and no byte of a deleted entry is left', () => {
    for (let round = 0; round < rounds; round++) {
      const { updates, docs } = liveRoom(chance, { devices: 1 + chance.whole(5), steps: 60 })
      const deletes = deletedIn(updates)
      const merged: Uint8Array[] = []
      for (let at = 0; at < updates.length; ) {
        const count = 1 + chance.whole(12)
        // A piece that was stored twice, and one that came again later.
        merged.push(mergePieces([...updates.slice(at, at + count), updates[chance.whole(at + 1)]!], (range) => deletes.covers(range))!)
        at += count
      }
      const again = mergePieces(merged, (range) => deletes.covers(range))!
      for (const pieces of [merged, [again]]) {
        expect(contentHash(applied(pieces))).toBe(contentHash(docs[0]!))
        const early = applied(updates.slice(0, chance.whole(updates.length)))
        expect(contentHash(applied(pieces, early))).toBe(contentHash(docs[0]!))
      }
      const gone = updates.flatMap((update) => readUpdate(update)!.structs).filter((struct) => struct.kind === 'entry' && deletes.covers(struct))
      for (const { content } of gone) expect(Buffer.from(again).includes(Buffer.from(content))).toBe(false)
    }
  })

  it('merged: 5,000 deleted entries cost a few bytes', () => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    const entry = new Uint8Array(128)
    for (let at = 0; at < 5_000; at++) doc.getArray<Uint8Array>('entries').push([entry])
    doc.getArray('entries').delete(0, 5_000)
    const deletes = deletedIn(updates)
    expect(mergePieces(updates, (range) => deletes.covers(range))!.length).toBeLessThan(100)
  })

  it('without what a reader knows: the rest is enough', () => {
    for (let round = 0; round < rounds; round++) {
      const { updates, docs } = liveRoom(chance, { devices: 1 + chance.whole(4), steps: 50 })
      const reader = applied(updates.slice(0, chance.whole(updates.length)))
      const known = Y.decodeStateVector(Y.encodeStateVector(reader))
      const whole = Y.encodeStateAsUpdate(docs[0]!)
      const rest = keepOf(whole, readUpdate(whole)!, ({ client, end }) => end > (known.get(client) ?? 0), () => true)
      if (rest) Y.applyUpdate(reader, rest)
      expect(contentHash(reader)).toBe(contentHash(docs[0]!))
    }
  })
})

describe('the clocks of a room', () => {
  it('are what a Yjs document says, in whatever order ranges come', () => {
    for (let round = 0; round < 200; round++) {
      const present = new Set<number>()
      const clocks = new Clocks()
      for (let add = 0; add < 20; add++) {
        const start = chance.whole(60)
        const end = start + 1 + chance.whole(8)
        clocks.add({ client: 7, start, end })
        for (let clock = start; clock < end; clock++) present.add(clock)
        const from = chance.whole(60)
        const range = { client: 7, start: from, end: from + 1 + chance.whole(8) }
        const inside = Array.from({ length: range.end - from }, (_, at) => present.has(from + at))
        expect(clocks.covers(range)).toBe(inside.every(Boolean))
        expect(clocks.touches(range)).toBe(inside.some(Boolean))
      }
      let first = 0
      while (present.has(first)) first++
      expect([...Y.decodeStateVector(clocks.encodeStateVector())]).toEqual(first ? [[7, first]] : [])
    }
  })
})

describe('an update from outside', () => {
  it('is read as Yjs reads it', () => {
    const { updates } = liveRoom(chance, { devices: 4, steps: 200 })
    for (const update of updates) {
      const read = readUpdate(update)!
      const yjs = Y.decodeUpdate(update)
      expect(read.structs.map(({ client, start, end }) => [client, start, end - start])).toEqual(yjs.structs.map(({ id, length }) => [id.client, id.clock, length]))
      expect(read.deletes).toHaveLength([...yjs.ds.clients.values()].flat().length)
    }
  })

  it('is refused when it holds anything but entries of 128 bytes or more, at their place', () => {
    const other = (change: (doc: Y.Doc) => void) => {
      const doc = new Y.Doc()
      change(doc)
      return readUpdate(Y.encodeStateAsUpdate(doc))
    }
    const entry = new Uint8Array(128)
    expect(other((doc) => doc.getArray('entries').push([entry]))).not.toBeNull()
    expect(other((doc) => doc.getArray('entries').push([entry.subarray(1)]))).toBeNull()
    expect(other((doc) => doc.getArray('entrees').push([entry]))).toBeNull()
    expect(other((doc) => doc.getArray('entries').push(['text']))).toBeNull()
    expect(other((doc) => doc.getArray('entries').push([new Y.Doc()]))).toBeNull()
    expect(other((doc) => doc.getArray('entries').push([new Y.Array()]))).toBeNull()
    expect(other((doc) => doc.getMap('entries').set('key', entry))).toBeNull()
    expect(other((doc) => doc.getText('entries').insert(0, 'name'))).toBeNull()
  })

  it('of any bytes ends soon and never throws', () => {
    const { updates } = liveRoom(chance, { devices: 3, steps: 30 })
    for (let round = 0; round < 3000; round++) {
      const update = updates[chance.whole(updates.length)]!.slice()
      update[chance.whole(Math.min(40, update.length))]! ^= 1 << chance.whole(8)
      const read = readUpdate(update)
      // What is let through, Yjs takes.
      if (read) Y.applyUpdate(new Y.Doc(), update)
      readUpdate(update.subarray(0, chance.whole(update.length)))
      readUpdate(chance.bytes(chance.whole(50)))
    }
    const many = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x07, 1])
    expect(readUpdate(many)).toBeNull()
  })
})
