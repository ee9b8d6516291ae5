/** The home screen in the window: each figure opens the list that it counts, readable by everybody, by keyboard. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { expect, oneApp, test } from './app'
import { createSection, expectAccessible, expectPeople, openDemo, saveTo } from './screens'

const card = (window: Page, name: RegExp) => window.getByRole('region', { name })
/** The number that a text begins with. */
const numberIn = async (text: Locator) => Number((await text.innerText()).replace(/[^\d]*([\d\s\u202f\u00a0]*\d).*/s, '$1').replace(/\D/g, ''))

async function openHome(window: Page): Promise<void> {
  await window.getByRole('navigation').getByRole('link', { name: 'Accueil' }).click()
  await expect(card(window, /dans la base$/)).toBeVisible()
}

test.describe('the home of a demonstration', () => {
  const running = oneApp()

  test('is the first place, though the app opens on the people; each figure opens the list that it counts', async () => {
    const { window } = running()
    await openDemo(window)
    const places = window.getByRole('navigation').getByRole('link')
    await expect(places.first()).toHaveText('Accueil')
    await expect(window.getByRole('navigation').getByRole('link', { name: /^Personnes/ })).toHaveAttribute('aria-current', 'page')
    await openHome(window)
    await expect(places.first()).toHaveAttribute('aria-current', 'page')
    for (const name of [/^Par niveau/, /^Par statut/]) {
      const figures = window.getByRole('list', { name }).getByRole('link')
      const names = await figures.evaluateAll((links) => links.map((link) => link.textContent!))
      expect(names.length).toBeGreaterThan(2)
      for (const [at] of names.entries()) {
        const link = figures.nth(at)
        const count = await numberIn(link)
        await link.click()
        await expectPeople(window, new RegExp(`^${count}\\s`))
        await openHome(window)
      }
    }
    await card(window, /dans la base$/).getByRole('link', { name: /^400\spersonnes/ }).click()
    await expectPeople(window, /^400\s/)
    await openHome(window)
    await window.getByRole('link', { name: /ajoutées depuis trente jours$/ }).click()
    await expectPeople(window, /^400\s/)
    await window.getByRole('button', { name: /^Ajouté·e·s depuis 30\sjours$/ }).click()
    const since = window.getByLabel('Depuis le', { exact: true })
    await since.fill('2099-01-01')
    await expectPeople(window, /^0\s/)
    await expectAccessible(window, 'the filter on those added since')
    await window.getByLabel('Depuis tant de jours').fill('2')
    await expectPeople(window, /^400\s/)
    await window.keyboard.press('Escape')
  })

  test('lists the actions to come, the shifts that lack people and the proposals, each opening its own', async () => {
    const { window } = running()
    await openDemo(window)
    await openHome(window)
    for (const name of [/actions? d’ici sept jours$/, /créneaux? à compléter$/, /propositions? atten/]) {
      const region = card(window, name)
      const others = region.getByRole('button', { name: /^Afficher aussi/ })
      if (await others.isVisible()) await others.click()
      await expect(region.getByRole('listitem')).toHaveCount(await numberIn(region.getByRole('heading', { level: 2 })))
    }
    const lacking = card(window, /créneaux? à compléter$/).getByRole('link').first()
    const title = await lacking.locator('span').nth(1).innerText()
    await lacking.click()
    await expect(window.getByRole('complementary', { name: 'Fiche de l’action' }).getByRole('heading', { name: title })).toBeVisible()
    await openHome(window)
    await card(window, /propositions? atten/).getByRole('link').first().click()
    await expect(window.getByRole('complementary', { name: 'Fiche de l’action' })).toBeVisible()
  })

  test('draws the growth of the three levels, with its figures behind it', async () => {
    const { window } = running()
    await openDemo(window)
    await openHome(window)
    await expect(window.getByRole('img', { name: /^Courbe, de .*S’informer\s: de 0 à \d+/ })).toBeVisible()
    await expectAccessible(window, 'home with its chart')
    await window.getByRole('button', { name: 'Voir les chiffres' }).focus()
    await window.keyboard.press('Enter')
    const table = window.getByRole('table', { name: 'Progression des trois niveaux' })
    await expect(table.getByRole('row')).toHaveCount(13)
    const figures = window.getByRole('list', { name: 'Par niveau' }).getByRole('link')
    for (const [at] of ['follow', 'act', 'join'].entries()) await expect(table.getByRole('row').nth(1).getByRole('cell').nth(at)).toHaveText(new RegExp(`^${await numberIn(figures.nth(at))}\\+`))
    await expectAccessible(window, 'home with its figures')
  })

  test('prints a page for the meeting, which the history tells of', async () => {
    const { app, window } = running()
    await openDemo(window)
    await openHome(window)
    const folder = mkdtempSync(join(tmpdir(), 'permanence-home-'))
    const path = join(folder, 'reunion.pdf')
    await window.getByRole('button', { name: 'Imprimer pour la réunion' }).click()
    const dialog = window.getByRole('dialog', { name: 'Le point pour la réunion' })
    await expect(dialog.locator('[data-page-text]')).toContainText('400 personnes dans la base')
    await expectAccessible(dialog, 'the page for the meeting')
    await saveTo(app, path)
    await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
    await expect(dialog.getByText(/^PDF enregistré/)).toBeVisible()
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-')
    await removeFolder(folder)
    await window.keyboard.press('Escape')
    await window.getByRole('navigation').getByRole('link', { name: 'Historique' }).click()
    await expect(window.getByText('Impression du point pour la réunion').first()).toBeVisible()
  })

  test('is reached and left by keyboard alone, and readable in the dark', async () => {
    const { window } = running()
    await openDemo(window)
    await window.keyboard.press('Control+k')
    await window.getByRole('combobox', { name: /^Une personne, un lieu/ }).fill('accueil')
    await window.keyboard.press('Enter')
    await expect(card(window, /dans la base$/)).toBeVisible()
    const level = window.getByRole('list', { name: 'Par niveau' }).getByRole('link').first()
    await window.locator('#main').focus()
    for (let steps = 0; steps < 60 && !(await level.evaluate((link) => link === document.activeElement)); steps++) await window.keyboard.press('Tab')
    await expect(level).toBeFocused()
    await window.getByRole('button', { name: 'Passer en sombre' }).click()
    await expectAccessible(window, 'home in the dark')
    await window.getByRole('button', { name: 'Passer en clair' }).click()
    const count = await numberIn(level)
    await level.focus()
    await window.keyboard.press('Enter')
    await expectPeople(window, new RegExp(`^${count}\\s`))
  })
})

test('an empty section is told what to do next', async ({ launch }) => {
  const { window } = await launch()
  await createSection(window)
  await window.getByRole('navigation').getByRole('link', { name: 'Accueil' }).click()
  await expect(window.getByText('Rien de prévu d’ici sept jours.')).toBeVisible()
  await expectAccessible(window, 'home of an empty section')
  await window.getByRole('link', { name: 'Commencer la base' }).click()
  await expect(window.getByText('Personne pour l’instant')).toBeVisible()
  await window.getByRole('navigation').getByRole('link', { name: 'Accueil' }).click()
  await window.getByRole('link', { name: 'Prévoir une action' }).click()
  await expect(window.getByRole('grid', { name: 'Mois' })).toBeVisible()
})
