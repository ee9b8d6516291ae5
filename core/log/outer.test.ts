import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newId, newSession, type DeviceId } from '../domain/ids'
import type { EntryRef } from './entry-set'
import { docOfSkeleton, entriesName, skeletonOf } from './outer'

/** Entries whose first two bytes say which they are. */
const session = newSession(newId<DeviceId>())
const entry = (sequence: number) => Uint8Array.of(sequence >> 8, sequence & 255, ...new Uint8Array(130))
const sequenceOf = (bytes: Uint8Array) => (bytes[0]! << 8) | bytes[1]!
const held = (doc: Y.Doc) => doc.getArray<Uint8Array>(entriesName).toArray().map(sequenceOf).sort((one, other) => one - other)

function refsOf(doc: Y.Doc) {
  return (client: number, clock: number): EntryRef | undefined => {
    const item = Y.getItem(doc.store, Y.createID(client, clock)) as Y.Item
    const [bytes] = item.content.getContent() as [unknown]
    return bytes instanceof Uint8Array ? { session, sequence: sequenceOf(bytes) } : undefined
  }
}

/** Three clients that add and delete, merged. */
function written(seed: number): Y.Doc {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
  for (let at = 0; at < 60; at++) {
    const doc = docs[next(3)]!
    const array = doc.getArray<Uint8Array>(entriesName)
    if (next(4) === 0 && array.length > 0) array.delete(next(array.length), 1)
    else array.push([entry(at)])
    if (next(5) === 0) for (const one of docs) for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)))
  }
  for (const other of docs) Y.applyUpdate(docs[0]!, Y.encodeStateAsUpdate(other))
  return docs[0]!
}

describe('a room’s document, put together again', () => {
  it('holds the same entries and asks for nothing that it has', async () => {
    for (let seed = 1; seed <= 50; seed++) {
      const doc = written(seed)
      const again = await docOfSkeleton(JSON.parse(JSON.stringify(skeletonOf(doc, refsOf(doc)))), async ({ sequence }) => entry(sequence))
      expect(held(again)).toEqual(held(doc))
      expect(Y.decodeStateVector(Y.encodeStateVector(again))).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
      // What either does next, the other takes in.
      doc.getArray<Uint8Array>(entriesName).push([entry(900)])
      again.getArray<Uint8Array>(entriesName).delete(0, 1)
      again.getArray<Uint8Array>(entriesName).push([entry(901)])
      Y.applyUpdate(again, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(again)))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(again, Y.encodeStateVector(doc)))
      expect(held(again)).toEqual(held(doc))
      expect(held(doc)).toContain(901)
    }
  })

  it('without an entry that is lost here, gets it from the relay again, and takes it from nobody', async () => {
    for (let seed = 1; seed <= 50; seed++) {
      const doc = written(seed)
      const lost = held(doc)[seed % held(doc).length]!
      const again = await docOfSkeleton(skeletonOf(doc, refsOf(doc)), async ({ sequence }) => (sequence === lost ? null : entry(sequence)))
      const relay = new Y.Doc()
      Y.applyUpdate(relay, Y.encodeStateAsUpdate(doc))
      Y.applyUpdate(relay, Y.encodeStateAsUpdate(again, Y.encodeStateVector(relay)))
      expect(held(relay)).toEqual(held(doc))
      Y.applyUpdate(again, Y.encodeStateAsUpdate(relay, Y.encodeStateVector(again)))
      expect(held(again)).toEqual(held(doc))
    }
  })

  it('takes a time that grows with what it holds, not with its square', async () => {
    const doc = new Y.Doc()
    for (let at = 0; at < 20_000; at++) doc.getArray<Uint8Array>(entriesName).push([Uint8Array.of(at >> 8, at & 255)])
    const again = await docOfSkeleton(skeletonOf(doc, refsOf(doc)), async ({ sequence }) => Uint8Array.of(sequence >> 8, sequence & 255))
    expect(again.getArray(entriesName).length).toBe(20_000)
  })
})
