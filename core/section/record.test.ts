import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodeNewRecord, mergeRecord, openRecord, readRecord, type KeyChange, type OpenRecord, type RecordValue } from './record'
import { sameValue } from './record-value'

const id = 'AAAAAAAAAAAAAAAAAAAAAA'
const value: fc.Arbitrary<RecordValue> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  // Around the length up to which text is written letter by letter; halves of surrogate pairs included.
  fc.string({ unit: 'binary', minLength: 38, maxLength: 46 }),
  fc.array(fc.constantFrom('\ud83d', '\ude00', 'a', 'é', '€'), { maxLength: 6 }).map((units) => units.join('').replace(/\p{Surrogate}/gu, '\ufffd')),
  fc.array(fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.oneof(fc.string(), fc.integer(), fc.boolean())), { maxLength: 3 }),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 }),
) as never
const keys = fc.uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 12 }), value), { selector: ([key]) => key, minLength: 1, maxLength: 20 })

const editRecord = (record: string, updates: Uint8Array[], client: number, changes: KeyChange[]) => openRecord(record, updates).edit(client, changes)

const contains = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(Buffer.from(words))

describe('a new record', () => {
  it('is written byte for byte as Yjs writes it', () => {
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 2 ** 32 - 1 }), (entries, client) => {
        const doc = new Y.Doc({ guid: id })
        doc.clientID = client
        doc.transact(() => entries.forEach(([key, set]) => doc.getMap('r').set(key, set)))
        expect(Buffer.from(encodeNewRecord(client, entries))).toEqual(Buffer.from(Y.encodeStateAsUpdate(doc)))
        expect(readRecord(id, [Y.encodeStateAsUpdate(doc)])).toEqual(new Map(entries))
      }),
    )
  })
})

describe('a record edited by several people', () => {
  it('has the same keys whatever the order of the updates, and however often one is applied', () => {
    const step = fc.tuple(fc.constantFrom(1, 2, 3), fc.constantFrom('a', 'b', 'c', 'd'), fc.option(value, { nil: undefined }))
    fc.assert(
      fc.property(keys, fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.nat(1000)), (entries, steps, shuffle) => {
        const created = encodeNewRecord(9, entries)
        // Each keeps the record open from edit to edit, as typing in a sheet does.
        const open = new Map<number, { record: OpenRecord; updates: Uint8Array[] }>()
        const log = [created]
        for (const [client, key, set] of steps) {
          const mine = open.get(client) ?? { record: openRecord(id, [created]), updates: [created] }
          const edit = mine.record.edit(client, [[key, set] as KeyChange])
          if (!edit) continue
          open.set(client, { record: edit.record, updates: [...mine.updates, edit.update] })
          log.push(edit.update)
        }
        for (const { record, updates } of open.values()) expect(new Map(record.keys)).toEqual(readRecord(id, updates))
        const expected = readRecord(id, log)
        const order = [...log, ...log].map((update) => ({ update, at: shuffle.next().value as number }))
        order.sort((one, other) => one.at - other.at)
        expect(readRecord(id, order.map(({ update }) => update))).toEqual(expected)
        expect(readRecord(id, [mergeRecord(id, log)])).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  it('keeps both edits of two fields made apart', () => {
    const created = encodeNewRecord(1, [['ln', 'Nguyễn'], ['lv', 'act']])
    const phone = editRecord(id, [created], 2, [['p:1', ['0639981234', '']]])!
    const level = editRecord(id, [created], 3, [['lv', 'join']])!
    const merged = readRecord(id, [created, level.update, phone.update])
    expect(merged.get('lv')).toBe('join')
    expect(merged.get('p:1')).toEqual(['0639981234', ''])
  })

  it('goes on from its own clock when the same session edits again', () => {
    const log = [encodeNewRecord(5, [['ln', 'Kaya']])]
    let record = openRecord(id, log)
    for (const change of [['tag', 1], ['fn', 'Ayşe'], ['tag', undefined], ['fn', 'Ayse'], ['new', 2]] as KeyChange[]) {
      const edit = record.edit(5, [change])!
      record = edit.record
      log.push(edit.update)
    }
    expect(readRecord(id, log)).toEqual(new Map<string, RecordValue>([['ln', 'Kaya'], ['fn', 'Ayse'], ['new', 2]]))
  })

  it('no longer holds what was overwritten or removed', () => {
    const created = encodeNewRecord(1, [['so', 'secret-source'], ['no', 'a-note-to-forget']])
    const edit = editRecord(id, [created], 2, [['so', undefined], ['no', 'x']])!
    expect(contains(mergeRecord(id, [created, edit.update]), 'secret-source')).toBe(false)
    expect(contains(mergeRecord(id, [created, edit.update]), 'a-note-to-forget')).toBe(false)
    expect(contains(Y.mergeUpdates([created, edit.update]), 'a-note-to-forget')).toBe(true)
  })

  it('changes nothing when the value is already there', () => {
    expect(editRecord(id, [encodeNewRecord(1, [['e:x', [0, 'x', '']]])], 2, [['e:x', [0, 'x', '']]])).toBeNull()
  })
})

it('tells values apart', () => {
  expect(sameValue([1, 'a'], [1, 'a'])).toBe(true)
  expect(sameValue([1, 'a'], [1, 'a', null])).toBe(false)
  expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  expect(sameValue(new Uint8Array([1]), new Uint8Array([1]))).toBe(true)
  expect(sameValue(undefined, null)).toBe(false)
})
