/** A locked section shows nobody: not on the screen, not in the page behind it, not to whoever asks the engine. */
import type { Page } from '@playwright/test'
import { newId, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { expect, test, type RunningApp } from '../e2e/app'
import { readFromJournal, sectionFolder } from './disk'
import type { EngineInPage } from './engine'
import { createSection, openNote, passphrase, unlock } from './profile'

const names = ['Kaya', 'Ndiaye', 'Bénaîteau', 'Kerbrat']
const secrets = [...names, 'Ayşe', 'rappeler jeudi', 'kaya@exemple.invalid', 'Section de Saint-Denis', passphrase]

async function fill(engine: EngineInPage): Promise<PersonId> {
  const ids = names.map(() => newId<PersonId>())
  for (const [at, lastName] of names.entries()) {
    await engine.call('execute', { type: 'person.create', id: ids[at]!, draft: { lastName, firstName: 'Ayşe', note: 'rappeler jeudi', emails: [{ value: `${lastName}@exemple.invalid`, label: '' }] } })
  }
  return ids[0]!
}

/** All that the page holds where a script or a person with developer tools would look. */
function everythingIn(window: Page): Promise<string> {
  return window.evaluate(async () => {
    const values = [...document.querySelectorAll('input, textarea, select')].map((field) => (field as HTMLInputElement).value)
    const stored = [...Object.entries(localStorage), ...Object.entries(sessionStorage)]
    const databases = await indexedDB.databases()
    return JSON.stringify([document.documentElement.outerHTML, document.title, location.href, history.state, values, stored, databases, document.cookie])
  })
}

async function expectNobody(window: Page, engine: EngineInPage): Promise<void> {
  await expect(window.getByRole('heading', { name: 'Section verrouillée' })).toBeVisible()
  const shown = (await everythingIn(window)).toLowerCase()
  expect(secrets.filter((secret) => shown.includes(secret.toLowerCase()))).toEqual([])
  for (const asked of [
    engine.call('rows', { query: everyone, start: 0, end: 10 }), engine.call('history', { start: 0, end: 10 }), engine.call('contentHash'), engine.call('importProfiles'),
  ]) await expect(asked).rejects.toThrow('section-locked')
}

test('Ctrl+L saves the word being typed, and takes everybody off the page', async ({ launch }) => {
  const running = await launch()
  const { window } = running
  const engine = await createSection(running)
  const id = await fill(engine)
  const note = await openNote(window, id)
  expect(await everythingIn(window)).toContain('Bénaîteau')
  await note.fill('tapé avant le verrou')
  await window.keyboard.press('Control+L')
  await expectNobody(window, engine)
  const { people } = await readFromJournal(sectionFolder(running.profileDir), passphrase)
  expect(people.find(({ lastName }) => lastName === 'Kaya')?.note).toBe('tapé avant le verrou')

  await test.step('a wrong passphrase opens nothing, the right one everything', async () => {
    await window.getByLabel('Phrase de passe', { exact: true }).fill('une autre phrase de passe')
    await window.getByRole('button', { name: 'Ouvrir', exact: true }).click()
    await expect(window.getByText('Ce n’est pas la bonne phrase de passe')).toBeVisible()
    await expect(engine.call('contentHash')).rejects.toThrow('section-locked')
    await unlock(window)
    await expect(window.getByRole('grid').getByText('Ndiaye', { exact: true })).toBeVisible()
  })
})

test('a section that nobody touches locks by itself, from any place and over an open dialog', async ({ launch }) => {
  const running: RunningApp = await launch()
  const { window } = running
  const engine = await createSection(running)
  const id = await fill(engine)
  await window.clock.install()
  await window.getByRole('link', { name: 'Section', exact: true }).click()
  await window.getByLabel('Verrouiller après').selectOption('2')
  await openNote(window, id)
  await window.keyboard.press('Control+K')
  await window.clock.runFor(110_000)
  await expect(window.getByRole('navigation', { name: 'Lieux' })).toBeVisible()
  // A key is presence: the two minutes begin again.
  await window.keyboard.press('Shift')
  await window.clock.runFor(110_000)
  await expect(window.getByRole('navigation', { name: 'Lieux' })).toBeVisible()
  await window.clock.runFor(20_000)
  await expectNobody(window, engine)
})

test('a laptop that slept past the time wakes up locked, even if a key is the first to know', async ({ launch }) => {
  const running = await launch()
  const { window } = running
  const engine = await createSection(running)
  await fill(engine)
  await window.clock.install()
  await window.getByRole('link', { name: 'Section', exact: true }).click()
  await window.getByLabel('Verrouiller après').selectOption('5')
  await window.getByRole('link', { name: 'Personnes' }).click()
  // Timers stand still while the machine sleeps; the clock does not.
  await window.clock.setFixedTime(Date.now() + 3 * 3_600_000)
  await window.keyboard.press('n')
  await expectNobody(window, engine)
})

test('the system’s own lock and suspend lock the section', async ({ launch }) => {
  const running = await launch()
  const engine = await createSection(running)
  await fill(engine)
  await running.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
  await expectNobody(running.window, engine)
})
