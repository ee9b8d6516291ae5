/** Outer documents as devices hold them, for tests: a Y.Doc with one array of sealed entries. */
import * as Y from 'yjs'
import { createHash } from 'node:crypto'
import type { Chance } from './random.js'

export const entriesOf = (doc: Y.Doc) => doc.getArray<Uint8Array>('entries')

/** The entries, whatever their order: what two devices must agree on. */
export function contentHash(doc: Y.Doc): string {
  const hashes = entriesOf(doc).toArray().map((entry) => createHash('sha256').update(entry).digest('hex'))
  return createHash('sha256').update(hashes.sort().join()).digest('hex')
}

/** What a room's life looks like: sessions of several devices push entries, some delete a run, sometimes they meet. Updates in an order that they can be applied in. */
export function liveRoom(chance: Chance, { devices, steps, entryBytes = 200 }: { devices: number; steps: number; entryBytes?: number }): { updates: Uint8Array[]; docs: Y.Doc[] } {
  const updates: Uint8Array[] = []
  const docs = Array.from({ length: devices }, () => {
    const doc = new Y.Doc()
    doc.clientID = chance.whole(2 ** 32)
    doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'remote' && updates.push(update))
    return doc
  })
  for (let step = 0; step < steps; step++) {
    const doc = docs[chance.whole(devices)]!
    const entries = entriesOf(doc)
    const dice = chance.next()
    if (dice < 0.7) entries.insert(dice < 0.05 ? 0 : entries.length, Array.from({ length: 1 + chance.whole(3) }, () => chance.bytes(128 + chance.whole(entryBytes))))
    else if (dice < 0.8 && entries.length > 3) {
      const start = chance.whole(entries.length - 2)
      entries.delete(start, 1 + chance.whole(Math.min(10, entries.length - start)))
    } else meet(docs)
  }
  meet(docs)
  return { updates, docs }
}

function meet(docs: readonly Y.Doc[]): void {
  const all = docs.map((doc) => Y.encodeStateAsUpdate(doc))
  for (const doc of docs) for (const update of all) Y.applyUpdate(doc, update, 'remote')
}
