import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readPlainRecord } from './plain-record'

/** As Yjs alone reads them: what stands under each key. */
function byYjs(updates: readonly Uint8Array[]): Map<string, unknown> {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return new Map(doc.getMap('r').entries())
}

/** Somebody's copy of a record, and what it has of the updates. */
const copy = (client: number) => Object.assign(new Y.Doc(), { clientID: client })

/** What the edit of some keys adds to the log. */
function edit(doc: Y.Doc, changes: readonly (readonly [string, unknown])[]): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => changes.forEach(([key, value]) => doc.getMap('r').set(key, value)))
  return Y.encodeStateAsUpdate(doc, before)
}

const key = fc.constantFrom('fn', 'ln', 'city', 'e:1', 'tag')
const value = fc.oneof(fc.string(), fc.integer(), fc.array(fc.string(), { maxLength: 3 }))
const changes = fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, minLength: 1, maxLength: 4 })
const act = fc.record({ by: fc.nat(3), changes, packs: fc.boolean(), knowsAll: fc.boolean() })
const clients = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 32 - 1 }), { minLength: 4, maxLength: 4 })

describe('a record whose keys were overwritten', () => {
  it('is read without a document wherever each writer saw what stood, packed in between or not', () => {
    fc.assert(
      fc.property(clients, fc.array(act, { minLength: 1, maxLength: 12 }), (ids, acts) => {
        const copies = ids.map(copy)
        let log: Uint8Array[] = []
        for (const { by, changes: made, packs } of acts) {
          const doc = copies[by]!
          for (const update of log) Y.applyUpdate(doc, update)
          log.push(edit(doc, made))
          if (packs) log = [Y.encodeStateAsUpdate(doc)]
        }
        const read = readPlainRecord(log)
        expect(read?.keys).toEqual(byYjs(log))
      }),
      { numRuns: 500 },
    )
  })

  it('says what Yjs says, or leaves it to Yjs, whatever was written apart, came twice, in disorder, or is lacking', () => {
    let plain = 0
    fc.assert(
      fc.property(clients, fc.array(act, { minLength: 1, maxLength: 10 }), fc.infiniteStream(fc.nat(99)), (ids, acts, chance) => {
        const roll = () => chance.next().value as number
        const copies = ids.map(copy)
        const log: Uint8Array[] = []
        for (const { by, changes: made, packs, knowsAll } of acts) {
          const doc = copies[by]!
          if (knowsAll) for (const update of log) Y.applyUpdate(doc, update)
          const emptied = roll() < 10 ? made.map(([name]) => [name, null] as const) : made
          if (roll() < 5) doc.getMap('r').delete(made[0]![0])
          log.push(edit(doc, emptied))
          if (packs) log.push(Y.encodeStateAsUpdate(doc))
        }
        const came = log.filter(() => roll() < 95)
        if (roll() < 30) came.sort(() => (roll() < 50 ? -1 : 1))
        const read = readPlainRecord(came)
        if (read) plain++
        if (read) expect(read.keys).toEqual(byYjs(came))
      }),
      { numRuns: 1000 },
    )
    expect(plain).toBeGreaterThan(20)
  })

  it('never says of a state that holds an overwritten value that it may stay as it is', () => {
    const doc = copy(7)
    const log = [edit(doc, [['ln', 'Kaya']]), edit(doc, [['ln', 'Yılmaz']])]
    expect(readPlainRecord(log)?.overwritten).toBe(true)
    // Yjs joins the two items to one: then it reads them itself.
    expect(readPlainRecord([Y.mergeUpdates(log)])).toBeNull()
    expect(readPlainRecord([edit(copy(8), [['ln', 'Kaya']])])?.overwritten).toBe(false)
  })

  it('is left to Yjs where an update claims more than anyone writes', () => {
    const doc = copy(7)
    const log = [edit(doc, [['ln', 'Kaya']])]
    for (let time = 0; time < 300; time++) log.push(edit(doc, [['ln', `Kaya ${time}`]]))
    expect(readPlainRecord(log)).toBeNull()
    // One struct: an item that is gone, of 2^50 values, under a key.
    const claims = Uint8Array.of(1, 1, 7, 0, 0x21, 1, 1, 114, 2, 108, 110, 128, 128, 128, 128, 128, 128, 128, 2, 0)
    expect(readPlainRecord([claims])).toBeNull()
  })
})
