/** "Erase me": asked of the screens, and then nothing of the person is in any file of the profile, opened or not. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { expect, test } from '../e2e/app'
import { expectAccessible, expectPeople } from '../e2e/screens'
import { readFromJournal, sectionFolder } from './disk'
import { reachEngine } from './engine'
import { filesWith, pagesWith, secretsIn } from './opened'
import { findTraces } from './traces'

const passphrase = 'quatre mots pour une section'
/** What is told of one person only; the first e-mail and note are overwritten before she asks. */
const canary = { lastName: 'Zqdisparue', firstName: 'Zqprenom', firstEmail: 'zqancienne@exemple.invalid', email: 'zqnouvelle@exemple.invalid', phone: '0639981234', draft: 'Zqbrouillon', note: 'Zqnote', city: 'Zqville' }
const words = Object.values(canary)
const file = [`Nom;Prénom;E-mail;Téléphone`, `${canary.lastName};${canary.firstName};${canary.firstEmail};${canary.phone}`, 'Aubin;Zoé;aubin@exemple.invalid;', 'Roux;Inès;roux@exemple.invalid;'].join('\r\n')

async function openImport(window: Page) {
  await window.getByRole('button', { name: 'Importer', exact: true }).click()
  const dialog = window.getByRole('dialog', { name: 'Importer des personnes' })
  await dialog.locator('input[type=file]').setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await window.getByRole('button', { name: 'Voir ce qui va changer' }).click()
  return dialog
}

/** The pages that the window's own database holds. */
function pagesOf(window: Page, section: string): Promise<[string, number[]][]> {
  return window.evaluate(
    (name) =>
      new Promise<[string, number[]][]>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error!)
        opening.onsuccess = () => {
          const all = opening.result.transaction('pages').objectStore('pages').getAll()
          all.onsuccess = () => {
            opening.result.close()
            resolve((all.result as { name: string; bytes: Uint8Array }[]).map((page) => [page.name, [...page.bytes]]))
          }
        }
      }),
    `section-${section}`,
  )
}

test('a person who asks to be erased is nowhere any more, and no import brings her back', async ({ launch }) => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'erasure-'))
  const [home, temporary, profileDir] = ['home', 'tmp', 'profile'].map((name) => join(elsewhere, name)) as [string, string, string]
  for (const folder of [home, temporary, profileDir]) mkdirSync(folder)
  try {
    const running = await launch({ profileDir, env: { HOME: home, TMPDIR: temporary, XDG_CONFIG_HOME: join(home, '.config'), XDG_CACHE_HOME: join(home, '.cache'), XDG_DATA_HOME: join(home, '.local') } })
    const { window } = running
    await window.getByRole('button', { name: /Créer ma section/ }).click()
    await window.getByLabel('Nom de la section').fill('Section du Port')
    await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
    await window.getByLabel('La même, encore une fois').fill(passphrase)
    await window.getByRole('button', { name: 'Créer la section' }).click()
    const engine = await reachEngine(window)

    await test.step('she comes with a file, and is edited, alone and with others', async () => {
      const dialog = await openImport(window)
      await window.keyboard.press('Enter')
      await dialog.getByRole('button', { name: 'Importer 3 personnes' }).click()
      await expect(dialog.getByText('Import terminé')).toBeVisible()
      await window.keyboard.press('Escape')
      const { rows } = await engine.call('rows', { query: { search: canary.lastName, filters: [], sort: { column: 'name', descending: false } }, start: 0, end: 1 })
      const { id } = rows[0]!
      await engine.call('execute', { type: 'person.edit', id, edits: [{ field: 'emails', value: [{ value: canary.email, label: '' }] }, { field: 'note', value: canary.draft }] })
      await engine.call('execute', { type: 'person.edit', id, edits: [{ field: 'note', value: canary.note }, { field: 'city', value: canary.city }] })
      const everyone = { kind: 'query' as const, query: { search: '', filters: [], sort: { column: 'name' as const, descending: false } }, except: [] }
      await engine.call('execute', { type: 'people.edit', selection: everyone, edits: [{ field: 'tags', add: ['marché'] }] })
      await engine.call('execute', { type: 'people.delete', selection: { kind: 'ids', ids: [id] } })
      await engine.call('undo')
      await engine.call('flush')
      expect((await filesWith(words, sectionFolder(profileDir), passphrase)).length).toBeGreaterThan(0)
    })

    await test.step('her sheet offers it, says what it means, and asks for a word', async () => {
      await window.getByRole('searchbox', { name: 'Chercher une personne' }).fill(canary.lastName)
      // As whoever erases somebody does: looks who is found before opening her.
      await expect(window.getByRole('status').filter({ hasText: /^1\ssur\s3$/ })).toBeVisible()
      await window.getByRole('searchbox').press('ArrowDown')
      await window.keyboard.press('Enter')
      await window.getByRole('button', { name: 'Effacer définitivement…' }).click()
      const dialog = window.getByRole('dialog', { name: new RegExp(`Effacer définitivement .*${canary.lastName}`, 'i') })
      await expect(dialog.getByText(/Vos sauvegardes, vos exports/)).toBeVisible()
      await expectAccessible(dialog, 'erasing somebody')
      const confirm = dialog.getByRole('button', { name: 'Effacer 1 personne' })
      await expect(confirm).toBeDisabled()
      await dialog.getByLabel(/Pour confirmer/).fill('Effacer')
      await confirm.click()
      await expect(window.getByText('1 personne effacée définitivement.')).toBeVisible()
      await window.getByRole('searchbox', { name: 'Chercher une personne' }).fill('')
      await expectPeople(window, /^2\s/)
    })

    await test.step('the history tells of it without a name, and takes nothing of it back', async () => {
      await window.getByRole('link', { name: 'Historique' }).or(window.getByRole('button', { name: 'Historique' })).first().click()
      await expect(window.getByRole('listitem').filter({ hasText: 'Effacement définitif de 1 personne — à sa demande' })).toBeVisible()
      await expect(window.getByText(new RegExp(canary.lastName, 'i'))).toHaveCount(0)
      await window.getByRole('link', { name: 'Section', exact: true }).or(window.getByRole('button', { name: 'Section', exact: true })).first().click()
      await expect(window.getByText('1 personne effacée définitivement', { exact: true })).toBeVisible()
    })

    await test.step('the same file is imported again: she is set aside, with the reason', async () => {
      await window.getByRole('link', { name: 'Personnes' }).or(window.getByRole('button', { name: 'Personnes' })).first().click()
      const dialog = await openImport(window)
      await window.keyboard.press('Enter')
      await expect(dialog.getByText(/a demandé l’effacement/).first()).toBeVisible()
      await window.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
      await expectPeople(window, /^2\s/)
    })

    await test.step('entered by hand, she is created only once someone says why', async () => {
      await window.getByRole('button', { name: 'Nouvelle personne' }).first().click()
      await window.getByLabel('E-mail', { exact: true }).first().fill(canary.email)
      await expect(window.getByText(/effacée définitivement le/)).toBeVisible()
      await expectAccessible(window.locator('form').first(), 'somebody who was erased is entered again')
      await window.getByRole('button', { name: 'Créer la fiche' }).click()
      await expect(window.getByText('Dites d’abord pourquoi la créer, ou abandonnez.')).toBeVisible()
      await window.getByLabel('E-mail', { exact: true }).first().fill('')
      await window.getByRole('button', { name: 'Abandonner' }).click()
    })

    await test.step('nothing of her is in pages, nor, once the app has quit, in any file, opened or not', async () => {
      await engine.call('flush')
      const folder = sectionFolder(profileDir)
      const secrets = await secretsIn(folder, passphrase)
      const pages = new Map((await pagesOf(window, secrets.section)).map(([name, bytes]) => [name, Uint8Array.from(bytes)]))
      expect(pages.size).toBeGreaterThan(2)
      expect(await pagesWith(words, pages, secrets)).toEqual({ found: [], closed: [] })
      await running.close()
      expect(await filesWith(words, folder, passphrase)).toEqual([])
      for (const searched of [profileDir, home, temporary]) expect(findTraces(searched, words).traces, `in ${searched}`).toEqual([])
      const { people, quarantined } = await readFromJournal(folder, passphrase)
      expect([people.map(({ lastName }) => lastName).sort(), quarantined]).toEqual([['Aubin', 'Roux'], 0])
    })
  } finally {
    await removeFolder(elsewhere)
  }
})
