/**
 * Pictures of every screen of the shell and the people place, to be looked at by a person:
 * `npx tsx tests/e2e/look.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT]` (built app; see `npm run test:e2e`).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchApp } from './app'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const french = locale === 'fr'
const say = (fr: string, en: string) => (french ? fr : en)

mkdirSync(folder, { recursive: true })
const running = await launchApp({ locale: french ? 'fr' : 'en', colorScheme: colorScheme === 'dark' ? 'dark' : 'light', size: { width, height } })
const { window } = running
const shoot = async (name: string) => {
  // Toasts and transitions at rest, the pointer away.
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.screenshot({ path: join(folder, `${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}

try {
  await window.getByRole('heading', { name: 'Permanence' }).waitFor()
  await shoot('01-first-run')
  await window.getByRole('button', { name: say('Créer ma section', 'Create my section') }).click()
  await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill('lune bateau verger')
  await shoot('02-create')
  await window.getByRole('button', { name: say('Retour', 'Back') }).click()
  await window.getByRole('button', { name: say('Découvrir', 'Explore') }).click()
  await window.getByRole('grid').waitFor()
  await window.getByRole('row').nth(5).waitFor()
  await shoot('03-people')
  await window.getByRole('button', { name: say('Choisir les colonnes', 'Choose columns') }).click()
  await shoot('04-columns')
  await window.keyboard.press('Escape')
  await window.getByRole('button', { name: say('Filtrer', 'Filter') }).click()
  await window.getByRole('menuitem', { name: say('Niveau', 'Level') }).click()
  await window.getByRole('checkbox', { name: say('Agir', 'Act') }).check()
  await shoot('05-filter')
  await window.keyboard.press('Escape')
  await window.getByRole('row').nth(2).getByRole('gridcell').first().click()
  await window.keyboard.press('Shift+ArrowDown')
  await window.keyboard.press('Shift+ArrowDown')
  await shoot('06-selection')
  await window.keyboard.press('Escape')
  await window.keyboard.press('/')
  await window.keyboard.type('zzzz')
  await shoot('07-nobody')
  await window.getByRole('button', { name: say('Afficher tout le monde', 'Show everyone') }).click()
  await window.getByRole('row').nth(4).click()
  await window.getByTestId('sheet-save-state').waitFor()
  await shoot('08-sheet')
  await window.getByRole('table', { name: say('Consentements', 'Consents') }).getByRole('button').first().click()
  await shoot('09-consent')
  await window.keyboard.press('Escape')
  await window.getByRole('button', { name: say('Fermer la fiche', 'Close the record') }).click()
  await window.getByRole('button', { name: say('Nouvelle personne', 'New person') }).click()
  await window.getByLabel(say('Nom d’usage', 'Last name')).fill('Martin')
  await shoot('10-new')
  await window.getByRole('button', { name: say('Abandonner', 'Give up') }).click()
  await window.keyboard.press('Control+k')
  await window.getByRole('combobox').fill('ma')
  await shoot('11-palette')
  await window.keyboard.press('Escape')
  await window.keyboard.press('?')
  await window.getByRole('dialog').waitFor()
  await shoot('12-shortcuts')
  await window.keyboard.press('Escape')
  await window.getByRole('link', { name: say('Historique', 'History') }).click()
  await window.getByRole('heading', { name: say('Historique', 'History') }).waitFor()
  await window.getByRole('list', { name: say('Opérations', 'Operations') }).getByRole('listitem').first().waitFor()
  await shoot('13-history')
  await window.getByRole('link', { name: 'Section', exact: true }).click()
  await window.getByRole('heading', { name: 'Section', exact: true }).waitFor()
  await shoot('14-section')
} finally {
  if (running.errors.length > 0) console.error(running.errors.join('\n'))
  await running.kill9()
}
