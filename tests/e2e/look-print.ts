/**
 * Pictures of the Imprimerie, to be looked at by a person: `npx tsx tests/e2e/look-print.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT]`
 * (built app; see `npm run test:e2e`).
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tractPdf } from '../print/tract'
import { launchApp } from './app'
import { passphrase, saveTo } from './screens'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const french = locale === 'fr'
const say = (fr: string, en: string) => (french ? fr : en)

mkdirSync(folder, { recursive: true })
const files = mkdtempSync(join(tmpdir(), 'permanence-look-'))
const written = (name: string, bytes: Uint8Array) => {
  const path = join(files, name)
  writeFileSync(path, bytes)
  return path
}
const { app, window, close } = await launchApp({ locale: french ? 'fr' : 'en', colorScheme: colorScheme === 'dark' ? 'dark' : 'light', size: { width, height } })

async function shoot(name: string): Promise<void> {
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.waitForTimeout(900)
  await window.screenshot({ path: join(folder, `${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}
const place = (fr: string, en: string) => window.getByRole('navigation').getByRole('link', { name: say(fr, en), exact: true }).click()
const button = (fr: string, en: string) => window.getByRole('button', { name: say(fr, en), exact: true })

await window.getByRole('button', { name: say('Créer ma section', 'Create my section') }).click()
await window.getByLabel(say('Nom de la section', 'Name of the section')).fill('Section de Saint-Denis')
await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill(passphrase)
await window.getByLabel(say('La même, encore une fois', 'The same once more')).fill(passphrase)
await button('Créer la section', 'Create the section').click()
await window.getByText(say('Personne pour l’instant', 'No one yet')).waitFor()
await place('Imprimerie', 'Print shop')
await shoot('print-1-empty')
await place('Bibliothèque', 'Library')
const chooser = window.waitForEvent('filechooser')
await window.getByRole('button', { name: say('Ajouter des fichiers', 'Add files') }).first().click()
await (await chooser).setFiles([written('Pouvoir_vivre_A6.pdf', await tractPdf()), written('AFFICHE_meeting.pdf', await tractPdf({ width: 297, height: 420, pages: 1, title: 'RÉUNION PUBLIQUE' })), written('Programme.pdf', await tractPdf({ width: 148, height: 210, pages: 12 }))])
await window.getByRole('button', { name: say('Ajouter 3 documents', 'Add 3 documents') }).click()
await window.getByRole('link', { name: /^Pouvoir vivre/ }).waitFor()
await place('Imprimerie', 'Print shop')
await shoot('print-2-start')
await window.getByRole('link', { name: /^Pouvoir vivre/ }).click()
await window.locator('canvas[data-page="1"]').waitFor()
await shoot('print-3-law')
await button('Imprimer quand même', 'Print all the same').click()
await shoot('print-4-tract')
await saveTo(app, join(files, 'out.pdf'))
await button('Enregistrer le PDF…', 'Save the PDF…').click()
await window.getByText(say('C’est noté', 'Noted in'), { exact: false }).waitFor()
await shoot('print-5-left')
await button('Choisir autre chose', 'Choose something else').click()
await shoot('print-6-log')
await window.getByRole('link', { name: /^AFFICHE/ }).click()
await window.locator('canvas[data-page="1"]').waitFor()
await shoot('print-7-poster')
await button('Choisir autre chose', 'Choose something else').click()
await window.getByRole('link', { name: /^Programme/ }).click()
await window.locator('canvas[data-page="1"]').waitFor()
await window.getByLabel(say('Voir en gris', 'See it in grey')).check()
await shoot('print-8-booklet')
await place('Bibliothèque', 'Library')
await window.getByRole('link', { name: /^Pouvoir vivre/ }).click()
await shoot('print-9-sheet')
await window.getByRole('heading', { name: say('Imprimé', 'Printed'), exact: true }).scrollIntoViewIfNeeded()
await shoot('print-10-prints')
await close()
