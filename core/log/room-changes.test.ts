import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { addedItems, deletedClocks } from './room-changes'

interface Turn {
  who: number
  inserts: number
  at: number
  deletes: number
  /** Handed over before the next turn, to all. */
  meets: boolean
}

const turn: fc.Arbitrary<Turn> = fc.record({ who: fc.nat(2), inserts: fc.nat(3), at: fc.nat(9), deletes: fc.nat(2), meets: fc.boolean() })

describe('what a message changes in a room', () => {
  it('is what Yjs says, in its order', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 20 }), (turns) => {
        const docs = [1, 2, 3].map((client) => {
          const doc = new Y.Doc({ guid: 'room' })
          doc.clientID = client
          return doc
        })
        for (const doc of docs) {
          const array = doc.getArray<unknown>('entries')
          array.observe((event, transaction) => {
            compared++
            const { added, deleted } = event.changes
            const clocks = [...deleted].flatMap(({ id, length }) => Array.from({ length }, (_, at) => `${id.client} ${id.clock + at}`))
            expect(addedItems(array, transaction)).toEqual([...added])
            // What is in no room's array any more, as in the map of somebody hostile, may be among them.
            expect([...deletedClocks(transaction)].map((place) => place.join(' '))).toEqual(expect.arrayContaining(clocks))
          })
        }
        const meet = () => docs.forEach((doc) => docs.forEach((other) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)))))
        for (const { who, inserts, at, deletes, meets } of turns) {
          const doc = docs[who]!
          const array = doc.getArray<unknown>('entries')
          doc.transact(() => {
            array.insert(Math.min(at, array.length), Array.from({ length: inserts }, (_, one) => Uint8Array.of(one)))
            const from = Math.min(at, array.length)
            array.delete(from, Math.min(deletes, array.length - from))
            doc.getMap('elsewhere').set('entries', at)
          })
          if (meets) meet()
        }
        meet()
      }),
    )
    expect(compared).toBeGreaterThan(100)
  })
})
