/** The sheet comes back from the meeting: sixty lines by keyboard alone, left half-way, counted in the action, taken back as a whole. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { fold } from '#core/domain/fold'
import { newId, type ActionId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { everyone } from '#core/domain/query'
import { reachEngine } from '../faults/engine'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const notice = { controller: 'Section de Saint-Denis, 12 place du Marché', contact: 'donnees@exemple.invalid', months: 36, shared: null }
const meeting = { kind: 'public-meeting' as const, title: 'Soirée logement', start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' } }
const rows = 60
const half = 30
const skipped = 10
/** With something on it, and with nothing. */
const unreadable = { some: 15, nothing: 44 }
const isKnown = (row: number) => row % 3 === 0 && row !== unreadable.some

async function openEntry(window: Page, code: string): Promise<void> {
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('dialog', { name: 'Palette de commandes' })).toBeVisible()
  await window.keyboard.type('saisir une feuille')
  await window.keyboard.press('Enter')
  await expect(window.getByLabel('Code de la feuille')).toBeFocused()
  await window.keyboard.type(code)
  await window.keyboard.press('Enter')
}

const lastName = (window: Page, row: number) => window.getByRole('combobox', { name: `Nom, ligne ${row}`, exact: true })

async function keyLines(window: Page, known: readonly Person[], from: number, to: number): Promise<void> {
  const { keyboard } = window
  for (let row = from; row <= to; row++) {
    await expect(lastName(window, row)).toBeFocused()
    if (row === unreadable.some) await keyboard.type('Dup')
    else if (row !== skipped && row !== unreadable.nothing) {
      const her = isKnown(row) ? known[row / 3 - 1]! : null
      await keyboard.type(her ? her.lastName : `Xyquard${String.fromCharCode(96 + Math.ceil(row / 26), 97 + (row % 26))}`)
      await keyboard.press('Tab')
      await keyboard.insertText(her ? her.firstName : 'Zéphirine')
      if (her) {
        await expect(window.getByRole('dialog').getByRole('option').first()).toContainText(`${her.lastName} ${her.firstName}`)
        for (const key of row % 2 ? ['Alt+1'] : ['ArrowDown', 'Enter']) await keyboard.press(key)
        await expect(window.getByRole('dialog').getByText(/^Reconnu·e/)).toBeVisible()
      } else {
        await keyboard.press('Tab')
        await keyboard.insertText('93500')
        await keyboard.press('Tab')
        await keyboard.insertText(`ligne.${row}@exemple.invalid`)
        await keyboard.press('Tab')
        await keyboard.insertText(`06399880${String(row).padStart(2, '0')}`)
        await keyboard.press('Tab')
        await keyboard.press('Space')
        // Any of its boxes takes the letter of another.
        await keyboard.press('a')
      }
    }
    await keyboard.press(row === unreadable.some || row === unreadable.nothing ? 'F2' : 'Enter')
  }
}

const attended = (window: Page) => window.getByRole('complementary', { name: 'Fiche de l’action' }).locator('select').evaluateAll((all) => all.filter((each) => (each as HTMLSelectElement).value === 'attended').length)

test.describe('a sheet that comes back', () => {
  const running = oneApp()

  test('is keyed by keyboard alone, half now and half later, and is undone as a whole', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const engine = await reachEngine(window)
    const action = newId<ActionId>()
    await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: meeting }] })
    await engine.call('execute', { type: 'section.notice', notice })
    const people = (await engine.call('rows', { query: everyone, start: 0, end: 400 })).rows
    const namesakes = new Map<string, number>()
    for (const { lastName: last, firstName } of people) namesakes.set(fold(`${last} ${firstName}`), (namesakes.get(fold(`${last} ${firstName}`)) ?? 0) + 1)
    const known = people.filter(({ lastName: last, firstName, city }) => last && firstName && city && namesakes.get(fold(`${last} ${firstName}`)) === 1).filter((_, at) => at % 9 === 0)
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
    await window.getByRole('button', { name: 'Feuille d’émargement…' }).click()
    await saveTo(app, join(profileDir, 'soiree.pdf'))
    await window.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
    const said = window.getByText(/C’est noté dans l’historique sous le code/)
    await expect(said).toBeVisible()
    const code = /code (\S{4}-\S{4})/.exec((await said.textContent())!)![1]!
    await window.keyboard.press('Escape')
    await expect(window.getByRole('dialog')).toHaveCount(0)
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
    await expect(window.getByRole('complementary', { name: 'Fiche de l’action' })).toBeVisible()

    // Two letters exchanged are noticed; the right ones open it, in lower case and without the dash.
    const wrong = `${code[1]}${code[0]}${code.slice(2)}`
    await openEntry(window, wrong === code ? `${code.slice(0, 8)}2` : wrong)
    await expect(window.getByRole('alert')).toContainText('Ce code n’existe pas')
    await expectAccessible(window, 'a code that was misread')
    await window.keyboard.type(code.toLowerCase().replace('-', ''))
    await window.keyboard.press('Enter')
    const screen = window.getByRole('dialog', { name: 'Saisir une feuille' })
    await expect(screen.getByRole('heading', { name: 'Soirée logement' })).toBeVisible()
    await expect(screen).toContainText(code)

    // Nobody is found by a town alone.
    await expect(lastName(window, 1)).toBeFocused()
    for (const key of ['Tab', 'Tab', 'p', 'Enter']) await window.keyboard.press(key)
    await expect(screen.getByRole('status')).toContainText('il manque un nom')
    await window.keyboard.press('Escape')
    await expect(screen.getByRole('status')).toContainText('n’est pas enregistrée')
    await window.keyboard.press('Control+Delete')
    await window.keyboard.type(known[0]!.lastName.slice(0, 2))
    await expect(screen.getByRole('option').first()).toBeVisible()
    await expectAccessible(screen, 'a line being keyed')
    await window.keyboard.press('Control+Delete')

    await keyLines(window, known, 1, half)
    await expect(screen.getByTestId('entry-counts')).toHaveText(/29\slignes · 9 reconnues · 19 nouvelles · 1 illisible/)
    await expect(screen.getByText(/^enregistrée/)).toHaveCount(29)
    await window.keyboard.press('Escape')
    await expect(screen).toHaveCount(0)

    await openEntry(window, code)
    await expect(lastName(window, half + 1)).toBeFocused()
    await keyLines(window, known, half + 1, rows)
    await expect(screen.getByText(/^enregistrée/)).toHaveCount(59)
    await expect(screen.getByTestId('entry-counts')).toHaveText(/59\slignes · 19 reconnues · 38 nouvelles · 2 illisibles/)
    await expectAccessible(screen, 'a sheet that is keyed')
    await window.keyboard.press('Escape')
    await expect(screen).toHaveCount(0)
    await expect.poll(() => attended(window)).toBe(58)
    const { rows: made } = await engine.call('rows', { query: { ...everyone, search: 'xyquardah' }, start: 0, end: 2 })
    expect(made).toMatchObject([{ relation: 'occasional', source: 'Émargement\u00a0: Soirée logement, 10/03/2026', city: 'Pantin', phones: [{ value: '06 39 98 80 07' }] }])
    expect(made[0]!.consents.map(({ purpose, channel, source, date }) => [purpose, channel, source, date])).toEqual([['action', 'call', code, '2026-03-10'], ['action', 'email', code, '2026-03-10'], ['news', 'call', code, '2026-03-10'], ['news', 'email', code, '2026-03-10']])

    await openEntry(window, code)
    await expect(lastName(window, rows + 1)).toBeFocused()
    await window.keyboard.press('Alt+z')
    await expect(window.getByRole('button', { name: 'Garder la feuille' })).toBeFocused()
    await expectAccessible(window, 'a sheet that is about to be undone')
    await window.keyboard.press('Tab')
    await window.keyboard.press('Enter')
    await expect(screen.getByRole('status')).toContainText('59 lignes annulées.')
    await expect(lastName(window, 1)).toBeFocused()
    await window.keyboard.press('Escape')
    await expect.poll(() => attended(window)).toBe(0)
    expect((await engine.call('rows', { query: everyone, start: 0, end: 1 })).total).toBe(400)
  })
})
