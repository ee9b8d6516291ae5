/** A list designed for what it is for: by groups, with boxes, shared out among callers; kept as a model; measured on the paper that comes out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import { reachEngine } from '../faults/engine'
import { placedText, textWithin, type PlacedText } from '../print/placed-text'
import { expect, oneApp, test } from './app'
import { addPerson, createSection, expectAccessible, expectPeople, openDemo, passphrase, saveTo } from './screens'

async function openList(window: Page): Promise<Locator> {
  await window.getByRole('button', { name: 'Imprimer cette liste' }).click()
  const dialog = window.getByRole('dialog', { name: 'Imprimer une liste de contacts' })
  await expect(dialog.locator('canvas[data-page="1"]')).toBeVisible()
  return dialog
}

/** Adds a column that pens fill; the field of its title has the focus then. */
async function addByHand(window: Page, dialog: Locator, kind: 'Cases à cocher' | 'Colonne pour écrire', title: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Ajouter une colonne…' }).click()
  await window.getByRole('menuitem', { name: kind, exact: true }).click()
  await expect(dialog.getByLabel(kind === 'Cases à cocher' ? 'Titre de la colonne de cases' : 'Titre de la colonne pour écrire').last()).toBeFocused()
  await window.keyboard.type(title)
}

/** Saves it as it is on screen, once it is laid out. */
async function saved(app: ElectronApplication, dialog: Locator, path: string): Promise<Uint8Array> {
  await expect(dialog.getByText('Mise en page…')).toHaveCount(0)
  await saveTo(app, path)
  await dialog.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
  await expect(dialog.getByText(/PDF enregistré/)).toContainText(path)
  return new Uint8Array(readFileSync(path))
}

const preview = (dialog: Locator) => dialog.locator('[data-page-text]')
const columnsOf = (dialog: Locator) => dialog.getByRole('list', { name: 'Colonnes, dans l’ordre' })
const titlesOf = (page: readonly PlacedText[], titles: readonly string[]) => titles.map((title) => page.find(({ text }) => text === title)!)
const whole = (page: readonly PlacedText[]) => textWithin(page, { x: 0, y: 0, width: 300, height: 300 })

test.describe('a list', () => {
  const running = oneApp()

  test('by towns, with two columns to tick and rows of 12 mm, is on paper as it was designed', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openList(window)
    await dialog.getByLabel('Regrouper').selectOption('par commune')
    for (const title of ['Appelé', 'Vient']) await addByHand(window, dialog, 'Cases à cocher', title)
    await dialog.getByText('12 mm', { exact: true }).click()
    await expect(preview(dialog)).toContainText('Appelé')
    await expect(preview(dialog)).toContainText('Ambérieu-en-Bugey')
    await expectAccessible(dialog, 'a list that is designed')

    const pdf = await saved(app, dialog, join(profileDir, 'communes.pdf'))
    const pages = await placedText(pdf)
    expect(whole(pages[0]!)).toMatch(/Aubervilliers \d+ personnes/)
    expect(pages.slice(1).some((page) => whole(page).includes('Saint-Denis (suite)'))).toBe(true)
    for (const page of pages) {
      const [called, comes] = titlesOf(page, ['Appelé', 'Vient'])
      expect(comes!.x).toBeGreaterThan(called!.x + called!.width)
    }
    // Rows of one line, one under the other, are 12 mm apart; none is lower than that.
    const steps = pages.flatMap((page) => {
      const numbers = page.filter(({ text, size }) => /^\d+$/.test(text) && size < 2.8).sort((one, other) => one.y - other.y)
      return numbers.slice(1).map(({ y }, at) => y - numbers[at]!.y)
    })
    expect(steps.filter((step) => Math.abs(step - 12) < 0.1).length).toBeGreaterThan(50)
    await expect(dialog.getByText(/C’est noté dans l’historique sous le code/)).toBeVisible()
  })

  test('is shared out among callers, each with pages of her own that say to whom they go back', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const dialog = await openList(window)
    await dialog.getByRole('combobox', { name: 'Modèle de liste' }).click()
    await window.getByRole('option', { name: 'Phoning par blocs' }).click()
    await expect(dialog.getByRole('radio', { name: 'Pour appeler' })).toBeChecked()
    await dialog.getByLabel('Personnes par bloc, au plus').fill('10')
    await dialog.getByLabel('À rendre à').fill('Nadia, au local')
    await expect(dialog.getByText(/37\spersonnes, \d+\spages · 4\sblocs · Feuille/)).toBeVisible()
    await expectAccessible(dialog, 'a list that callers share')
    const pages = (await placedText(await saved(app, dialog, join(profileDir, 'blocs.pdf')))).map(whole)
    for (const page of pages) {
      expect(page).toMatch(/Bloc [1-4]\/4/)
      expect(page).toContain('À rendre à : Nadia, au local')
      expect(page).toContain('363 personnes écartées : pas d’accord pour l’appel')
    }
    for (const title of ['Vient', 'rappeler', 'Notes']) expect(pages[0]).toContain(title)
    // A title that was given by a model is another with the next one; one that was typed stays.
    await dialog.getByLabel('Titre', { exact: true }).fill('Appels du jeudi')
    await dialog.getByRole('combobox', { name: 'Modèle de liste' }).click()
    await window.getByRole('option', { name: 'Courrier par rue' }).click()
    await expect(dialog.getByLabel('Titre', { exact: true })).toHaveValue('Appels du jeudi')
    await expect(dialog.getByRole('radio', { name: 'Pour un envoi postal' })).toBeChecked()
  })

  test('has its columns put in order by keyboard, or dragged, and no more boxes than it has room for', async () => {
    const { window } = running()
    await openDemo(window)
    const dialog = await openList(window)
    await addByHand(window, dialog, 'Colonne pour écrire', 'Notes')
    await dialog.getByLabel('Largeur de la colonne').selectOption('large')
    const rows = columnsOf(dialog).getByRole('listitem')
    await rows.last().focus()
    for (let up = 0; up < 4; up++) await window.keyboard.press('Alt+ArrowUp')
    await expect(rows.nth(1).getByRole('textbox')).toHaveValue('Notes')
    await expect(rows.nth(1)).toBeFocused()
    await expect(dialog.getByText('« Notes » est maintenant en position 2')).toBeAttached()
    await rows.nth(1).locator('[draggable]').dragTo(rows.nth(4))
    await expect(rows.nth(4).getByRole('textbox')).toHaveValue('Notes')
    await rows.nth(4).focus()
    await window.keyboard.press('Delete')
    await expect(rows).toHaveCount(5)
    for (let at = 1; at <= 6; at++) await addByHand(window, dialog, 'Cases à cocher', `Case ${at}`)
    await dialog.getByRole('button', { name: 'Ajouter une colonne…' }).click()
    await expect(window.getByRole('menuitem', { name: 'Colonne pour écrire' })).toBeVisible()
    await expect(window.getByRole('menuitem', { name: 'Cases à cocher' })).toHaveCount(0)
    await window.keyboard.press('Escape')
    await expect(dialog).toBeVisible()
  })

  test('of those who signed up for an action says so, and leaves out who gave up', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const engine = await reachEngine(window)
    const action = newId<ActionId>()
    const stall: ActionDraft = {
      kind: 'stall', title: 'Stand de la gare', start: { local: '2031-03-13T09:00:00', zone: 'Europe/Paris' }, end: { local: '2031-03-13T13:00:00', zone: 'Europe/Paris' }, place: 'devant la gare', city: 'Saint-Denis',
      shifts: [{ id: 'a', from: 0, to: 240, least: 3, most: 0, role: '' }],
    }
    await engine.call('execute', { type: 'action.create', made: [{ id: action, draft: stall }] })
    for (const [lastName, state] of [['Kerbrat', 'signed-up'], ['Diallo', 'confirmed'], ['Weil', 'invited'], ['Morel', 'cancelled']] as const) {
      await engine.call('execute', { type: 'person.create', id: newId<PersonId>(), draft: { lastName, firstName: 'Zoé', signUps: [{ action, on: '', shift: 'a', state, at: 1 }] } })
    }
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${action}`)
    const button = window.getByRole('button', { name: 'Liste à imprimer…' })
    await button.click()
    await expect(window.getByRole('menuitem')).toHaveText(['Inscrit·e·s (2)', /^Toutes les personnes concernées \(4\)/])
    await window.getByRole('menuitem', { name: /^Inscrit/ }).click()
    const dialog = window.getByRole('dialog', { name: 'Imprimer une liste de contacts' })
    await expect(dialog.getByText(/2\spersonnes, 1\spage · Feuille/)).toBeVisible()
    await expectAccessible(dialog, 'a list of who signed up')
    const [page] = await placedText(await saved(app, dialog, join(profileDir, 'inscrits.pdf')))
    for (const said of ['Stand de la gare, jeudi 13 mars 2031, 9 h – 13 h, devant la gare, Saint-Denis : 2 personnes inscrites', 'Kerbrat', 'Diallo']) expect(whole(page!)).toContain(said)
    expect(whole(page!)).not.toMatch(/Weil|Morel/)
    await window.keyboard.press('Escape')
    await expect(button).toBeFocused()
    await window.keyboard.press('Enter')
    await window.getByRole('menuitem', { name: /^Toutes/ }).click()
    await expect(preview(dialog)).toContainText('4 personnes invitées ou inscrites, présentes ou non')
    await expect(preview(dialog)).toContainText('Morel')
  })

  test('of who lives in a street is designed as any other, with whom consent leaves out', async () => {
    const { app, window, profileDir } = running()
    await openDemo(window)
    const engine = await reachEngine(window)
    const yes = { purpose: 'membership', channel: 'post', state: 'yes', date: '2026-01-05', source: '', wording: '' } as const
    for (const [lastName, street, agreed] of [['Kerbrat', '12 rue du Lavoir', true], ['Diallo', '3 bis, r. du Lavoir', true], ['Weil', '5 rue du Lavoir', false], ['Morel', '40 rue du Lavoir', true], ['Sow', '2 quai du Port', true]] as const) {
      await engine.call('execute', { type: 'person.create', id: newId<PersonId>(), draft: { lastName, firstName: 'Zoé', street, postalCode: '93300', city: 'Aubervilliers', consents: agreed ? [yes] : [] } })
    }
    await window.getByRole('navigation').getByRole('link', { name: 'Imprimerie' }).click()
    const opener = window.getByRole('button', { name: 'Liste par rue…' })
    await opener.click()
    const choice = window.getByRole('dialog', { name: 'Liste de personnes, par rue' })
    await choice.getByRole('combobox', { name: 'Commune' }).selectOption('Aubervilliers')
    await choice.getByLabel('Chercher une rue').fill('lavoir')
    await choice.getByRole('checkbox', { name: /^rue du Lavoir/ }).check()
    await expect(choice.getByRole('status')).toHaveText('4 personnes')
    await expectAccessible(window, 'people by street')
    await choice.getByRole('button', { name: 'Préparer la liste…' }).click()
    const dialog = window.getByRole('dialog', { name: 'Imprimer une liste de contacts' })
    await expect(dialog.getByText(/4\spersonnes, 1\spage · Feuille/)).toBeVisible()
    await dialog.getByRole('combobox', { name: 'Modèle de liste' }).click()
    await window.getByRole('option', { name: 'Courrier par rue' }).click()
    await expect(dialog.getByText(/3\spersonnes, 1\spage · Feuille/)).toBeVisible()
    const [page] = await placedText(await saved(app, dialog, join(profileDir, 'rue.pdf')))
    for (const said of ['Aubervilliers, rue du Lavoir : 4 personnes', 'Kerbrat', 'Diallo', 'Morel', '1 personne écartée']) expect(whole(page!)).toContain(said)
    expect(whole(page!)).not.toMatch(/Weil|Sow/)

    // Back to the streets, for the next one; then to where one came from.
    await window.keyboard.press('Escape')
    await expect(choice.getByRole('button', { name: 'Préparer la liste…' })).toBeFocused()
    await choice.getByText('Secteur', { exact: true }).click()
    await choice.getByRole('combobox', { name: 'Secteur' }).selectOption('Quartier des Tisserands · Aubervilliers')
    await choice.getByRole('checkbox', { name: /^rue du Lavoir/ }).check()
    // Numbers 1 to 13 of it are in this sector.
    await expect(choice.getByRole('status')).toHaveText('3 personnes')
    await window.keyboard.press('Escape')
    await expect(choice).toHaveCount(0)
    await expect(opener).toBeFocused()

    await window.evaluate(() => void (location.hash = '#/agenda'))
    await window.getByText('Territoire', { exact: true }).click()
    await window.getByRole('button', { name: 'Liste de personnes…' }).click()
    await expect(choice).toBeVisible()
  })
})

test('a model of lists is there again the next day, is changed under its name, and comes back when it was deleted by mistake', async ({ launch }) => {
  const first = await launch()
  await createSection(first.window)
  await addPerson(first.window, 'Kaya', 'Ayşe')
  await first.window.keyboard.press('Escape')
  let dialog = await openList(first.window)
  await dialog.getByLabel('Regrouper').selectOption('par niveau')
  await addByHand(first.window, dialog, 'Cases à cocher', 'Présent·e')
  await dialog.getByText('9 mm', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Enregistrer comme modèle de liste…' }).click()
  const name = dialog.getByLabel('Nom du modèle')
  await expect(name).toBeFocused()
  await expectAccessible(dialog, 'a model that is given a name')
  await first.window.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: 'Enregistrer comme modèle de liste…' })).toBeFocused()
  await first.window.keyboard.press('Enter')
  await name.fill('Assemblée du mois')
  await first.window.keyboard.press('Enter')
  await expect(dialog.getByText('Modèle « Assemblée du mois » enregistré')).toBeVisible()
  await first.close()

  const { window } = await launch({ profileDir: first.profileDir })
  await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await window.keyboard.press('Enter')
  await expectPeople(window, /^1\s/)
  dialog = await openList(window)
  const models = dialog.getByRole('combobox', { name: 'Modèle de liste' })
  await models.click()
  await window.getByRole('option', { name: 'Assemblée du mois' }).click()
  await expect(dialog.getByLabel('Titre', { exact: true })).toHaveValue('Assemblée du mois')
  await expect(dialog.getByLabel('Regrouper')).toHaveValue('level')
  await expect(dialog.getByRole('radio', { name: '9 mm' })).toBeChecked()
  await expect(dialog.getByLabel('Titre de la colonne de cases')).toHaveValue('Présent·e')
  await expect(preview(dialog)).toContainText('Présent·e')

  await dialog.getByRole('button', { name: 'Supprimer le modèle « Assemblée du mois »' }).click()
  await expect(dialog.getByText('Modèle « Assemblée du mois » supprimé.')).toBeVisible()
  await expectAccessible(dialog, 'a model that was deleted')
  await dialog.getByRole('button', { name: 'Annuler', exact: true }).click()
  await models.click()
  await expect(window.getByRole('option', { name: 'Assemblée du mois' })).toBeVisible()
})
