/** People leave the sealed base as a file: what it holds is read back as Excel, a phone or our own import would. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import readXlsx from 'read-excel-file/node'
import { expect, oneApp, test } from './app'
import { addPerson, createSection, expectAccessible, expectPeople, openDemo, passphrase, saveTo } from './screens'

async function openExport(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'Exporter cette liste' }).click()
  const dialog = window.getByRole('dialog', { name: 'Exporter des personnes' })
  await expect(dialog.getByText(/Le fichier contiendra/)).toBeVisible()
  return dialog
}

async function save(dialog: Locator, path: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Enregistrer le fichier…' }).click()
  await expect(dialog.getByText('Fichier enregistré')).toBeVisible()
  await expect(dialog).toContainText(path)
}

/** The system's save dialog stays open until the test answers it. */
async function holdSaveDialog(app: ElectronApplication): Promise<{ asked(): Promise<boolean>; give(path: string): Promise<void> }> {
  await app.evaluate(({ dialog, app: electron }) => {
    dialog.showSaveDialog = (() => new Promise((resolve) => Object.assign(electron, { answerSave: resolve }))) as typeof dialog.showSaveDialog
  })
  return {
    asked: () => app.evaluate(({ app: electron }) => 'answerSave' in electron),
    give: (path) => app.evaluate(({ app: electron }, filePath) => (electron as unknown as { answerSave(given: object): void }).answerSave({ canceled: false, filePath }), path),
  }
}

/** Records of a `;` CSV whose cells hold no line end. */
const records = (text: string) => text.split('\r\n').filter((line) => line !== '')

test.describe('an export of the section', () => {
  const running = oneApp()

  test('opens by double click in French Excel, and comes back by import without changing anybody', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openExport(window)
    await expect(dialog).toContainText(/Toute la section, 400\spersonnes/)
    await expect(dialog).toContainText('ne sera plus chiffré')
    await expectAccessible(dialog, 'an export')
    const path = join(profileDir, 'export.csv')
    await saveTo(app, path)
    await save(dialog, path)
    await expect(dialog).toContainText(/400\spersonnes exportées/)

    const bytes = readFileSync(path)
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [titles, ...lines] = records(bytes.toString('utf8').slice(1))
    expect(titles!.split(';').slice(0, 3)).toEqual(expect.arrayContaining(['Nom', 'Prénom']))
    expect(titles).not.toMatch(/Note|Consentement|naissance/)
    expect(lines).toHaveLength(400)
    // The most sensitive file that the app makes: for its owner's eyes.
    expect(statSync(path).mode & 0o077).toBe(0)
    await dialog.getByRole('button', { name: 'Terminer' }).click()
    await expect(window.getByRole('button', { name: 'Exporter cette liste' })).toBeFocused()

    await window.getByRole('button', { name: 'Importer', exact: true }).click()
    const wizard = window.getByRole('dialog', { name: 'Importer des personnes' })
    await wizard.locator('input[type=file]').setInputFiles(path)
    await expect(wizard.getByText(/Export de Permanence reconnu/)).toBeVisible()
    await wizard.getByRole('button', { name: 'Voir ce qui va changer' }).click()
    await expect(wizard.getByRole('tab', { name: /^Inchangées/ })).toContainText('400')
    await expect(wizard.getByRole('button', { name: 'Rien à importer' })).toBeDisabled()
  })

  test('for calling leaves out whoever did not agree to be called, says how many and why, and holds no e-mail', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openExport(window)
    await dialog.getByRole('radio', { name: 'Pour appeler' }).check()
    const left = dialog.getByText(/laissées de côté/)
    await expect(left).toContainText(/n’ont jamais donné leur accord/)
    const announced = Number(/contiendra (\d+)/.exec((await dialog.getByText(/Le fichier contiendra/).textContent())!)![1])
    expect(announced).toBeGreaterThan(0)
    expect(announced).toBeLessThan(400)
    const path = join(profileDir, 'appels.csv')
    await saveTo(app, path)
    await save(dialog, path)
    const [titles, ...lines] = records(readFileSync(path, 'utf8'))
    expect(titles).toContain('Téléphone')
    expect(titles).not.toContain('E-mail')
    expect(lines).toHaveLength(announced)
    await expect(dialog).toContainText(`${400 - announced} personnes laissées de côté`)

    await dialog.getByRole('button', { name: 'Terminer' }).click()
    await window.getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByRole('main')).toContainText(`Export de ${announced} personnes`)
  })

  test('of what was searched is a workbook of those people only, and cards for a phone', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    await window.getByRole('searchbox').fill('benali')
    await expectPeople(window, /^\d{1,2}\s/)
    const count = Number.parseInt((await window.getByRole('region', { name: 'Personnes' }).getByRole('status').first().textContent())!, 10)
    const dialog = await openExport(window)
    await expect(dialog).toContainText(/répondant à la recherche «\sbenali\s»/)
    await dialog.getByRole('radio', { name: /Classeur Excel/ }).check()
    const workbook = join(profileDir, 'export.xlsx')
    await saveTo(app, workbook)
    await save(dialog, workbook)
    const [sheet] = await readXlsx(workbook)
    expect(sheet!.data).toHaveLength(count + 1)
    for (const row of sheet!.data.slice(1)) expect(row.join(' ')).toMatch(/benali/i)

    await dialog.getByRole('button', { name: 'Exporter autrement' }).click()
    await dialog.getByRole('radio', { name: /vCard/ }).check()
    const cards = join(profileDir, 'export.vcf')
    await saveTo(app, cards)
    await save(dialog, cards)
    expect(readFileSync(cards, 'utf8').match(/^BEGIN:VCARD/gm)).toHaveLength(count)
  })

  test('writes nothing when the person gives up, or when the folder refuses, and the history claims nothing', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openExport(window)
    await saveTo(app, null)
    await dialog.getByRole('button', { name: 'Enregistrer le fichier…' }).click()
    await expect(dialog.getByText('Rien n’a été enregistré.')).toBeVisible()
    await saveTo(app, join(profileDir, 'missing', 'export.csv'))
    await dialog.getByRole('button', { name: 'Enregistrer le fichier…' }).click()
    await expect(dialog.getByRole('alert')).toContainText('n’a pas pu être écrit')

    // A third try reaches the disk: it alone is in the history.
    const path = join(profileDir, 'export.csv')
    await saveTo(app, path)
    await save(dialog, path)
    await expect(dialog).toContainText('noté dans l’historique')
    await dialog.getByRole('button', { name: 'Terminer' }).click()
    await window.getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByRole('listitem').filter({ hasText: 'Export de 400' })).toHaveCount(1)
  })

  test('takes its columns in the order that the keyboard gives them', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openExport(window)
    const columns = dialog.getByRole('list', { name: 'Colonnes, dans l’ordre' }).getByRole('listitem')
    await expect(columns.first()).toContainText('Nom d’usage')
    await columns.first().focus()
    await window.keyboard.press('Alt+ArrowDown')
    await expect(columns.first()).toContainText('Prénom')
    await expect(columns.nth(1)).toBeFocused()
    await window.keyboard.press('Delete')
    await expect(dialog.getByRole('list').getByText('Nom d’usage')).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Ajouter une colonne…' }).press('Enter')
    await window.getByRole('menuitem', { name: 'Naissance', exact: true }).click()
    await expect(columns.last()).toContainText('Naissance')
    const path = join(profileDir, 'ordre.csv')
    await saveTo(app, path)
    await save(dialog, path)
    const titles = records(readFileSync(path, 'utf8').slice(1))[0]!.split(';')
    expect(titles).toContain('Prénom')
    expect(titles).toContain('Date de naissance')
    expect(titles).not.toContain('Nom')
  })
})

test('an export whose section locks under the open save dialog is in the history whatever comes of it', async ({ launch }) => {
  const { app, window, profileDir } = await launch()
  await createSection(window)
  await addPerson(window, 'Kerbrat', 'Maël')
  const dialog = await openExport(window)
  const path = join(profileDir, 'export.csv')
  const answer = await holdSaveDialog(app)
  await dialog.getByRole('button', { name: 'Enregistrer le fichier…' }).click()
  await expect.poll(() => answer.asked()).toBe(true)
  await window.keyboard.press('Control+l')
  const field = window.getByLabel('Phrase de passe', { exact: true })
  await expect(field).toBeVisible()
  await answer.give(path)
  await field.fill(passphrase)
  await window.keyboard.press('Enter')
  await window.getByRole('link', { name: 'Historique' }).click()
  await expect(window.getByRole('listitem').filter({ hasText: 'Export de 1' })).toHaveCount(1)
})
