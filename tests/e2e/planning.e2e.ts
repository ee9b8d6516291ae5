/** Planning beyond one action, by keyboard: people moved between shifts, a week done again, what is taken along, a calendar that others subscribe to. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

async function openAgenda(window: Page): Promise<void> {
  await openDemo(window)
  await window.getByRole('navigation').getByRole('link', { name: 'Agenda' }).click()
  await expect(window.getByRole('grid', { name: 'Mois' })).toBeVisible()
}

const view = (window: Page, name: string) => window.getByRole('radiogroup', { name: 'Affichage' }).getByText(name, { exact: true }).click()
const sheet = (window: Page) => window.getByRole('complementary', { name: 'Fiche de l’action' })

async function plan(window: Page, kind: string, title: string, day = '2031-03-04'): Promise<void> {
  await window.keyboard.press('n')
  const dialog = window.getByRole('dialog', { name: 'Nouvelle action' })
  await dialog.getByLabel('Type d’action').fill(kind)
  await window.getByRole('listbox').getByRole('option', { name: kind, exact: true }).click()
  await dialog.getByLabel('Jour').fill(day)
  await dialog.getByLabel('Titre').fill(title)
  await dialog.getByLabel('Titre').press('Enter')
  await expect(sheet(window).getByRole('heading', { name: title })).toBeVisible()
}

async function signUp(shift: Locator, count: number): Promise<void> {
  const search = shift.getByRole('combobox', { name: /^Inscrire dans/ })
  await search.fill('a')
  await expect(shift.getByRole('listbox').getByRole('option').first()).toBeVisible()
  await search.press('Enter')
  await expect(shift.getByRole('listitem')).toHaveCount(count)
}

async function choose(window: Page, item: string, title: string): Promise<Locator> {
  await window.getByRole('button', { name: 'Plus', exact: true }).click()
  await window.getByRole('menuitem', { name: item }).click()
  const dialog = window.getByRole('dialog', { name: title })
  await expect(dialog).toBeVisible()
  return dialog
}

test.describe('the planning of a demonstration', () => {
  const running = oneApp({ anew: true })

  test('moves people between shifts as one deed, seen before it is done, thrown away or undone', async () => {
    const { window } = running()
    await openAgenda(window)
    await plan(window, 'Stand', 'Stand du parvis')
    const here = sheet(window)
    const [early, late] = [here.getByRole('group', { name: '09:00 – 11:00' }), here.getByRole('group', { name: '11:00 – 13:00' })]
    for (const count of [1, 2]) await signUp(early, count)
    await here.getByLabel('Personnes au plus, créneau 2').fill('1')
    await here.getByLabel('Personnes au plus, créneau 2').press('Enter')
    await here.getByRole('button', { name: 'Répartir…' }).press('Enter')
    const dialog = window.getByRole('dialog', { name: 'Répartir entre les créneaux' })
    const [from, to] = [dialog.getByRole('group', { name: '09:00 – 11:00' }), dialog.getByRole('group', { name: '11:00 – 13:00' })]
    await expect(dialog.getByText('Personne ne change de créneau.')).toBeVisible()
    await expectAccessible(dialog, 'people and shifts')
    const card = from.getByRole('listitem').first().getByRole('button')
    const name = (await card.textContent())!
    await card.focus()
    await window.keyboard.press('ArrowRight')
    await expect(dialog.getByRole('status')).toContainText('1 personne change de créneau')
    // The focus goes along with whoever is moved.
    await expect(to.getByRole('listitem').getByRole('button')).toBeFocused()
    await expect(from.getByText('il en manque 1')).toBeVisible()
    await from.getByRole('combobox').selectOption({ label: '11:00 – 13:00' })
    await expect(dialog.getByRole('status')).toContainText('2 personnes changent de créneau')
    await expect(to.getByText('1 en attente')).toBeVisible()
    await expectAccessible(dialog, 'pending moves')
    await window.keyboard.press('Escape')
    await expect(dialog.getByRole('alert')).toHaveText(/appliquez-les, ou abandonnez-les/)
    await dialog.getByRole('button', { name: 'Abandonner' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(early.getByRole('listitem')).toHaveCount(2)

    await here.getByRole('button', { name: 'Répartir…' }).press('Enter')
    await from.getByRole('button', { name }).focus()
    await window.keyboard.press('ArrowRight')
    await from.getByRole('combobox').selectOption({ label: 'Retirer de l’action' })
    await expect(dialog.getByRole('list', { name: 'Changements en attente' }).getByRole('listitem')).toHaveCount(2)
    await dialog.getByRole('list', { name: 'Changements en attente' }).getByRole('button').last().press('Enter')
    await expect(from.getByRole('listitem')).toHaveCount(1)
    await dialog.getByRole('button', { name: 'Appliquer' }).press('Enter')
    await expect(dialog).toBeHidden()
    await expect(late.getByRole('listitem')).toContainText(name)
    await expect(early.getByRole('listitem')).toHaveCount(1)
    await window.getByRole('alert').filter({ hasText: '1 personne a changé de créneau.' }).getByRole('button', { name: 'Annuler' }).click()
    await expect(early.getByRole('listitem')).toHaveCount(2)
  })

  test('does a week again in another one, without what comes by itself, and undoes it', async () => {
    const { window } = running()
    await openAgenda(window)
    await plan(window, 'Collage', 'Collage des Lilas', '2031-05-06')
    await plan(window, 'Permanence', 'Permanence du mercredi', '2031-05-07')
    await sheet(window).getByLabel('Se répète').selectOption({ label: 'Chaque semaine' })
    await view(window, 'Semaine')
    const dialog = await choose(window, 'Refaire cette semaine…', 'Refaire cette semaine')
    await expect(dialog.getByLabel('Dans combien de semaines')).toBeFocused()
    await expect(dialog.getByRole('checkbox', { name: 'Collage des Lilas' })).toBeChecked()
    await expect(dialog.getByRole('checkbox', { name: 'Permanence du mercredi' })).toBeDisabled()
    await expect(dialog.getByText(/mercredi 7 mai.*se répète\s: revient sans qu’on la refasse/)).toBeVisible()
    await expectAccessible(dialog, 'a week done again')
    await dialog.getByLabel('Combien de semaines de suite').fill('2')
    await dialog.getByRole('button', { name: 'Ajouter 2 actions' }).press('Enter')
    await expect(dialog).toBeHidden()
    const agenda = window.getByRole('region', { name: 'Agenda' })
    await expect(agenda.getByRole('status').first()).toContainText('12 au 18 mai 2031')
    await expect(agenda.getByRole('link', { name: /Collage des Lilas/ })).toHaveCount(1)
    // What was planned meanwhile is not planned twice.
    await window.keyboard.press('PageUp')
    const again = await choose(window, 'Refaire cette semaine…', 'Refaire cette semaine')
    await expect(again.getByText('déjà prévue à la même heure')).toBeVisible()
    await expect(again.getByRole('button', { name: /^Ajouter/ })).toBeDisabled()
    await window.keyboard.press('Escape')
    await expect(again).toBeHidden()
    await window.getByRole('alert').filter({ hasText: '2 actions ajoutées à l’agenda.' }).getByRole('button', { name: 'Annuler' }).click()
    await window.keyboard.press('PageDown')
    await expect(agenda.getByRole('link', { name: /Permanence du mercredi/ })).toHaveCount(1)
    await expect(agenda.getByRole('link', { name: /Collage des Lilas/ })).toHaveCount(0)
  })

  test('counts what is taken along, as its kind usually needs it', async () => {
    const { window } = running()
    await openAgenda(window)
    await plan(window, 'Stand', 'Stand des Lilas')
    const part = sheet(window).getByRole('region', { name: 'Matériel' })
    await expect(part.getByLabel(/^Quantité\s: Tracts$/)).toHaveValue('300')
    await part.getByLabel('Quantité à ajouter').fill('4')
    await part.getByLabel('Autre matériel à emporter').fill('Drapeaux')
    await part.getByLabel('Autre matériel à emporter').press('Enter')
    await expect(part.getByLabel(/^Quantité\s: Drapeaux$/)).toHaveValue('4')
    await expect(part.getByLabel('Quantité à ajouter')).toBeFocused()
    await expectAccessible(window, 'what is taken along')
    await part.getByLabel(/^Quantité\s: Tracts$/).fill('800')
    await part.getByLabel(/^Quantité\s: Tracts$/).press('Enter')
    await part.getByRole('button', { name: /^Retirer.*Drapeaux/ }).press('Enter')
    await expect(part.getByLabel(/^Quantité\s: Drapeaux$/)).toHaveCount(0)
    await window.getByRole('heading', { name: 'Stand des Lilas' }).focus()
    await window.keyboard.press('Control+z')
    await expect(part.getByLabel(/^Quantité\s: Drapeaux$/)).toHaveValue('4')
    await expect(part.getByLabel(/^Quantité\s: Tracts$/)).toHaveValue('800')
  })

  test('keeps a calendar file as the agenda is, until it is told to stop', async () => {
    const { app, window, profileDir } = running()
    await openAgenda(window)
    const folder = join(profileDir, 'partage')
    mkdirSync(folder)
    const path = join(folder, 'agenda.ics')
    const dialog = await choose(window, 'Exporter…', 'Exporter l’agenda')
    await saveTo(app, join(profileDir, 'nulle part', 'agenda.ics'))
    await dialog.getByRole('button', { name: 'Tenir à jour un fichier…' }).press('Enter')
    await expect(dialog.getByRole('alert')).toBeVisible()
    await saveTo(app, path)
    await dialog.getByRole('button', { name: 'Tenir à jour un fichier…' }).press('Enter')
    await expect(dialog.getByTestId('kept-calendar')).toHaveText(/^À jour à \d/)
    expect(existsSync(path)).toBe(true)
    await expectAccessible(dialog, 'a file that is kept up to date')
    await window.keyboard.press('Escape')
    await plan(window, 'Collage', 'Collage tenu à jour')
    const text = () => readFileSync(path, 'utf8').replaceAll('\r\n ', '')
    await expect.poll(text, { timeout: 60_000 }).toContain('SUMMARY:Collage tenu à jour')
    expect(text()).not.toMatch(/ATTENDEE|ORGANIZER|MAILTO/)
    const again = await choose(window, 'Exporter…', 'Exporter l’agenda')
    await expect(again).toContainText(path)
    await again.getByRole('button', { name: 'Ne plus tenir à jour' }).press('Enter')
    await expect(again.getByText('Ce fichier n’est plus tenu à jour')).toBeVisible()
    expect(existsSync(path)).toBe(true)
    await expect(again.getByRole('button', { name: 'Tenir à jour un fichier…' })).toBeFocused()
  })
})
