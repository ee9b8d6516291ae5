/**
 * Pictures of every screen and dialog, to be looked at by a person:
 * `npx tsx tests/e2e/look.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT] [welcome,people,sheet,import,output,history,section,backup]`
 * (built app; see `npm run test:e2e`). A walk that finds a button gone says so and goes on with the next one.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { launchApp } from './app'
import { saveTo } from './screens'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800', only = ''] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const french = locale === 'fr'
const say = (fr: string, en: string) => (french ? fr : en)
const passphrase = 'lune bateau verger tambour'

mkdirSync(folder, { recursive: true })
const running = await launchApp({ locale: french ? 'fr' : 'en', colorScheme: colorScheme === 'dark' ? 'dark' : 'light', size: { width, height } })
const { app, window } = running

const button = (fr: string, en: string, within: Pick<Locator, 'getByRole'> = window) => within.getByRole('button', { name: say(fr, en), exact: true })
const place = (fr: string, en: string) => window.getByRole('link', { name: say(fr, en), exact: true }).click()
const dialog = () => window.getByRole('dialog')
const tab = (fr: string, en: string) => window.getByRole('tab', { name: new RegExp(`^${say(fr, en)}`) }).click()
const column = async (fr: string, en: string) => {
  await button('Ajouter une colonne…', 'Add a column…').click()
  await window.getByRole('menuitem', { name: say(fr, en), exact: true }).click()
}
const escape = () => window.keyboard.press('Escape')

async function shoot(name: string): Promise<void> {
  // Toasts and transitions at rest, the pointer away.
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.screenshot({ path: join(folder, `${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}

async function welcome(): Promise<void> {
  await shoot('welcome-1-first-run')
  await window.getByRole('button', { name: say('Créer ma section', 'Create my section') }).click()
  await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill('lune bateau')
  await shoot('welcome-2-create')
  await window.getByLabel(say('Nom de la section', 'Name of the section')).fill('Section de Saint-Denis')
  await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill(passphrase)
  await window.getByLabel(say('La même, encore une fois', 'The same once more')).fill(passphrase)
  await button('Créer la section', 'Create the section').click()
  await window.getByText(say('Personne pour l’instant', 'No one yet')).waitFor()
  await shoot('welcome-3-empty-section')
  await window.keyboard.press('Control+l')
  await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).waitFor()
  await shoot('welcome-4-locked')
  await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill('une autre phrase')
  await button('Ouvrir', 'Open').click()
  await window.getByText(say('Ce n’est pas la bonne phrase', 'This is not the right passphrase')).waitFor()
  await shoot('welcome-5-wrong')
  await button('Autres sections', 'Other sections').click()
  await shoot('welcome-6-list')
}

async function people(): Promise<void> {
  await shoot('people-1-table')
  await button('Choisir les colonnes', 'Choose columns').click()
  await shoot('people-2-columns')
  await escape()
  await button('Filtrer', 'Filter').click()
  await shoot('people-3-filter-kinds')
  await window.getByRole('menuitem', { name: say('Niveau', 'Level') }).click()
  await window.getByRole('checkbox', { name: say('Agir', 'Act') }).check()
  await window.getByText(/94 (sur|of) 400/).waitFor()
  await shoot('people-4-filter')
  await escape()
  await button('Filtrer', 'Filter').click()
  await window.getByRole('menuitem', { name: say('Consentement', 'Consent') }).click()
  await shoot('people-5-filter-consent')
  await escape()
  await window.getByRole('row').nth(2).getByRole('gridcell').first().click()
  await window.keyboard.press('Shift+ArrowDown')
  await window.keyboard.press('Shift+ArrowDown')
  await shoot('people-6-selection')
  await button('Étiquette', 'Tag').click()
  await window.getByRole('menuitem', { name: say('Ajouter une étiquette…', 'Add a tag…') }).click()
  await dialog().waitFor()
  await shoot('people-7-tag')
  // The list first, then the dialog.
  await escape()
  await escape()
  await button('Supprimer', 'Delete', window.getByRole('toolbar')).click()
  await dialog().waitFor()
  await shoot('people-8-delete')
  await escape()
  await button('Tout désélectionner', 'Clear the selection').click()
  await window.keyboard.press('/')
  await window.keyboard.type('zzzz')
  await window.getByText(say('Personne ne correspond', 'No one matches')).waitFor()
  await shoot('people-9-nobody')
  await button('Afficher tout le monde', 'Show everyone').click()
  await button('La garder…', 'Keep it…').click()
  await dialog().waitFor()
  await shoot('people-10-keep')
  await escape()
  await window.keyboard.press('Control+k')
  await window.getByRole('combobox').waitFor()
  await shoot('people-11-palette')
  await window.getByRole('combobox').fill('ma')
  await window.getByRole('option', { name: /Bernard/ }).first().waitFor()
  await shoot('people-12-palette-found')
  await escape()
  await window.keyboard.press('?')
  await dialog().waitFor()
  await shoot('people-13-shortcuts')
  await escape()
}

async function sheet(): Promise<void> {
  await window.getByRole('row').nth(4).click()
  await window.getByTestId('sheet-save-state').waitFor()
  await shoot('sheet-1-top')
  const consents = window.getByRole('table', { name: say('Consentements', 'Consents') })
  await consents.scrollIntoViewIfNeeded()
  await shoot('sheet-2-middle')
  await consents.getByRole('button').first().click()
  await shoot('sheet-3-consent')
  await escape()
  await button('Supprimer cette fiche', 'Delete this record').scrollIntoViewIfNeeded()
  await shoot('sheet-4-bottom')
  await button('Fermer la fiche', 'Close the record').click()
  const name = (await window.getByRole('row').nth(3).getByRole('gridcell').nth(1).textContent()) ?? ''
  await button('Nouvelle personne', 'New person').click()
  await window.getByLabel(say('Nom d’usage', 'Last name')).waitFor()
  await shoot('sheet-5-new')
  await window.getByLabel(say('Nom d’usage', 'Last name')).fill(name.split(' ')[0]!)
  await window.getByLabel(say('Prénom', 'First name')).fill(name.split(' ').slice(1).join(' '))
  await window.getByLabel(say('Code postal', 'Postal code')).fill('01340')
  await window.getByLabel(say('E-mail', 'E-mail')).first().fill('zoe@exemple')
  await window.getByText(say('Ouvrir sa fiche', 'Open the record')).first().waitFor()
  await shoot('sheet-6-similar')
  await button('Abandonner', 'Give up').click()
}

const towns = ['Lyon', 'Pantin', 'Saint-Ouen-sur-Seine', 'Montreuil']
const earlier = ['NOM;Prénom;Courriel;Tél. portable;CP;Ville;Accepte les courriels', ...['Kerbrat;Maël', 'Roux;Inès', 'Le Gall;Loïc', 'N’Diaye;Aïcha', 'Ünal;Ayşe'].map((name, at) => `${name};essai${at}@exemple.invalid;06 39 98 00 0${at};93500;${towns[at % 4]};${at === 1 ? 'Non' : 'Oui'}`)].join('\r\n')
const later = [
  'Section de Montrevel - liste au 12/11;;;;;;;;', 'NOM;Prénom;Courriel;Tél. portable;CP;Ville;Accepte les courriels;Observations;Truc',
  'Kerbrat;Maël;essai0@exemple.invalid;639980011;1340;Montrevel-en-Bresse;Oui;;a', 'Roux;Inès;essai1@exemple.invalid;;1340;Montrevel-en-Bresse;Oui;Tient la table du marché le samedi matin, peut conduire la camionnette;b',
  'Le Gall;Loïc;essai2@exemple.invalid;;1340;Montrevel-en-Bresse;;;c', 'N’Diaye;Aïcha;essai3@exemple.invalid;;;;;;', 'Ünal;Ayşe;essai4@exemple.invalid;06 39 98 00 04;;;;;',
  'BÉNAÎTEAU;Zoé;zoe.benaiteau@exemple.invalid / zoe.b@exemple.invalid;06.39.98.00.20;1340;Montrevel-en-Bresse;Non;Appeler le soir;d', 'Kerbrat;Maël;autre@exemple.invalid;;;;;;', ';;;;1340;Montrevel-en-Bresse;;;', 'TOTAL;7;;;;;;;',
].join('\r\n')

async function imports(): Promise<void> {
  const give = async (name: string, text: string) => {
    await dialog().locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(text, 'utf8') })
    await window.getByText(say('Lecture de «', 'Reading “')).waitFor({ state: 'hidden', timeout: 60_000 })
  }
  const next = () => button('Voir ce qui va changer', 'See what will change').click()
  await button('Importer', 'Import').click()
  await dialog().waitFor()
  await shoot('import-1-choose')
  await give('tract.png', '\u0089PNG\r\n\u001a\n')
  await dialog().getByRole('alert').waitFor()
  await shoot('import-2-refused')
  await give('liste-federale.csv', earlier)
  await next()
  await window.getByRole('button', { name: say('Importer 5 personnes', 'Import 5 people') }).click()
  await button('Importer un autre fichier', 'Import another file').click()
  await give('ancien-fichier-de-la-section.csv', later)
  await shoot('import-3-columns')
  await window.getByRole('combobox', { name: /Truc/ }).click()
  await shoot('import-4-target')
  await escape()
  await button('Garder ces réglages pour la prochaine fois', 'Keep these settings for next time').click()
  await shoot('import-5-profile')
  await next()
  await window.getByRole('tab').first().waitFor()
  await shoot('import-6-new')
  await tab('Modifiées', 'Changed')
  await shoot('import-7-changed')
  await window.getByRole('radio', { name: say('Garder les valeurs de la section', 'Keep the values of the section') }).check()
  await shoot('import-8-kept')
  await tab('Inchangées', 'Unchanged')
  await shoot('import-9-unchanged')
  await tab('Écartées', 'Set aside')
  await shoot('import-10-set-aside')
  await tab('Doublons possibles', 'Possible duplicates')
  await shoot('import-11-possible')
  await window.getByRole('combobox', { name: say('Étiquettes à ajouter', 'Tags to add') }).fill('ancien fichier')
  await window.keyboard.press('Enter')
  await shoot('import-12-tags')
  await window.keyboard.press('Tab')
  await window.getByRole('button', { name: new RegExp(say('^Importer \\d', '^Import \\d')) }).click()
  await window.getByText(say('Import terminé', 'Import complete')).waitFor()
  await shoot('import-13-report')
  await button('Annuler l’import', 'Undo the import').click()
  await window.getByText(say('Import annulé', 'Import undone')).waitFor()
  await shoot('import-14-undone')
  await button('Terminer', 'Done').click()
}

async function output(): Promise<void> {
  await button('Nouvelle personne', 'New person').click()
  await window.getByLabel(say('Nom d’usage', 'Last name')).fill('Li 李')
  await window.getByLabel(say('Prénom', 'First name')).fill('Wei')
  await button('Créer la fiche', 'Create the record').click()
  await button('Fermer la fiche', 'Close the record').click()
  await button('Exporter cette liste', 'Export this list').click()
  await window.getByText(say('Le fichier contiendra', 'The file will hold')).waitFor()
  await shoot('output-1-export')
  await window.getByRole('radio', { name: say('Pour appeler', 'For phone calls') }).check()
  await window.getByText(/laissée?s? de côté|left out/).waitFor()
  await shoot('output-2-export-calls')
  await saveTo(app, null)
  await button('Enregistrer le fichier…', 'Save the file…').click()
  await window.getByText(say('Rien n’a été enregistré', 'Nothing was saved')).waitFor()
  await shoot('output-3-export-given-up')
  await saveTo(app, join(running.profileDir, 'export.csv'))
  await button('Enregistrer le fichier…', 'Save the file…').click()
  await window.getByText(say('Fichier enregistré', 'File saved')).waitFor()
  await shoot('output-4-export-saved')
  await button('Terminer', 'Done').click()
  await button('Imprimer cette liste', 'Print this list').click()
  await dialog().locator('canvas[data-page="1"]').waitFor({ timeout: 60_000 })
  await shoot('output-5-print')
  for (const [fr, en] of [['Adresse complète', 'Full address'], ['Étiquettes', 'Tags'], ['Disponibilités', 'Availability'], ['Compétences', 'Skills'], ['Modes d’action', 'Ways to act'], ['Note', 'Note']] as const) await column(fr, en)
  await window.getByText(say('Trop de colonnes', 'Too many columns')).waitFor()
  await window.getByRole('button', { name: say('Ajouter une colonne…', 'Add a column…') }).scrollIntoViewIfNeeded()
  await shoot('output-6-print-notes')
  await button('Passer en paysage', 'Turn to landscape').click()
  await window.getByRole('radio', { name: say('Pour un envoi postal', 'For post') }).check()
  await window.getByText(/laissée?s? de côté|left out/).waitFor()
  await saveTo(app, join(running.profileDir, 'liste.pdf'))
  await button('Enregistrer le PDF…', 'Save the PDF…').click()
  await window.getByText(say('PDF enregistré', 'PDF saved')).waitFor()
  await shoot('output-7-print-saved')
  await escape()
}

async function history(): Promise<void> {
  await place('Historique', 'History')
  await window.getByRole('heading', { name: say('Historique', 'History') }).waitFor()
  await window.getByRole('listitem').first().waitFor()
  await shoot('history-1')
  await window.getByRole('listitem').filter({ hasText: say('Import de 40', '40. people imported') }).getByRole('button').last().click({ timeout: 5000 }).catch(() => window.getByRole('listitem').getByRole('button').last().click())
  await dialog().waitFor()
  await shoot('history-2-undo')
  await escape()
}

async function section(): Promise<void> {
  await place('Section', 'Section')
  await window.getByRole('heading', { name: 'Section', exact: true }).waitFor()
  await shoot('section-1')
}

async function backup(): Promise<void> {
  await place('Section', 'Section')
  await button('Sauvegarder…', 'Back up…').click()
  await window.getByLabel(say('Phrase de passe de la sauvegarde', 'Passphrase of the backup'), { exact: true }).fill(passphrase)
  await window.getByLabel(say('La même, encore une fois', 'The same once more')).fill(passphrase)
  await shoot('backup-1-form')
  await saveTo(app, join(running.profileDir, 'essai.permanence-sauvegarde'))
  await button('Choisir où l’enregistrer…', 'Choose where to save it…').click()
  await window.getByText(say('La section est sauvegardée.', 'The section is backed up.')).waitFor()
  await shoot('backup-2-done')
  await button('Terminer', 'Done').click()
  const points = window.getByRole('list', { name: say('Points de restauration', 'Restore points') })
  // Made by the import of before, where that was walked.
  if (!(await points.isVisible())) return
  await points.scrollIntoViewIfNeeded()
  await shoot('backup-3-points')
  await points.getByRole('button').last().click()
  await dialog().getByRole('button', { name: say('Ne rien changer', 'Change nothing') }).waitFor()
  await shoot('backup-4-back')
  await escape()
}

const walks = { people, sheet, import: imports, output, history, section, backup }
const wanted = (name: string) => only === '' || only.split(',').includes(name)

async function walk(name: string, steps: () => Promise<void>): Promise<void> {
  if (!wanted(name)) return
  await steps().catch(async (error: unknown) => {
    process.exitCode = 1
    console.error(`${name}: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}`)
    await shoot(`${name}-stopped`)
    // Whatever was left open is closed, so that the next walk starts from the place.
    for (let time = 0; time < 3; time++) await escape()
  })
}

try {
  window.setDefaultTimeout(15_000)
  await window.getByRole('heading', { name: 'Permanence' }).waitFor()
  await walk('welcome', welcome)
  await window.getByRole('button', { name: /Découvrir|Explore|Section de démonstration|Demonstration section/ }).click()
  await window.getByRole('row').nth(5).waitFor()
  for (const [name, steps] of Object.entries(walks)) await walk(name, steps)
  // A section of one's own has more to set, and is reached by closing the demonstration.
  if (wanted('welcome') && wanted('section')) {
    await place('Section', 'Section')
    await button('Fermer la section', 'Close the section').click()
    await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill(passphrase)
    await button('Ouvrir', 'Open').click()
    await place('Section', 'Section')
    await shoot('section-2-own')
    await button('Changer la phrase de passe…', 'Change the passphrase…').click()
    await dialog().waitFor()
    await shoot('section-3-passphrase')
  }
} finally {
  if (running.errors.length > 0) console.error(running.errors.join('\n'))
  await running.kill9()
}
