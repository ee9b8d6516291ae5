/** Only ciphertext on disk: after everything that a person does with a section, none of its words is in any file. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { expect, test, type RunningApp } from '../e2e/app'
import { crashWindow } from '../e2e/crash-window'
import { readFromJournal, sectionFolder } from './disk'
import { reachEngine, type EngineInPage } from './engine'
import { seededStream } from './random'
import { findTraces } from './traces'

const chance = seededStream('canaries')

/** A word that stands nowhere else, with an upper-case letter that folding would lose. */
const word = () => `Zq${Array.from({ length: 14 }, () => chance.pick([...'abcdefghijklmnopqrstuvwxyz'])).join('')}`

/** One for each place in which personal data may be typed. */
const canary = {
  sectionName: word(), passphrase: `${word()} ${word()}`, newPassphrase: `${word()} ${word()}`,
  lastName: word(), firstName: word(), birthName: word(), email: `${word().toLowerCase()}@exemple.invalid`,
  // ARCEP's block for fiction, and how the app writes it.
  phone: `0639 98 ${chance.whole(90) + 10} ${chance.whole(90) + 10}`,
  street: word(), unit: word(), building: word(), locality: word(), city: word(), country: word(),
  tag: word(), skill: word(), actionMode: word(), contactPerson: word(), source: word(), note: word(), pointLabel: word(), externalId: word(), consentSource: word(),
  search: word(), importedName: word(), importedNote: word(), importFileName: word(), importHeader: word(), importTag: word(), profileName: word(), crashNote: word(), killNote: word(),
}
const words = [...Object.values(canary), canary.phone.replaceAll(' ', ''), `+33${canary.phone.replaceAll(' ', '').slice(1)}`]

/** What must not be found, in the profile and in the folders that the system offers to every app. */
function expectNoTraces(folders: readonly string[]): void {
  for (const folder of folders) expect(findTraces(folder, words).traces, `in ${folder}`).toEqual([])
}

async function createByHand(window: Page): Promise<void> {
  await window.getByRole('button', { name: /Créer ma section/ }).click()
  await window.getByLabel('Nom de la section').fill(canary.sectionName)
  await window.getByLabel('Phrase de passe', { exact: true }).fill(canary.passphrase)
  await window.getByLabel('La même, encore une fois').fill(canary.passphrase)
  await window.getByRole('button', { name: 'Créer la section' }).click()
  await expect(window.getByRole('navigation', { name: 'Lieux' })).toBeVisible()
}

async function enterPerson(window: Page, engine: EngineInPage): Promise<void> {
  await window.getByRole('button', { name: 'Nouvelle personne' }).first().click()
  await window.getByLabel('Nom d’usage').fill(canary.lastName)
  await window.getByLabel('Prénom').fill(canary.firstName)
  await window.getByLabel('E-mail', { exact: true }).first().fill(canary.email)
  await window.getByRole('button', { name: 'Créer la fiche' }).click()
  await expect(window.getByRole('heading', { level: 2, name: new RegExp(canary.lastName, 'i') })).toBeVisible()
  await window.getByLabel('Note', { exact: true }).fill(canary.note)
  await window.keyboard.press('Control+Enter')
  await expect(window.getByTestId('sheet-save-state')).toHaveAttribute('data-state', 'saved')
  const { rows } = await engine.call('rows', { query: { search: '', filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 1 })
  // The other fields as their own command, so that a new one in the sheet needs no change here.
  await engine.call('execute', {
    type: 'person.edit', id: rows[0]!.id,
    edits: [
      { field: 'birthName', value: canary.birthName }, { field: 'street', value: canary.street }, { field: 'addressUnit', value: canary.unit },
      { field: 'addressBuilding', value: canary.building }, { field: 'locality', value: canary.locality }, { field: 'city', value: canary.city },
      { field: 'country', value: canary.country }, { field: 'contactPerson', value: canary.contactPerson }, { field: 'source', value: canary.source },
      { field: 'tags', add: [canary.tag] }, { field: 'skills', add: [canary.skill] }, { field: 'actionModes', add: [canary.actionMode] },
      { field: 'phones', value: [{ value: canary.phone, label: canary.pointLabel }] }, { field: 'externalIds', add: [{ source: 'galette', value: canary.externalId }] },
      { field: 'consents', set: [{ purpose: 'news', channel: 'email', state: 'yes', date: '2026-03-01', source: canary.consentSource, wording: '' }] },
    ],
  })
}

async function search(window: Page, text: string, found: RegExp): Promise<void> {
  const field = window.getByRole('searchbox', { name: 'Chercher une personne' })
  await field.fill('')
  await field.pressSequentially(text)
  await expect(window.getByRole('region', { name: 'Personnes' }).getByRole('status').first()).toHaveText(found)
}

async function importFile(window: Page): Promise<void> {
  const lines = [`Nom;Prénom;${canary.importHeader}`, `${canary.importedName};Zoé;${canary.importedNote}`, 'Roux;Inès;']
  await window.getByRole('button', { name: 'Importer', exact: true }).click()
  const dialog = window.getByRole('dialog', { name: 'Importer des personnes' })
  await dialog.locator('input[type=file]').setInputFiles({ name: `${canary.importFileName}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) })
  await window.getByRole('button', { name: 'Voir ce qui va changer' }).click()
  await dialog.getByLabel('Étiquettes à ajouter').fill(canary.importTag)
  await window.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Importer 2 personnes' }).click()
  await expect(dialog.getByText('Import terminé')).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

/** Prints to the viewer and exports to a file; answers what the viewer was given. The viewer and the save dialog are the system's: they are stood in for. */
async function printAndExport({ app, window }: RunningApp, exported: string): Promise<string> {
  await app.evaluate(({ shell, dialog }, filePath) => {
    shell.openPath = (path) => {
      ;(globalThis as { faultsOpened?: string }).faultsOpened = path
      return Promise.resolve('')
    }
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog
  }, exported)
  await window.getByRole('button', { name: 'Imprimer cette liste' }).click()
  const print = window.getByRole('dialog', { name: 'Imprimer une liste de contacts' })
  await expect(print.locator('canvas[data-page="1"]')).toBeVisible()
  await print.getByRole('button', { name: 'Ouvrir dans le lecteur' }).click()
  const opened = () => app.evaluate(() => (globalThis as { faultsOpened?: string }).faultsOpened)
  await expect.poll(opened).toBeTruthy()
  await print.getByRole('button', { name: 'Fermer' }).click()
  await window.getByRole('button', { name: 'Exporter cette liste' }).click()
  const dialog = window.getByRole('dialog', { name: 'Exporter des personnes' })
  await dialog.getByRole('button', { name: 'Enregistrer le fichier…' }).click()
  await expect.poll(() => existsSync(exported)).toBe(true)
  await window.keyboard.press('Escape')
  return (await opened())!
}

async function unlock(window: Page, passphrase: string): Promise<void> {
  await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await window.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await expect(window.getByRole('navigation', { name: 'Lieux' })).toBeVisible()
}

test('no word of a section is left in any file by anything that a person does', async ({ launch }) => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'canary-'))
  const folders = ['home', 'tmp', 'profile', 'exports'].map((name) => join(elsewhere, name)) as [string, string, string, string]
  folders.forEach((folder) => mkdirSync(folder))
  const [home, temporary, profileDir, exports] = folders
  const searched = [profileDir, home, temporary]
  const start = () => launch({ profileDir, expectErrors: true, env: { HOME: home, TMPDIR: temporary, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache'), XDG_DATA_HOME: join(home, '.local') } })
  try {
    let running = await start()
    let { window } = running
    const exported = join(exports, 'export.csv')

    await test.step('a section is made, filled, searched, imported into, printed, exported, protected anew', async () => {
      await createByHand(window)
      const engine = await reachEngine(window)
      await enterPerson(window, engine)
      await search(window, canary.search, /^0 sur 1$/)
      await search(window, canary.lastName, /^1 sur 1$/)
      await importFile(window)
      await engine.call('execute', { type: 'import.profile', profile: { name: canary.profileName, headers: ['Nom', 'Prénom', canary.importHeader], options: {} } })
      const opened = await printAndExport(running, exported)
      // As long as the viewer may need it, the sheet is in a file that only this user can read.
      expect(readFileSync(opened).subarray(0, 5).toString()).toBe('%PDF-')
      expect(opened.startsWith(profileDir)).toBe(true)
      expect(readFileSync(exported, 'utf8')).toContain(canary.lastName)
      await engine.call('undo')
      await engine.call('redo')
      await engine.call('changePassphrase', { current: canary.passphrase, next: canary.newPassphrase })
    })

    await test.step('it is locked and opened again', async () => {
      await window.keyboard.press('Control+L')
      await expect(window.getByRole('heading', { name: 'Section verrouillée' })).toBeVisible()
      await unlock(window, canary.newPassphrase)
      await search(window, canary.importedName, /^1 sur 3$/)
    })

    await test.step('and the app quits', async () => {
      await running.close()
      const { people, name } = await readFromJournal(sectionFolder(profileDir), canary.newPassphrase)
      expect([name, people.length]).toEqual([canary.sectionName, 3])
      expectNoTraces(searched)
    })

    await test.step('its window dies while people are on screen', async () => {
      running = await start()
      ;({ window } = running)
      await unlock(window, canary.newPassphrase)
      const engine = await reachEngine(window)
      await search(window, canary.lastName, /^1 sur 3$/)
      const { rows } = await engine.call('rows', { query: { search: canary.lastName, filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 1 })
      await engine.call('execute', { type: 'person.edit', id: rows[0]!.id, edits: [{ field: 'note', value: canary.crashNote }] })
      await crashWindow(running.app)
      await running.kill9()
      expectNoTraces(searched)
    })

    await test.step('and everything is killed in the middle of a word', async () => {
      running = await start()
      ;({ window } = running)
      await unlock(window, canary.newPassphrase)
      await search(window, canary.lastName, /^1 sur 3$/)
      await window.getByRole('searchbox').press('ArrowDown')
      await window.keyboard.press('Enter')
      const note = window.getByLabel('Note', { exact: true })
      await expect(note).toHaveValue(canary.crashNote)
      await note.pressSequentially(canary.killNote)
      await running.kill9()
      expectNoTraces(searched)
    })

    await test.step('which is no accident: a word planted in any of these folders is found', () => {
      for (const folder of searched) {
        const planted = join(folder, 'planted')
        writeFileSync(planted, Buffer.from(`…${canary.note}…`, 'utf16le'))
        expect(() => expectNoTraces([folder])).toThrow('planted')
        rmSync(planted)
      }
      const { files, bytes } = findTraces(profileDir, [])
      expect([files > 30, bytes > 100_000, readdirSync(profileDir).includes('IndexedDB')]).toEqual([true, true, true])
      // And the export, which is the person's own file, holds what it should.
      expect(findTraces(exports, [canary.lastName]).traces).not.toEqual([])
    })
  } finally {
    await removeFolder(elsewhere)
  }
})
