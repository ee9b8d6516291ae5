/** Labels of a selection: from the dialog to a PDF that is opened and measured, and a printer that is calibrated on the way. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { placedText } from '../print/placed-text'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const title = 'Imprimer des étiquettes'

async function openLabels(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'Imprimer des étiquettes ou des enveloppes' }).first().click()
  const dialog = window.getByRole('dialog', { name: title })
  await expect(dialog.locator('canvas[data-page="1"]')).toBeVisible()
  return dialog
}

/** Saves what the dialog shows, and reads it: pieces of text in mm, page by page. */
async function save(dialog: Locator, path: string) {
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  await expect(dialog.getByText(/PDF enregistré/)).toContainText(path)
  return placedText(new Uint8Array(readFileSync(path)))
}

const startField = (dialog: Locator) => dialog.getByLabel('Commencer à l’étiquette n°')
const labelsLeft = (dialog: Locator) => dialog.locator('[data-start-picture] [data-left]')

test.describe('labels', () => {
  const running = oneApp()

  test('begin at label 8, at a tenth of a millimetre, of those alone who agreed; the history knows the print', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openLabels(window)
    await expect(dialog.getByText(/laissées de côté.*accord/)).toBeVisible()
    await expect(dialog.getByText(/jamais «\sajusté à la page\s»/)).toBeVisible()
    await expectAccessible(dialog, 'labels before they are printed')
    await startField(dialog).fill('8')
    await expect(labelsLeft(dialog)).toHaveCount(14)
    const summary = dialog.getByText(/\d+ étiquettes, \d+ pages?/)
    await expect(summary).toBeVisible()
    const count = Number.parseInt((await summary.textContent())!, 10)

    const path = join(profileDir, 'etiquettes.pdf')
    await saveTo(app, path)
    const pages = await save(dialog, path)
    expect(pages).toHaveLength(Math.ceil((7 + count) / 21))
    const page = pages[0]!
    // Label 8 of L7160 is the second of its third row: its text begins 2.5 mm within it.
    const first = page.filter(({ x, y }) => x > 73 && x < 136 && y > 15.1 + 2 * 38.1 && y < 15.1 + 3 * 38.1)
    expect(first.length).toBeGreaterThan(1)
    for (const line of first) expect(Math.abs(line.x - (7.2 + 66 + 2.5))).toBeLessThan(0.1)
    const middle = (first[0]!.y - 0.714 * first[0]!.size + first.at(-1)!.y) / 2
    expect(Math.abs(middle - (15.1 + 2.5 * 38.1))).toBeLessThan(0.1)
    // Nothing on labels 1 to 7.
    expect(page.filter(({ x, y }) => y < 15.1 + 2 * 38.1 || (y < 15.1 + 3 * 38.1 && x < 73))).toEqual([])

    await expect(dialog.getByText(/noté dans l’historique sous le code/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Fermer' }).click()
    await expect(window.getByRole('button', { name: 'Imprimer des étiquettes ou des enveloppes' })).toBeFocused()
    await window.getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByRole('main')).toContainText(/Impression d’étiquettes, \d+\spersonnes/)
  })

  test('follow the sheet that is looked for by its number, the first label that is clicked, and what stands on them', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openLabels(window)
    const sheet = dialog.getByRole('combobox', { name: 'Planche ou enveloppe' })
    await sheet.fill('L7651')
    await window.getByRole('option', { name: /L7651/ }).click()
    await expect(dialog.getByRole('status').filter({ hasText: 'trop étroite pour une adresse postale' })).toBeVisible()
    await expectAccessible(dialog, 'labels that are too narrow')
    await sheet.fill('L7163')
    await window.getByRole('option', { name: /L7163/ }).click()
    await expect(labelsLeft(dialog)).toHaveCount(14)
    // The second label of the second row.
    const picture = dialog.locator('[data-start-picture]')
    const box = (await picture.boundingBox())!
    await picture.click({ position: { x: box.width * 0.75, y: box.height * 0.25 } })
    await expect(startField(dialog)).toHaveValue('4')
    await dialog.getByText('Badge', { exact: true }).click()
    await expect(sheet).toHaveValue(/L4785/)
    await expect(dialog.getByText(/^400 étiquettes, 40 pages/)).toBeVisible()
    await dialog.getByText('Adresse', { exact: true }).click()
    await sheet.fill('DL')
    await window.getByRole('option', { name: /Enveloppe DL/ }).click()
    await dialog.getByLabel('Expéditeur').fill('Union des Quartiers\n12 place du Marché')
    const path = join(profileDir, 'enveloppes.pdf')
    await saveTo(app, path)
    const [page] = await save(dialog, path)
    expect(page!.slice(0, 12).map(({ text }) => text)).toEqual(expect.arrayContaining(['Union des Quartiers', '12 place du Marché']))
  })

  test('land where they should on a printer that was calibrated, on whichever day', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openLabels(window)
    const [plain, moved] = [join(profileDir, 'plain.pdf'), join(profileDir, 'moved.pdf')]
    await saveTo(app, plain)
    const [before] = await save(dialog, plain)
    await dialog.getByRole('button', { name: 'Calibrer une imprimante…' }).click()
    const calibration = window.getByRole('dialog', { name: 'Calibrer une imprimante' })
    await expect(calibration.getByLabel('Bord gauche → croix A')).toBeFocused()
    await expect(calibration.locator('[data-page-text]')).toContainText('Page de calibrage')
    await calibration.getByLabel('Bord gauche → croix A').fill('21,5')
    await calibration.getByLabel('Bord haut → croix A').fill('19,2')
    await calibration.getByLabel('Croix A → croix B').fill('170')
    await calibration.getByLabel('Croix A → croix C').fill('250')
    await expect(calibration.getByRole('status').filter({ hasText: 'Correction' })).toContainText(/1,5\smm vers la gauche, 0,8\smm vers le bas/)
    await calibration.getByLabel('Nom de l’imprimante').fill('Copieur du local')
    await expectAccessible(calibration, 'a printer that is calibrated')
    await calibration.getByRole('button', { name: 'Enregistrer cette imprimante' }).click()
    await expect(dialog.getByLabel('Imprimante')).toHaveValue('Copieur du local')
    await expect(dialog.getByLabel('Imprimante')).toBeFocused()
    await expect(dialog.locator('canvas[data-page="1"]')).toBeVisible()
    await saveTo(app, moved)
    const [after] = await save(dialog, moved)
    for (const [at, word] of before!.entries()) expect([after![at]!.x - word.x, after![at]!.y - word.y]).toEqual([expect.closeTo(-1.5, 1), expect.closeTo(0.8, 1)])

    await dialog.getByRole('button', { name: 'Fermer' }).click()
    const again = await openLabels(window)
    await expect(again.getByLabel('Imprimante')).toHaveValue('Copieur du local')
    await again.getByRole('button', { name: 'Oublier «\u00a0Copieur du local\u00a0»' }).click()
    await expect(again.getByLabel('Imprimante')).toHaveValue('')
  })

  test('are printed on a sheet that was measured by hand, once nothing of it sticks out', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openLabels(window)
    await dialog.getByRole('button', { name: 'Ajouter une planche…' }).click()
    const own = window.getByRole('dialog', { name: 'Ajouter une planche' })
    await own.getByLabel('Référence').fill('L7160')
    await expect(own.getByText('Une planche porte déjà cette référence.')).toBeVisible()
    await own.getByLabel('Référence').fill('Planche du local')
    await own.getByLabel('Colonnes').fill('4')
    await expect(own.getByText(/La dernière colonne sort du papier à droite, de 58,7\smm/)).toBeVisible()
    await expect(own.getByRole('button', { name: 'Enregistrer cette planche' })).toBeDisabled()
    await expectAccessible(own, 'a sheet with a fault')
    await own.getByLabel('Colonnes').fill('2')
    await expect(own.getByText('14 étiquettes par planche, rien ne déborde.')).toBeVisible()
    await own.getByRole('button', { name: 'Enregistrer cette planche' }).click()
    await expect(dialog.getByRole('combobox', { name: 'Planche ou enveloppe' })).toHaveValue(/Planche du local/)
    await expect(labelsLeft(dialog)).toHaveCount(14)
    await dialog.getByRole('button', { name: 'Retirer cette planche' }).click()
    await expect(dialog.getByRole('combobox', { name: 'Planche ou enveloppe' })).toHaveValue(/L7160/)
  })
})
