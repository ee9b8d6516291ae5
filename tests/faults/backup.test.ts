/** A section through a backup onto another machine, by the engine and the main process as they are. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demoPeople } from '#core/domain/demo/people'
import { newId, type AssetId, type HistoryId } from '#core/domain/ids'
import type { AssetVersion, StoredFile } from '#core/domain/library/asset'
import { openStored, storeContent } from '#engine/library/asset-files'
import { readFromJournal, sectionFolder } from './disk'
import { startMachine } from './machine'
import { smallDisk } from './small-disk'
import '../quick-passphrases'

const passphrase = 'quatre mots pour une section'
const backupPassphrase = 'quatre mots pour sauver'
const next = 'une autre phrase pour ici'
type Machine = ReturnType<typeof startMachine>

let folder: string
let machines: Machine[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  machines = []
})
afterEach(async () => {
  for (const machine of machines) await machine.remove()
  rmSync(folder, { recursive: true, force: true })
})

function start(profile?: string): Machine {
  const machine = startMachine(profile)
  machines.push(machine)
  return machine
}

async function withPeople(count: number): Promise<Machine> {
  const machine = start()
  await machine.lifecycle.create({ name: 'Section du Port', passphrase, keychain: false })
  const { store, commands } = machine.lifecycle.current()
  await store.loaded
  await commands.importPeople({ created: demoPeople(count, 'backup', '2026-03-01').map(({ draft }) => draft), edited: [], detail: 'csv' })
  const some = [...store.people.all()].slice(0, 5).map(({ id }) => id)
  await commands.editPeople({ kind: 'ids', ids: some }, [{ field: 'note', value: 'rappeler jeudi' }])
  await commands.deletePeople({ kind: 'ids', ids: some.slice(0, 1) })
  return machine
}

const backUp = (machine: Machine, path: string) => Promise.resolve(machine.backup.backUp({ token: machine.choose(path), passphrase: backupPassphrase }))
const open = (machine: Machine, path: string, bytes = readFileSync(path)) => Promise.resolve(machine.backup.backupOpen({ content: new Blob([bytes]), passphrase: backupPassphrase }))
const restore = (machine: Machine, id: string, replace = false) => Promise.resolve(machine.backup.backupRestore({ id, passphrase: next, keychain: false, replace }))

describe('a section on another machine', () => {
  it('is equal: people, history, what can be undone, and goes on as a new device', async () => {
    const first = await withPeople(300)
    const before = first.lifecycle.current()
    const path = join(folder, 'sauvegarde')
    const written = await backUp(first, path)
    expect(written).toMatchObject({ people: 299, logged: true })
    const hash = await before.store.contentHash()
    const history = [...before.store.history.values()].filter(({ kind }) => kind !== 'backup')
    const { device } = before.store

    const second = start()
    const summary = await open(second, path)
    expect(summary).toMatchObject({ name: 'Section du Port', people: 299, present: false })
    expect(existsSync(join(second.profile, 'sections'))).toBe(false)
    await restore(second, summary.id)
    const { store, commands } = second.lifecycle.current()
    await store.loaded
    expect(await store.contentHash()).toBe(hash)
    expect(store.name()).toBe('Section du Port')
    expect(store.quarantined()).toBe(0)
    expect(history.map(({ id }) => store.history.get(id))).toEqual(history)
    await expect.poll(() => [...store.history.values()].filter(({ kind }) => kind === 'restore').length).toBe(1)
    // It writes under its own name and keys, and undoes what the other one did.
    expect(store.device).not.toBe(device)
    const deletion = history.find(({ kind }) => kind === 'people.delete')!
    await commands.undoEntry(deletion.id as HistoryId)
    expect(store.people.size()).toBe(300)
    await second.stop()

    const onDisk = await readFromJournal(sectionFolder(second.profile), next)
    expect([onDisk.people.length, onDisk.quarantined]).toEqual([300, 0])
    // And so does a backup of the copy: its entries of both devices still verify.
    const again = start(second.profile)
    await again.lifecycle.open({ id: summary.section, passphrase: next })
    await again.lifecycle.current().store.loaded
    const copy = join(folder, 'copie')
    await backUp(again, copy)
    const third = start()
    await restore(third, (await open(third, copy)).id)
    await third.lifecycle.current().store.loaded
    expect(await third.lifecycle.current().store.contentHash()).toBe(onDisk.contentHash)
    expect(third.lifecycle.current().store.quarantined()).toBe(0)
  })

  it('opens with the new passphrase there, and with neither of the others', async () => {
    const first = await withPeople(20)
    const path = join(folder, 'sauvegarde')
    await backUp(first, path)
    const second = start()
    const { id, section } = await open(second, path)
    await restore(second, id)
    await second.lifecycle.lock()
    for (const wrong of [passphrase, backupPassphrase]) await expect(second.lifecycle.open({ id: section, passphrase: wrong })).rejects.toMatchObject({ code: 'wrong-passphrase' })
    await second.lifecycle.open({ id: section, passphrase: next })
  })

  it('never takes the place of one that is there unless asked, and then the one before is kept and can be brought back', async () => {
    const first = await withPeople(20)
    const path = join(folder, 'sauvegarde')
    await backUp(first, path)
    const { commands, store } = first.lifecycle.current()
    await commands.deletePeople({ kind: 'ids', ids: [...store.people.all()].slice(0, 10).map(({ id }) => id) })
    await first.lifecycle.close()
    const { id, section, present } = await open(first, path)
    expect(present).toBe(true)
    await expect(restore(first, id)).rejects.toMatchObject({ code: 'section-exists' })
    await restore(first, id, true)
    await first.lifecycle.current().store.loaded
    expect(first.lifecycle.current().store.people.size()).toBe(19)
    await first.lifecycle.close()
    const status = first.lifecycle.status()
    if (status.phase !== 'closed') throw new Error(status.phase)
    expect(status.replaced).toMatchObject([{ id: section }])
    await first.backup.bringBack(status.replaced[0]!)
    await first.lifecycle.open({ id: section, passphrase })
    await first.lifecycle.current().store.loaded
    expect(first.lifecycle.current().store.people.size()).toBe(9)
  })
})

describe('the files of the library', () => {
  const content = (mark: number) => new Uint8Array(1_300_000).fill(mark)
  async function keep({ lifecycle }: Machine, title: string, bytes: Uint8Array): Promise<StoredFile> {
    const { files, commands, store } = lifecycle.current()
    await Promise.all([store.loaded, files.ready])
    const file = await storeContent(files.store, bytes)
    files.learn(file.name, file.bytes)
    const version: AssetVersion = { id: newId(), at: 1, by: store.device, file, picture: null, content: 'c'.repeat(43), bytes: bytes.length, type: 'pdf', pages: 1, width: 1, height: 1, note: '' }
    await commands.createAssets([{ id: newId<AssetId>(), draft: { title, kind: 'tract', versions: [version] } }])
    return file
  }
  const pathOf = (machine: Machine, { name }: StoredFile) => join(sectionFolder(machine.profile), 'files', Buffer.from(name, 'base64url').toString('hex'))

  it.each([
    ['damaged', (bytes: Buffer) => bytes.fill(0, 700_000, 700_100)],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 700_000)],
    ['empty', (bytes: Buffer) => bytes.subarray(0, 0)],
  ])('one that the disk has %s keeps nobody from coming back: it is left out, and said to be', async (_what, damage) => {
    const first = await withPeople(20)
    const [bad, good] = [await keep(first, 'Abîmé', content(1)), await keep(first, 'Entier', content(2))]
    const bytes = damage(readFileSync(pathOf(first, bad)))
    writeFileSync(pathOf(first, bad), bytes)
    const path = join(folder, 'sauvegarde')
    expect(await backUp(first, path)).toMatchObject({ people: 19, missing: ['Abîmé'] })
    const second = start()
    await restore(second, (await open(second, path)).id)
    const { store, files } = second.lifecycle.current()
    await Promise.all([store.loaded, files.ready])
    expect(store.people.size()).toBe(19)
    expect([files.isHere(bad.name), files.isHere(good.name)]).toEqual([false, true])
    expect(await openStored(files, good)).toEqual(content(2))
  })

  it('those that are not on this computer are named; a version that was replaced counts like the one that stands', async () => {
    const first = await withPeople(5)
    const file = await keep(first, 'Ailleurs', content(1))
    await keep(first, 'Ici', content(2))
    await first.lifecycle.current().files.store.remove([file.name])
    expect(await backUp(first, join(folder, 'sauvegarde'))).toMatchObject({ missing: ['Ailleurs'] })
  })

  it('one that was damaged in a backup of an earlier version of the app is left out when it is restored, and all else comes', async () => {
    const first = await withPeople(20)
    const bad = await keep(first, 'Abîmé', content(1))
    const good = await keep(first, 'Entier', content(2))
    // As it was written before files were looked at.
    const { store } = first.lifecycle.current().files
    store.verify = async () => true
    writeFileSync(pathOf(first, bad), readFileSync(pathOf(first, bad)).fill(0, 700_000, 700_100))
    const path = join(folder, 'sauvegarde')
    await backUp(first, path)
    const second = start()
    await restore(second, (await open(second, path)).id)
    const restored = second.lifecycle.current()
    await Promise.all([restored.store.loaded, restored.files.ready])
    expect(restored.store.people.size()).toBe(19)
    expect([restored.files.isHere(bad.name), restored.files.isHere(good.name)]).toEqual([false, true])
  })

  it('that are here stay at hand where a backup that lacks them takes the place of the section', async () => {
    const first = await withPeople(5)
    const file = await keep(first, 'Ici', content(1))
    const { files } = first.lifecycle.current()
    const path = join(folder, 'sauvegarde')
    const { list } = files.store
    files.store.list = async () => []
    await backUp(first, path)
    files.store.list = list
    await first.lifecycle.close()
    await restore(first, (await open(first, path)).id, true)
    const after = first.lifecycle.current()
    await Promise.all([after.store.loaded, after.files.ready])
    expect([...after.store.assets.values()].map(({ title }) => title)).toEqual(['Ici'])
    expect(await openStored(after.files, file)).toEqual(content(1))
  })
})

describe('a backup that does not come to its end', () => {
  it('leaves no file when it is stopped, and the one before as it was', async () => {
    const machine = await withPeople(30)
    const path = join(folder, 'sauvegarde')
    await backUp(machine, path)
    const bytes = readFileSync(path)
    const stopping = backUp(machine, path)
    machine.progress.cancel('backup')
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder)).toEqual(['sauvegarde'])
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  it('holds everything that was saved before it was asked for, and is one moment of what goes on beside it', async () => {
    const machine = await withPeople(200)
    const { commands, store } = machine.lifecycle.current()
    const [someone] = [...store.people.all()]
    const edits = Array.from({ length: 20 }, (_, at) => commands.editPeople({ kind: 'ids', ids: [someone!.id] }, [{ field: 'note', value: `avant ${at}` }]))
    const path = join(folder, 'sauvegarde')
    const made = backUp(machine, path)
    const later = commands.editPeople({ kind: 'ids', ids: [someone!.id] }, [{ field: 'city', value: 'Lyon' }])
    await Promise.all([...edits, made, later])
    const other = start()
    await restore(other, (await open(other, path)).id)
    const restored = other.lifecycle.current().store
    await restored.loaded
    expect(restored.people.get(someone!.id)!.note).toBe('avant 19')
    expect(restored.quarantined()).toBe(0)
  })

  it('is refused before anything is written when it is not whole, and the machine is as it was', async () => {
    const machine = await withPeople(50)
    const path = join(folder, 'sauvegarde')
    await backUp(machine, path)
    const bytes = readFileSync(path)
    const other = start()
    for (const part of [bytes.subarray(0, bytes.length - 1), bytes.subarray(0, bytes.length >> 1), Buffer.concat([bytes, Buffer.from([0])])])
      await expect(open(other, path, part)).rejects.toMatchObject({ code: 'backup-damaged' })
    await expect(open(other, path, Buffer.from('pas une sauvegarde'))).rejects.toMatchObject({ code: 'not-a-backup' })
    expect(existsSync(join(other.profile, 'sections'))).toBe(false)
  })
})

describe.runIf(process.platform === 'linux')('on a disk without room', () => {
  it('a backup leaves no file, a restored section nothing, and both work once there is room', async () => {
    const disk = await smallDisk(3)
    try {
      const first = await withPeople(400)
      const path = join(folder, 'sauvegarde')
      const { bytes } = await backUp(first, path)
      for (const left of [4096, bytes >> 1, bytes - 4096]) {
        disk.fill(left)
        await expect(backUp(first, join(disk.path, 'sauvegarde')), `${left} bytes left`).rejects.toMatchObject({ code: 'no-room' })
        expect(readdirSync(disk.path)).toEqual([])
        disk.free()
      }
      expect(first.lifecycle.current().store.log.state()).toEqual({ state: 'saved' })
      await backUp(first, join(disk.path, 'sauvegarde'))
      rmSync(join(disk.path, 'sauvegarde'))

      const second = start(disk.path)
      const { id, section } = await open(second, path)
      for (const left of [4096, bytes >> 1, bytes]) {
        disk.fill(left)
        await expect(restore(second, id), `${left} bytes left`).rejects.toMatchObject({ code: 'no-room' })
        expect(readdirSync(join(disk.path, 'sections'))).toEqual([])
        disk.free()
      }
      await restore(second, id)
      expect(readdirSync(join(disk.path, 'sections'))).toEqual([section])
      await second.stop()
    } finally {
      disk.remove()
    }
  })
})
