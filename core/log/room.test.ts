import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { entriesName } from './outer'
import { openRoom } from './room'

/** An update of somebody else's with entries of so many bytes. */
function updateOf(doc: Y.Doc, ...lengths: number[]): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.getArray(entriesName).push(lengths.map((length) => new Uint8Array(length)))
  return Y.encodeStateAsUpdate(doc, before)
}

/** A room of a log that takes entries in when it is let. */
async function slowRoom() {
  const waiting: { resolve(): void; reject(): void }[] = []
  let taken = 0
  const room = await openRoom(
    {
      live: () => new Map(), knows: () => false, hasLetGo: () => false, read: async () => null,
      receive: (entries) => new Promise<void>((resolve, reject) => waiting.push({ resolve: () => (taken += entries.length, resolve()), reject: () => reject(new Error('full')) })),
    },
    () => {},
  )
  return { room, waiting, taken: () => taken }
}
const asked = async (waiting: readonly unknown[], count: number) => expect.poll(() => waiting.length).toBe(count)

describe('how much of a room is here', () => {
  it('counts what was taken in, not what only came', async () => {
    const { room, waiting, taken } = await slowRoom()
    const other = new Y.Doc()
    expect([room.arrived(), room.coming()]).toEqual([null, 0])
    Y.applyUpdate(room.doc, updateOf(other, 600_000, 600_000))
    room.arriving({ done: 1_200_000, total: 3_000_000 })
    Y.applyUpdate(room.doc, updateOf(other, 600_000))
    room.arriving({ done: 1_800_000, total: 3_000_000 })
    expect([room.arrived(), room.coming()]).toEqual([null, 3])
    await asked(waiting, 1)
    waiting[0]!.resolve()
    await asked(waiting, 2)
    expect([room.arrived(), room.coming(), taken()]).toEqual([{ done: 1_200_000, total: 3_000_000 }, 1, 2])
    // Refused by the disk: it is still to come.
    waiting[1]!.reject()
    await asked(waiting, 3)
    expect([room.arrived(), room.coming()]).toEqual([{ done: 1_200_000, total: 3_000_000 }, 1])
    waiting[2]!.resolve()
    await room.quiet()
    expect([room.arrived(), room.coming(), taken()]).toEqual([{ done: 1_800_000, total: 3_000_000 }, 0, 3])
    room.close()
  })
})
