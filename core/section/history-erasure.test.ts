import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId, type DeviceId } from '../domain/ids'
import { createErasedIds } from './erased-ids'
import { changesFromKeys, changesKey, keysOfHistory, newHistoryId, undoneChange, type HistoryChanges, type HistoryLabel } from './history'
import { changesWithout, mergeHistory } from './history-erasure'
import { encodeNewRecord, mergeRecord, openRecord, readRecord } from './record'

const people = Array.from({ length: 12 }, () => newId())
const label: HistoryLabel = { id: newHistoryId(1), kind: 'people.edit', at: 1, device: newId<DeviceId>(), count: 2, fields: [], detail: '', undoable: true }
const bytesOf = (changes: HistoryChanges) => keysOfHistory(label, changes).find(([key]) => key === changesKey)![1] as Uint8Array
const read = (bytes: Uint8Array) => changesFromKeys(new Map([[changesKey, bytes]]))

const value = fc.oneof(fc.constant(undefined), fc.string(), fc.integer(), fc.constant(null), fc.array(fc.string(), { maxLength: 3 }))
const changesOf = fc.record({
  changed: fc.array(fc.record({ kind: fc.constant(1), id: fc.constantFrom(...people), key: fc.constantFrom('no', 'ct', 'e:quelquun@exemple.invalid'), before: value, after: value }), { maxLength: 30 }),
  created: fc.array(fc.record({ kind: fc.constantFrom(1, 300), id: fc.constantFrom(...people), fingerprint: fc.nat() }), { maxLength: 20 }),
}) as fc.Arbitrary<HistoryChanges>

it('takes out what is said of those who were erased, and nothing else', () => {
  fc.assert(
    fc.property(changesOf, fc.subarray(people), (changes, gone) => {
      const erased = createErasedIds(gone)
      const before = read(bytesOf(changes))
      const bytes = changesWithout(bytesOf(changes), erased)
      const stays = ({ id }: { id: string }) => !gone.includes(id)
      expect(read(bytes)).toEqual({ changed: before.changed.filter(stays), created: before.created.filter(stays) })
      expect(erased.within(bytes)).toBe(false)
      if (gone.length === 0) expect(bytes).toEqual(bytesOf(changes))
    }),
  )
})

it('empties what does not read: it may tell of anybody', () => {
  expect(read(changesWithout(bytesOf({ changed: [{ kind: 1, id: people[0]!, key: 'no', before: 'mot', after: 'autre' }], created: [] }).slice(0, -5), createErasedIds([people[0]!])))).toEqual({ changed: [], created: [] })
})

it('makes the same of an entry wherever it is packed, whatever came in between, and keeps what was said of it since', () => {
  const changes: HistoryChanges = { changed: people.slice(0, 2).map((id) => ({ kind: 1, id, key: 'no', before: `avant ${id}`, after: `après ${id}` })), created: [] }
  const made = encodeNewRecord(7, keysOfHistory(label, changes))
  const undone = openRecord(label.id, [made]).edit(9, [undoneChange(newHistoryId(2))])!.update
  const erased = createErasedIds([people[0]!])
  const here = mergeHistory(label.id, [made, undone], erased)
  const there = mergeHistory(label.id, [mergeHistory(label.id, [made], erased), undone], erased)
  expect(there).toEqual(here)
  for (const updates of [[here], [made, here], [here, made]]) {
    const merged = mergeHistory(label.id, updates, erased)
    expect(merged).toEqual(here)
    expect(changesFromKeys(readRecord(label.id, [merged])).changed).toEqual([changes.changed[1]])
  }
  expect(readRecord(label.id, [here]).get('u')).toBeTruthy()
  // Of an entry that tells of nobody erased, not a byte changes.
  expect(mergeHistory(label.id, [made, undone], createErasedIds([people[5]!]))).toEqual(mergeRecord(label.id, [made, undone]))
})

it('finds an id wherever it stands', () => {
  const erased = createErasedIds([people[0]!, people[1]!])
  const bytes = bytesOf({ changed: [], created: [{ kind: 1, id: people[1]!, fingerprint: 3 }] })
  for (let before = 0; before < 40; before++) {
    const shifted = new Uint8Array(before + bytes.length)
    shifted.set(bytes, before)
    expect(erased.within(shifted)).toBe(true)
    expect(erased.within(shifted.subarray(0, before + 10))).toBe(false)
  }
  expect(createErasedIds().within(bytes)).toBe(false)
})
