/**
 * `npm run demo`: the main job walked by itself in the real app. The demonstration section, an old workbook imported, people
 * found, a contact sheet saved, the agenda and the brief of an action. It leaves the sheet and the pictures that the README shows in docs/demo/.
 * Options: --out FOLDER, --locale fr|en, --dark.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { messyCsv } from '#core/domain/demo/messy'
import { launchApp } from '../tests/e2e/app'
import { saveTo } from '../tests/e2e/screens'
import { ensureBuilt, projectFolder } from './build'

const words = process.argv.slice(2)
const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined)
const folder = resolve(option('--out') ?? join(projectFolder, 'docs', 'demo'))
const french = option('--locale') !== 'en'
const say = (line: string) => process.stderr.write(`${line}\n`)
const text = (fr: string, en: string) => (french ? fr : en)

await ensureBuilt(say)
mkdirSync(folder, { recursive: true })
const workbooks = mkdtempSync(join(tmpdir(), 'permanence-demo-'))
const running = await launchApp({ locale: french ? 'fr' : 'en', colorScheme: words.includes('--dark') ? 'dark' : 'light', size: { width: 1280, height: 800 } })
const { app, window } = running

async function shoot(name: string): Promise<void> {
  await window.mouse.move(1278, 798)
  await window.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  say(`  ${name}.png`)
}

try {
  say('The demonstration section')
  await window.getByRole('button', { name: text('Découvrir', 'Explore') }).click()
  await window.getByRole('row').nth(5).waitFor()
  await shoot('people')

  say('An old workbook, in Windows-1252, with a title above and a total below')
  const messy = messyCsv(160, 'demo', new Date().toISOString().slice(0, 10))
  const workbook = join(workbooks, messy.fileName)
  writeFileSync(workbook, messy.bytes)
  await window.getByRole('button', { name: text('Importer', 'Import'), exact: true }).click()
  const dialog = window.getByRole('dialog', { name: text('Importer des personnes', 'Import people') })
  await dialog.locator('input[type=file]').setInputFiles(workbook)
  const preview = dialog.getByRole('button', { name: text('Voir ce qui va changer', 'See what will change') })
  await preview.waitFor({ timeout: 60_000 })
  await dialog.getByRole('table').first().waitFor()
  await shoot('import-reading')
  await preview.click()
  await dialog.getByRole('tab').first().waitFor()
  await shoot('import-preview')
  await dialog.getByRole('button', { name: text('Importer ', 'Import ') }).last().click()
  await dialog.getByText(text('Import terminé', 'Import finished')).waitFor({ timeout: 60_000 })
  await shoot('import-report')
  await dialog.getByRole('button', { name: text('Voir les personnes importées', 'See the people imported') }).click()

  say('People found')
  const search = window.getByRole('searchbox').or(window.getByPlaceholder(text('Nom, téléphone', 'Name, phone'))).first()
  await search.fill('saint denis')
  await window.getByRole('row').nth(1).waitFor()
  await window.getByRole('row').nth(1).click()
  await window.getByTestId('sheet-save-state').waitFor()
  await shoot('person')
  await window.getByRole('button', { name: text('Fermer la fiche', 'Close the record') }).click()

  say('A contact sheet')
  await window.getByRole('button', { name: text('Imprimer', 'Print') }).first().click()
  const print = window.getByRole('dialog', { name: text('Imprimer une liste de contacts', 'Print a contact list') })
  const save = print.getByRole('button', { name: text('Enregistrer le PDF…', 'Save the PDF…') })
  // The page is on its way until it is as high as a sheet.
  await window.waitForFunction(() => [...document.querySelectorAll('canvas')].some(({ height, clientHeight }) => height > 300 && clientHeight > 300), null, { timeout: 60_000 })
  await shoot('contact-sheet')
  const pdf = join(folder, 'contact-sheet.pdf')
  await saveTo(app, pdf)
  await save.click()
  await print.getByText(pdf).waitFor()
  await window.keyboard.press('Escape')
  await print.waitFor({ state: 'hidden' })

  say('The agenda, an action, and the brief of whoever leads it')
  await window.getByRole('navigation').getByRole('link', { name: text('Agenda', 'Agenda') }).click()
  await window.getByRole('grid').getByRole('link').first().waitFor()
  await shoot('agenda')
  await window.getByRole('grid').getByRole('link', { name: text('Stand', 'Stall') }).last().click()
  await window.getByRole('button', { name: text('Autres feuilles', 'Other papers') }).click()
  await window.getByRole('menuitem', { name: text('Fiche de mission', 'Brief') }).click()
  await window.waitForFunction(() => [...document.querySelectorAll('canvas')].some(({ height, clientHeight }) => height > 300 && clientHeight > 300), null, { timeout: 60_000 })
  await shoot('brief')
  say(`Done: ${folder}`)
} finally {
  await running.close().catch(() => running.kill9())
  for (const path of [running.profileDir, running.keychainDir, workbooks]) rmSync(path, { recursive: true, force: true })
}
