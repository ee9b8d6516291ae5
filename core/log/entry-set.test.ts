import { describe, expect, it } from 'vitest'
import { newId, newSession, type DeviceId } from '../domain/ids'
import { createEntrySet } from './entry-set'

describe('a set of entries', () => {
  it('tells those in it from others, in whatever order they came', () => {
    const [one, other] = [newSession(newId<DeviceId>()), newSession(newId<DeviceId>())]
    for (let round = 0; round < 200; round++) {
      const known = createEntrySet()
      const model = new Set<number>()
      for (let step = 0; step < 30; step++) {
        // A walk that meets every case: fills gaps, touches runs on one side, on both, repeats.
        const sequence = (step * 7 + round * 3 + (step % 4) * round) % 16
        expect(known.add({ session: one, sequence })).toBe(!model.has(sequence))
        model.add(sequence)
      }
      const copy = createEntrySet(JSON.parse(JSON.stringify(known.toJson())))
      const both = createEntrySet([[one, [3, 5]]])
      both.addAll(known)
      for (let sequence = 0; sequence < 18; sequence++) {
        expect(known.has({ session: one, sequence })).toBe(model.has(sequence))
        expect(copy.has({ session: one, sequence })).toBe(model.has(sequence))
        expect(both.has({ session: one, sequence })).toBe(model.has(sequence) || (sequence >= 3 && sequence <= 5))
        expect(known.has({ session: other, sequence })).toBe(false)
      }
    }
  })

  it('keeps runs: a session without gaps is one', () => {
    const session = newSession(newId<DeviceId>())
    const known = createEntrySet()
    for (const sequence of [0, 2, 4, 1, 3]) known.add({ session, sequence })
    expect(known.toJson()).toEqual([[session, [0, 4]]])
  })
})
