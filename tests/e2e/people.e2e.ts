/** People by keyboard alone, and nothing typed ever lost. */
import type { Page } from '@playwright/test'
import { expect, oneApp, test } from './app'
import { addPerson, controlsUnder, createSection, expectAccessible, openDemo, passphrase, rowOf } from './screens'

const saved = (window: Page) => expect(window.getByTestId('save-state')).toHaveText('Enregistré')
const total = (window: Page, people: number) => expect(window.getByRole('grid')).toHaveAttribute('aria-rowcount', String(people + 1))

const openPalette = async (window: Page) => {
  await window.keyboard.press('Control+k')
  await expect(window.getByRole('combobox', { name: 'Une personne, un lieu' })).toBeFocused()
}

/** Keeps what the table asks from the engine, as one that is busy would, until the answered function is called. */
async function holdRows(window: Page): Promise<() => Promise<void>> {
  await window.evaluate(() => {
    const { postMessage } = Worker.prototype
    const held: (() => void)[] = []
    Worker.prototype.postMessage = function (this: Worker, ...sent: unknown[]) {
      const send = () => Reflect.apply(postMessage, this, sent)
      if ((sent[0] as { method?: string }).method === 'rows') held.push(send)
      else send()
    }
    Object.assign(globalThis, {
      letGoRows: () => {
        Worker.prototype.postMessage = postMessage
        for (const send of held) send()
      },
    })
  })
  return () => window.evaluate(() => (globalThis as unknown as { letGoRows(): void }).letGoRows())
}

test.describe('in a demonstration', () => {
  const running = oneApp()

  test('someone is found, opened, changed and undone without a mouse', async () => {
    const { window } = running()
    await openDemo(window)
    await window.keyboard.press('/')
    await window.keyboard.type('barry gilles')
    await total(window, 1)
    await window.keyboard.press('ArrowDown')
    await expect(rowOf(window, 'Barry Gilles')).toBeFocused()
    await window.keyboard.press('Enter')
    const name = window.getByLabel('Nom d’usage')
    await expect(name).toBeFocused()
    await expectAccessible(window, 'sheet')
    await name.fill('Barry-Moreau')
    await window.keyboard.press('Enter')
    await expect(window.getByRole('heading', { name: 'Gilles Barry-Moreau' })).toBeVisible()
    await expect(window.getByTestId('sheet-save-state')).toHaveText('Enregistré')

    // Escape gives a field its value back, then closes the sheet, and the keyboard is on the row again.
    await name.fill('Erreur')
    await window.keyboard.press('Escape')
    await expect(name).toHaveValue('Barry-Moreau')
    await window.keyboard.press('Escape')
    await expect(name).toBeHidden()
    await expect(rowOf(window, 'Barry-Moreau Gilles')).toBeFocused()

    await expect(window.getByRole('button', { name: 'Annuler : Nom modifié — Gilles Barry-Moreau' })).toBeVisible()
    await window.keyboard.press('Control+z')
    await expect(rowOf(window, 'Barry Gilles')).toBeVisible()
    await window.keyboard.press('Control+Shift+z')
    await expect(rowOf(window, 'Barry-Moreau Gilles')).toBeVisible()
  })

  test('keys typed before the answer is there mean the people who were asked for', async () => {
    const { window } = running()
    await openDemo(window)
    await window.keyboard.press('/')
    await window.keyboard.type('barr')
    await expect(rowOf(window, 'Barré Philippe')).toBeVisible()
    await total(window, 3)
    const letGo = await holdRows(window)
    await window.keyboard.type('y')
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    await letGo()
    await total(window, 2)
    await expect(window.getByRole('heading', { name: 'Isabelle Barry' })).toBeVisible()

    // Where nobody is found the keyboard goes back to what was typed.
    await window.keyboard.press('Escape')
    await expect(rowOf(window, 'Barry Isabelle')).toBeFocused()
    await window.keyboard.press('/')
    const letGoAgain = await holdRows(window)
    await window.keyboard.type('zzz')
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    await letGoAgain()
    await expect(window.getByText('Personne ne correspond')).toBeVisible()
    await expect(window.getByRole('searchbox')).toBeFocused()
    await expect(window.getByRole('complementary')).toHaveCount(0)
  })

  test('many are tagged, then deleted, and each deed is taken back as one', async () => {
    const { window } = running()
    await openDemo(window)
    await window.getByRole('row').nth(3).click({ position: { x: 20, y: 18 } })
    await window.keyboard.press('Shift+ArrowDown')
    await window.keyboard.press('Shift+ArrowDown')
    await expect(window.getByText('3 personnes sélectionnées')).toBeVisible()
    await expectAccessible(window, 'selection')
    await window.getByRole('toolbar').getByRole('button', { name: 'Étiquette', exact: true }).click()
    await window.getByRole('menuitem', { name: 'Ajouter une étiquette…' }).click()
    await window.getByRole('dialog').getByLabel('Étiquette', { exact: true }).fill('essai de tractage')
    await window.getByRole('button', { name: 'Appliquer' }).click()
    await expect(window.getByText('3 personnes modifiées')).toBeVisible()
    await window.keyboard.press('/')
    await window.keyboard.type('essai de tractage')
    await total(window, 3)
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Control+a')
    await window.keyboard.press('Delete')
    await expect(window.getByRole('heading', { name: 'Supprimer 3 personnes ?' })).toBeVisible()
    await window.keyboard.press('Enter')
    // A message stays for as long as the pointer is on it.
    const deleted = window.locator('.mantine-Notification-root').filter({ hasText: '3 personnes supprimées' })
    await deleted.hover()
    expect(await controlsUnder(deleted)).toEqual([])
    await expect(window.getByText('Personne ne correspond')).toBeVisible()
    await expectAccessible(window, 'nobody found')
    await deleted.getByRole('button', { name: 'Annuler' }).click()
    await total(window, 3)

    await window.getByRole('link', { name: 'Historique' }).click()
    const entry = window.getByRole('listitem').filter({ hasText: /^Étiquettes modifiées — 3 personnes/ })
    await expect(entry).toBeVisible()
    await expectAccessible(window, 'history')
    await entry.getByRole('button').click()
    await window.getByRole('button', { name: 'Annuler l’opération' }).click()
    await expect(entry).toContainText('Annulée')
    await window.getByRole('link', { name: 'Personnes' }).click()
    await expect(window.getByText('Personne ne correspond')).toBeVisible()
  })

  test('filters read as words and can be combined', async () => {
    const { window } = running()
    await openDemo(window)
    await window.getByRole('button', { name: 'Filtrer' }).click()
    await window.getByRole('menuitem', { name: 'Niveau' }).click()
    await window.getByRole('checkbox', { name: /^Agir/ }).check()
    await window.keyboard.press('Escape')
    await expect(window.getByRole('button', { name: 'Niveau : Agir', exact: true })).toBeVisible()
    const acting = Number(await window.getByRole('grid').getAttribute('aria-rowcount')) - 1
    await window.getByRole('button', { name: 'Filtrer' }).click()
    await window.getByRole('menuitem', { name: 'Sans e-mail' }).click()
    await expect.poll(async () => Number(await window.getByRole('grid').getAttribute('aria-rowcount')) - 1).toBeLessThan(acting)
    await expect(window.getByRole('menu')).toHaveCount(0)
    await expectAccessible(window, 'filters')
    await window.getByRole('button', { name: 'Tout afficher' }).click()
    await total(window, 400)
  })

  test('the keyboard goes to both ends of the table, and a scroll makes no new rows', async () => {
    const { window } = running()
    await openDemo(window)
    await window.keyboard.press('/')
    await window.keyboard.press('ArrowDown')
    const focused = window.locator('[role="row"]:focus')
    await expect(focused).toHaveAttribute('aria-rowindex', '2')
    await window.keyboard.press('End')
    await expect(focused).toHaveAttribute('aria-rowindex', '401')
    await expect(focused).toBeInViewport()
    await window.keyboard.press('Shift+Home')
    await expect(window.getByText('400 personnes sélectionnées')).toBeVisible()
    await expect(focused).toHaveAttribute('aria-rowindex', '2')
    await window.keyboard.press('Escape')

    // Rows that leave the screen are those that come in: elements made during a scroll are what makes it stutter.
    const made = await window.getByRole('grid').evaluate(async (grid) => {
      const rows = grid.querySelector('[role="rowgroup"]:last-child')!
      const scrollTo = async (top: number) => {
        grid.scrollTop = top
        // The scroll event, what React draws for it, and the page of people that it asks for.
        for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
      }
      // Far enough from the top for a full window, with the row that has the keyboard out of sight.
      await scrollTo(2000)
      const known = new Set<Node>(rows.children)
      let made = 0
      for (let top = 2000; top < 9000; top += 120) {
        await scrollTo(top)
        for (const row of rows.children) if (!known.has(row)) made++
      }
      return made
    })
    expect(made).toBe(0)
  })

  test('entering someone who may exist already says so while typing, and shows whom', async () => {
    const { window } = running()
    await openDemo(window)
    await addPerson(window, 'Tréhorel', 'Éloi')
    await window.keyboard.press('Escape')
    await window.getByRole('button', { name: 'Nouvelle personne' }).click()
    await window.getByLabel('Nom d’usage').pressSequentially('TREHOREL')
    await window.getByLabel('Prénom').pressSequentially('eloi')
    await expect(window.getByText('Cette personne existe peut-être déjà')).toBeVisible()
    await expectAccessible(window, 'new person')
    await window.getByRole('button', { name: 'Ouvrir sa fiche' }).click()
    await expect(window.getByRole('heading', { name: 'Éloi Tréhorel' })).toBeVisible()
    await total(window, 401)
  })

  test('a postal code fills in its commune, or offers those that have it', async () => {
    const { window } = running()
    await openDemo(window)
    await addPerson(window, 'Roux', 'Paul')
    const code = window.getByLabel('Code postal')
    await code.fill('93400')
    await window.keyboard.press('Enter')
    await expect(window.getByLabel('Commune', { exact: true })).toHaveValue('Saint-Ouen-sur-Seine')
    await code.fill('51300')
    await window.keyboard.press('Enter')
    await expect(window.getByText('communes ont ce code postal')).toBeVisible()
    await window.getByRole('button', { name: 'Vitry-le-François' }).click()
    await expect(window.getByLabel('Commune', { exact: true })).toHaveValue('Vitry-le-François')
    await expect(window.getByText('communes ont ce code postal')).toBeHidden()
  })

  test('a consent keeps its answer, day, source and text; taking it away is the absence of consent', async () => {
    const { window } = running()
    await openDemo(window)
    await addPerson(window, 'Moreau', 'Inès')
    await window.getByRole('button', { name: 'Actions par E-mail : inconnu' }).click()
    await window.getByLabel('Date').fill('3/11/2025')
    await window.getByLabel('Recueilli par').fill('Feuille du marché')
    await expectAccessible(window, 'consent')
    await window.getByRole('button', { name: 'Enregistrer' }).click()
    const cell = window.getByRole('button', { name: 'Actions par E-mail : oui, le 03/11/2025' })
    await cell.click()
    await expect(window.getByLabel('Recueilli par')).toHaveValue('Feuille du marché')
    await window.getByText('Inconnu', { exact: true }).first().click()
    await window.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(window.getByRole('button', { name: 'Actions par E-mail : inconnu' })).toBeVisible()
  })
})

test('what is being typed is kept when the section is locked and when the app quits', async ({ launch }) => {
  const first = await launch()
  const { window } = first
  await createSection(window)
  await addPerson(window, 'Dupont', 'Marie')
  await window.getByLabel('Note', { exact: true }).fill('Préfère être appelée le soir')
  await window.keyboard.press('Control+l')
  await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await window.keyboard.press('Enter')
  await rowOf(window, 'Dupont').click()
  await expect(window.getByLabel('Note', { exact: true })).toHaveValue('Préfère être appelée le soir')
  await window.getByLabel('Numéro et voie').fill('12 rue de la République')
  await first.close()

  const second = await launch({ profileDir: first.profileDir })
  await second.window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await second.window.keyboard.press('Enter')
  await rowOf(second.window, 'Dupont').click()
  await expect(second.window.getByLabel('Numéro et voie')).toHaveValue('12 rue de la République')
})

test('phones and e-mails: several, one preferred, odd ones kept and flagged', async ({ launch }) => {
  const { window } = await launch()
  await createSection(window)
  await addPerson(window, 'Benali', 'Sofia')
  const add = async (button: string, value: string) => {
    await window.getByRole('button', { name: button }).click()
    await window.keyboard.type(value)
    await window.keyboard.press('Enter')
  }
  await add('Ajouter un téléphone', '0639981234')
  await expect(window.getByLabel('Téléphone 1')).toHaveValue('06 39 98 12 34')
  await add('Ajouter un téléphone', '06 39 98')
  await expect(window.getByText('Numéro inhabituel, gardé tel quel.')).toBeVisible()
  await expect(window.getByLabel('Téléphone 2')).toHaveValue('06 39 98')
  await window.getByRole('button', { name: 'Préférer 06 39 98' }).click()
  await expect(window.getByLabel('Téléphone 1')).toHaveValue('06 39 98')
  await add('Ajouter un e-mail', 'sofia@exemple.invalid')
  await expect(window.getByLabel('E-mail 1')).toHaveValue('sofia@exemple.invalid')
  await window.getByRole('button', { name: 'Retirer sofia@exemple.invalid' }).click()
  await expect(window.getByLabel('E-mail 1')).toBeHidden()
  await saved(window)
})

test('columns and language are as they were left', async ({ launch }) => {
  const first = await launch()
  await openDemo(first.window)
  const headers = first.window.getByRole('columnheader')
  await expect(headers.nth(2)).toHaveText('Niveau')
  await first.window.getByRole('button', { name: 'Niveau' }).press('Alt+ArrowRight')
  await expect(headers.nth(3)).toHaveText('Niveau')
  await first.window.getByRole('button', { name: 'Choisir les colonnes' }).click()
  await expectAccessible(first.window, 'columns')
  await first.window.getByRole('checkbox', { name: 'Étiquettes' }).uncheck()
  await first.window.keyboard.press('Escape')
  await first.window.getByRole('button', { name: 'English' }).click()
  await expect(headers.nth(3)).toHaveText('Level')
  await first.close()

  const second = await launch({ profileDir: first.profileDir })
  await second.window.getByRole('button', { name: 'Explore with a demonstration section' }).click()
  const kept = second.window.getByRole('columnheader')
  await expect(kept.nth(3)).toHaveText('Level')
  await expect(second.window.getByRole('columnheader', { name: 'Tags' })).toBeHidden()
})

test('the palette finds people, places and commands; every screen is readable in the dark', async ({ launch }) => {
  const { window } = await launch({ colorScheme: 'dark' })
  await openDemo(window)
  await openPalette(window)
  await window.keyboard.type('sombre')
  await window.keyboard.press('Enter')
  await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await expectAccessible(window, 'people in the dark')
  await openPalette(window)
  await window.keyboard.type('barry')
  await expect(window.getByRole('option').first()).toContainText('Barry')
  await expectAccessible(window, 'palette in the dark')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: /Barry/ })).toBeVisible()
  await expectAccessible(window, 'sheet in the dark')
  await openPalette(window)
  await window.keyboard.type('histo')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'Historique' })).toBeVisible()
  await expectAccessible(window, 'history in the dark')
  await window.keyboard.press('?')
  await expect(window.getByRole('dialog', { name: 'Raccourcis clavier' })).toBeVisible()
  await expectAccessible(window, 'shortcuts in the dark')
})
