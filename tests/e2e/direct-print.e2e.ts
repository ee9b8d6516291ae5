/** From the print dialog to paper: a real print server, whose sheets are opened and measured. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { placedText } from '../print/placed-text'
import { expect, test, type RunningApp } from './app'
import { startPrintServer, type PrintServer } from './cups'
import { expectAccessible, openDemo, saveTo } from './screens'

let server: PrintServer
test.beforeAll(async () => {
  server = await startPrintServer(mkdtempSync(join(tmpdir(), 'permanence-cups-')), [
    { name: 'Copieur', description: 'Copieur du local', location: 'Salle de réunion' },
    { name: 'Bureau', description: 'Imprimante du bureau', stopped: true },
  ])
})
test.afterAll(() => server.stop())

async function openPaper(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'Imprimer cette liste' }).click()
  const paper = window.getByRole('dialog', { name: 'Imprimer une liste de contacts' })
  await expect(paper.locator('canvas[data-page="1"]')).toBeVisible()
  return paper
}

async function openPrint(window: Page, paper: Locator): Promise<Locator> {
  await paper.getByRole('button', { name: 'Imprimer…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Imprimer', exact: true })
  await expect(dialog.getByRole('button', { name: 'Imprimer directement' })).toBeFocused()
  return dialog
}

const choose = async (window: Page, dialog: Locator, field: string, option: string | RegExp) => {
  await dialog.getByRole('combobox', { name: field }).click()
  await window.getByRole('option', { name: option }).click()
}

async function historyOf(window: Page, paper: Locator): Promise<Locator> {
  await paper.getByRole('button', { name: 'Fermer' }).click()
  await window.getByRole('link', { name: 'Historique' }).click()
  return window.getByRole('main')
}

const filesLeft = ({ profileDir }: RunningApp) => readdir(join(profileDir, 'prints')).catch(() => [])

test('a list comes out of the printer at 100 %, as it was chosen, is noted with its copies, and leaves no file', async ({ launch }) => {
  const running = await launch({ env: server.env })
  const { app, window, profileDir } = running
  await openDemo(window)
  const paper = await openPaper(window)
  const dialog = await openPrint(window, paper)
  await expect(dialog.getByRole('combobox', { name: 'Imprimante' })).toHaveValue('Copieur du local')
  await expect(dialog.getByText('prête · par défaut · Salle de réunion')).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Papier' })).toHaveValue(/^A4 /)
  await expect(dialog.getByText(/^Toujours à 100\s%\s: jamais «\sajuster à la page\s»\.$/)).toBeVisible()
  await expectAccessible(dialog, 'the print dialog')

  await dialog.getByLabel('Exemplaires').fill('3')
  await dialog.getByRole('radiogroup', { name: 'Recto verso' }).getByText('Bord long').click()
  await dialog.getByRole('radiogroup', { name: 'Couleur' }).getByText('Nuances de gris').click()
  await dialog.getByRole('button', { name: 'Imprimer directement' }).click()
  await expect(dialog.getByRole('button', { name: 'Annuler' })).toBeFocused()
  await expectAccessible(dialog, 'a paper that is about to leave')
  await dialog.getByRole('button', { name: 'Imprimer sans attendre' }).click()
  await expect(paper.getByText(/Liste envoyée à l’impression/)).toBeVisible()
  await expect(paper.getByRole('button', { name: 'Imprimer…' })).toBeFocused()
  expect(await filesLeft(running)).toEqual([])

  const saved = join(profileDir, 'liste.pdf')
  await saveTo(app, saved)
  await paper.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  await expect(paper.getByText(/PDF enregistré/)).toBeVisible()
  const [wanted, printed] = [await placedText(new Uint8Array(readFileSync(saved))), await placedText((await server.paper('Copieur'))!)]
  const said = (pages: typeof wanted) => pages.map((page) => page.map(({ text }) => text).join('|'))
  expect(said(printed)).toEqual(said(wanted))
  // The printer's A4 is 595 × 842 points, ours 595.28 × 841.89: CUPS puts one in the middle of the other.
  const moved = wanted.flatMap((page, at) => page.flatMap(({ x, y }, place) => [Math.abs(printed[at]![place]!.x - x), Math.abs(printed[at]![place]!.y - y)]))
  expect(Math.max(...moved)).toBeLessThan(0.2)
  const across = (page: typeof wanted[number]) => Math.max(...page.map(({ x }) => x)) - Math.min(...page.map(({ x }) => x))
  expect(across(wanted[0]!)).toBeGreaterThan(100)
  expect(Math.abs(across(printed[0]!) - across(wanted[0]!))).toBeLessThan(0.05)
  expect(server.options('Copieur').at(-1)).toEqual({ sides: 'two-sided-long-edge', media: 'iso_a4_210x297mm', colour: 'monochrome', scaling: 'none', impressions: 3 * wanted.length })

  // What the printer was asked for is remembered, how many times it was not.
  const again = await openPrint(window, paper)
  await expect(again.getByRole('radio', { name: 'Bord long' })).toBeChecked()
  await expect(again.getByRole('radio', { name: 'Nuances de gris' })).toBeChecked()
  await expect(again.getByLabel('Exemplaires')).toHaveValue('1')
  await again.getByRole('radio', { name: 'Quelques pages' }).check()
  await again.getByLabel('De la page').fill('2')
  await again.getByLabel('à la page').fill('2')
  await again.getByRole('button', { name: 'Imprimer directement' }).focus()
  // By keyboard alone, and left to itself: it leaves when the countdown is over.
  await window.keyboard.press('Enter')
  await expect(again).toBeHidden({ timeout: 20_000 })
  const second = await placedText((await server.paper('Copieur'))!)
  expect(said(second)).toEqual([said(wanted)[1]])

  const history = await historyOf(window, paper)
  await expect(history).toContainText(/Impression de 400\spersonnes.*, 3\sexemplaires/)
  await expect(history).toContainText(/enregistrée en PDF/)
  await running.close()
  expect(JSON.parse(readFileSync(join(profileDir, 'settings.json'), 'utf8')).printPresets).toEqual([{ printer: 'Copieur', paper: 'A4', sides: 'long-edge', colour: false }])
})

test('a paper that is cancelled does not leave: before its time is over, or in the queue of a printer that is stopped', async ({ launch }) => {
  const running = await launch({ env: server.env })
  const { window } = running
  await openDemo(window)
  const paper = await openPaper(window)
  const dialog = await openPrint(window, paper)
  const before = server.options('Copieur').length
  await dialog.getByLabel('Exemplaires').fill('300')
  await dialog.getByRole('button', { name: 'Imprimer directement' }).click()
  await expect(dialog.getByText(/^Part dans \d s$/)).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(dialog.getByText(/^Annulé\s: rien n’est parti/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Imprimer directement' })).toBeFocused()
  await expect(dialog.getByLabel('Exemplaires')).toHaveValue('300')

  await dialog.getByLabel('Exemplaires').fill('1')
  await choose(window, dialog, 'Imprimante', /Imprimante du bureau \(arrêtée\)/)
  await expect(dialog.getByText(/arrêtée\s: la feuille attendra dans sa file/)).toBeVisible()
  await expectAccessible(dialog, 'a printer that is stopped')
  await dialog.getByRole('button', { name: 'Imprimer directement' }).click()
  await dialog.getByRole('button', { name: 'Imprimer sans attendre' }).click()
  await expect(dialog.getByText(/^Envoi à «\sImprimante du bureau\s»…$/)).toBeVisible()
  await expect.poll(() => server.jobs('Bureau')).toHaveLength(1)
  await expect.poll(() => filesLeft(running)).toEqual([])
  await expectAccessible(dialog, 'a paper in the queue')
  await window.keyboard.press('Escape')
  await expect(dialog.getByText(/^Annulé\s: rien n’est parti/)).toBeVisible()
  expect(await server.jobs('Bureau')).toEqual([])

  // One that nobody waits for is in the queue, and is noted: it may come out any day.
  await dialog.getByRole('button', { name: 'Imprimer directement' }).click()
  await dialog.getByRole('button', { name: 'Imprimer sans attendre' }).click()
  await expect.poll(() => server.jobs('Bureau')).toHaveLength(1)
  await dialog.getByRole('button', { name: 'Ne pas attendre' }).click()
  await expect(paper.getByText(/^La feuille est dans la file de l’imprimante/)).toBeVisible()
  await expect(paper.getByText(/C’est noté dans l’historique/)).toBeVisible()
  expect(server.options('Copieur')).toHaveLength(before)
  const history = await historyOf(window, paper)
  await expect(history.getByText(/Impression de 400\spersonnes/)).toHaveCount(1)
})

test('a computer without a printer says what to do, and the viewer opens from there', async ({ launch }) => {
  const { app, window } = await launch({ env: { CUPS_SERVER: join(tmpdir(), 'permanence-no-such-server') }, locale: 'fr', colorScheme: 'dark' })
  await openDemo(window)
  await app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('')
  })
  const paper = await openPaper(window)
  await paper.getByRole('button', { name: 'Imprimer…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Imprimer', exact: true })
  await expect(dialog.getByText(/Cet ordinateur ne connaît aucune imprimante/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Imprimer directement' })).toBeDisabled()
  await expectAccessible(dialog, 'no printer')
  await dialog.getByRole('button', { name: 'Ouvrir dans le lecteur du système' }).click()
  await expect(dialog).toBeHidden()
  await expect(paper.getByText(/Liste ouverte dans le lecteur PDF/)).toBeVisible()
})
