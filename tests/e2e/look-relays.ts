/**
 * Pictures of what an administrator of a shared section meets seldom: another relay, versions, an invitation as a file, many
 * people deleted elsewhere, a report of what was set aside. Two real apps and two relays, to be looked at by a person:
 * `npx tsx tests/e2e/look-relays.ts FOLDER [fr|en] [light|dark] [WIDTHxHEIGHT]` (built app).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { newId, type PersonId, type SectionId } from '#core/domain/ids'
import { makeInvitation, writeLink } from '#core/membership/invitation'
import type { EngineCalls } from '#engine/api'
import { reachEngine } from '../faults/engine'
import { openingCode, startRelay } from '../sync/real-relay'
import { launchApp } from './app'
import { saveTo } from './screens'

const [folder = 'test-results/look', locale = 'fr', colorScheme = 'light', size = '1280x800'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)
const say = (fr: string, en: string) => (locale === 'fr' ? fr : en)
const options = { locale: locale === 'en' ? 'en' : 'fr', colorScheme: colorScheme === 'dark' ? 'dark' : 'light', size: { width, height } } as const
const passphrase = 'lune bateau verger tambour'
const longName = say('Portable prêté par la section voisine, pour les marchés du sud', 'Laptop lent by the section next door, for the southern stalls')
mkdirSync(folder, { recursive: true })
const stores = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'permanence-relay-')))
const [relay, other] = await Promise.all([startRelay(stores[0]!), startRelay(stores[1]!)])
const [one, two] = [await launchApp(options), await launchApp(options)]
const [local, stall] = [one.window, two.window]

async function shoot(window: Page, name: string): Promise<void> {
  await window.mouse.move(width - 2, height - 2)
  await window.waitForLoadState('networkidle')
  await window.screenshot({ path: join(folder, `relays-${name}-${locale}-${colorScheme}-${size}.png`), animations: 'disabled' })
}
const button = (window: Page, fr: string, en: string) => window.getByRole('button', { name: say(fr, en), exact: true })
const press = (window: Page, fr: string, en: string) => button(window, fr, en).click()
const place = (window: Page, fr: string, en: string) => window.getByRole('navigation').getByRole('link', { name: new RegExp(`^${say(fr, en)}`) }).click()
const tab = (window: Page, fr: string, en: string) => window.getByRole('tab', { name: say(fr, en) }).click()
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await local.waitForTimeout(100)
}

/** From here on the window's own questions for the report are answered with this one. */
async function answerReport(window: Page, report: ReturnType<EngineCalls['security']>): Promise<void> {
  await window.evaluate((given) => {
    const worker = globalThis.engineWorker
    const post = worker.postMessage.bind(worker)
    worker.postMessage = (message: { id?: number; method?: string }, ...more: never[]) => {
      if (message.method !== 'security') return post(message, ...more)
      worker.dispatchEvent(new MessageEvent('message', { data: { id: message.id, ok: true, value: given } }))
    }
  }, report)
}

try {
  for (const window of [local, stall]) {
    window.setDefaultTimeout(40_000)
    await window.getByRole('heading', { name: 'Permanence' }).waitFor()
    // What runs these lines names functions by it, also those that run in the page.
    await window.evaluate('globalThis.__name = (named) => named')
  }
  const [alba, nour] = [await reachEngine(local), await reachEngine(stall)]
  await alba.call('createSection', { name: 'Section de Saint-Denis', passphrase, keychain: false })
  const people = Array.from({ length: 60 }, () => newId<PersonId>())
  for (const [at, id] of people.entries()) {
    const long = at % 7 === 0
    await alba.call('execute', { type: 'person.create', id, draft: { lastName: long ? `De La Rochefoucauld-Montmorency ${at}` : `Kaya ${at}`, firstName: long ? 'Marie-Antoinette Joséphine' : 'Ayşe', city: long ? 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson' : 'Pantin' } })
  }
  await alba.call('shareSection', { address: relay.address, opening: openingCode, deviceName: say('Poste du local', 'Office computer') })
  const sharing = await alba.follow('sharing', null)
  await until(async () => (await sharing() as { connection?: string })?.connection === 'in-step')
  const invitations = await alba.follow('invitations', null)
  const { id, link } = await alba.call('invite', { role: 'organizer' })
  await stall.getByRole('button', { name: say('Rejoindre une section', 'Join a section') }).click()
  await stall.getByTestId('invitation-drop').waitFor()
  await shoot(stall, '0a-join')
  const give = (name: string, text: string) => stall.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: Buffer.from(text) })
  await give(say('liste-des-personnes-presentes-a-la-reunion-publique-du-12-novembre.pdf', 'list-of-people-who-came-to-the-public-meeting-on-12-november.pdf'), '%PDF')
  await stall.getByText('.pdf').waitFor()
  await shoot(stall, '0b-join-not-a-file')
  await give('invitation.permanence-invitation', link)
  await stall.getByText('invitation.permanence-invitation').waitFor()
  await shoot(stall, '0c-join-file')
  await two.app.evaluate(({ app }, given) => app.emit('second-instance', {}, ['permanence', given], '/'), link)
  await stall.getByText(say('ouvert depuis une autre application', 'opened from another application')).waitFor()
  await shoot(stall, '0d-join-link')
  await one.app.evaluate(({ app }, given) => app.emit('second-instance', {}, ['permanence', given], '/'), link)
  await local.getByRole('dialog').waitFor()
  await shoot(local, '0e-same-section')
  await local.keyboard.press('Escape')
  const elsewhere = await writeLink(makeInvitation({ relayUrl: relay.address, relay: 'relais-1', section: newId<SectionId>(), root: 'kYf7nEZg3Hq0Jv2lY0hS6q0cT1mD8b4u5xw9r3aZpQ8', role: 'volunteer' }, Date.now() / 1000))
  await one.app.evaluate(({ app }, given) => app.emit('second-instance', {}, ['permanence', given], '/'), elsewhere)
  await local.getByRole('dialog').waitFor()
  await shoot(local, '0f-other-section')
  await local.keyboard.press('Escape')
  await nour.call('join', { link, deviceName: longName, passphrase, keychain: false, replace: false })
  await until(async () => (await invitations())?.[0]?.step === 'asked')
  await alba.call('approveInvitation', id)
  await stall.getByRole('row').nth(3).waitFor()
  await alba.call('recoverySheet', { locale: options.locale })

  await place(local, 'Section', 'Section')
  await tab(local, 'Synchronisation', 'Synchronization')
  await local.locator('[data-testid=sync-state][data-state=in-step]').waitFor()
  await shoot(local, '1-sync')
  await button(local, 'Voir les versions…', 'See the versions…').scrollIntoViewIfNeeded()
  await shoot(local, '2-sync-below')
  await press(local, 'Voir les versions…', 'See the versions…')
  await local.getByRole('dialog').getByText(longName).waitFor()
  await shoot(local, '3-versions')
  await local.keyboard.press('Escape')

  await tab(local, 'Organisateurs', 'Organizers')
  await press(local, 'Inviter quelqu’un…', 'Invite someone…')
  await press(local, 'Préparer l’invitation', 'Prepare the invitation')
  await saveTo(one.app, join(one.profileDir, 'invitation.permanence-invitation'))
  await press(local, 'Enregistrer en fichier…', 'Save as a file…')
  await local.getByText('.permanence-invitation').waitFor()
  await shoot(local, '4-invitation-file')
  await local.keyboard.press('Escape')

  await tab(local, 'Synchronisation', 'Synchronization')
  await press(local, 'Changer de relais…', 'Change the relay…')
  await local.getByRole('dialog').waitFor()
  await shoot(local, '5-move')
  await local.getByLabel(say('Adresse du nouveau relais', 'Address of the new relay')).fill(other.address)
  await local.getByLabel(say('Code d’ouverture du nouveau relais', 'Opening code of the new relay'), { exact: true }).fill('un autre code')
  await local.getByRole('dialog').getByRole('button', { name: say('Changer de relais', 'Change the relay'), exact: true }).click()
  await local.getByRole('dialog').getByRole('alert').waitFor()
  await shoot(local, '6-move-refused')
  await local.getByLabel(say('Code d’ouverture du nouveau relais', 'Opening code of the new relay'), { exact: true }).fill(openingCode)
  await local.getByRole('dialog').getByRole('button', { name: say('Changer de relais', 'Change the relay'), exact: true }).click()
  await button(local, 'Copier l’adresse', 'Copy the address').waitFor()
  await shoot(local, '7-moved')
  await press(local, 'Terminer', 'Done')
  await until(async () => (await sharing() as { relay?: string; connection?: string })?.connection === 'in-step' && (await sharing() as { relay?: string }).relay === other.address)
  await shoot(local, '8-after')
  await tab(local, 'Organisateurs', 'Organizers')
  await button(local, 'Imprimer la feuille de secours…', 'Print the recovery sheet…').scrollIntoViewIfNeeded()
  await shoot(local, '9-sheet-due')

  await place(stall, 'Section', 'Section')
  await tab(stall, 'Synchronisation', 'Synchronization')
  await press(stall, 'Saisir l’adresse…', 'Type the address…')
  await stall.getByRole('dialog').waitFor()
  await shoot(stall, '10-type-address')
  await stall.getByRole('textbox', { name: say('Adresse du relais', 'Address of the relay') }).fill('http://127.0.0.1:9')
  await press(stall, 'Aller à ce relais', 'Go to this relay')
  await stall.getByRole('dialog').getByRole('alert').waitFor()
  await shoot(stall, '11-type-address-wrong')
  await stall.keyboard.press('Escape')

  await nour.call('execute', { type: 'people.delete', selection: { kind: 'ids', ids: people.slice(0, 45) } })
  await place(local, 'Personnes', 'People')
  await button(local, 'Voir et répondre…', 'See and answer…').waitFor()
  await shoot(local, '12-held-banner')
  await press(local, 'Voir et répondre…', 'See and answer…')
  await local.getByRole('dialog').getByRole('list').waitFor()
  await shoot(local, '13-held-dialog')
  await local.keyboard.press('Escape')

  await answerReport(local, {
    setAside: [
      { device: longName, why: 'removed', count: 12 }, { device: longName, why: 'no-key', count: 1 }, { device: say('Imprimerie', 'Printer room'), why: 'wrong-role', count: 3 },
      { device: null, why: 'unknown-device', count: 2 }, { device: null, why: 'damaged', count: 1 },
    ],
    missing: [{ device: longName, count: 4 }, { device: null, count: 1 }],
    forged: 2,
  })
  await place(local, 'Section', 'Section')
  await tab(local, 'Réglages', 'Settings')
  await local.getByText(say('Des entrées manquent ou ont été écartées', 'Entries are missing or were set aside')).scrollIntoViewIfNeeded()
  await shoot(local, '14-report')

  await relay.kill()
  await other.kill()
  const anew = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  stores.push(anew)
  const again = await startRelay(anew, other.port)
  await tab(local, 'Synchronisation', 'Synchronization')
  await alba.call('retrySharing')
  await local.locator('[data-testid=sync-state][data-state=refused]').waitFor({ timeout: 90_000 })
  await shoot(local, '15-another-relay')
  await again.kill()
} finally {
  for (const { errors, profileDir, kill9 } of [one, two]) {
    if (errors.length > 0) console.error(errors.join('\n'))
    await kill9()
    rmSync(profileDir, { recursive: true, force: true })
  }
  await relay.kill()
  await other.kill()
  for (const store of stores) rmSync(store, { recursive: true, force: true })
}
