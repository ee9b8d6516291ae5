import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isIdle, isKept } from './conflicts'
import { withIdle } from './person-conflicts'
import { encodeNewRecord, mergeRecord, openRecord, readRecord, type KeyChange, type RecordValue } from './record'

const id = 'AAAAAAAAAAAAAAAAAAAAAA'
const created = encodeNewRecord(9, [['ln', 'Kaya'], ['ct', 'Lyon'], ['e:k@exemple.invalid', [0, 'k@exemple.invalid', '']]])

const edit = (updates: readonly Uint8Array[], client: number, ...changes: KeyChange[]) => openRecord(id, updates).edit(client, changes)!.update
/** What is kept and says something else than what stands. */
const keptIn = (updates: readonly Uint8Array[]) => {
  const keys = readRecord(id, updates)
  return [...keys].filter(([key, value]) => isKept(key) && !isIdle(keys, key, value)).sort()
}
/** As an organizer edits, who sees what was written alike as one value. */
const editSeen = (updates: readonly Uint8Array[], client: number, ...changes: KeyChange[]) => edit(updates, client, ...withIdle(readRecord(id, updates), new Map(changes)))
const keptValues = (updates: readonly Uint8Array[]) => keptIn(updates).map(([, value]) => value)

/** Every order of a few updates. */
function orders<Item>(items: readonly Item[]): Item[][] {
  return items.length < 2 ? [[...items]] : items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}

describe('a field that two people changed while apart', () => {
  const one = edit([created], 1, ['ct', 'Pantin'])
  const other = edit([created], 2, ['ct', 'Bobigny'])

  it('keeps the value that does not stand, under the same name whatever the order', () => {
    for (const order of orders([created, one, other, one])) {
      expect(readRecord(id, order).get('ct')).toBe('Bobigny')
      expect(keptIn(order)).toEqual([['!ct!1!0', 'Pantin']])
    }
  })

  it('keeps it in a pack, and in packs of packs', () => {
    const pack = mergeRecord(id, [created, one, other])
    expect(keptValues([pack])).toEqual(['Pantin'])
    expect(keptIn([pack, mergeRecord(id, [other, created, one]), one])).toEqual(keptIn([pack]))
    expect(mergeRecord(id, [pack, one, other])).toEqual(mergeRecord(id, [created, one, other]))
  })

  it('keeps what was first written apart, where there was nothing before', () => {
    expect(keptValues([created, edit([created], 1, ['no', 'a']), edit([created], 2, ['no', 'b'])])).toEqual(['a'])
  })

  it('keeps the last word of each, not those on the way', () => {
    const later = edit([created, one], 1, ['ct', 'Pantin (93)'])
    expect(keptValues([created, one, later, other])).toEqual(['Pantin (93)'])
    const long = edit([created, other], 2, ['ct', 'Bobigny (93)'])
    expect(readRecord(id, [created, one, other, long]).get('ct')).toBe('Bobigny (93)')
    expect(keptValues([created, one, other, long])).toEqual(['Pantin'])
  })

  it('keeps all of three', () => {
    const third = edit([created], 3, ['ct', 'Drancy'])
    for (const order of orders([one, other, third])) {
      expect(keptValues([created, ...order])).toEqual(['Pantin', 'Bobigny'])
      const pack = mergeRecord(id, [created, order[0]!, order[1]!])
      expect(keptValues([pack, order[2]!])).toEqual(['Pantin', 'Bobigny'])
    }
  })

  it('asks nothing of what both wrote alike, also once somebody went on from it', () => {
    const same = edit([created], 3, ['ct', 'Pantin'])
    expect(keptIn([created, one, same])).toEqual([])
    const later = editSeen([created, one, same], 4, ['ct', 'Drancy'])
    for (const order of orders([one, same, later])) expect([...readRecord(id, [created, ...order]).keys()].filter(isKept)).toEqual([])
  })

  it('asks, whoever stands, where only one of two who wrote alike went on from it before they met', () => {
    for (const [first, second] of [[3, 4], [4, 3]] as const) {
      const same = [edit([created], first, ['ct', 'Pantin']), edit([created], second, ['ct', 'Pantin'])]
      const later = edit([created, same[0]!], first, ['ct', 'Drancy'])
      expect([readRecord(id, [created, ...same, later]).get('ct'), ...keptValues([created, ...same, later])].sort()).toEqual(['Drancy', 'Pantin'])
    }
  })

  it('keeps nothing of what was overwritten by somebody who had seen it', () => {
    expect(keptIn([created, one, edit([created, one], 2, ['ct', 'Bobigny'])])).toEqual([])
  })

  it('merges two fields without a word', () => {
    const merged = [created, one, edit([created], 2, ['no', 'rappeler'])]
    expect(readRecord(id, merged).get('no')).toBe('rappeler')
    expect(keptIn(merged)).toEqual([])
  })

  it('is settled for everybody once somebody chose, however late the updates come again', () => {
    const chosen = edit([created, one, other], 7, ['ct', 'Pantin'], ['!ct!1!0', undefined])
    const all = [created, one, other, chosen]
    for (const order of orders(all)) expect([readRecord(id, order).get('ct'), keptIn(order)]).toEqual(['Pantin', []])
    expect(keptIn([mergeRecord(id, all), other, one, mergeRecord(id, [created, one, other])])).toEqual([])
  })

  it('is open again for everybody once the choice is undone', () => {
    const chosen = edit([created, one, other], 7, ['ct', 'Pantin'], ['!ct!1!0', undefined])
    const undone = edit([created, one, other, chosen], 7, ['ct', 'Bobigny'], ['!ct!1!0', 'Pantin'])
    for (const order of orders([one, other, chosen, undone])) expect([readRecord(id, [created, ...order]).get('ct'), keptValues([created, ...order])]).toEqual(['Bobigny', ['Pantin']])
    expect(keptValues([mergeRecord(id, [created, one, other, chosen, undone])])).toEqual(['Pantin'])
  })

  it('is chosen in one place while the first went on in another', () => {
    const chosen = edit([created, one, other], 7, ['!ct!1!0', undefined])
    const undone = edit([created, one, other, chosen], 7, ['!ct!1!0', 'Pantin'])
    const later = edit([created, one], 1, ['ct', 'Pantin (93)'])
    const expected = keptIn([created, one, other, chosen, undone, later])
    expect(expected.map(([, value]) => value)).toEqual(['Pantin', 'Pantin (93)'])
    for (const order of orders([one, other, chosen, undone, later])) expect(keptIn([created, ...order])).toEqual(expected)
  })
})

describe('a field that one emptied while the other changed it', () => {
  const emptied = edit([created], 1, ['ct', undefined])
  const changed = edit([created], 2, ['ct', 'Bobigny'])

  it('keeps that it was emptied', () => {
    for (const order of orders([created, emptied, changed])) {
      expect(readRecord(id, order).get('ct')).toBe('Bobigny')
      expect(keptIn(order)).toEqual([['!ct!1!0', null]])
    }
    expect(keptValues([mergeRecord(id, [created, emptied, changed])])).toEqual([null])
    expect(keptValues([mergeRecord(id, [created, emptied]), changed])).toEqual([null])
  })

  it('keeps the value where it is the emptied one that stands', () => {
    const wrote = edit([created], 3, ['ct', 'Drancy'])
    const thenEmptied = edit([created, wrote], 3, ['ct', undefined])
    expect(readRecord(id, [created, changed, wrote, thenEmptied]).has('ct')).toBe(false)
    expect(keptValues([created, changed, wrote, thenEmptied])).toEqual(['Bobigny'])
    expect(keptValues([created, changed, mergeRecord(id, [created, wrote, thenEmptied])])).toEqual(['Bobigny'])
  })

  it('keeps nothing where it was filled in again by somebody who had seen it empty', () => {
    const filled = edit([created, emptied], 2, ['ct', 'Bobigny'])
    for (const order of orders([created, emptied, filled])) expect(keptIn(order)).toEqual([])
    expect(keptIn([created, emptied, mergeRecord(id, [created, emptied, filled])])).toEqual([])
  })

  it('keeps nothing where both emptied it', () => {
    expect(keptIn([created, emptied, edit([created], 2, ['ct', undefined])])).toEqual([])
  })
})

describe('lists', () => {
  it('merge: a tag taken out here and put in there, an e-mail that only moved', () => {
    const tagged = [created, edit([created], 1, ['t:marché', 1])]
    expect(keptIn([...tagged, edit(tagged, 2, ['t:marché', undefined]), edit(tagged, 3, ['t:fête', 1])])).toEqual([])
    const moved = edit([created], 1, ['e:k@exemple.invalid', [1, 'k@exemple.invalid', '']])
    const movedFurther = edit([created], 2, ['e:k@exemple.invalid', [2, 'k@exemple.invalid', '']])
    expect(keptIn([created, moved, movedFurther])).toEqual([])
    const named = edit([created], 3, ['e:k@exemple.invalid', [0, 'k@exemple.invalid', 'travail']])
    expect(keptValues([created, named, edit([created], 4, ['e:k@exemple.invalid', [0, 'k@exemple.invalid', 'perso']])])).toEqual([[0, 'k@exemple.invalid', 'travail']])
  })
})

describe('a member of a list that one took out', () => {
  const tagged = [created, edit([created], 1, ['t:fête', 1])]

  it('is gone, also from packs, and can be put in again', () => {
    const out = edit(tagged, 1, ['t:fête', undefined])
    expect(readRecord(id, [...tagged, out]).has('t:fête')).toBe(false)
    const again = edit([mergeRecord(id, [...tagged, out])], 2, ['t:fête', 1])
    expect(readRecord(id, [...tagged, out, again]).get('t:fête')).toBe(1)
  })

  it('stays where another put it in, or changed it, without knowing; whoever knows of both takes it out', () => {
    for (const [taker, other] of [[2, 3], [3, 2]] as const) {
      const known = [...tagged, edit(tagged, taker, ['t:fête', undefined]), edit([created], other, ['t:fête', 1])]
      const moved: RecordValue = [1, 'k@exemple.invalid', '']
      const points = [created, edit([created], taker, ['e:k@exemple.invalid', undefined]), edit([created], other, ['e:k@exemple.invalid', moved])]
      for (const order of orders(known)) expect([readRecord(id, order).get('t:fête'), keptIn(order)]).toEqual([1, []])
      for (const order of orders(points)) expect([readRecord(id, order).get('e:k@exemple.invalid'), keptIn(order)]).toEqual([moved, []])
      const out = editSeen([mergeRecord(id, known)], 4, ['t:fête', undefined])
      for (const order of orders([...known, out])) expect(readRecord(id, order).has('t:fête')).toBe(false)
    }
  })
})

it('keeps when a record was deleted or made by two out of it', () => {
  expect(keptIn([created, edit([created], 1, ['_d', 1]), edit([created], 2, ['_d', 2])])).toEqual([])
})

it('leaves alone what a newer version keeps in shapes of its own', () => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, created)
  doc.getMap('r').set('dy', new Y.Map([['a', 1]]))
  const shaped = Y.encodeStateAsUpdate(doc)
  expect(keptIn([created, shaped, edit([created], 2, ['zz', { a: 1 }]), edit([created], 3, ['zz', { a: 2 }])]).map(([, value]) => value)).toEqual([{ a: 1 }])
})

interface Device {
  client: number
  /** Updates and packs, by name. */
  log: Map<string, Uint8Array>
  /** Entries that packs it knows stand for. */
  covered: Set<string>
}

describe('two to four devices that edit apart and meet in any order', () => {
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('set' as const), who: fc.nat(3), key: fc.constantFrom('a', 'b', 'c:news:sms'), same: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('empty' as const), who: fc.nat(3), key: fc.constantFrom('a', 'b', 'c:news:sms') }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('meet' as const), who: fc.nat(3), from: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('pack' as const), who: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('choose' as const), who: fc.nat(3), which: fc.nat(5) }) },
  )

  it('lose no value unseen, and end with the same keys', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.array(act, { maxLength: 30 }), fc.infiniteStream(fc.nat(1000)), (count, acts, chance) => {
        const draw = () => chance.next().value as number
        const shuffled = <Item>(items: Iterable<Item>) => [...items].map((item) => ({ item, at: draw() })).sort((one, two) => one.at - two.at).map(({ item }) => item)
        const devices: Device[] = Array.from({ length: count }, (_, at) => ({ client: 100 + ((at * 7919) % 97), log: new Map([['first', created]]), covered: new Set() }))
        const updatesOf = ({ log }: Device) => shuffled(log.values())
        /** `key value` of what somebody wrote, and of what somebody had seen when overwriting or choosing against it. */
        const written = new Set<string>()
        const seen = new Set<string>()
        let names = 0
        const change = (device: Device, changes: KeyChange[]) => {
          const edited = openRecord(id, updatesOf(device)).edit(device.client, changes)
          if (edited) device.log.set(`edit ${names++}`, edited.update)
        }
        const meet = (one: Device, other: Device) => {
          const [log, covered] = [new Map([...one.log, ...other.log]), new Set([...one.covered, ...other.covered])]
          for (const name of covered) log.delete(name)
          for (const device of [one, other]) Object.assign(device, { log: new Map(log), covered: new Set(covered) })
        }
        for (const act of acts) {
          const device = devices[act.who % count]!
          const keys = readRecord(id, updatesOf(device))
          if (act.do === 'set' || act.do === 'empty') {
            const value = act.do === 'empty' ? undefined : act.same ? 'same' : `v${names}`
            if (keys.has(act.key) && keys.get(act.key) !== value) seen.add(`${act.key} ${String(keys.get(act.key))}`)
            if (value !== undefined) written.add(`${act.key} ${value}`)
            change(device, [[act.key, value]])
          } else if (act.do === 'meet') meet(device, devices[act.from % count]!)
          else if (act.do === 'pack') {
            const pack = mergeRecord(id, updatesOf(device))
            for (const name of device.log.keys()) device.covered.add(name)
            device.log = new Map([[`pack ${names++}`, pack]])
          } else {
            const kept = [...keys].filter(([key]) => isKept(key)).sort()
            const chosen = kept[act.which % Math.max(1, kept.length)]
            if (!chosen) continue
            const key = chosen[0].split('!')[1]!
            const mine = kept.filter(([name]) => name.startsWith(`!${key}!`))
            for (const [, value] of [...mine, [key, keys.get(key)] as const]) seen.add(`${key} ${String(value)}`)
            const value = (chosen[1] ?? undefined) as RecordValue | undefined
            if (value !== undefined) written.add(`${key} ${String(value)}`)
            change(device, [[key, value], ...mine.map(([name]) => [name, undefined] as const)])
          }
        }
        for (let round = 0; round < 2; round++) for (const device of devices.slice(1)) meet(devices[0]!, device)
        meet(devices[0]!, devices.at(-1)!)
        const end = readRecord(id, updatesOf(devices[0]!))
        for (const device of devices) {
          expect(readRecord(id, updatesOf(device))).toEqual(end)
          expect(readRecord(id, [mergeRecord(id, updatesOf(device)), ...updatesOf(device)])).toEqual(end)
        }
        const held = new Set([...end].map(([key, value]) => `${isKept(key) ? key.split('!')[1]! : key} ${String(value)}`))
        for (const value of written) if (!seen.has(value)) expect(held).toContain(value)
      }),
      { numRuns: 600 },
    )
  })
})
