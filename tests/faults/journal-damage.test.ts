/**
 * A journal of real sealed entries, cut at every offset and flipped at seeded ones. Whatever happened to its bytes: the
 * section opens, holds what the whole entries say and nothing else, what can't be read is kept aside, and edits go on.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 as nativeCrc } from 'node:zlib'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { withNativeCrc } from '#core/log/crc32'
import { frameHeaderLength } from '#core/log/frame'
import { memoryJournal } from '#core/log/memory-journal'
import { scanFrames, type FramePlace } from '#core/log/scan'
import type { Journal } from '#core/ports/journal'
import { memoryPages } from '#core/ports/pages'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { openJournal } from '../../electron/main/journal'
import { large, seededStream } from './random'

const crc = withNativeCrc(nativeCrc)
const least = 64 * 1024

let secrets: Secrets
let folder: string
/** The undamaged file, the frames in it, and where each batch of them ends. */
let whole: Uint8Array
let frames: FramePlace[]
let batchEnds: number[]

async function open(journal: Journal) {
  const store = await openSectionStore({ secrets, journal, pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  return { store, commands: createCommands(store, Date.now) }
}

beforeAll(async () => {
  secrets = await newSecrets(newId<SectionId>())
  const chance = seededStream('journal damage, content')
  const at = mkdtempSync(join(tmpdir(), 'faults-whole-'))
  const journal = await openJournal(at)
  const { commands } = await open(journal)
  batchEnds = [(await journal.info()).end]
  while (batchEnds.at(-1)! < least) {
    const ids = Array.from({ length: 3 }, () => newId<PersonId>())
    for (const id of ids) await commands.createPerson(id, { lastName: `Nom${batchEnds.length}`, note: Buffer.from(chance.bytes(chance.whole(300))).toString('hex') })
    await commands.editPeople({ kind: 'ids', ids }, [{ field: 'tags', add: [`t${batchEnds.length}`] }])
    await commands.undo()
    const drafts = Array.from({ length: 10 }, (_, row) => ({ lastName: `Import${row}`, phones: [{ value: '06 39 98 00 01', label: '' }] }))
    await commands.importPeople({ created: drafts, edited: [{ id: ids[0]!, edits: [{ field: 'city', value: 'Lyon' }] }], detail: 'csv' })
    await commands.editPeople({ kind: 'query', query: everyone, except: [] }, [{ field: 'level', value: chance.pick(['act', 'join', 'follow']) }])
    batchEnds.push((await journal.info()).end)
  }
  await journal.close()
  whole = new Uint8Array(readFileSync(join(at, 'journal.bin')))
  rmSync(at, { recursive: true })
  ;({ frames } = scanFrames(whole, crc))
  // Every command is one batch of one or more frames: a batch is there whole or not at all.
  batchEnds = batchesOf(whole)
})

/** A number of a frame's header, as it was written: its batch at 4, the last batch that was acknowledged then at 8. */
const numberIn = ({ offset }: FramePlace, at: number) => new DataView(whole.buffer, whole.byteOffset).getUint32(offset - frameHeaderLength + at, true)

/** Ends of batches: the frame header's fourth field has its highest bit set on the last frame of one. */
function batchesOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return frames.flatMap(({ offset, length }) => (view.getUint32(offset - frameHeaderLength + 12, true) >= 0x8000_0000 ? [offset + length] : []))
}

beforeEach(() => {
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'faults-damaged-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a section holds that was written as these frames only. */
const hashes = new Map<string, Promise<string>>()
function hashOf(kept: readonly FramePlace[]): Promise<string> {
  const name = kept.map(({ offset }) => offset).join(' ')
  if (!hashes.has(name)) {
    hashes.set(name, (async () => {
      const journal = memoryJournal()
      if (kept.length > 0) await journal.append(kept.map(({ offset, length }) => whole.subarray(offset, offset + length)))
      return (await open(journal)).store.contentHash()
    })())
  }
  return hashes.get(name)!
}

function quarantine(): Uint8Array[] {
  const at = join(folder, 'quarantine')
  return existsSync(at) ? readdirSync(at).map((name) => new Uint8Array(readFileSync(join(at, name)))) : []
}

const holds = (pieces: readonly Uint8Array[], wanted: Uint8Array) => pieces.some((piece) => Buffer.from(piece).includes(Buffer.from(wanted)))

describe('a journal cut short', () => {
  it('at every offset gives back each batch that is whole, and no other', () => {
    for (let size = 0; size <= whole.length; size++) {
      const found = scanFrames(whole.subarray(0, size), crc)
      const end = batchEnds.findLast((batchEnd) => batchEnd <= size) ?? 0
      const expected = frames.filter(({ offset, length }) => offset + length <= end).length
      if (found.frames.length !== expected) throw new Error(`cut at ${size}: ${found.frames.length} frames instead of ${expected}`)
    }
  })

  it('opens as a section with what is whole, keeps the torn rest aside, and takes edits', async () => {
    const chance = seededStream('journal damage, cuts')
    const near = frames.flatMap(({ offset, length }) => [offset - frameHeaderLength, offset - 1, offset + length - 1])
    const cuts = large ? Array.from({ length: whole.length }, (_, size) => size) : [0, 1, 31, 32, 33, ...Array.from({ length: 40 }, () => chance.pick(near)), ...Array.from({ length: 40 }, () => chance.whole(whole.length))]
    for (const size of cuts) {
      putJournal(whole.subarray(0, size))
      const journal = await openJournal(folder)
      const { store, commands } = await open(journal)
      const end = batchEnds.findLast((batchEnd) => batchEnd <= size) ?? 0
      const kept = frames.filter(({ offset, length }) => offset + length <= end)
      expect(await store.contentHash(), `cut at ${size}`).toBe(await hashOf(kept))
      const torn = whole.subarray(Math.max(end, size < 32 ? 0 : 32), size)
      if (torn.length > 0) expect(holds(quarantine(), torn), `cut at ${size}: the ${torn.length} torn bytes are kept`).toBe(true)
      await goesOn(journal, commands)
    }
  }, large ? 3_600_000 : 120_000)
})

describe('a journal with flipped bytes', () => {
  it('opens with all entries but those, keeps the damage aside and in the file, and takes edits', async () => {
    const chance = seededStream('journal damage, flips')
    for (let round = 0; round < (large ? 3000 : 40); round++) {
      const bytes = whole.slice()
      const places = Array.from({ length: 1 + chance.whole(3) }, () => chance.whole(bytes.length))
      for (const place of places) bytes[place]! ^= 1 << chance.whole(8)
      putJournal(bytes)
      const journal = await openJournal(folder)
      const { store, commands } = await open(journal)
      const said = `bits flipped in bytes ${places.join(', ')}`
      const touched = ({ offset, length }: FramePlace) => places.some((place) => bytes[place] !== whole[place] && place >= offset - frameHeaderLength && place < offset + length)
      // What a frame that is left says was acknowledged: of these batches only the touched frames are missing. Others are whole or gone.
      const left = frames.filter((frame) => !touched(frame))
      const acknowledged = Math.max(...left.map((frame) => numberIn(frame, 8)))
      const torn = new Set(frames.filter(touched).map((frame) => numberIn(frame, 4)).filter((batch) => batch > acknowledged))
      const kept = left.filter((frame) => !torn.has(numberIn(frame, 4)))
      expect(await store.contentHash(), said).toBe(await hashOf(kept))
      for (const frame of frames.filter(touched)) {
        const damaged = bytes.subarray(frame.offset - frameHeaderLength, frame.offset + frame.length)
        expect(holds(quarantine(), damaged), `${said}: the damaged frame is kept`).toBe(true)
      }
      if (frames.some(touched)) expect((await journal.info()).quarantined, said).toBeGreaterThan(0)
      await goesOn(journal, commands)
    }
  }, large ? 3_600_000 : 120_000)

  it('whose checksums were made right again is refused by its signature, and kept through a rewriting of the journal', async () => {
    const journal = await openJournal(folder)
    const payloads = frames.map(({ offset, length }) => whole.slice(offset, offset + length))
    const forged = payloads[4]!
    forged[forged.length - 80]! ^= 1
    for (const payload of payloads) await journal.append([payload])
    const { store, commands } = await open(journal)
    expect(store.quarantined()).toBe(1)
    expect(await store.contentHash()).toBe(await hashOf(frames.filter((_, at) => at !== 4)))
    expect(await commands.whenQuiet(() => store.log.dropCovered(true))).toBe(true)
    expect(holds([new Uint8Array(readFileSync(join(folder, 'journal.bin')))], forged)).toBe(true)
    await goesOn(journal, commands)
  })
})

/** An edit after the damage is durable, and there at the next start. Closes the journal. */
async function goesOn(journal: Awaited<ReturnType<typeof openJournal>>, commands: Awaited<ReturnType<typeof open>>['commands']): Promise<void> {
  const id = newId<PersonId>()
  await commands.createPerson(id, { lastName: 'Après' })
  await journal.close()
  const again = await openJournal(folder)
  expect((await open(again)).store.people.get(id)?.lastName).toBe('Après')
  await again.close()
}

/** A section's folder with nothing but this journal in it. */
function putJournal(bytes: Uint8Array): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(join(folder, 'journal.bin'), bytes)
}
