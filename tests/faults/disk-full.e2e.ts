/** The disk fills up under the app, with the whole profile on it: Chromium's own files have no room either. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Stream } from '#core/domain/demo/random'
import { newId, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { expect, test } from '../e2e/app'
import { importFile, importNames } from './deeds'
import { readFromJournal, sectionFolder } from './disk'
import type { EngineInPage, EngineRequest } from './engine'
import { createSection, openNote, openSection, passphrase, untilOpen } from './profile'
import { large, seededStream } from './random'
import { smallDisk, type SmallDisk } from './small-disk'

test.skip(process.platform !== 'linux', 'A small disk is a tmpfs in a mount namespace: Linux only.')

/** Megabytes: the profile of a running app takes about a third. */
const size = 64

let disk: SmallDisk
test.beforeEach(async () => {
  disk = await smallDisk(size)
})
test.afterEach(() => disk.remove())

/** Text that no compression makes small: the last block of a file has room for a few edits, not for this. */
const longNote = (chance: Stream, word: string) => `${word} ${Buffer.from(chance.bytes(4000)).toString('base64')}`

const noteEdit = (id: PersonId, value: string): EngineRequest => ({ method: 'execute', args: [{ type: 'person.edit', id, edits: [{ field: 'note', value }] }] })

async function addPeople(engine: EngineInPage, names: readonly string[]): Promise<Map<string, PersonId>> {
  const ids = new Map(names.map((name) => [name, newId<PersonId>()]))
  for (const [lastName, id] of ids) await engine.call('execute', { type: 'person.create', id, draft: { lastName, firstName: 'Zoé' } })
  return ids
}

test('a full disk is said loudly, nothing typed is lost, reading goes on, and saving resumes by itself', async ({ launch }) => {
  const chance = seededStream('disk full')
  const running = await launch({ profileDir: disk.path, expectErrors: true })
  const { window } = running
  const engine = await createSection(running)
  const ids = await addPeople(engine, ['Kaya', 'Ndiaye', 'Le Goff'])
  const importing = await engine.call('importOpen', { content: importFile(importNames('A')), fileName: 'anciens.csv' })
  const note = await openNote(window, ids.get('Kaya')!)

  disk.fill()
  const typed = longNote(chance, 'rappeler jeudi')
  await note.fill(typed)
  await note.blur()

  const alarm = window.getByRole('alert').filter({ hasText: 'Vos dernières modifications ne sont pas encore sur le disque' })
  await expect(alarm).toBeVisible()
  await expect(alarm).toContainText('Le disque est plein')
  await expect(window.getByTestId('save-state')).toHaveText('Non enregistré')
  await expect(window.getByTestId('sheet-save-state')).toHaveAttribute('data-state', 'failing')
  await expect(note).toHaveValue(typed)

  await test.step('reading and searching go on', async () => {
    await window.getByRole('searchbox', { name: 'Chercher une personne' }).fill('ndia')
    await expect(window.getByRole('grid').getByText('Ndiaye')).toBeVisible()
    await expect(window.getByRole('grid').getByText('Le Goff')).toBeHidden()
    expect((await engine.call('person', ids.get('Kaya')!))?.note).toBe(typed)
  })

  await test.step('an import refuses and leaves the base as it was', async () => {
    const before = await engine.call('contentHash')
    await expect(engine.call('importApply', { id: importing.id })).rejects.toThrow('disk-full')
    expect(await engine.call('contentHash')).toBe(before)
    expect((await engine.call('rows', { query: everyone, start: 0, end: 0 })).total).toBe(3)
  })

  await test.step('locking is refused: it would drop what is in memory only', async () => {
    await window.keyboard.press('Control+L')
    // In the banner, and now as the answer to the key.
    await expect(window.getByText('Le disque est plein')).toHaveCount(2)
    await expect(note).toHaveValue(typed)
  })

  disk.free()
  await expect(alarm).toBeHidden()
  await expect(window.getByTestId('save-state')).toHaveText('Enregistré')
  const saved = await readFromJournal(sectionFolder(disk.path), passphrase)
  expect(saved.people.find(({ lastName }) => lastName === 'Kaya')?.note).toBe(typed)
  expect(saved.people).toHaveLength(3)
  await engine.call('importApply', { id: importing.id })
  expect((await engine.call('rows', { query: everyone, start: 0, end: 0 })).total).toBe(3 + importNames('A').length)
})

const rounds = large ? 200 : 20

test(`no acknowledged edit is lost when the app is killed on a full disk, ${rounds} times`, async ({ launch }) => {
  test.setTimeout(rounds * 20_000)
  const chance = seededStream('disk full, kill -9')
  let running = await launch({ profileDir: disk.path, expectErrors: true })
  let engine = await createSection(running)
  const ids = await addPeople(engine, Array.from({ length: 12 }, (_, at) => `Nom${at}`))
  const acknowledged = new Map<string, string>()
  let count = 0

  for (let round = 0; round < rounds; round++) {
    const names = [...ids.keys()].toSorted(() => chance.next() - 0.5)
    const edits = names.map((name, at) => ({ name, note: longNote(chance, `tour ${round}, ${at}`) }))
    // Some of them still fit.
    disk.fill(chance.whole(40_000))
    let failing = () => {}
    const full = new Promise<void>((resolve) => (failing = resolve))
    void engine.send(edits.map(({ name, note }) => noteEdit(ids.get(name)!, note)), 1 + chance.whole(4), (at, answer) => {
      if (!answer.ok) return
      acknowledged.set(edits[at]!.name, edits[at]!.note)
      count++
    }).catch(() => {})
    void untilFailing(engine).then(failing)
    await full
    await wait(chance.whole(50))
    await running.kill9()

    const onDisk = async () => new Map((await readFromJournal(sectionFolder(disk.path), passphrase)).people.map(({ lastName, note }) => [lastName, note]))
    const afterKill = await onDisk()
    for (const { name, note } of edits) {
      // What was on its way may have arrived without the test hearing of it.
      if (afterKill.get(name) === note) acknowledged.set(name, note)
    }
    const lost = (found: ReadonlyMap<string, string>) => [...acknowledged].filter(([name, note]) => found.get(name) !== note).map(([name]) => name)
    expect(lost(afterKill), `after kill ${round + 1}`).toEqual([])
    const stillFull = chance.chance(0.25)
    if (!stillFull) disk.free()
    running = await launch({ profileDir: disk.path, expectErrors: true })
    engine = await openSection(running)
    for (const [name, note] of acknowledged) expect((await engine.call('person', ids.get(name)!))?.note, `${name} after kill ${round + 1}`).toBe(note)
    if (stillFull) disk.free()
    expect(lost(await onDisk()), `after start ${round + 1}`).toEqual([])
  }
  await engine.call('execute', { type: 'person.edit', id: ids.get('Nom0')!, edits: [{ field: 'note', value: 'fin' }] })
  expect((await untilOpen(engine)).save).toEqual({ state: 'saved' })
  process.stdout.write(`${count} acknowledged edits, ${rounds} kills on a full disk, 0 lost\n`)
})

async function untilFailing(engine: EngineInPage): Promise<void> {
  await expect
    .poll(async () => {
      const status = await engine.status()
      return status?.phase === 'open' && status.save.state
    }, { intervals: [20] })
    .toBe('failing')
}
