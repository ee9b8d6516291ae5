import { describe, expect, it } from 'vitest'
import { newId, type SessionId } from '../domain/ids'
import { createKnownEntries } from './known-entries'

describe('the entries that a device knows', () => {
  it('are told from those that it does not, in whatever order they came', () => {
    const [one, other] = [newId<SessionId>(), newId<SessionId>()]
    for (let round = 0; round < 200; round++) {
      const known = createKnownEntries()
      const model = new Set<number>()
      for (let step = 0; step < 30; step++) {
        // A walk that meets every case: fills gaps, touches runs on one side, on both, repeats.
        const sequence = (step * 7 + round * 3 + (step % 4) * round) % 16
        expect(known.add({ session: one, sequence })).toBe(!model.has(sequence))
        model.add(sequence)
      }
      const copy = createKnownEntries(JSON.parse(JSON.stringify(known.toJson())))
      for (let sequence = 0; sequence < 18; sequence++) {
        expect(known.has({ session: one, sequence })).toBe(model.has(sequence))
        expect(copy.has({ session: one, sequence })).toBe(model.has(sequence))
        expect(known.has({ session: other, sequence })).toBe(false)
      }
    }
  })

  it('are kept as runs: a session without gaps is one', () => {
    const session = newId<SessionId>()
    const known = createKnownEntries()
    for (const sequence of [0, 2, 4, 1, 3]) known.add({ session, sequence })
    expect(known.toJson()).toEqual([[session, [0, 4]]])
  })
})
