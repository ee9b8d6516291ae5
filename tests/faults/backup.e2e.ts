/** A section through a backup onto an empty computer, by hand, in the app as it is; and the same when everything dies in the middle. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { expect, test, type RunningApp } from '../e2e/app'
import { expectAccessible, expectPeople, saveTo } from '../e2e/screens'
import { readFromJournal, sectionFolder } from './disk'
import { reachEngine } from './engine'
import { untilOpen } from './profile'
import { seededStream } from './random'
import { findTraces } from './traces'

const chance = seededStream('backup')
const word = () => `Zq${Array.from({ length: 14 }, () => chance.pick([...'abcdefghijklmnopqrstuvwxyz'])).join('')}`
const canary = { sectionName: word(), note: word(), passphrase: `${word()} ${word()}`, backup: `${word()} ${word()}`, next: `${word()} ${word()}` }

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backups-'))
})
test.afterEach(() => removeFolder(folder))

async function choosePassphrase(window: Page, label: string, passphrase: string): Promise<void> {
  await window.getByLabel(label, { exact: true }).fill(passphrase)
  await window.getByLabel('La même, encore une fois').fill(passphrase)
}

/** 400 people in a section with a passphrase and a name. */
async function prepared(running: RunningApp) {
  const engine = await reachEngine(running.window)
  await engine.call('createDemo')
  await engine.call('protectDemo', { passphrase: canary.passphrase })
  await untilOpen(engine)
  await engine.call('execute', { type: 'section.rename', name: canary.sectionName })
  const { rows } = await engine.call('rows', { query: { search: '', filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 3 })
  await engine.call('execute', { type: 'person.edit', id: rows[0]!.id, edits: [{ field: 'note', value: canary.note }] })
  return engine
}

async function backUp({ app, window }: RunningApp, path: string): Promise<void> {
  await saveTo(app, path)
  await window.getByRole('link', { name: 'Section', exact: true }).click()
  await window.getByRole('button', { name: 'Sauvegarder…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Sauvegarder la section' })
  await choosePassphrase(window, 'Phrase de passe de la sauvegarde', canary.backup)
  await expectAccessible(dialog, 'a backup')
  await dialog.getByRole('button', { name: 'Choisir où l’enregistrer…' }).click()
  await expect(dialog.getByText('La section est sauvegardée.')).toBeVisible()
  await expectAccessible(dialog, 'a backup that was made')
  await dialog.getByRole('button', { name: 'Terminer' }).click()
  await expect(dialog).toBeHidden()
}

async function readBackup(window: Page, path: string): Promise<void> {
  await window.getByRole('button', { name: /Restaurer une sauvegarde/ }).click()
  await window.locator('input[type=file]').setInputFiles(path)
  await window.getByLabel('Phrase de passe de la sauvegarde', { exact: true }).fill(canary.backup)
  await expectAccessible(window.locator('main'), 'reading a backup')
  await window.getByRole('button', { name: 'Lire la sauvegarde' }).click()
  await expect(window.getByText('La sauvegarde est complète.')).toBeVisible()
}

test('a section is backed up, restored on an empty computer, equal, and nothing of it is ever in clear', async ({ launch }) => {
  const path = join(folder, 'ma sauvegarde.permanence-sauvegarde')
  const first = await launch()
  const engine = await prepared(first)
  await backUp(first, path)
  const hash = await engine.call('contentHash')
  const { total } = await engine.call('history', { start: 0, end: 0 })
  expect(readdirSync(folder)).toEqual(['ma sauvegarde.permanence-sauvegarde'])
  await first.close()

  const home = join(folder, 'home')
  mkdirSync(home)
  const second = await launch({ env: { HOME: home, TMPDIR: home, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache') } })
  const { window } = second
  await test.step('what is no whole backup is refused, and nothing is written', async () => {
    const bytes = readFileSync(path)
    const cut = join(folder, 'coupee')
    writeFileSync(cut, bytes.subarray(0, bytes.length - 1))
    await window.getByRole('button', { name: /Restaurer une sauvegarde/ }).click()
    const read = window.getByRole('button', { name: 'Lire la sauvegarde' })
    await window.locator('input[type=file]').setInputFiles(cut)
    await window.getByLabel('Phrase de passe de la sauvegarde', { exact: true }).fill(canary.backup)
    await read.click()
    await expect(window.getByRole('alert')).toContainText('incomplète ou a été altérée')
    await window.locator('input[type=file]').setInputFiles(path)
    await window.getByLabel('Phrase de passe de la sauvegarde', { exact: true }).fill('une tout autre phrase')
    await read.click()
    await expect(window.getByText('Ce n’est pas la bonne phrase de passe')).toBeVisible()
    expect(existsSync(join(second.profileDir, 'sections'))).toBe(false)
    await window.getByRole('button', { name: 'Retour' }).click()
  })
  await readBackup(window, path)
  await expect(window.getByText(`Section : ${canary.sectionName}`)).toBeVisible()
  await expect(window.getByText('400 personnes')).toBeVisible()
  expect(existsSync(join(second.profileDir, 'sections'))).toBe(false)
  await choosePassphrase(window, 'Phrase de passe sur cet ordinateur', canary.next)
  await expectAccessible(window.locator('main'), 'restoring')
  await window.getByRole('button', { name: 'Restaurer la section' }).click()
  await expect(window.getByRole('navigation', { name: 'Lieux' })).toBeVisible()
  await expectPeople(window, /^400\s/)
  const restored = await reachEngine(window)
  await untilOpen(restored)
  expect(await restored.call('contentHash')).toBe(hash)
  // What was done before, less the entry of the backup itself, more the one of the restoring.
  await expect.poll(async () => (await restored.call('history', { start: 0, end: 0 })).total).toBe(total)
  await second.close()
  const onDisk = await readFromJournal(sectionFolder(second.profileDir), canary.next)
  expect([onDisk.contentHash, onDisk.name, onDisk.quarantined]).toEqual([hash, canary.sectionName, 0])
  for (const place of [second.profileDir, first.profileDir, folder]) expect(findTraces(place, Object.values(canary)).traces, `in ${place}`).toEqual([])
})

test('a section that is there is never replaced unasked; the one before is kept and can be put back', async ({ launch }) => {
  const path = join(folder, 'sauvegarde')
  let running = await launch()
  const { profileDir } = running
  const engine = await prepared(running)
  await backUp(running, `${path}.permanence-sauvegarde`)
  const { rows } = await engine.call('rows', { query: { search: '', filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 100 })
  await engine.call('execute', { type: 'people.delete', selection: { kind: 'ids', ids: rows.map(({ id }) => id) } })
  await running.window.keyboard.press('Control+L')
  await running.window.getByRole('button', { name: 'Autres sections' }).click()
  await readBackup(running.window, `${path}.permanence-sauvegarde`)
  await expect(running.window.getByRole('radio', { name: 'Ouvrir celle de cet ordinateur' })).toBeChecked()
  await running.window.getByRole('radio', { name: 'La remplacer par la sauvegarde' }).check()
  await choosePassphrase(running.window, 'Phrase de passe sur cet ordinateur', canary.next)
  await expectAccessible(running.window.locator('main'), 'replacing a section')
  await running.window.getByRole('button', { name: 'Restaurer la section' }).click()
  await running.window.getByRole('link', { name: 'Personnes' }).click()
  await expectPeople(running.window, /^400\s/)
  await running.close()

  running = await launch({ profileDir })
  await running.window.getByRole('button', { name: 'Autres sections' }).click()
  await running.window.getByRole('button', { name: 'Remettre en place' }).click()
  await expect(running.window.getByText('La copie est remise en place')).toBeVisible()
  await running.window.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await running.window.getByLabel('Phrase de passe', { exact: true }).fill(canary.passphrase)
  await running.window.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await expectPeople(running.window, /^300\s/)
})

/** What is in the profile by then, one after the other: a kill hits each of them, however slow the machine. */
const moments: { what: string; reached(sections: string): boolean }[] = [
  { what: 'nothing yet', reached: () => true },
  { what: 'its folder', reached: (sections) => filesIn(sections) !== null },
  { what: 'its journal', reached: (sections) => filesIn(sections)?.includes('journal.bin') ?? false },
  { what: 'its vault', reached: (sections) => filesIn(sections)?.includes('vault') ?? false },
  { what: 'all but its name', reached: (sections) => filesIn(sections)?.includes('stub.json') ?? false },
  { what: 'its name', reached: (sections) => existsSync(sections) && readdirSync(sections).some((name) => !name.startsWith('.')) },
]

/** Of the one section that is there or about to be; `null` when there is none. */
function filesIn(sections: string): string[] | null {
  try {
    return readdirSync(join(sections, readdirSync(sections)[0]!))
  } catch {
    return null
  }
}

test('killed at any moment, a restored section is there whole or not at all', async ({ launch }) => {
  const path = join(folder, 'sauvegarde.permanence-sauvegarde')
  const first = await launch()
  const engine = await prepared(first)
  await backUp(first, path)
  const hash = await engine.call('contentHash')
  await first.close()
  const bytes = readFileSync(path)
  let there = 0
  let running = await launch({ expectErrors: true })
  for (const { what, reached } of moments) {
    const { window, profileDir } = running
    const root = join(profileDir, 'sections')
    await window.getByRole('button', { name: /Restaurer une sauvegarde/ }).click()
    await window.locator('input[type=file]').setInputFiles({ name: 'sauvegarde', mimeType: '', buffer: bytes })
    await window.getByLabel('Phrase de passe de la sauvegarde', { exact: true }).fill(canary.backup)
    await window.getByRole('button', { name: 'Lire la sauvegarde' }).click()
    await expect(window.getByText('La sauvegarde est complète.')).toBeVisible()
    await choosePassphrase(window, 'Phrase de passe sur cet ordinateur', canary.next)
    await window.getByRole('button', { name: 'Restaurer la section' }).click()
    while (!reached(root)) await wait(1)
    await wait(chance.whole(10))
    await running.kill9()

    running = await launch({ profileDir, expectErrors: true })
    const status = async () => (await (await reachEngine(running.window)).status())?.phase
    await expect.poll(status).toBe('closed')
    const names = existsSync(root) ? readdirSync(root) : []
    expect(names.filter((name) => name.startsWith('.')), what).toEqual([])
    if (names.length === 0) continue
    there++
    const disk = await readFromJournal(sectionFolder(profileDir), canary.next)
    expect([disk.contentHash, disk.quarantined], what).toEqual([hash, 0])
    await running.kill9()
    running = await launch({ expectErrors: true })
  }
  expect(there, 'what has its name is there').toBeGreaterThan(0)
  process.stdout.write(`${moments.length} kills while restoring: ${there} times there whole, ${moments.length - there} times not at all, never half\n`)
})
