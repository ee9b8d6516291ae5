/** What every journal must do. Called by the test of each implementation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Journal, JournalFrame } from './journal'

export interface JournalUnderTest {
  journal: Journal
  /** Closes it and opens the same content again. */
  reopen(): Promise<Journal>
  close(): Promise<void>
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words)
}

async function readAll(journal: Journal, maxBytes = 1_000_000): Promise<JournalFrame[]> {
  const all: JournalFrame[] = []
  for (let from: number | null = 0; from !== null; ) {
    const { frames, next } = await journal.readFrom(from, maxBytes)
    all.push(...frames)
    from = next
  }
  return all
}

function words(frames: JournalFrame[]): string[] {
  return frames.map(({ payload }) => new TextDecoder().decode(payload))
}

async function* pieces(...lists: Uint8Array[][]): AsyncGenerator<Uint8Array[]> {
  yield* lists
}

export function journalContract(name: string, make: () => Promise<JournalUnderTest>): void {
  describe(`${name} as a journal`, () => {
    let test: JournalUnderTest
    let journal: Journal

    beforeEach(async () => {
      test = await make()
      journal = test.journal
    })
    afterEach(() => test.close())

    it('starts empty', async () => {
      expect(await readAll(journal)).toEqual([])
      expect((await journal.info()).quarantined).toBe(0)
    })

    it('gives back what was appended, in order, each at the offset that append told', async () => {
      const first = await journal.append([text('one'), text(''), text('three')])
      const second = await journal.append([text('four')])
      const frames = await readAll(journal)
      expect(words(frames)).toEqual(['one', '', 'three', 'four'])
      expect(frames.map(({ offset }) => offset)).toEqual([...first.offsets, ...second.offsets])
      expect(await journal.readAt(second.offsets[0]!)).toEqual(text('four'))
      expect((await journal.info()).end).toBe(second.end)
      expect(second.end).toBeGreaterThan(first.end)
    })

    it('gives the same after it is opened again, and goes on from there', async () => {
      const { end } = await journal.append([text('one'), text('two')])
      const before = await journal.info()
      journal = await test.reopen()
      expect(await journal.info()).toEqual(before)
      await journal.append([text('three')])
      journal = await test.reopen()
      expect(words(await readAll(journal))).toEqual(['one', 'two', 'three'])
      expect(words((await journal.readFrom(end, 1000)).frames)).toEqual(['three'])
    })

    it('reads on from where a reader stopped, one frame at least, whatever its size', async () => {
      await journal.append([text('a'.repeat(50)), text('b'.repeat(500)), text('c')])
      const first = await journal.readFrom(0, 60)
      expect(first.frames).toHaveLength(1)
      const second = await journal.readFrom(first.next!, 60)
      expect(words(second.frames)).toEqual(['b'.repeat(500)])
      expect(words(await readAll(journal, 1))).toHaveLength(3)
      expect(await journal.readFrom((await journal.info()).end, 60)).toEqual({ frames: [], next: null })
    })

    it('keeps appends made at the same time, each batch in one piece', async () => {
      const receipts = await Promise.all(
        Array.from({ length: 30 }, (_, batch) => journal.append([text(`${batch}a`), text(`${batch}b`)])),
      )
      const frames = await readAll(journal)
      expect(words(frames)).toEqual(Array.from({ length: 30 }, (_, batch) => [`${batch}a`, `${batch}b`]).flat())
      for (const [batch, { offsets }] of receipts.entries()) expect(await journal.readAt(offsets[1]!)).toEqual(text(`${batch}b`))
    })

    it('takes an empty batch for nothing', async () => {
      const before = await journal.info()
      expect(await journal.append([])).toEqual({ offsets: [], end: before.end })
    })

    it('says when no frame is at an offset', async () => {
      const { offsets } = await journal.append([text('one')])
      await expect(journal.readAt(offsets[0]! + 1)).rejects.toMatchObject({ code: 'journal-failed' })
    })

    it('is replaced as a whole by a rewrite, under a new generation', async () => {
      await journal.append([text('old')])
      const before = await journal.info()
      const { info, offsets } = await journal.rewrite(pieces([text('new'), text('newer')], [], [text('newest')]))
      expect(info.generation).not.toBe(before.generation)
      expect(words(await readAll(journal))).toEqual(['new', 'newer', 'newest'])
      expect(await journal.readAt(offsets[2]!)).toEqual(text('newest'))
      await journal.append([text('after')])
      journal = await test.reopen()
      expect(words(await readAll(journal))).toEqual(['new', 'newer', 'newest', 'after'])
      expect((await journal.info()).generation).toBe(info.generation)
    })

    it('keeps what is appended while a rewrite goes on, after what the rewrite wrote', async () => {
      await journal.append([text('old')])
      const interrupted = journal
      async function* slowly(): AsyncGenerator<Uint8Array[]> {
        yield [text('packed')]
        await interrupted.append([text('meanwhile')])
        yield [text('packed too')]
      }
      await journal.rewrite(slowly())
      journal = await test.reopen()
      expect(words(await readAll(journal))).toEqual(['packed', 'packed too', 'meanwhile'])
    })

    it('keeps the old content when a rewrite fails half way', async () => {
      await journal.append([text('old')])
      async function* failing(): AsyncGenerator<Uint8Array[]> {
        yield [text('new')]
        throw new Error('the engine gave up')
      }
      await expect(journal.rewrite(failing())).rejects.toThrow('the engine gave up')
      await journal.append([text('later')])
      journal = await test.reopen()
      expect(words(await readAll(journal))).toEqual(['old', 'later'])
    })
  })
}
