import { describe, expect, it } from 'vitest'
import { journalContract } from '../ports/journal.contract'
import { memoryJournal } from './memory-journal'

journalContract('memory', async () => {
  let journal = memoryJournal()
  return {
    journal,
    reopen: async () => (journal = memoryJournal(journal.bytes())),
    close: async () => {},
  }
})

const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(7)

describe('a memory journal that is full', () => {
  it('refuses a batch whole, keeps what it had, and takes the next one when there is room again', async () => {
    const journal = memoryJournal()
    await journal.append([bytes(10)])
    const before = journal.bytes()
    journal.setCapacity(before.length + 100)
    await expect(journal.append([bytes(10), bytes(200)])).rejects.toMatchObject({ code: 'disk-full' })
    expect(journal.bytes()).toEqual(before)
    await journal.append([bytes(20)])
    journal.setCapacity(Infinity)
    await journal.append([bytes(200)])
    expect((await journal.readFrom(0, 1e6)).frames.map(({ payload }) => payload.length)).toEqual([10, 20, 200])
  })
})

describe('a memory journal opened on damaged bytes', () => {
  it('sets the torn tail aside and goes on', async () => {
    const first = memoryJournal()
    await first.append([bytes(10)])
    await first.append([bytes(20)])
    const journal = memoryJournal(first.bytes().subarray(0, -1))
    expect((await journal.info()).quarantined).toBe(1)
    await journal.append([bytes(30)])
    expect((await memoryJournal(journal.bytes()).readFrom(0, 1e6)).frames.map(({ payload }) => payload.length)).toEqual([10, 30])
  })

  it('keeps the frames of a file whose header is damaged, under a new generation', async () => {
    const first = memoryJournal()
    await first.append([bytes(10), bytes(11)])
    const damaged = first.bytes()
    damaged[14]! ^= 1
    const journal = memoryJournal(damaged)
    expect((await journal.readFrom(0, 1e6)).frames).toHaveLength(2)
    expect((await journal.info()).generation).not.toBe((await first.info()).generation)
  })
})
