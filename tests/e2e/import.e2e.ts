/** A section's old file comes in: read, mended, compared, imported, undone. In the real app, on what a person would see. */
import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeXlsx from 'write-excel-file/node'
import { expect, oneApp, test } from './app'
import { expectAccessible, expectPeople, openDemo, saveTo } from './screens'

/** The lines of a workbook as French Excel saves it: Windows-1252, `;`, CRLF. Letters here are all in Latin-1. */
const excelFile = (lines: string[]) => Buffer.from(lines.join('\r\n') + '\r\n', 'latin1')

const oldFile = excelFile([
  'Section de Montrevel - liste au 12/11;;;;;;',
  'NOM;Prénom;Courriel;Tél. portable;CP;Ville;Accepte les courriels',
  'BÉNAÎTEAU;Zoé;zoe.benaiteau@exemple.invalid;639980001;1340;Montrevel-en-Bresse;Oui',
  "N'DIAYE;Aïcha;aicha.ndiaye@exemple.invalid / a.ndiaye@example.org;06.39.98.00.02;1340;Montrevel-en-Bresse;Non",
  'LE GALL;Loïc;;06 39 98 00 03;69003;Lyon;',
  ';;;;1340;Montrevel-en-Bresse;',
  'TOTAL;3;;;;;',
])

async function openImport(window: Page) {
  await window.getByRole('button', { name: 'Importer', exact: true }).click()
  const dialog = window.getByRole('dialog', { name: 'Importer des personnes' })
  await expect(dialog).toBeVisible()
  return dialog
}

/** The first file of a fresh page also waits for the reader's own code. */
async function readingEnds(window: Page) {
  await expect(window.getByRole('dialog').getByText('Lecture de «')).toBeHidden()
}

async function give(window: Page, name: string, content: Buffer) {
  // No MIME type, as systems without one for `.csv` give it.
  await window.getByRole('dialog').locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: content })
  await readingEnds(window)
}

const running = oneApp()

const next = (window: Page) => window.getByRole('button', { name: 'Voir ce qui va changer' })
const tab = (window: Page, name: RegExp) => window.getByRole('tab', { name })

test.describe('a section’s old file in Windows-1252, with a title above and a total below', () => {
  test('is read right, mended, imported, found, and undone as a whole', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    await expectAccessible(dialog, 'choosing a file')
    await give(window, 'ancien-fichier.csv', oldFile)

    // Its accents and its header line are found, and said in words.
    await expect(dialog.getByLabel('Accents')).toHaveValue('windows-1252')
    await expect(dialog.getByLabel('Ligne des titres')).toHaveValue('2')
    const first = dialog.getByRole('table').first()
    await expect(first).toContainText('BÉNAÎTEAU')
    await expect(dialog.getByRole('combobox', { name: /NOM/ })).toHaveValue('Nom d’usage')
    await expect(dialog.getByRole('combobox', { name: /Tél\. portable/ })).toHaveValue('Téléphone mobile')
    await expect(dialog).toContainText('codes postaux ont retrouvé leur zéro')
    await expectAccessible(dialog, 'how the file is read')

    // Another encoding shows at once what it would make of the accents; the right one brings them back.
    await dialog.getByLabel('Accents').selectOption('macintosh')
    await expect(first).not.toContainText('BÉNAÎTEAU')
    await dialog.getByLabel('Accents').selectOption('windows-1252')
    await expect(first).toContainText('BÉNAÎTEAU')

    await next(window).click()
    await expect(tab(window, /^Nouvelles/)).toContainText('3')
    await expect(tab(window, /^Écartées/)).toContainText('2')
    const rows = dialog.getByRole('table', { name: 'Nouvelles' })
    await expect(rows.getByRole('row', { name: /Zoé/ })).toContainText('01340 Montrevel-en-Bresse')
    await expect(rows.getByRole('row', { name: /Aïcha/ })).toContainText('a.ndiaye@example.org')
    await expect(rows.getByRole('row', { name: /Aïcha/ })).toContainText(/Non\s:.*E-mail/)
    await expectAccessible(dialog, 'the columns')
    await tab(window, /^Écartées/).click()
    const aside = dialog.getByRole('table', { name: 'Écartées' })
    await expect(aside.getByRole('row', { name: /TOTAL/ })).toContainText('ligne de total')
    await expect(aside.getByRole('row', { name: /Ni nom, ni e-mail/ })).toContainText('6')

    await dialog.getByLabel('Étiquettes à ajouter').fill('ancien fichier')
    await window.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Importer 3 personnes' }).click()
    await expect(dialog.getByText('Import terminé')).toBeVisible()
    await expect(dialog).toContainText('3 personnes ajoutées')
    await expect(dialog).toContainText('2 lignes écartées')
    await expectAccessible(dialog, 'what would change')

    // The lines set aside come back with their reason, in the file's own columns.
    const rejects = join(profileDir, 'ecartees.csv')
    await saveTo(app, rejects)
    await dialog.getByRole('button', { name: /Enregistrer les lignes écartées/ }).click()
    await expect(dialog).toContainText(rejects)
    const lines = readFileSync(rejects, 'utf8').split('\r\n')
    expect(lines[0]).toContain('NOM;Prénom;Courriel')
    expect(lines.slice(1).filter(Boolean)).toHaveLength(2)

    await dialog.getByRole('button', { name: 'Voir les personnes importées' }).click()
    await expect(dialog).toBeHidden()
    await expectPeople(window, /^3\s/)
    await expect(window.getByRole('row', { name: /Bénaîteau/i })).toBeVisible()
  })

  test('leaves the section as it was when the import is undone from its report', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    await give(window, 'ancien-fichier.csv', oldFile)
    await next(window).click()
    await dialog.getByRole('button', { name: 'Importer 3 personnes' }).click()
    // Until then a button of the same name stops the import instead.
    await expect(dialog.getByText('Import terminé')).toBeVisible()
    await dialog.getByRole('button', { name: 'Annuler l’import' }).click()
    await expect(dialog.getByText('Import annulé')).toBeVisible()
    await expect(dialog).toContainText('3 personnes sont revenues à leur état d’avant')
    await dialog.getByRole('button', { name: 'Terminer' }).click()
    await expectPeople(window, /^400\s/)
  })
})

test.describe('the same people in a later file', () => {
  const before = excelFile(['Nom;Prénom;Courriel;Ville;Accepte les courriels', 'Kerbrat;Maël;mael.kerbrat@exemple.invalid;Saint-Ouen;Non', 'Roux;Inès;ines.roux@exemple.invalid;Lyon;Oui'])
  const after = excelFile([
    'Nom;Prénom;Courriel;Ville;Accepte les courriels', 'Kerbrat;Maël;mael.kerbrat@exemple.invalid;Pantin;Oui', 'Roux;Inès;ines.roux@exemple.invalid;;Oui',
  ])

  test('are shown with old and new values, keep their refusals, and lose nothing to empty cells', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    await give(window, 'avant.csv', before)
    await next(window).click()
    await dialog.getByRole('button', { name: 'Importer 2 personnes' }).click()
    await dialog.getByRole('button', { name: 'Importer un autre fichier' }).click()
    await give(window, 'apres.csv', after)
    await next(window).click()
    await expect(tab(window, /^Nouvelles/)).toContainText('0')
    await expect(tab(window, /^Inchangées/)).toContainText('1')
    await tab(window, /^Modifiées/).click()
    const row = dialog.getByRole('table', { name: 'Modifiées' }).getByRole('row', { name: /Maël/ })
    await expect(row.locator('del').filter({ hasText: 'Saint-Ouen' })).toBeVisible()
    await expect(row.locator('ins').filter({ hasText: 'Pantin' })).toBeVisible()
    await expect(row).toContainText('même e-mail')
    // « Non » stands against a later « Oui » of a file.
    await expect(row).toContainText('1 refus gardé')
    await tab(window, /^Inchangées/).click()
    await expect(dialog.getByRole('table', { name: 'Inchangées' }).getByRole('row', { name: /Inès/ })).toContainText('Lyon')

    // One of two matched people would move: more than 30 %, so it has to be answered first.
    const go = dialog.getByRole('button', { name: 'Importer 1 personne' })
    await expect(dialog.getByRole('alert')).toContainText('Beaucoup de valeurs seraient remplacées')
    await expect(go).toBeDisabled()
    // Kept, his town is no change, and nothing else of him is: there is nobody left to import.
    await dialog.getByRole('radio', { name: 'Garder les valeurs de la section' }).check()
    await expect(tab(window, /^Modifiées/)).toContainText('0')
    await expect(tab(window, /^Inchangées/)).toContainText('2')
    await expect(dialog.getByRole('button', { name: 'Rien à importer' })).toBeDisabled()
    await dialog.getByRole('radio', { name: /J’ai vérifié/ }).check()
    await go.click()
    await expect(dialog).toContainText('1 personne modifiée')
    await dialog.getByRole('button', { name: 'Voir les personnes importées' }).click()
    await window.getByRole('searchbox').fill('kerbrat')
    await expectPeople(window, /^1\s/)
    await expect(window.getByRole('row', { name: /Kerbrat/ })).toContainText('Pantin')
  })
})

test.describe('a file that is no table', () => {
  const files: [string, Buffer, RegExp][] = [
    ['tract.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), /C’est une image/],
    ['vide.csv', Buffer.alloc(0), /Ce fichier est vide/],
    ['page.csv', Buffer.from('<!doctype html><html><body>Session expirée</body></html>'), /C’est une page web/],
    ['carnet.csv', Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoé\r\nEND:VCARD\r\n'), /carnet d’adresses/],
  ]

  test('is refused in a sentence that says what to do, and another can be given at once', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    for (const [name, content, sentence] of files) {
      await give(window, name, content)
      await expect(dialog.getByRole('alert')).toContainText(sentence)
      await expect(dialog.getByRole('alert')).toContainText(name)
      await expect(dialog.getByRole('button', { name: 'Choisir un fichier…' })).toBeEnabled()
    }
    await expectAccessible(dialog, 'files that are no tables')
    await give(window, 'liste.csv', oldFile)
    await expect(next(window)).toBeEnabled()
  })
})

test.describe('an import of 60,000 people', () => {
  const many = Buffer.from(
    ['Nom;Prénom;Courriel;Ville', ...Array.from({ length: 60_000 }, (_, at) => `Essai${at};Zoé;zoe${at}@exemple.invalid;Lyon`)].join('\n'),
  )

  test('shows how far it is and, cancelled, writes nobody', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    await give(window, 'beaucoup.csv', many)
    await expect(next(window)).toBeEnabled()
    await next(window).click()
    // Pressed in the page as soon as it is there: a busy machine brings a click from here when all is written.
    await dialog.getByRole('button', { name: /^Importer 60.000 personnes$/ }).evaluate((button: HTMLButtonElement) => {
      new MutationObserver((_changes, observer) => {
        const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === 'Annuler l’import')
        if (!stop) return
        observer.disconnect()
        stop.click()
      }).observe(document.body, { childList: true, subtree: true })
      button.click()
    })
    await expect(dialog.getByText('Import annulé. Rien n’a été écrit.')).toBeVisible()
    // The preview is back, ready to go on.
    await expect(tab(window, /^Nouvelles/)).toContainText(/60.000/)
    await dialog.getByRole('button', { name: 'Fermer' }).click()
    await expectPeople(window, /^400\s/)
  })

  test('scrolls to its last line', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    await give(window, 'beaucoup.csv', many)
    await expect(next(window)).toBeEnabled()
    await next(window).click()
    const rows = dialog.getByRole('table', { name: 'Nouvelles' })
    await expect(rows.getByRole('row', { name: /Essai0\b/ })).toBeVisible()
    await rows.focus()
    await window.keyboard.press('End')
    await expect(rows.getByRole('row', { name: /Essai59999/ })).toBeVisible()
  })
})

test.describe('by keyboard alone', () => {
  test('a column is given another meaning, the settings are kept, and the next file of the same columns gets them', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    const file = excelFile(['Nom;Mail;Truc', 'Kerbrat;mael.kerbrat@exemple.invalid;buvette', 'Roux;ines.roux@exemple.invalid;chorale'])
    await give(window, 'un.csv', file)
    const column = dialog.getByRole('combobox', { name: /Truc/ })
    await column.focus()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.type('etiquettes')
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    await expect(column).toHaveValue('Étiquettes')
    await dialog.getByRole('button', { name: 'Garder ces réglages pour la prochaine fois' }).press('Enter')
    await window.keyboard.type('Fichier de la buvette')
    await window.keyboard.press('Enter')
    await expect(dialog).toContainText('gardés')
    await next(window).press('Enter')
    await dialog.getByRole('button', { name: 'Importer 2 personnes' }).press('Enter')
    await expect(dialog.getByText('Import terminé')).toBeVisible()
    await dialog.getByRole('button', { name: 'Importer un autre fichier' }).press('Enter')

    await give(window, 'deux.csv', file)
    await expect(dialog).toContainText(/Réglages «\sFichier de la buvette\s» appliqués/)
    await expect(dialog.getByRole('combobox', { name: /Truc/ })).toHaveValue('Étiquettes')
  })

  test('the wizard is left half-way with Escape, and nothing was written', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    await give(window, 'un.csv', oldFile)
    await next(window).press('Enter')
    await expect(tab(window, /^Nouvelles/)).toContainText('3')
    await expect(dialog).toContainText('Rien n’est écrit avant « Importer »')
    await window.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expectPeople(window, /^400\s/)
    // The focus is back where it was.
    await expect(window.getByRole('button', { name: 'Importer', exact: true })).toBeFocused()
  })
})

test('a file dropped on the wizard is read', async () => {
  const { window } = running()
  await openDemo(window)
  const dialog = await openImport(window)
  const transfer = await window.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'depose.tsv'))
    return data
  }, 'Nom\tMail\nKerbrat\tmael.kerbrat@exemple.invalid\n')
  await dialog.getByTestId('import-drop').dispatchEvent('drop', { dataTransfer: transfer })
  await readingEnds(window)
  await expect(dialog.getByLabel('Séparateur de colonnes')).toHaveValue('\t')
  await expect(dialog.getByRole('table').first()).toContainText('Kerbrat')
})

test.describe('a workbook with a sheet for each theme', () => {
  test('lets the person choose the sheet, and reads dates and zeros as the workbook means them', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openImport(window)
    const people = [
      ['Nom', 'Prénom', 'Né(e) le', 'CP', 'Ville'],
      ['Kerbrat', 'Maël', new Date(Date.UTC(1987, 3, 3)), '01340', 'Montrevel-en-Bresse'],
      ['Roux', 'Inès', new Date(Date.UTC(1965, 10, 12)), '69003', 'Lyon'],
    ]
    const cells = (rows: unknown[][]) =>
      rows.map((row) => row.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value: String(value), type: String })))
    const workbook = await writeXlsx([
      { sheet: 'Stand', data: cells([['Nom', 'Courriel'], ['Petit', 'petit@exemple.invalid']]) },
      { sheet: 'Adhésions', data: cells(people) },
    ] as never).toBuffer()
    // Known by what it holds: its name says something else.
    await give(window, 'liste.csv', workbook)
    await expect(dialog.getByLabel('Accents')).toHaveCount(0)
    await expect(dialog.getByRole('table').first()).toContainText('Petit')
    await dialog.getByLabel('Feuille du classeur').selectOption('Adhésions')
    await expect(dialog.getByRole('table').first()).toContainText('Kerbrat')
    await next(window).click()
    const row = dialog.getByRole('table', { name: 'Nouvelles' }).getByRole('row', { name: /Maël/ })
    await expect(row).toContainText('03/04/1987')
    await expect(row).toContainText('01340 Montrevel-en-Bresse')
  })
})
