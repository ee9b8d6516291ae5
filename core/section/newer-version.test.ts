/** What a newer version of the app writes into a section, and what this one must leave as it is. */
import { beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newId, type PersonId, type SectionId } from '../domain/ids'
import { everyone } from '../domain/query'
import { createOpener, createSealer } from '../log/entry'
import { memoryJournal } from '../log/memory-journal'
import { memoryPages, type PageStore } from '../ports/pages'
import { newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { newHistoryId } from './history'
import { decodePayload, encodePayload, type RecordUpdate } from './payload'
import { keysOfDraft } from './person-record'
import { encodeNewRecord, readRecord, type RecordValue } from './record'
import { openSectionStore } from './section-store'
import { recordKinds } from './shards'

const newerKind = 90
const at = 1_760_000_000_000

let secrets: Secrets
beforeAll(async () => {
  secrets = await newSecrets(newId<SectionId>())
})

async function open(journal: ReturnType<typeof memoryJournal>, pages: PageStore = memoryPages()) {
  const store = await openSectionStore({ secrets, journal, pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = at
  return { store, commands: createCommands(store, () => (now += 1000)), journal, pages }
}

/** A journal as a newer version leaves it: Ana with keys of its own, one of them a shared text; a record and a deed of kinds of its own. */
async function byNewerVersion() {
  const person = newId<PersonId>()
  const doc = new Y.Doc({ guid: person })
  const keys = doc.getMap('r')
  for (const [key, value] of keysOfDraft({ lastName: 'Ana', note: 'rappeler' }, at)) keys.set(key, value)
  keys.set('zz', { shape: ['à venir', 3] })
  keys.set('q:quartier', 'Sémard')
  const diary = new Y.Text('un journal partagé')
  keys.set('dy', diary)
  const history = newHistoryId(at)
  const label = { kind: 'action.plan', at, device: secrets.device, shifts: 4 } as unknown as RecordValue
  const records: RecordUpdate[] = [
    { kind: recordKinds.person, id: person, at, update: Y.encodeStateAsUpdate(doc) },
    { kind: recordKinds.history, id: history, at, update: encodeNewRecord(5, [['l', label], ['w', 'de plus']]) },
    { kind: newerKind, id: newId(), at, update: new Uint8Array([1, 2, 3, 254]) },
  ]
  const journal = memoryJournal()
  await journal.append([(await createSealer(secrets).seal('people', encodePayload(records))).bytes])
  return { journal, person, history, newer: records[2]! }
}

/** Everything that the journal says, by `kind/id`. */
async function readAll(journal: ReturnType<typeof memoryJournal>): Promise<Map<string, Uint8Array[]>> {
  const opener = createOpener(secrets, new Map([[secrets.device, secrets.signing.public]]))
  const found = new Map<string, Uint8Array[]>()
  const { frames } = await journal.readFrom(0, 1e9)
  for (const { payload } of frames) {
    for (const { kind, id, update } of decodePayload((await opener.open(payload)).payload)) found.set(`${kind}/${id}`, [...(found.get(`${kind}/${id}`) ?? []), update])
  }
  return found
}

it('shows people of a newer version, with its keys beside them', async () => {
  const { journal, person, history } = await byNewerVersion()
  const { store } = await open(journal)
  expect(store.people.get(person)).toMatchObject({
    lastName: 'Ana', note: 'rappeler', extra: { zz: { shape: ['à venir', 3] }, 'q:quartier': 'Sémard', dy: 'un journal partagé' },
  })
  expect(store.history.get(history)).toMatchObject({ kind: 'action.plan', undoable: false, count: 0, fields: [] })
  // Rows cross to the window as structured clones.
  expect(structuredClone([...store.people.all()])).toHaveLength(1)
  expect(store.quarantined()).toBe(0)
})

it('keeps them through edits, undo, import, packs, rewriting, pages and restarts', async () => {
  const { journal, person, history, newer } = await byNewerVersion()
  const pages = memoryPages()
  let { store, commands } = await open(journal, pages)
  for (let round = 0; round < 110; round++) await commands.editPeople({ kind: 'ids', ids: [person] }, [{ field: 'note', value: `mot ${round}` }, { field: 'tags', add: [`t${round}`] }])
  await commands.undo()
  const { history: deleted } = await commands.deletePeople({ kind: 'ids', ids: [person] })
  await commands.undoEntry(deleted)
  await commands.importPeople({ created: [{ lastName: 'Bao' }], edited: [{ id: person, edits: [{ field: 'city', value: 'Lyon' }] }], detail: 'csv' })
  await commands.editPeople({ kind: 'query', query: everyone, except: [] }, [{ field: 'level', value: 'act' }])
  expect(await commands.whenQuiet(() => store.log.packLongBuckets(8))).toBeGreaterThan(0)
  expect(await commands.whenQuiet(() => store.log.dropCovered(true))).toBe(true)
  await commands.whenQuiet(() => store.checkpoint())
  const hash = await store.contentHash()

  for (const start of [pages, memoryPages()]) {
    ;({ store, commands } = await open(memoryJournal(journal.bytes()), start))
    expect(await store.contentHash()).toBe(hash)
    expect(store.people.get(person)).toMatchObject({ note: 'mot 108', city: 'Lyon', level: 'act', extra: { 'q:quartier': 'Sémard', dy: 'un journal partagé' } })
    expect(store.history.get(history)).toMatchObject({ kind: 'action.plan' })
    await expect(commands.undoEntry(history)).rejects.toMatchObject({ code: 'nothing-to-undo' })
  }

  const found = await readAll(journal)
  expect(found.get(`${newerKind}/${newer.id}`)).toEqual([newer.update])
  const doc = new Y.Doc()
  for (const update of found.get(`${recordKinds.person}/${person}`)!) Y.applyUpdate(doc, update)
  expect((doc.getMap('r').get('dy') as Y.Text).toString()).toBe('un journal partagé')
  expect(readRecord(history, found.get(`${recordKinds.history}/${history}`)!).get('w')).toBe('de plus')
})

it('sets aside a record that it can\'t read, and opens the others', async () => {
  const { journal, person } = await byNewerVersion()
  const other = newId<PersonId>()
  const broken: RecordUpdate = { kind: recordKinds.person, id: other, at, update: new Uint8Array([255, 255, 255, 255, 255, 1]) }
  await journal.append([(await createSealer(secrets).seal('people', encodePayload([broken]))).bytes])
  const { store, commands } = await open(journal)
  expect(store.people.size()).toBe(1)
  expect(store.quarantined()).toBe(1)
  for (let round = 0; round < 100; round++) await commands.editPeople({ kind: 'ids', ids: [person] }, [{ field: 'note', value: `mot ${round}` }])
  await commands.whenQuiet(() => store.tidy())
  expect((await readAll(journal)).get(`${recordKinds.person}/${other}`)).toEqual([broken.update])
})
