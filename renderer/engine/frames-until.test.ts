import { describe, expect, it } from 'vitest'
import { memoryJournal } from '#core/log/memory-journal'
import { framesUntil } from './frames-until'

const filled = (value: number) => new Uint8Array(1_500_000).fill(value)

/** A journal of three long frames, read in pieces of one or two, and where it ends. */
async function journalOfThree() {
  const journal = memoryJournal()
  const { end } = await journal.append([filled(1), filled(2), filled(3)])
  return { journal, end }
}

describe('a journal read up to a moment', () => {
  it('holds what was there then, and nothing that is appended while it is read', async () => {
    const { journal, end } = await journalOfThree()
    const told: number[] = []
    const read: number[] = []
    const pieces = framesUntil(end, journal.readFrom, {
      onProgress: (done, total) => {
        expect(total).toBe(end)
        told.push(done)
      },
    })
    for await (const payloads of pieces) {
      read.push(...payloads.map((payload) => payload[0]!))
      await journal.append([Uint8Array.of(9)])
    }
    expect(read).toEqual([1, 2, 3])
    expect(told.length).toBeGreaterThan(1)
    expect(told.toSorted((one, other) => one - other)).toEqual(told)
    expect(told.at(-1)).toBe(end)
  })

  it('is given up between two pieces when the person stops', async () => {
    const { journal, end } = await journalOfThree()
    const stop = new AbortController()
    const read: number[] = []
    const reading = async () => {
      for await (const payloads of framesUntil(end, journal.readFrom, { signal: stop.signal })) {
        read.push(...payloads.map((payload) => payload[0]!))
        stop.abort()
      }
    }
    await expect(reading()).rejects.toMatchObject({ code: 'cancelled' })
    expect(read).not.toContain(3)
  })
})
