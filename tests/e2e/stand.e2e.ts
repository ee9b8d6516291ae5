/** A stall: people noted by keyboard in front of passers-by, who see nothing of the base; left by the passphrase alone, whatever happens in between. */
import type { ElectronApplication, Page } from '@playwright/test'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import { reachEngine, type EngineInPage } from '../faults/engine'
import { expect, test } from './app'
import { expectAccessible, openDemo, passphrase } from './screens'
import { byPalette } from './shared'

const notice = { controller: 'Section de Saint-Denis, 12 place du Marché', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const today = () => new Date().toLocaleDateString('sv')

const noted = (window: Page) => window.getByTestId('stand-noted')
const fillsScreen = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((each) => each.isFullScreen() && !each.isMenuBarVisible()))

/** One person, field by field with Enter: first name, last name, contact, town; then the keys of the level and of the boxes. */
async function key({ keyboard }: Page, fields: readonly string[], level: string, boxes: string): Promise<void> {
  for (const field of fields) {
    await keyboard.insertText(field)
    await keyboard.press('Enter')
  }
  if (level) await keyboard.press(level)
  await keyboard.press('Enter')
  for (const box of boxes) await keyboard.press(box)
  await keyboard.press('Enter')
}

/** Nobody of these is named in the page or in the window's title; what somebody types is in a field. */
async function expectNobody(app: ElectronApplication, window: Page, people: readonly Pick<Person, 'lastName'>[]): Promise<void> {
  const words = new Set(`${await window.evaluate(() => `${document.title} ${document.body.innerText}`)} ${(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.getTitle()))).join(' ')}`.split(/[^\p{L}-]+/u))
  expect(people.map(({ lastName }) => lastName).filter((name) => name !== '' && words.has(name))).toEqual([])
}

const found = async (engine: EngineInPage, search: string) => (await engine.call('rows', { query: { ...everyone, search }, start: 0, end: 9 })).rows

test('people are noted at a stall by keyboard alone; who is known is completed, and nobody is named until it is left', async ({ launch }) => {
  const { app, window } = await launch()
  await openDemo(window)
  const engine = await reachEngine(window)
  await engine.call('protectDemo', { passphrase })
  await engine.call('execute', { type: 'section.notice', notice })
  const action = newId<ActionId>()
  const stall = { kind: 'stall' as const, title: '', place: 'Marché de la République', start: { local: `${today()}T09:00:00`, zone: 'Europe/Paris' }, end: { local: `${today()}T13:00:00`, zone: 'Europe/Paris' } }
  await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: stall }] })
  const demo = (await engine.call('rows', { query: everyone, start: 0, end: 400 })).rows
  const mails = new Map<string, number>()
  for (const { emails } of demo) for (const { value } of emails) mails.set(value.toLowerCase(), (mails.get(value.toLowerCase()) ?? 0) + 1)
  const known = demo.find(({ lastName, firstName, emails, level, consents }) => lastName && firstName && emails.length === 1 && emails[0]!.value.endsWith('.invalid') && mails.get(emails[0]!.value.toLowerCase()) === 1 && level === 'follow' && consents.every(({ state }) => state === 'yes'))!

  await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
  await window.getByRole('button', { name: 'Mode stand…' }).click()
  const start = window.getByRole('dialog', { name: 'Mode stand' })
  await expect(start.getByLabel('Lieu')).toHaveValue('Marché de la République')
  await expect(start.getByLabel('Lieu')).toBeFocused()
  await expectAccessible(start, 'what begins a stall')
  await window.keyboard.press('Tab')
  await window.keyboard.insertText('Claire')
  await window.keyboard.press('Enter')

  await expect(noted(window)).toHaveText('0 personne notée')
  await expect(window.getByLabel('Prénom')).toBeFocused()
  await expect.poll(() => fillsScreen(app)).toBe(true)
  await expectAccessible(window, 'an empty page of a stall')
  await key(window, ['Zéphirine', 'Xyquarda', '0639988001', '93500'], '2', 'es')
  await expect(noted(window)).toHaveText('1 personne notée')
  await expect(window.getByRole('status')).toHaveText('Noté.')
  await expect(window.getByLabel('Prénom')).toBeFocused()
  await key(window, [known.firstName, known.lastName, known.emails[0]!.value, ''], '3', '')
  await expect(noted(window)).toHaveText('2 personnes notées')
  for (const label of ['Prénom', 'Nom', 'Téléphone ou e-mail', 'Commune ou code postal']) await expect(window.getByLabel(label, { exact: true })).toHaveValue('')
  await expect(window.getByRole('radio', { checked: true })).toHaveCount(0)

  // A number that rings nowhere is kept, and said to be odd.
  await window.keyboard.insertText('Idris')
  for (const press of ['Enter', 'Enter']) await window.keyboard.press(press)
  await window.keyboard.insertText('06 39 98 1')
  await expect(window.getByText('À vérifier, gardé tel qu’écrit')).toBeVisible()
  await expectAccessible(window, 'somebody half noted')
  // From within a field, and without going through the rest.
  for (const press of ['Alt+1', 'Alt+a', 'Control+Enter']) await window.keyboard.press(press)
  await expect(noted(window)).toHaveText('3 personnes notées')

  await window.keyboard.insertText('Ada')
  for (const press of ['Enter', 'Enter', 'Enter']) await window.keyboard.press(press)
  await window.keyboard.insertText('saint-denis')
  await expect(window.getByRole('option', { name: '93200 Saint-Denis' })).toBeVisible()
  for (const press of ['ArrowDown', 'Enter', 'Enter', 'Enter']) await window.keyboard.press(press)
  await expect(noted(window)).toHaveText('4 personnes notées')
  await key(window, ['', '', 'ligne.5@exemple.invalid', ''], '', 'c')
  await expect(noted(window)).toHaveText('5 personnes notées')
  await expectNobody(app, window, demo)

  // A town and a box are nobody. Then one too many, taken back once.
  for (const press of ['Alt+e', 'Control+Enter']) await window.keyboard.press(press)
  await expect(window.getByRole('status')).toContainText('Il manque un nom')
  await window.keyboard.press('Alt+e')
  await key(window, ['Méprise', '', '', ''], '', '')
  await expect(noted(window)).toHaveText('6 personnes notées')
  const undo = window.getByRole('button', { name: 'Annuler la dernière' })
  await undo.click()
  await expect(noted(window)).toHaveText('5 personnes notées')
  await expect(undo).toBeDisabled()
  await expect(window.getByLabel('Prénom')).toBeFocused()

  // The keys of the shell, and those of the menu, are nobody's here.
  for (const press of ['Control+k', 'Control+z', 'Control+y', 'Control+,', 'Control+n', 'Control+i', 'Control+p', 'F5']) await window.keyboard.press(press)
  await app.evaluate(({ BrowserWindow }) => ['palette', 'undo', 'new-person', 'import', 'print', 'settings'].forEach((command) => BrowserWindow.getAllWindows()[0]!.webContents.send('menu', command)))
  await expect(noted(window)).toHaveText('5 personnes notées')
  // Nor does the field give back what was typed into it for somebody else.
  await window.keyboard.type('a')
  for (const press of ['Backspace', 'Control+z', 'Control+z', 'Control+z', 'Control+Shift+z']) await window.keyboard.press(press)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.undo())
  await expect(window.getByLabel('Prénom')).not.toHaveValue(/Méprise/)
  await window.getByLabel('Prénom').fill('')
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await expect(window.getByRole('navigation')).toHaveCount(0)
  expect((await engine.call('rows', { query: everyone, start: 0, end: 1 })).total).toBe(404)
  await expectNobody(app, window, demo)

  // Somebody half typed goes with it, once the passphrase is right.
  await window.keyboard.insertText('Restituée')
  await expect(window.getByLabel('Prénom')).toHaveValue('Restituée')
  await window.keyboard.press('Escape')
  const leaving = window.getByRole('dialog', { name: 'Quitter le mode stand ?' })
  await expect(leaving.getByLabel('Phrase de passe de la section')).toBeFocused()
  await expectAccessible(leaving, 'leaving a stall')
  await window.keyboard.insertText('une autre phrase de passe')
  await window.keyboard.press('Enter')
  await expect(leaving).toContainText('Ce n’est pas la bonne phrase')
  await expectNobody(app, window, demo)
  await expect(noted(window)).toHaveText('5 personnes notées')
  await leaving.getByLabel('Phrase de passe de la section').fill(passphrase)
  await window.keyboard.press('Enter')
  await expect(window.getByRole('complementary', { name: 'Fiche de l’action' })).toBeVisible()
  await expect.poll(() => fillsScreen(app)).toBe(false)

  const day = today().split('-').reverse().join('/')
  const source = `Stand\u00a0: Marché de la République, ${day}, par Claire`
  const [code] = await engine.call('entryCodes', { action, on: '' })
  const [zephirine] = await found(engine, 'xyquarda')
  expect(zephirine).toMatchObject({ firstName: 'Zéphirine', level: 'act', relation: 'occasional', city: 'Pantin', phones: [{ value: '06 39 98 80 01' }], source })
  expect(zephirine!.consents.map(({ purpose, channel, state, date, source: from }) => [purpose, channel, state, date, from])).toEqual(
    ['action', 'news'].flatMap((purpose) => ['email', 'sms'].map((channel) => [purpose, channel, 'yes', today(), code])),
  )
  expect(await engine.call('rows', { query: { ...everyone, search: known.emails[0]!.value }, start: 0, end: 9 })).toMatchObject({ total: 1, rows: [{ id: known.id, level: 'join', source: known.source, consents: known.consents }] })
  expect(await found(engine, 'ligne.5@exemple.invalid')).toMatchObject([{ level: 'follow', consents: [{ channel: 'post' }, { channel: 'post' }] }])
  expect((await found(engine, 'ada')).find((each) => each.source === source)).toMatchObject({ city: 'Saint-Denis', postalCode: '93200', consents: [] })
  expect((await found(engine, 'restituée')).map((each) => each.source)).toEqual([source])
  expect((await engine.call('entrySheet', { code: code!, locale: 'fr' }))!.lines).toHaveLength(6)

  // Again, from the palette; and the window is loaded anew in the middle of it.
  await byPalette(window, 'mode stand')
  await window.getByRole('textbox', { name: 'Lieu', exact: true }).fill('Gare')
  await window.getByRole('button', { name: 'Commencer' }).click()
  await expect(noted(window)).toHaveText('0 personne notée')
  await window.reload()
  await expect(window.getByLabel('Phrase de passe', { exact: true })).toBeVisible()
  await expectNobody(app, window, demo)
  await expect.poll(() => fillsScreen(app)).toBe(false)
})

test('power that goes during a stall leaves all who were noted, and a section that its passphrase alone opens', async ({ launch }) => {
  const first = await launch({ keychain: 'gnome' })
  await first.window.getByRole('button', { name: 'Créer ma section' }).click()
  await first.window.getByLabel('Nom de la section').fill('Section de Saint-Denis')
  await first.window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await first.window.getByLabel('La même, encore une fois').fill(passphrase)
  await first.window.getByRole('checkbox', { name: 'Ouvrir sans phrase de passe sur cet ordinateur' }).check()
  await first.window.getByRole('button', { name: 'Créer la section' }).click()
  await expect(first.window.getByText('Personne pour l’instant')).toBeVisible()
  const engine = await reachEngine(first.window)
  await engine.call('execute', { type: 'section.notice', notice })
  await engine.call('execute', { type: 'person.create', id: newId<PersonId>(), draft: { lastName: 'Wxilhem', firstName: 'Emma' } })
  await first.window.getByRole('button', { name: 'Mode stand' }).click()
  await first.window.getByRole('textbox', { name: 'Lieu', exact: true }).fill('Gare')
  await first.window.getByRole('button', { name: 'Commencer' }).click()
  await expect(first.window.getByLabel('Prénom')).toBeFocused()
  await key(first.window, ['Ada', 'Xyquardb', '0639988002', ''], '1', 's')
  await key(first.window, ['Awa', 'Xyquardc', '0639988003', ''], '', '')
  await expect(noted(first.window)).toHaveText('2 personnes notées')
  await first.kill9()

  const { profileDir } = first
  const second = await launch({ keychain: 'gnome', profileDir })
  const asked = second.window.getByLabel('Phrase de passe', { exact: true })
  await expect(asked).toBeVisible()
  await expectNobody(second.app, second.window, ['Wxilhem', 'Xyquardb', 'Xyquardc'].map((lastName) => ({ lastName })))
  await expect(second.window.getByRole('button', { name: /trousseau/ })).toHaveCount(0)
  await asked.fill(passphrase)
  await second.window.keyboard.press('Enter')
  await expect(second.window.getByRole('row').filter({ hasText: 'Xyquard' })).toHaveCount(2)
  await expect(second.window.getByRole('row').filter({ hasText: 'Wxilhem' })).toHaveCount(1)

  // A lock in between comes back to the stall; once it is left, the keychain opens the section by itself as before.
  await second.window.getByRole('button', { name: 'Mode stand' }).click()
  await second.window.getByRole('textbox', { name: 'Lieu', exact: true }).fill('Gare')
  await second.window.getByRole('button', { name: 'Commencer' }).click()
  await expect(second.window.getByLabel('Prénom')).toBeFocused()
  for (const name of ['Devancée', 'Interrompue']) {
    await second.window.keyboard.insertText(name)
    if (name === 'Devancée') await second.window.keyboard.press('Control+Enter')
  }
  await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.send('menu', 'lock'))
  await asked.fill(passphrase)
  await second.window.keyboard.press('Enter')
  await expect(noted(second.window)).toHaveText('2 personnes notées')
  await second.window.getByRole('button', { name: 'Quitter' }).click()
  await second.window.getByLabel('Phrase de passe de la section').fill(passphrase)
  await second.window.keyboard.press('Enter')
  await expect(second.window.getByRole('row').filter({ hasText: 'Interrompue' })).toHaveCount(1)
  await second.kill9()
  const third = await launch({ keychain: 'gnome', profileDir })
  await expect(third.window.getByRole('row').filter({ hasText: 'Xyquard' })).toHaveCount(2)
})

test('the demonstration without a passphrase is left by a confirmation that says why', async ({ launch }) => {
  const { window } = await launch()
  await openDemo(window)
  await (await reachEngine(window)).call('execute', { type: 'section.notice', notice })
  await window.getByRole('button', { name: 'Mode stand' }).click()
  await expect(window.getByRole('dialog')).toContainText('n’importe qui pourra quitter le mode stand')
  await window.getByRole('textbox', { name: 'Lieu', exact: true }).fill('Gare')
  await window.getByRole('button', { name: 'Commencer' }).click()
  await expect(noted(window)).toBeVisible()
  await window.keyboard.press('Escape')
  const leaving = window.getByRole('dialog', { name: 'Quitter le mode stand ?' })
  await expect(leaving).toContainText('n’a pas de phrase de passe')
  await leaving.getByRole('button', { name: 'Quitter le stand' }).click()
  await expect(window.getByRole('grid')).toBeVisible()
})
