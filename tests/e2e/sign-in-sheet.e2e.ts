/** The sign-in sheet of an action: two clicks from it, read back by poppler, noted in the history. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { ActionKind } from '#core/domain/agenda/action'
import { newId, type ActionId } from '#core/domain/ids'
import { reachEngine } from '../faults/engine'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const when = { start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' } }

/** The dialog of a new action of this kind, opened from the action itself. */
async function openSheet(window: Page, kind: ActionKind): Promise<Locator> {
  const id = newId<ActionId>()
  const engine = await reachEngine(window)
  await engine.call('execute', { type: 'action.create', made: [{ id, draft: { kind, ...when, place: 'salle Jean-Jaurès', city: 'Saint-Denis' } }] })
  await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${id}`)
  await window.getByRole('button', { name: 'Feuille d’émargement…' }).click()
  return window.getByRole('dialog', { name: 'Feuille d’émargement' })
}

/** As read on paper: no-break spaces are spaces. */
const words = (path: string) => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/[\u00a0\u202f]/g, ' ')

async function savePdf(dialog: Locator): Promise<string> {
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  const said = dialog.getByText(/C’est noté dans l’historique sous le code/)
  await expect(said).toBeVisible()
  return /code (\S{4}-\S{4})/.exec((await said.textContent())!)![1]!
}

test.describe('the sign-in sheet of an action', () => {
  const running = oneApp()

  test('asks once for the notice, without which nothing is printed, and names nobody at a public meeting', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openSheet(window, 'public-meeting')
    const print = dialog.getByRole('button', { name: 'Imprimer…' })
    const contact = dialog.getByLabel('Où écrire pour ses droits')
    await expect(contact).toBeFocused()
    await expect(dialog.getByText(/chaque page doit dire qui en est responsable/)).toBeVisible()
    await expect(print).toBeDisabled()
    await dialog.getByRole('button', { name: 'Enregistrer la mention' }).click()
    await expect(dialog.getByText(/À remplir/)).toBeVisible()
    await expect(contact).toBeFocused()
    await expectAccessible(dialog, 'a notice that is not whole')
    await contact.fill('donnees@exemple.invalid')
    await contact.press('Enter')
    await expect(dialog.locator('canvas[data-page="1"]')).toBeVisible()
    await expect(dialog.getByText(/30\slignes, 2\spages · Feuille/)).toBeVisible()
    await expect(print).toBeEnabled()
    await expectAccessible(dialog, 'a sign-in sheet before it is printed')

    const path = join(profileDir, 'reunion.pdf')
    await saveTo(app, path)
    const code = await savePdf(dialog)
    const text = words(path)
    for (const said of ['Réunion publique', 'mardi 10 mars 2026, 18 h 30 – 20 h, salle Jean-Jaurès, Saint-Denis', code, 'Page 2/2']) expect(text).toContain(said)
    expect(text.split('donnees@exemple.invalid')).toHaveLength(3)
    expect(text).not.toMatch(/0\d( \d\d){4}|Benali/i)

    // Changed later, it is another sheet.
    await dialog.getByRole('button', { name: 'Modifier la mention…' }).click()
    await dialog.getByLabel('Mois de conservation').fill('12')
    await dialog.getByLabel('Lues aussi par').fill('la fédération')
    await dialog.getByRole('button', { name: 'Enregistrer la mention' }).click()
    await expect(dialog.getByRole('button', { name: 'Modifier la mention…' })).toBeFocused()
    await expect(dialog.locator('[data-page-text]')).toContainText(/et de la fédération, gardées 12\smois/)
    await expect(dialog.getByText(code, { exact: false }).first()).toContainText('C’est noté')

    await window.keyboard.press('Escape')
    await window.getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByRole('main')).toContainText(`Impression d’une feuille d’émargement vierge — feuille ${code}`)
    await expect(window.getByRole('main')).toContainText('Mention d’information des feuilles modifiée')
  })

  test('lists the members at an assembly, and asks for no notice', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openSheet(window, 'assembly')
    await expect(dialog.getByRole('radio', { name: 'Adhérent·e·s' })).toBeChecked()
    const summary = dialog.getByText(/adhérent·e·s, \d+\spages · Feuille/)
    await expect(summary).toBeVisible()
    const count = Number.parseInt((await summary.textContent())!, 10)
    await expectAccessible(dialog, 'an assembly’s sheet')
    const rows = dialog.getByLabel('Lignes vides')
    await expect(rows).toBeFocused()
    await rows.fill('60')
    await expect(dialog.getByText(/lignes vides en tout/)).toContainText(/ (6|7)\d\slignes/)
    const path = join(profileDir, 'assemblee.pdf')
    await saveTo(app, path)
    const code = await savePdf(dialog)
    const text = words(path)
    expect(text.match(/Adhérent·e/g)).toHaveLength(count)
    expect(text).not.toMatch(/@|0\d( \d\d){4}/)
    await window.keyboard.press('Escape')
    await window.getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByRole('main')).toContainText(new RegExp(`feuille d’émargement, ${count}\\sadhérent·e·s — feuille ${code}`))
  })
})
