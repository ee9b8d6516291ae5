import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import type { PersonDraft, PersonEdit } from '../domain/person'
import { everyone } from '../domain/query'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages, type PageStore } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { openSectionStore } from './section-store'

let secrets: Secrets
beforeAll(async () => {
  secrets = await newSecrets(newId<SectionId>())
})

type Disk = { journal: ReturnType<typeof memoryJournal>; pages: PageStore }
const blankDisk = (): Disk => ({ journal: memoryJournal(), pages: memoryPages() })

async function open(disk: Disk) {
  const store = await openSectionStore({ secrets, ...disk, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  return { store, commands: createCommands(store, () => (now += 1000)), disk }
}
/** The same disk after the machine lost power: what was acknowledged, and nothing of memory. */
const afterCrash = (disk: Disk): Disk => ({ journal: memoryJournal(disk.journal.bytes()), pages: disk.pages })

const draft = (index: number, more: PersonDraft = {}): PersonDraft => ({ lastName: `Nom${index}`, firstName: 'Zoé', tags: ['fichier'], ...more })
const edit = (selection: PersonId[], ...edits: PersonEdit[]) => [{ kind: 'ids' as const, ids: selection }, edits] as const
const names = (store: Awaited<ReturnType<typeof open>>['store']) => [...store.people.all()].map(({ lastName }) => lastName).sort()

describe('a section on disk', () => {
  it('opens with the same people from pages, from the journal alone, and from damaged pages', async () => {
    const { store, commands, disk } = await open(blankDisk())
    await commands.changeSettings('section.rename', [['n', 'Section de Saint-Denis']])
    await commands.importPeople({ created: Array.from({ length: 1300 }, (_, index) => draft(index)), edited: [], detail: 'csv' })
    const someone = [...store.people.all()][7]!
    await commands.editPeople(...edit([someone.id], { field: 'note', value: 'rappeler' }))
    await commands.whenQuiet(() => store.checkpoint())
    await commands.editPeople(...edit([someone.id], { field: 'note', value: 'rappelée' }))
    const hash = await store.contentHash()

    const fromPages = await open(afterCrash(disk))
    expect(await fromPages.store.contentHash()).toBe(hash)
    expect(fromPages.store.people.get(someone.id)!.note).toBe('rappelée')
    expect(fromPages.store.name()).toBe('Section de Saint-Denis')

    const fromJournal = await open({ ...afterCrash(disk), pages: memoryPages() })
    expect(await fromJournal.store.contentHash()).toBe(hash)
    expect(fromJournal.store.history.size).toBe(4)

    const page = (await disk.pages.read('people/1'))!
    page[40]! ^= 1
    await disk.pages.write(new Map([['people/1', page]]), [])
    expect(await (await open(afterCrash(disk))).store.contentHash()).toBe(hash)

    await disk.pages.write(new Map(), ['people/0'])
    expect(await (await open(afterCrash(disk))).store.contentHash()).toBe(hash)
  })

  it('shows the top of the list before everything is read', async () => {
    const { store, commands, disk } = await open(blankDisk())
    await commands.importPeople({ created: Array.from({ length: 700 }, (_, index) => draft(index)), edited: [], detail: 'csv' })
    await commands.whenQuiet(() => store.checkpoint())
    const opened = await openSectionStore({ secrets, ...afterCrash(disk), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
    expect(opened.firstScreen()!.total).toBe(700)
    const first = opened.firstScreen()!.rows
    await opened.loaded
    expect(opened.people.rows(everyone, 0, first.length)).toEqual(first)
  })

  it('keeps only what is durable: an import that the disk refuses leaves the base as it was', async () => {
    const { store, commands, disk } = await open(blankDisk())
    const id = newId<PersonId>()
    await commands.createPerson(id, draft(1))
    disk.journal.setCapacity((await disk.journal.info()).end + 2000)
    const work = { created: Array.from({ length: 600 }, (_, index) => draft(index)), edited: [{ id, edits: [{ field: 'note' as const, value: 'du fichier' }] }], detail: 'csv' }
    await expect(commands.importPeople(work)).rejects.toMatchObject({ code: 'disk-full' })
    expect(names(store)).toEqual(['Nom1'])
    disk.journal.setCapacity(Infinity)
    await commands.editPeople(...edit([id], { field: 'city', value: 'Lyon' }))
    const reopened = await open(afterCrash(disk))
    expect(reopened.store.people.get(id)).toMatchObject({ note: '', city: 'Lyon' })
    expect(reopened.store.people.size()).toBe(1)
  })

  it('shows an edit that the disk refuses, says so, and saves it by itself when there is space', async () => {
    const { store, commands, disk } = await open(blankDisk())
    const id = newId<PersonId>()
    await commands.createPerson(id, draft(1))
    disk.journal.setCapacity((await disk.journal.info()).end)
    const saving = commands.editPeople(...edit([id], { field: 'note', value: 'une' }))
    const again = commands.editPeople(...edit([id], { field: 'note', value: 'deux' }))
    expect(await store.log.settle()).toBe(true)
    await expect.poll(() => store.log.state().state).toBe('failing')
    expect(store.people.get(id)!.note).toBe('deux')
    expect((await open(afterCrash(disk))).store.people.get(id)!.note).toBe('')
    disk.journal.setCapacity(Infinity)
    await Promise.all([saving, again])
    expect(store.log.state()).toEqual({ state: 'saved' })
    expect((await open(afterCrash(disk))).store.people.get(id)!.note).toBe('deux')
  })

  it('is not saved while an edit is still being sealed', async () => {
    const { store, commands, disk } = await open(blankDisk())
    disk.journal.setCapacity((await disk.journal.info()).end)
    void commands.createPerson(newId<PersonId>(), draft(1)).catch(() => {})
    await commands.whenQuiet(async () => {})
    expect(await store.log.settle()).toBe(false)
    await store.close()
  })

  it('packs what was edited often, drops what packs cover, and holds the same people and history', async () => {
    const { store, commands, disk } = await open(blankDisk())
    const ids = Array.from({ length: 4 }, () => newId<PersonId>())
    for (const [index, id] of ids.entries()) await commands.createPerson(id, draft(index, { note: 'x'.repeat(200) }))
    for (let round = 0; round < 120; round++) await commands.editPeople(...edit([ids[round % 4]!], { field: 'note', value: `${round} ${'y'.repeat(300)}` }))
    const before = (await disk.journal.info()).end
    expect(await commands.whenQuiet(() => store.log.packLongBuckets(8))).toBeGreaterThan(0)
    const hash = await store.contentHash()
    expect(await (await open({ ...afterCrash(disk), pages: memoryPages() })).store.contentHash()).toBe(hash)
    await commands.editPeople(...edit([ids[0]!], { field: 'note', value: 'fin' }))
    const reopened = await open({ ...afterCrash(disk), pages: memoryPages() })
    expect(reopened.store.people.get(ids[0]!)!.note).toBe('fin')
    expect(reopened.store.history.size).toBe(125)
    expect(before).toBeGreaterThan(0)
  })
})

describe('undoing', () => {
  it('takes the last edits back and does them again, in order', async () => {
    const { store, commands } = await open(blankDisk())
    const id = newId<PersonId>()
    await commands.createPerson(id, draft(1))
    await commands.editPeople(...edit([id], { field: 'level', value: 'act' }))
    await commands.editPeople(...edit([id], { field: 'tags', add: ['relais'], remove: ['fichier'] }))
    await commands.undo()
    expect(store.people.get(id)).toMatchObject({ tags: ['fichier'], level: 'act' })
    await commands.undo()
    expect(store.people.get(id)!.level).toBe('')
    await commands.undo()
    expect(store.people.size()).toBe(0)
    expect(await commands.undo()).toBeNull()
    for (const _ of 'abc') await commands.redo()
    expect(store.people.get(id)).toMatchObject({ tags: ['relais'], level: 'act' })
    expect(await commands.redo()).toBeNull()
    await commands.undo()
    expect(store.people.get(id)!.tags).toEqual(['fichier'])
  })

  it('of an import, later and after a restart, keeps what was edited since', async () => {
    const first = await open(blankDisk())
    const known = newId<PersonId>()
    await first.commands.createPerson(known, draft(0, { city: 'Lyon', note: 'avant' }))
    const edits: PersonEdit[] = [{ field: 'city', value: 'Paris' }, { field: 'note', value: 'du fichier' }, { field: 'tags', add: ['import'] }]
    const receipt = await first.commands.importPeople({ created: Array.from({ length: 30 }, (_, index) => draft(index + 1)), edited: [{ id: known, edits }], detail: 'csv' })
    const touched = [...first.store.people.all()].find(({ lastName }) => lastName === 'Nom7')!
    const there = await open(afterCrash(first.disk))
    await there.commands.editPeople(...edit([touched.id], { field: 'phones', value: [{ value: '06 39 98 00 01', label: '' }] }))
    await there.commands.editPeople(...edit([known], { field: 'note', value: 'corrigée à la main' }))
    const undone = await there.commands.undoEntry(receipt.history)
    expect(undone).toMatchObject({ changed: 30, keptSince: 2 })
    expect(names(there.store)).toEqual(['Nom0', 'Nom7'])
    expect(there.store.people.get(known)).toMatchObject({ city: 'Lyon', note: 'corrigée à la main', tags: ['fichier'] })
    expect(there.store.history.get(receipt.history)).toMatchObject({ undoable: false, undoneBy: undone.history })
    await expect(there.commands.undoEntry(receipt.history)).rejects.toMatchObject({ code: 'nothing-to-undo' })
    await there.commands.redo()
    expect(there.store.people.size()).toBe(31)
    expect(there.store.people.get(known)!.city).toBe('Paris')
    expect((await open(afterCrash(first.disk))).store.people.size()).toBe(31)
  })

  it('can be tried again when the disk refused it', async () => {
    const { store, commands, disk } = await open(blankDisk())
    await commands.importPeople({ created: Array.from({ length: 300 }, (_, index) => draft(index)), edited: [], detail: 'csv' })
    disk.journal.setCapacity((await disk.journal.info()).end)
    await expect(commands.undo()).rejects.toMatchObject({ code: 'disk-full' })
    expect(store.people.size()).toBe(300)
    disk.journal.setCapacity(Infinity)
    await commands.undo()
    expect(store.people.size()).toBe(0)
  })

  it('goes on with what was done before, when the last command was already undone from the history', async () => {
    const { store, commands } = await open(blankDisk())
    const id = newId<PersonId>()
    await commands.createPerson(id, draft(1))
    await commands.editPeople(...edit([id], { field: 'city', value: 'Lyon' }))
    const { history } = await commands.editPeople(...edit([id], { field: 'note', value: 'une' }))
    await commands.undo()
    await commands.redo()
    await commands.undoEntry(history)
    await commands.undo()
    await commands.undo()
    expect(store.people.get(id)).toMatchObject({ note: '', city: '' })
  })

  it('of a deletion of many brings everyone back, with what a newer version wrote', async () => {
    const { store, commands, disk } = await open(blankDisk())
    await commands.importPeople({ created: Array.from({ length: 900 }, (_, index) => draft(index)), edited: [], detail: 'csv' })
    const hash = await store.contentHash()
    await commands.deletePeople({ kind: 'query', query: everyone, except: [[...store.people.all()][0]!.id] })
    expect(store.people.size()).toBe(1)
    expect((await open(afterCrash(disk))).store.people.size()).toBe(1)
    await commands.undo()
    expect(store.people.size()).toBe(900)
    expect(await store.contentHash()).toBe(hash)
  })
})

describe('any sequence of commands', () => {
  it('gives the same people after a crash at any moment, with or without pages', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('create' as const), name: fc.nat(50) }),
      fc.record({ do: fc.constant('edit' as const), who: fc.nat(30), field: fc.constantFrom('note', 'city', 'level'), value: fc.constantFrom('', 'a', 'b') }),
      fc.record({ do: fc.constant('tag' as const), add: fc.constantFrom('x', 'y'), remove: fc.constantFrom('x', 'y') }),
      fc.record({ do: fc.constant('delete' as const), who: fc.nat(30) }),
      fc.record({ do: fc.constant('import' as const), count: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const, 'checkpoint' as const, 'pack' as const, 'crash' as const, 'lose-pages' as const) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        let section = await open(blankDisk())
        for (const action of steps) {
          const { store, commands, disk } = section
          const everybody = [...store.people.all()].map(({ id }) => id).sort()
          const who = 'who' in action ? everybody[action.who % Math.max(1, everybody.length)] : undefined
          if (action.do === 'create') await commands.createPerson(newId<PersonId>(), draft(action.name))
          else if (action.do === 'edit' && who) await commands.editPeople(...edit([who], { field: action.field as 'note', value: action.value }))
          else if (action.do === 'tag') await commands.editPeople({ kind: 'query', query: everyone, except: [] }, [{ field: 'tags', add: [action.add], remove: [action.remove] }])
          else if (action.do === 'delete' && who) await commands.deletePeople({ kind: 'ids', ids: [who] })
          else if (action.do === 'import') await commands.importPeople({ created: Array.from({ length: action.count }, (_, index) => draft(index)), edited: [], detail: '' })
          else if (action.do === 'undo') await commands.undo()
          else if (action.do === 'redo') await commands.redo()
          else if (action.do === 'checkpoint') await commands.whenQuiet(() => store.checkpoint())
          else if (action.do === 'pack') await commands.whenQuiet(() => store.tidy())
          else {
            const hash = await store.contentHash()
            const history = [...store.history.values()]
            if (action.do === 'lose-pages') disk.pages = memoryPages()
            section = await open(afterCrash(disk))
            expect(await section.store.contentHash()).toBe(hash)
            expect([...section.store.history.values()].sort(byId)).toEqual(history.sort(byId))
          }
        }
        const hash = await section.store.contentHash()
        expect(await (await open({ ...afterCrash(section.disk), pages: memoryPages() })).store.contentHash()).toBe(hash)
        expect(await (await open(afterCrash(section.disk))).store.contentHash()).toBe(hash)
      }),
      { numRuns: 60 },
    )
  })
})

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
