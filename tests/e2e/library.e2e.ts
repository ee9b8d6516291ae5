/** The library in the window: files dropped and chosen, known again, a new version, kits, copies, found and given back. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { blankPdf } from '../print/one-page'
import { removeFolder } from '../remove-folder'
import { expect, test } from './app'
import { createSection, expectAccessible, saveTo } from './screens'

/** For the tests of this file that one worker runs in a row: it may be given others of them later. */
let folder: string
test.beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'permanence-library-'))))
test.afterAll(() => removeFolder(folder))

async function file(name: string, options: Parameters<typeof blankPdf>[0]): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, await blankPdf(options))
  return path
}

const dialog = (window: Page) => window.getByRole('dialog', { name: 'Ajouter à la bibliothèque' })
const sheet = (window: Page) => window.getByRole('complementary', { name: 'Fiche du document' })

async function openLibrary(window: Page): Promise<void> {
  await window.getByRole('navigation').getByRole('link', { name: 'Bibliothèque' }).click()
  await expect(window.getByRole('heading', { name: 'Bibliothèque', level: 1 })).toBeVisible()
}

async function choose(window: Page, ...paths: string[]): Promise<void> {
  const chooser = window.waitForEvent('filechooser')
  await window.getByRole('button', { name: 'Ajouter des fichiers' }).first().click()
  await (await chooser).setFiles(paths)
}

test('the library of a new section', async ({ launch }) => {
  const { window, app } = await launch()
  await test.step('takes several files at once, says what each is, and sets aside what it can’t print', async () => {
    await createSection(window)
    await openLibrary(window)
    await expect(window.getByText('La bibliothèque est vide')).toBeVisible()
    await expectAccessible(window, 'an empty library')
    const notes = join(folder, 'notes.txt')
    writeFileSync(notes, 'Bonjour')
    const broken = join(folder, 'coupe.pdf')
    writeFileSync(broken, '%PDF-1.7\ncoupé')
    await choose(window, await file('tract_pouvoir-vivre_A5.pdf', { pages: 2, width: 419.5, height: 595.3 }), await file('AFFICHE.pdf', { mark: 'affiche', width: 841.9, height: 1190.6 }), await file('copie.pdf', { pages: 2, width: 419.5, height: 595.3 }), notes, broken)
    await expect(dialog(window).getByRole('status')).toHaveText('2 documents prêts, 3 mis de côté')
    await expect(dialog(window).getByLabel('Titre de tract_pouvoir-vivre_A5.pdf')).toHaveValue('Tract pouvoir-vivre A5')
    await expect(dialog(window).getByText('PDF · A5 · 2 pages')).toBeVisible()
    await expect(dialog(window).getByLabel('Type de AFFICHE')).toHaveValue('poster')
    await expect(dialog(window).getByText('Le même fichier est déjà dans cette liste')).toBeVisible()
    await expect(dialog(window).getByText('Ce fichier n’est ni un PDF ni une image', { exact: false })).toBeVisible()
    await expectAccessible(window, 'files on their way into the library')
    await dialog(window).getByLabel('Titre de tract_pouvoir-vivre_A5.pdf').fill('Pouvoir vivre')
    await dialog(window).getByLabel('Sur le terrain').check()
    await dialog(window).getByLabel('Campagne').fill('Logement')
    await dialog(window).getByLabel('Valable jusqu’au').fill('2031-06-30')
    await dialog(window).getByRole('button', { name: 'Ajouter 2 documents' }).click()
    await expect(dialog(window)).toHaveCount(0)
    await expect(window.getByRole('link', { name: /^Pouvoir vivre/ })).toContainText('Jusqu’au 30 juin 2031')
    await expect(window.getByText('2 documents', { exact: true })).toBeVisible()
    await expectAccessible(window, 'a library')
  })

  await test.step('knows a file again, finds by words and filters, and is undone', async () => {
    await choose(window, await file('renomme.pdf', { mark: 'affiche', width: 841.9, height: 1190.6 }))
    await expect(dialog(window).getByText('Déjà dans la bibliothèque : « AFFICHE »')).toBeVisible()
    await expect(dialog(window).getByRole('button', { name: 'Rien à ajouter' })).toBeDisabled()
    await window.keyboard.press('Escape')
    await expect(dialog(window)).toHaveCount(0)
    await window.keyboard.press('/')
    await window.keyboard.type('viv pouv')
    await expect(window.getByText('1 sur 2', { exact: true })).toBeVisible()
    await window.getByRole('button', { name: 'Effacer la recherche' }).click()
    await window.getByLabel('Type', { exact: true }).selectOption('Affiche')
    await expect(window.getByRole('link', { name: /^AFFICHE/ })).toBeVisible()
    await expect(window.getByRole('link', { name: /^Pouvoir vivre/ })).toHaveCount(0)
    await window.getByLabel('État', { exact: true }).selectOption('Périmés')
    await expect(window.getByText('Rien ne correspond.')).toBeVisible()
    await window.getByRole('button', { name: 'Tout montrer' }).click()
    await window.getByRole('radiogroup', { name: 'Affichage' }).getByRole('img', { name: 'Liste' }).click()
    await expect(window.getByRole('row', { name: /Pouvoir vivre.*Logement/ })).toBeVisible()
    await expectAccessible(window, 'a library, line by line')
  })

  await test.step('has a sheet for each document: preview, new version, copies, ready, kit; what is deleted comes back', async () => {
    await window.getByRole('link', { name: 'Pouvoir vivre' }).click()
    await expect(sheet(window).getByText('Sur cet ordinateur', { exact: true })).toBeVisible()
    await sheet(window).getByRole('button', { name: 'Aperçu' }).last().click()
    await expect(window.getByRole('dialog', { name: 'Pouvoir vivre' }).getByRole('group', { name: /^Page 1 sur 2/ })).toBeVisible()
    await window.keyboard.press('Escape')
    await sheet(window).getByLabel('Ce qui change').fill('Corrigé : l’horaire')
    const chooser = window.waitForEvent('filechooser')
    await sheet(window).getByRole('button', { name: 'Nouvelle version…' }).click()
    const corrected = await file('corrige.pdf', { mark: 'corrigé', pages: 2, width: 419.5, height: 595.3 })
    await (await chooser).setFiles(corrected)
    await expect(sheet(window).getByText('Corrigé : l’horaire')).toBeVisible()
    await expect(sheet(window).getByRole('button', { name: /^Aperçu de la version du/ })).toHaveCount(1)
    await sheet(window).getByRole('button', { name: 'Marquer prêt à imprimer' }).click()
    await expect(sheet(window).getByRole('button', { name: 'À relire' })).toBeVisible()
    await sheet(window).getByLabel('Nombre').fill('400')
    await sheet(window).getByRole('button', { name: 'Noter' }).click()
    await sheet(window).getByLabel('Mouvement').selectOption('Pris')
    await sheet(window).getByLabel('Nombre').fill('350')
    await sheet(window).getByRole('button', { name: 'Noter' }).click()
    await sheet(window).getByLabel('Prévenir sous').fill('100')
    await window.keyboard.press('Enter')
    await expect(sheet(window).getByText('Il en reste 50 : sous les 100 demandés.')).toBeVisible()
    await expectAccessible(window, 'the sheet of a document')
    const saved = join(folder, 'sorti.pdf')
    await saveTo(app, saved)
    await sheet(window).getByRole('button', { name: 'Enregistrer sous…' }).click()
    await expect(window.getByText(/^Enregistré.*sorti\.pdf$/)).toBeVisible()
    expect(readFileSync(saved)).toEqual(readFileSync(corrected))
    await sheet(window).getByRole('button', { name: 'Supprimer le document' }).click()
    await expect(window.getByRole('link', { name: 'Pouvoir vivre' })).toHaveCount(0)
    await window.keyboard.press('Control+z')
    await expect(window.getByRole('link', { name: 'Pouvoir vivre' })).toBeVisible()
  })

  await test.step('makes kits, which leave as one file', async () => {
    await window.getByRole('radiogroup', { name: 'Ce qui est montré' }).getByText('Kits').click()
    await window.getByRole('button', { name: 'Nouveau kit' }).first().click()
    await sheet(window).getByLabel('Nom du kit').fill('Porte-à-porte')
    await window.keyboard.press('Enter')
    await sheet(window).getByLabel('Ajouter un document').selectOption('Pouvoir vivre')
    await sheet(window).getByRole('group', { name: 'Pour les actions' }).getByRole('button', { name: 'Porte-à-porte' }).click()
    await expect(window.getByRole('link', { name: /^Porte-à-porte.*1 document/ })).toBeVisible()
    await expectAccessible(window, 'a kit')
    const zip = join(folder, 'kit.zip')
    await saveTo(app, zip)
    await sheet(window).getByRole('button', { name: 'Tout enregistrer (zip)…' }).click()
    await expect(window.getByText(/^Enregistré.*kit\.zip$/)).toBeVisible()
    expect(readFileSync(zip).subarray(0, 2).toString()).toBe('PK')
    await window.getByRole('navigation').getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByText('Kit créé — Porte-à-porte')).toBeVisible()
    await expect(window.getByText('2 documents ajoutés à la bibliothèque')).toBeVisible()
  })
})
