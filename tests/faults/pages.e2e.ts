/** The fast copy of a section (IndexedDB) is deleted or damaged between two starts: it is made again from the journal. */
import { closeSync, fstatSync, openSync, readSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import type { Stream } from '#core/domain/demo/random'
import { newId, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { expect, test, type RunningApp } from '../e2e/app'
import { importFile, importNames } from './deeds'
import type { EngineInPage } from './engine'
import { createSection, openSection, pageFiles } from './profile'
import { seededStream } from './random'

const damages: { what: string; damage(files: readonly string[], chance: Stream): void }[] = [
  { what: 'its folder is deleted', damage: (files) => files.forEach((file) => rmSync(file)) },
  { what: 'its tables are cut in half', damage: (files) => files.filter(holdsTables).forEach((file) => truncateSync(file, statSync(file).size >> 1)) },
  { what: 'bytes of its tables are flipped', damage: (files, chance) => files.filter(holdsTables).forEach((file) => flipBytes(file, 40, chance)) },
  { what: 'bytes of its manifest are flipped', damage: (files, chance) => files.filter((file) => /MANIFEST|CURRENT/.test(file)).forEach((file) => flipBytes(file, 20, chance)) },
  { what: 'its blobs are deleted', damage: (files) => files.filter((file) => file.includes('.blob')).forEach((file) => rmSync(file)) },
  { what: 'its blobs are flipped', damage: (files, chance) => files.filter((file) => file.includes('.blob')).forEach((file) => flipBytes(file, 40, chance)) },
  { what: 'everything in it is emptied', damage: (files) => files.forEach((file) => truncateSync(file, 0)) },
]

/** LevelDB's sorted tables and its write-ahead log: https://github.com/google/leveldb/blob/main/doc/impl.md */
const holdsTables = (file: string) => /\.(ldb|log)$/.test(file)

function flipBytes(file: string, count: number, chance: Stream): void {
  const opened = openSync(file, 'r+')
  try {
    const { size } = fstatSync(opened)
    const byte = Buffer.alloc(1)
    for (let flip = 0; flip < count && size > 0; flip++) {
      const at = chance.whole(size)
      readSync(opened, byte, 0, 1, at)
      byte[0]! ^= 1 << chance.whole(8)
      writeSync(opened, byte, 0, 1, at)
    }
  } finally {
    closeSync(opened)
  }
}

test('a section opens with equal content and history whatever happened to its fast copy', async ({ launch }) => {
  const chance = seededStream('pages')
  let running = await launch({ expectErrors: true })
  const { profileDir } = running
  let engine = await createSection(running)
  await fillSection(engine)
  const before = await said(engine)
  expect(before).toMatchObject({ people: 3 * importNames('A').length + 1, history: 7 })

  for (const { what, damage } of damages) {
    await test.step(`when ${what}`, async () => {
      // Quitting writes the pages.
      await running.close()
      const files = pageFiles(profileDir)
      expect(files.map((file) => basename(file))).toContain('CURRENT')
      damage(files, chance)
      running = await launch({ profileDir, expectErrors: true })
      engine = await openSection(running)
      expect(await said(engine)).toEqual(before)
    })
  }

  await test.step('edits go on, and the fast copy is whole again', async () => {
    const [person] = (await engine.call('rows', { query: everyone, start: 0, end: 1 })).rows
    await engine.call('execute', { type: 'person.edit', id: person!.id, edits: [{ field: 'note', value: 'après les pannes' }] })
    const after = await said(engine)
    await running.close()
    running = await launch({ profileDir })
    expect(await pageNames(running)).toEqual(expect.arrayContaining(['start', 'index', 'settings', 'people/0']))
    engine = await openSection(running)
    expect(await said(engine)).toEqual(after)
  })
})

async function fillSection(engine: EngineInPage): Promise<void> {
  for (const label of ['A', 'B', 'C']) {
    const { id } = await engine.call('importOpen', { content: importFile(importNames(label)), fileName: `${label}.csv` })
    await engine.call('importApply', { id })
  }
  const id = newId<PersonId>()
  await engine.call('execute', { type: 'person.create', id, draft: { lastName: 'Kaya', tags: ['marché', 'AG 2026'] } })
  await engine.call('execute', { type: 'people.edit', selection: { kind: 'query', query: everyone, except: [] }, edits: [{ field: 'level', value: 'act' }] })
  await engine.call('execute', { type: 'person.edit', id, edits: [{ field: 'note', value: 'rappeler' }] })
}

async function said(engine: EngineInPage) {
  const { total, entries } = await engine.call('history', { start: 0, end: 1000 })
  return { people: (await engine.call('rows', { query: everyone, start: 0, end: 0 })).total, hash: await engine.call('contentHash'), history: total, entries }
}

/** Names of the pages that are in IndexedDB; what they hold is sealed. */
function pageNames({ window }: RunningApp): Promise<string[]> {
  return window.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) => new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const [found] = await indexedDB.databases()
    const database = await done(indexedDB.open(found!.name!))
    const names = await done(database.transaction('pages').objectStore('pages').getAllKeys())
    database.close()
    return names as string[]
  })
}
