import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import type { PersonEdit } from '../domain/person'
import type { PeopleSelection } from '../domain/query'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages, type PageStore } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { openSectionStore } from './section-store'

let secrets: Secrets
beforeAll(async () => {
  secrets = await newSecrets(newId<SectionId>())
})

async function open(bytes: Uint8Array, pages: PageStore, at = 1_760_000_000_000) {
  const journal = memoryJournal(bytes)
  const store = await openSectionStore({ secrets, journal, pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  const commands = createCommands(store, () => (at += 1000))
  await commands.whenQuiet(async () => {})
  await store.log.settle()
  return { store, commands, journal, checkpoint: () => commands.whenQuiet(() => store.checkpoint()) }
}

const ids = (count: number) => Array.from({ length: count }, () => newId<PersonId>())
const note = (id: PersonId, value: string): [PeopleSelection, PersonEdit[]] => [{ kind: 'ids', ids: [id] }, [{ field: 'note', value }]]
const notes = (store: Awaited<ReturnType<typeof open>>['store']) => Object.fromEntries([...store.people.all()].map(({ lastName, note: words }) => [lastName, words]))

/** Three people, each written and noted; pages written; where in the journal each command ends. */
async function written() {
  const pages = memoryPages()
  const section = await open(new Uint8Array(0), pages)
  const [ana, bao, chloe] = ids(3) as [PersonId, PersonId, PersonId]
  const ends: number[] = []
  const mark = async () => ends.push((await section.journal.info()).end)
  for (const [id, lastName] of [[ana, 'Ana'], [bao, 'Bao'], [chloe, 'Chloé']] as const) {
    await section.commands.createPerson(id, { lastName, tags: ['marché'], externalIds: [{ source: 'galette', value: lastName }] })
    await mark()
  }
  await section.commands.editPeople(...note(ana, 'vue samedi'))
  await mark()
  await section.checkpoint()
  return { pages, bytes: section.journal.bytes(), ends, ana, bao, chloe, hash: await section.store.contentHash() }
}

describe('a journal that lost what the pages still show', () => {
  it('cut short: people and edits come back, are in the journal again, and can be undone as one entry', async () => {
    const { pages, bytes, ends, hash } = await written()
    const again = await open(bytes.slice(0, ends[1]!), pages)
    expect(notes(again.store)).toEqual({ Ana: 'vue samedi', Bao: '', Chloé: '' })
    expect(await again.store.contentHash()).toBe(hash)
    const fromJournal = await open(again.journal.bytes(), memoryPages())
    expect(await fromJournal.store.contentHash()).toBe(hash)
    const [rescue] = [...fromJournal.store.history.values()].filter(({ kind }) => kind === 'rescue')
    expect(rescue).toMatchObject({ count: 2, undoable: true })
    await fromJournal.commands.undoEntry(rescue!.id)
    expect(notes(fromJournal.store)).toEqual({ Ana: '', Bao: '' })
  })

  it('gone as a whole: everybody comes back', async () => {
    const { pages, hash } = await written()
    const again = await open(new Uint8Array(0), pages)
    expect(await again.store.contentHash()).toBe(hash)
  })

  it('with a flipped byte in its middle: the edit in that place comes back, and the next start has nothing to repair', async () => {
    const { pages, bytes, ends, hash } = await written()
    bytes[ends[1]! - 40]! ^= 1
    const again = await open(bytes, pages)
    expect((await again.journal.info()).damaged).toBe(1)
    expect(await again.store.contentHash()).toBe(hash)
    await again.commands.whenQuiet(() => again.store.tidy())
    await again.checkpoint()
    const next = await open(again.journal.bytes(), pages)
    expect((await next.journal.info()).damaged).toBe(0)
    expect(next.store.lost()).toEqual([])
    expect(await next.store.contentHash()).toBe(hash)
  })

  it('brings back nobody whom the journal knows as deleted, and no value that was changed later', async () => {
    const { pages, bytes, ana, bao } = await written()
    // Pages lag: these two are in the journal only.
    const ahead = await open(bytes, { ...memoryPages(), read: pages.read, readMany: pages.readMany, names: pages.names }, 1_760_100_000_000)
    await ahead.commands.deletePeople({ kind: 'ids', ids: [bao] })
    await ahead.commands.editPeople(...note(ana, 'vue dimanche'))
    const end = await ahead.journal.info()
    await ahead.journal.rewrite((async function* () {
      const { frames } = await ahead.journal.readFrom(0, 1e9)
      yield frames.map(({ payload }) => payload)
    })())
    expect((await ahead.journal.info()).generation).not.toBe(end.generation)
    const again = await open(ahead.journal.bytes(), pages)
    expect(again.store.lost()).toEqual([])
    expect(notes(again.store)).toEqual({ Ana: 'vue dimanche', Chloé: '' })
  })

  it('cut short and grown again past its old end: pages of before are not taken for its pages', async () => {
    const { pages, bytes, ends, ana } = await written()
    const frozen: PageStore = { ...memoryPages(), read: pages.read, readMany: pages.readMany, names: pages.names }
    const grown = await open(bytes.slice(0, ends[0]!), frozen, 1_760_200_000_000)
    for (let round = 0; round < 12; round++) await grown.commands.editPeople(...note(ana, `mot ${round}`))
    expect((await grown.journal.info()).end).toBeGreaterThan(ends[3]!)
    const next = await open(grown.journal.bytes(), pages)
    expect(notes(next.store)).toMatchObject({ Ana: 'mot 11' })
    expect(await next.store.contentHash()).toBe(await grown.store.contentHash())
  })
})

describe('pages', () => {
  it('of which one of history vanished are made again from the journal', async () => {
    const { pages, bytes } = await written()
    const name = (await pages.names()).find((page) => page.startsWith('history/'))!
    await pages.write(new Map(), [name])
    const again = await open(bytes, pages)
    expect(again.store.history.size).toBe(4)
    await again.checkpoint()
    expect(await pages.names()).toContain(name)
  })

  it('of people who were all deleted are written over once the journal was read, and match at the next start', async () => {
    const { pages, bytes, ana, bao, chloe } = await written()
    const frozen: PageStore = { ...memoryPages(), read: pages.read, readMany: pages.readMany, names: pages.names }
    const first = await open(bytes, frozen)
    await first.commands.deletePeople({ kind: 'ids', ids: [ana, bao, chloe] })
    await pages.write(new Map(), ['start'])
    const second = await open(first.journal.bytes(), pages)
    expect(second.store.people.size()).toBe(0)
    await second.checkpoint()
    const third = await openSectionStore({ secrets, journal: second.journal, pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
    expect(third.firstScreen()).toEqual({ total: 0, rows: [] })
    await third.loaded
    expect(third.people.size()).toBe(0)
  })
})
