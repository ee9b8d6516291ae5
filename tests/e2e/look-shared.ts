/**
 * Pictures of a section that two computers share, to be looked at by a person: two apps and a relay, for real.
 * `npx tsx tests/e2e/look-shared.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT] [PEOPLE]` (built app; see `npm run test:e2e`).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { stream } from '#core/domain/demo/random'
import { reachEngine } from '../faults/engine'
import { narrowWire } from '../sync/narrow-wire'
import { openingCode, startRelay } from '../sync/real-relay'
import { launchApp } from './app'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800', people = '12000'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const french = locale === 'fr'
const say = (fr: string, en: string) => (french ? fr : en)
const passphrase = 'lune bateau verger tambour'

mkdirSync(folder, { recursive: true })
const options = { locale: french ? ('fr' as const) : ('en' as const), colorScheme: colorScheme === 'dark' ? ('dark' as const) : ('light' as const), size: { width, height } }
const store = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
let relay = await startRelay(store)
const wire = await narrowWire(relay.port)
const [one, other] = [await launchApp(options), await launchApp(options)]
const [local, stall] = [one.window, other.window]

const button = (window: Page, fr: string, en: string) => window.getByRole('button', { name: say(fr, en), exact: true })
const place = (window: Page, fr: string, en: string) => window.getByRole('navigation').getByRole('link', { name: new RegExp(`^${say(fr, en)}`) }).click()
const tab = (window: Page, fr: string, en: string) => window.getByRole('tab', { name: say(fr, en) }).click()

async function shoot(window: Page, name: string): Promise<void> {
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.screenshot({ path: join(folder, `shared-${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}

async function passphrases(window: Page): Promise<void> {
  await window.getByLabel(say('Phrase de passe', 'Passphrase'), { exact: true }).fill(passphrase)
  await window.getByLabel(say('La même, encore une fois', 'The same once more')).fill(passphrase)
}

async function add(window: Page, last: string, first: string): Promise<void> {
  await window.getByRole('button', { name: say('Nouvelle personne', 'New person') }).first().click()
  await window.getByLabel(say('Nom d’usage', 'Last name')).fill(last)
  await window.getByLabel(say('Prénom', 'First name')).fill(first)
  await button(window, 'Créer la fiche', 'Create the record').click()
  await window.getByTestId('sheet-save-state').waitFor()
}

try {
  for (const window of [local, stall]) window.setDefaultTimeout(40_000 + Number(people) * 2)
  await local.getByRole('button', { name: say('Créer ma section', 'Create my section') }).click()
  await local.getByLabel(say('Nom de la section', 'Name of the section')).fill('Section de Saint-Denis')
  await passphrases(local)
  await button(local, 'Créer la section', 'Create the section').click()
  await local.getByText(say('Personne pour l’instant', 'No one yet')).waitFor()
  await add(local, 'Kaya', 'Ayşe')
  await add(local, 'Roux', 'Inès')
  // tsx wraps functions in a helper of its own, which the page has not.
  await local.evaluate('globalThis.__name = (named) => named')
  const engine = await reachEngine(local)
  const chance = stream('a base', 'notes', 0)
  const rows = Array.from({ length: Number(people) }, (_, at) => `Nom${at};${Array.from({ length: 90 }, () => chance.whole(36).toString(36)).join('')}`)
  await engine.call('importApply', { id: (await engine.call('importOpen', { content: new TextEncoder().encode(['Nom;Note', ...rows].join('\r\n')), fileName: 'liste.csv' })).id })
  await place(local, 'Section', 'Section')
  await tab(local, 'Organisateurs', 'Organizers')
  await button(local, 'Partager la section…', 'Share the section…').waitFor()
  await shoot(local, '1-alone')
  await tab(local, 'Synchronisation', 'Synchronization')
  await button(local, 'Qu’est-ce qu’un relais, et que voit-il ?'.replace(' ?', '\u202f?'), 'What is a relay, and what does it see?').click()
  await local.getByLabel(say('Adresse du relais', 'Address of the relay')).fill(wire.address)
  await local.getByLabel(say('Code d’ouverture', 'Opening code'), { exact: true }).fill(openingCode)
  await local.getByLabel(say('Nom de cet ordinateur', 'Name of this computer')).fill(say('Poste du local', 'Office computer'))
  await shoot(local, '2-share')
  await button(local, 'Partager la section', 'Share the section').click()
  await local.locator('[data-testid=sync-state][data-state=in-step]').waitFor()
  await shoot(local, '3-in-step')
  await tab(local, 'Organisateurs', 'Organizers')
  await button(local, 'Inviter quelqu’un…', 'Invite someone…').click()
  await shoot(local, '4-role')
  await button(local, 'Préparer l’invitation', 'Prepare the invitation').click()
  const link = await local.getByLabel(say('Lien de l’invitation', 'Link of the invitation')).inputValue()
  await shoot(local, '5-link')

  await shoot(stall, '6-first-run')
  await stall.getByRole('button', { name: say('Rejoindre une section', 'Join a section') }).click()
  await stall.getByLabel(say('Lien de l’invitation', 'Link of the invitation')).fill(link)
  await stall.getByLabel(say('Nom de cet ordinateur', 'Name of this computer')).fill(say('Portable du marché', 'Market laptop'))
  await passphrases(stall)
  await shoot(stall, '7-join')
  await button(stall, 'Demander à rejoindre', 'Ask to join').click()
  await stall.locator('[data-step=asking]').waitFor()
  await shoot(stall, '8-asking')
  await stall.getByTestId('code').waitFor()
  await shoot(stall, '9-code')
  await local.getByTestId('code').waitFor()
  await shoot(local, '10-compare')
  wire.letThrough(58 * Number(people))
  await button(local, 'C’est le même : faire entrer'.replace(' :', '\u00a0:'), 'It is the same: let them in').click()
  const bar = stall.getByTestId('receiving').getByRole('progressbar')
  await bar.waitFor()
  await stall.waitForFunction(() => Number(document.querySelector('[data-testid=receiving] [role=progressbar]')?.getAttribute('aria-valuenow')) > 10)
  await shoot(stall, '11a-arriving')
  await place(stall, 'Section', 'Section')
  await tab(stall, 'Synchronisation', 'Synchronization')
  await stall.getByTestId('arrival').waitFor()
  await shoot(stall, '11b-arriving-state')
  wire.letThrough(0)
  wire.cut()
  await stall.locator('[data-testid=sync-state][data-state=offline]').waitFor()
  await shoot(stall, '11c-cut')
  wire.letThrough(Number.POSITIVE_INFINITY)
  await button(stall, 'Essayer maintenant', 'Try now').click()
  await bar.waitFor({ state: 'detached' })
  await place(stall, 'Personnes', 'People')
  await button(local, 'Terminer', 'Done').waitFor()
  await shoot(local, '11-admitted')
  await button(local, 'Terminer', 'Done').click()
  await stall.getByRole('row').filter({ hasText: 'Kaya' }).click()
  await local.getByText(say('Connecté maintenant', 'Connected now')).waitFor()
  await shoot(local, '12-organizers')
  await place(local, 'Personnes', 'People')
  await local.getByRole('row').filter({ hasText: 'Kaya' }).click()
  await local.getByTestId('presence').waitFor()
  await shoot(local, '13-presence')
  await place(stall, 'Section', 'Section')
  await tab(stall, 'Organisateurs', 'Organizers')
  await stall.getByText(say('Poste du local', 'Office computer')).waitFor()
  await shoot(stall, '14-organizers-of-an-organizer')
  await relay.kill()
  await stall.getByTestId('save-state').filter({ hasText: say('hors ligne', 'offline') }).waitFor()
  await tab(stall, 'Synchronisation', 'Synchronization')
  await stall.getByTestId('sync-state').waitFor()
  await shoot(stall, '15-offline')
  await place(local, 'Section', 'Section')
  await tab(local, 'Organisateurs', 'Organizers')
  await local.getByRole('button', { name: new RegExp(say('^Changer le rôle de', '^Change the role of')) }).click()
  await local.getByRole('radio', { name: say('Bénévole', 'Volunteer') }).check()
  await shoot(local, '16-role')
  await local.keyboard.press('Escape')
  await local.getByRole('button', { name: new RegExp(say('^Retirer «', '^Remove “')) }).click()
  await shoot(local, '17-remove')
  relay = await startRelay(store, relay.port)
  await local.getByRole('dialog').getByRole('button', { name: say('Retirer', 'Remove'), exact: true }).click()
  await button(stall, 'Que faire ?'.replace(' ?', '\u202f?'), 'What can I do?').click()
  await button(stall, 'Rejoindre à nouveau…', 'Join again…').waitFor()
  await shoot(stall, '18-removed')
  await button(stall, 'Rejoindre à nouveau…', 'Join again…').click()
  await shoot(stall, '19-join-again')
  await button(local, 'Inviter quelqu’un…', 'Invite someone…').click()
  await button(local, 'Préparer l’invitation', 'Prepare the invitation').click()
  const again = await local.getByLabel(say('Lien de l’invitation', 'Link of the invitation')).inputValue()
  await stall.keyboard.press('Escape')
  await stall.keyboard.press('Control+l')
  await button(stall, 'Autres sections', 'Other sections').click()
  await stall.getByRole('button', { name: say('Rejoindre une section', 'Join a section') }).click()
  await stall.getByLabel(say('Lien de l’invitation', 'Link of the invitation')).fill(again)
  await stall.getByRole('radio', { name: say('Rejoindre à nouveau', 'Join again') }).check()
  await shoot(stall, '20-here-already')
  await passphrases(stall)
  await button(stall, 'Demander à rejoindre', 'Ask to join').click()
  await stall.getByTestId('code').waitFor()
  await local.getByTestId('code').waitFor()
  await button(local, 'C’est le même : faire entrer'.replace(' :', '\u00a0:'), 'It is the same: let them in').click()
  await stall.locator('[data-testid=sync-state][data-state=in-step]').waitFor()
  await stall.keyboard.press('Control+l')
  await button(stall, 'Autres sections', 'Other sections').click()
  await shoot(stall, '21-put-aside')
} finally {
  for (const { errors, profileDir, kill9 } of [one, other]) {
    if (errors.length > 0) console.error(errors.join('\n'))
    await kill9()
    rmSync(profileDir, { recursive: true, force: true })
  }
  await wire.close()
  await relay.kill()
  rmSync(store, { recursive: true, force: true })
}
