/** An erasure on a machine, by the engine and the main process as they are: what its disk then holds, and what comes in after it. */
import 'fake-indexeddb/auto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { demoPeople } from '#core/domain/demo/people'
import { newId, type PersonId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import { dexiePages } from '#engine/dexie-pages'
import { takeOutErased } from '#engine/erasure-upkeep'
import { importCalls } from '#engine/import-calls'
import { makePoint } from '#engine/restore-points'
import { readFromJournal, sectionFolder } from './disk'
import { startMachine } from './machine'
import { filesWith, pagesWith, secretsIn } from './opened'
import '../quick-passphrases'

// The list of communes is a file that the window serves.
vi.mock('#engine/resources', () => ({ communes: async () => ({ search: () => [], recognise: () => null }) }))

const passphrase = 'quatre mots pour une section'
const words = ['Zqdisparue', 'zqmel@exemple.invalid', 'Zqbrouillon']
const gone = newId<PersonId>()
let machine: ReturnType<typeof startMachine>
beforeEach(async () => {
  machine = startMachine()
  await machine.lifecycle.create({ name: 'Section du Port', passphrase, keychain: false })
  await open().store.loaded
  await open().commands.importPeople({ created: demoPeople(60, 'erasure', '2026-03-01').map(({ draft }) => draft), edited: [], detail: 'csv' })
  await open().commands.createPerson(gone, { lastName: 'Zqdisparue', emails: [{ value: 'zqmel@exemple.invalid', label: '' }] })
  await open().commands.editPeople({ kind: 'ids', ids: [gone] }, [{ field: 'note', value: 'Zqbrouillon' }])
  await open().savePages(10_000)
})
afterEach(() => machine.remove())

const open = () => machine.lifecycle.current()
const folder = () => sectionFolder(machine.profile)
const clean = () => takeOutErased(open(), machine.host, machine.lifecycle.renewPageKey)
const erase = () => open().commands.erasePeople({ kind: 'ids', ids: [gone] }, 'request')

async function pages(): Promise<Map<string, Uint8Array>> {
  const store = dexiePages(open().vault.secrets.section)
  const names = await store.names()
  const read = await store.readMany(names)
  store.close()
  return new Map(names.map((name, at) => [name, read[at]!]))
}
async function expectNothingLeft() {
  expect(await filesWith(words, folder(), passphrase)).toEqual([])
  expect(await pagesWith(words, await pages(), await secretsIn(folder(), passphrase))).toEqual({ found: [], closed: [] })
}

describe('erasing a person on this computer', () => {
  it('leaves nothing of her in the journal, in restore points, in pages, and pages of before open for nobody', async () => {
    await makePoint(open(), machine.host, 'import')
    await open().commands.editPeople({ kind: 'ids', ids: [gone] }, [{ field: 'city', value: 'Brest' }])
    await makePoint(open(), machine.host, 'delete')
    expect((await filesWith(words, folder(), passphrase)).length).toBeGreaterThan(1)
    const before = await pages()
    expect((await pagesWith(words, before, open().vault.secrets)).found.length).toBeGreaterThan(0)
    await erase()
    // Asked between the two: it would hold her.
    await makePoint(open(), machine.host, 'daily')
    expect(await clean()).toBe(true)
    expect(open().store.hasLeftovers()).toBe(false)
    await expectNothingLeft()
    expect((await pagesWith([], before, await secretsIn(folder(), passphrase))).closed).toEqual([...before.keys()])
    expect((await machine.backup.points()).points).toEqual([])
    // From here on points are made and kept as ever, also through the next quiet moment.
    await makePoint(open(), machine.host, 'daily')
    expect(await clean()).toBe(true)
    expect((await machine.backup.points()).points).toMatchObject([{ why: 'daily', people: 60 }])
    expect(await filesWith(words, folder(), passphrase)).toEqual([])

    const hash = await open().store.contentHash()
    await machine.stop()
    expect(await readFromJournal(folder(), passphrase)).toMatchObject({ contentHash: hash, quarantined: 0 })
  })

  it('goes on where it was after the app was killed in between, and waits while the journal is being read', async () => {
    await erase()
    await machine.lifecycle.close()
    const status = machine.lifecycle.status()
    await machine.lifecycle.open({ id: status.phase === 'closed' ? status.sections[0]!.id : ('' as never), passphrase })
    await open().store.loaded
    expect(open().store.hasLeftovers()).toBe(true)
    await open().keepJournal(async () => expect(await clean()).toBe(false))
    expect(await clean()).toBe(true)
    await expectNothingLeft()
  })

  it('is still due when the disk has no room for it', async () => {
    await erase()
    const full: typeof machine.host = { ...machine.host, call: (name, ...args) => (name === 'pointsWrite' ? Promise.reject(new PortError('disk-full')) : machine.host.call(name, ...args)) }
    await expect(takeOutErased(open(), full, machine.lifecycle.renewPageKey)).rejects.toMatchObject({ code: 'disk-full' })
    expect(open().store.hasLeftovers()).toBe(true)
    expect(await clean()).toBe(true)
    await expectNothingLeft()
  })

  it('takes the copies with it that a restored backup has put aside, and none that is put aside later', async () => {
    const chosen = mkdtempSync(join(tmpdir(), 'erasure-'))
    try {
      const path = join(chosen, 'sauvegarde')
      const backUp = () => Promise.resolve(machine.backup.backUp({ token: machine.choose(path), passphrase }))
      const restore = async () => {
        const { id } = await Promise.resolve(machine.backup.backupOpen({ content: new Blob([readFileSync(path)]), passphrase }))
        await Promise.resolve(machine.backup.backupRestore({ id, passphrase, keychain: false, replace: true }))
        await open().store.loaded
      }
      const copies = () => readdirSync(join(machine.profile, 'sections')).filter((name) => name.startsWith('.replaced-')).length
      await backUp()
      await restore()
      expect(copies()).toBe(1)
      // Hers and the copy's; points that a quiet moment made may hold her too.
      expect((await filesWith(words, folder(), passphrase)).filter((file) => file.endsWith('journal.bin')).length).toBe(2)
      await erase()
      await clean()
      expect(copies()).toBe(0)
      await expectNothingLeft()
      // A backup of now knows of the erasure: what it replaces does too, and stays.
      await backUp()
      await restore()
      await clean()
      expect([copies(), open().store.people.get(gone), open().store.erasures().size]).toEqual([1, undefined, 1])
    } finally {
      rmSync(chosen, { recursive: true, force: true })
    }
  })

  it('is stopped at the door by an import, in the preview and in one that was previewed before', async () => {
    const imports = importCalls(machine.lifecycle, machine.progress)
    const file = () => imports.importOpen({ content: new Blob(['Nom;Prénom;E-mail\r\nZqdisparue;;ZQMEL@exemple.invalid\r\nRoux;Inès;roux@exemple.invalid\r\n']), fileName: 'liste.csv' })
    const previewed = await Promise.resolve(file())
    expect(previewed.summary.rows).toMatchObject({ unchanged: 1, new: 1, setAside: 0 })
    await erase()
    const after = await Promise.resolve(file())
    expect(after.summary.rows).toMatchObject({ new: 1, setAside: 1 })
    const { rows } = await Promise.resolve(imports.importRows({ id: after.id, kind: 'setAside', start: 0, end: 10 }))
    expect(rows).toMatchObject([{ line: 2, reason: 'erased', cells: ['Zqdisparue', '', 'ZQMEL@exemple.invalid'] }])
    expect((await Promise.resolve(imports.importApply({ id: previewed.id }))).changed).toBe(1)
    expect([...open().store.people.all()].some(({ lastName }) => lastName === 'Zqdisparue')).toBe(false)
  })
})
