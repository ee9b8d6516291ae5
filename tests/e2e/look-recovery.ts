/**
 * Pictures of the recovery sheet and of the way back from it, from two real apps and a relay, to be looked at by a person:
 * `npx tsx tests/e2e/look-recovery.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT]` (built app).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { sheetLines } from '../print/paper'
import { openingCode, startRelay } from '../sync/real-relay'
import { launchApp } from './app'
import { saveTo } from './screens'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const say = (fr: string, en: string) => (locale === 'fr' ? fr : en)
const options = { locale: locale === 'en' ? 'en' : 'fr', colorScheme: colorScheme === 'dark' ? 'dark' : 'light', size: { width, height } } as const
const passphrase = 'lune bateau verger tambour'
mkdirSync(folder, { recursive: true })
const store = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
const relay = await startRelay(store)
const [one, other] = [await launchApp(options), await launchApp(options)]

async function shoot(window: Page, name: string): Promise<void> {
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.screenshot({ path: join(folder, `recovery-${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}
const press = (window: Page, fr: string, en: string) => window.getByRole('button', { name: say(fr, en), exact: true }).click()
const tab = (window: Page, fr: string, en: string) => window.getByRole('tab', { name: say(fr, en) }).click()

try {
  const local = one.window
  for (const each of [local, other.window]) each.setDefaultTimeout(40_000)
  await local.getByRole('button', { name: say('Créer ma section', 'Create my section') }).click()
  await local.getByLabel(say('Nom de la section', 'Name of the section')).fill('Section de Saint-Denis')
  await local.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill(passphrase)
  await local.getByLabel(say('La même, encore une fois', 'The same once more')).fill(passphrase)
  await press(local, 'Créer la section', 'Create the section')
  await local.getByText(say('Personne pour l’instant', 'No one yet')).waitFor()
  await local.getByRole('navigation').getByRole('link', { name: /^Section/ }).click()
  await tab(local, 'Synchronisation', 'Synchronization')
  await local.getByLabel(say('Adresse du relais', 'Address of the relay')).fill(relay.address)
  await local.getByLabel(say('Code d’ouverture', 'Opening code'), { exact: true }).fill(openingCode)
  await local.getByLabel(say('Nom de cet ordinateur', 'Name of this computer')).fill(say('Poste du local', 'Office computer'))
  await press(local, 'Partager la section', 'Share the section')
  await local.locator('[data-testid=sync-state][data-state=in-step]').waitFor()
  await tab(local, 'Organisateurs', 'Organizers')
  await local.getByText(say('Cette section n’a pas de feuille de secours', 'This section has no recovery sheet')).scrollIntoViewIfNeeded()
  await shoot(local, '1-none')
  await press(local, 'Imprimer la feuille de secours…', 'Print the recovery sheet…')
  await local.getByRole('dialog').waitFor()
  await shoot(local, '2-before')
  await press(local, 'Préparer la feuille', 'Prepare the sheet')
  await local.locator('canvas[data-page]').waitFor()
  await shoot(local, '3-sheet')
  const printed = join(one.profileDir, 'sheet.pdf')
  await saveTo(one.app, printed)
  await press(local, 'Enregistrer le PDF…', 'Save the PDF…')
  await local.getByText(say('PDF enregistré', 'PDF saved')).waitFor()
  const lines = await sheetLines(readFileSync(printed))

  const { window } = other
  await shoot(window, '4-welcome')
  await press(window, 'J’ai une feuille de secours', 'I have a recovery sheet')
  await window.getByLabel(say('Ligne 1', 'Line 1'), { exact: true }).focus()
  const mistyped = lines[2]!.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))
  for (const line of [lines[0]!, lines[1]!, mistyped]) await window.keyboard.type(line.replaceAll(' ', ''))
  await shoot(window, '5-typing')
  for (const [at, line] of lines.entries()) await window.getByLabel(say(`Ligne ${at + 1}`, `Line ${at + 1}`), { exact: true }).fill(line)
  await window.getByText(say('La feuille est complète.', 'The sheet is complete.')).waitFor()
  await shoot(window, '6-whole')
  await press(window, 'Continuer', 'Continue')
  await shoot(window, '7-here')
  await relay.kill()
  await window.getByLabel(say('Nouvelle phrase de passe, sur cet ordinateur', 'New passphrase, on this computer')).fill(passphrase)
  await window.getByLabel(say('La même, encore une fois', 'The same once more')).fill(passphrase)
  await press(window, 'Reprendre la section', 'Bring the section back')
  await window.getByText(say('Le relais ne répond pas pour l’instant.', 'The relay does not answer for now.')).waitFor()
  await shoot(window, '8-offline')
  const again = await startRelay(store, relay.port)
  await window.getByText(say('qui ne sert qu’une fois', 'which works only once')).waitFor({ timeout: 60_000 })
  await shoot(window, '9-back')
  await again.kill()
} finally {
  await relay.kill()
  for (const each of [one, other]) {
    await each.kill9()
    rmSync(each.profileDir, { recursive: true, force: true })
  }
  rmSync(store, { recursive: true, force: true })
}
