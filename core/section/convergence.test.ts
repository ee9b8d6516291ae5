/**
 * What a record says is a function of the edits that were made of it, whichever of them were packed before, in whatever
 * groups, order and number of copies they came. Two devices that hold the same entries show the same person, conflicts included.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newId, type PersonId } from '../domain/ids'
import type { PersonEdit } from '../domain/person'
import { isKept } from './conflicts'
import { fingerprint } from './fingerprint'
import { canonicalLine } from './people-page'
import { changesOfChoice } from './person-conflicts'
import { deletedKey } from './person-keys'
import { deletion } from './deletion'
import { changesOfEdits, keysOfDraft, personFromKeys } from './person-record'
import { encodeNewRecord, mergeRecord, openRecord, readRecord, type KeyChange, type RecordKeys } from './record'
import { sameValue } from './record-value'

const id = newId<PersonId>()
const at = 1_760_000_000_000
const mail = 'k@exemple.invalid'
const created = encodeNewRecord(9, keysOfDraft({ lastName: 'Kaya', city: 'Lyon', tags: ['marché'], emails: [{ value: mail, label: '' }] }, at))

const word = fc.constantFrom('marché', 'fête')
const answer = { purpose: 'news', channel: 'sms', date: '', source: '', wording: '' } as const
const edit: fc.Arbitrary<PersonEdit> = fc.oneof(
  fc.record({ field: fc.constantFrom('city' as const, 'note' as const), value: fc.constantFrom('', 'Lyon', 'Pantin', 'Bobigny', 'Drancy') }),
  fc.record({ field: fc.constant('tags' as const), add: fc.tuple(word) }),
  fc.record({ field: fc.constant('tags' as const), remove: fc.tuple(word), add: fc.constant([]) }),
  fc.constantFrom('yes' as const, 'no' as const).map((state): PersonEdit => ({ field: 'consents', set: [{ ...answer, state }] })),
  fc.constant<PersonEdit>({ field: 'consents', remove: [answer] }),
  fc.constantFrom([], [''], ['perso'], ['travail']).map((labels): PersonEdit => ({ field: 'emails', value: labels.map((label) => ({ value: mail, label })) })),
)
const device = fc.nat(3)
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('edit' as const), who: device, edit }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), who: device }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), who: device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('choose' as const), who: device, which: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('meet' as const), who: device, from: device }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pack' as const), who: device }) },
)
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never

interface Device {
  /** Edits and packs, as the device holds them. */
  log: Uint8Array[]
  /** The edits that these stand for. */
  edits: Set<Uint8Array>
  undoable: KeyChange[][]
}

/** Lives through these acts; answers for each device the edits that it knows in the end, the last of which knows all. */
function live(acts: readonly Act[], mayPack: boolean): Uint8Array[][] {
  const devices = Array.from({ length: 4 }, (): Device => ({ log: [created], edits: new Set([created]), undoable: [] }))
  const all = new Set([created])
  for (const act of acts) {
    const device = devices[act.who]!
    if (act.do === 'meet') {
      const other = devices[act.from]!
      device.log = [...new Set([...device.log, ...other.log])]
      device.edits = new Set([...device.edits, ...other.edits])
      continue
    }
    if (act.do === 'pack') {
      if (mayPack) device.log = [mergeRecord(id, device.log)]
      continue
    }
    const record = openRecord(id, device.log)
    const changes = act.do === 'undo' ? (device.undoable.pop() ?? []) : changesOf(act, record.keys)
    const before = changes.map(([key]): KeyChange => [key, record.keys.get(key)])
    // The higher the later made: each has its turn at standing.
    const edited = record.edit(20 + ((act.who * 7) % 4), changes)
    if (!edited) continue
    if (act.do !== 'undo') device.undoable.push(before)
    expect(entriesOf(edited.record.keys)).toEqual(entriesOf(readRecord(id, [...device.log, edited.update])))
    device.log.push(edited.update)
    device.edits.add(edited.update)
    all.add(edited.update)
  }
  return [...devices.map(({ edits }) => [...edits]), [...all]]
}

function changesOf(act: Exclude<Act, { do: 'undo' | 'meet' | 'pack' }>, keys: RecordKeys): readonly KeyChange[] {
  if (act.do === 'edit') return changesOfEdits(keys, [act.edit]).filter(([key, value]) => !sameValue(keys.get(key), value))
  if (act.do === 'delete') return keys.has(deletedKey) ? [[deletedKey, undefined]] : [deletion(keys, at)]
  const conflicts = personFromKeys(id, keys, at)?.conflicts ?? []
  const conflict = conflicts[act.which % Math.max(1, conflicts.length)]
  if (!conflict) return []
  const choices = [...conflict.kept, ...conflict.others.flatMap(({ kept }) => kept), null]
  return changesOfChoice(keys, conflict.key, choices[act.which % choices.length]!)
}

const entriesOf = (keys: RecordKeys) => [...keys].sort(([one], [other]) => (one < other ? -1 : 1))

function saidBy(updates: readonly Uint8Array[]) {
  const keys = readRecord(id, updates)
  const person = personFromKeys(id, keys, at)
  return { keys: entriesOf(keys), print: fingerprint(keys), line: person && canonicalLine(person) }
}

/** The same edits as one device may hold them: in any order, some twice, some packed, packs packed again. */
function regrouped(edits: readonly Uint8Array[], draw: (below: number) => number): Uint8Array[] {
  let held = [...edits]
  for (let turn = draw(6); turn > 0; turn--) {
    const packed = held.filter(() => draw(2) === 0)
    if (packed.length === 0) continue
    // What was packed may come once more, and may be packed by another one too.
    const left = held.filter((entry) => !packed.includes(entry) || draw(4) === 0)
    held = [...left, mergeRecord(id, shuffled(packed, draw))]
  }
  return shuffled(held, draw)
}

const shuffled = <Item>(items: readonly Item[], draw: (below: number) => number) =>
  items.map((item) => ({ item, place: draw(1000) })).sort((one, other) => one.place - other.place).map(({ item }) => item)

it.each([['by devices that pack nothing', false], ['also on packs of their own', true]])('says the same however edits made %s are grouped and packed', (_, mayPack) => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 24 }), fc.infiniteStream(fc.nat(999)), (acts, chance) => {
      const draw = (below: number) => (chance.next().value as number) % below
      for (const edits of live(acts, mayPack)) {
        const expected = saidBy(edits)
        for (let turn = 0; turn < 4; turn++) expect(saidBy(regrouped(edits, draw))).toEqual(expected)
      }
    }),
    { numRuns: 400 },
  )
})

it('keeps no value in a pack that its author overwrote, nor one that somebody chose against', () => {
  const one = openRecord(id, [created]).edit(20, [['ct', 'Pantin']])!.update
  const other = openRecord(id, [created]).edit(21, [['ct', 'Bobigny']])!.update
  const pack = mergeRecord(id, [created, one, other])
  const later = openRecord(id, [created, one]).edit(20, [['ct', 'Drancy']])!.update
  const chosen = openRecord(id, [pack, later]).edit(22, changesOfChoice(readRecord(id, [pack, later]), 'ct', null))!.update
  const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
  expect(text(pack)).toContain('Pantin')
  expect(text(mergeRecord(id, [pack, later]))).not.toContain('Pantin')
  expect([...readRecord(id, [pack, later, chosen]).keys()].filter(isKept)).toEqual([])
  expect(text(mergeRecord(id, [pack, later, chosen]))).not.toContain('Drancy')
})
