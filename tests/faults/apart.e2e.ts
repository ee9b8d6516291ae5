/** Two devices changed the same fields of a person while apart: both values are on her record until someone chooses, by keyboard, and the choice can be undone. */
import { expect, test } from '../e2e/app'
import { expectAccessible, rowOf } from '../e2e/screens'
import { kaya, plantApart } from './apart'
import { reachEngine } from './engine'
import { deletePages, unlock, untilOpen } from './profile'

test('both values are shown, chosen between by keyboard, and back after an undo and a restart', async ({ launch }) => {
  const { profileDir } = await plantApart()
  const { window, close } = await launch({ profileDir })
  await unlock(window)
  const toSettle = window.getByRole('button', { name: /à départager$/ })
  const mark = (name: string) => rowOf(window, name).getByRole('img', { name: 'À départager' })

  await test.step('marked in the table, and found by a filter', async () => {
    await expect(mark('Kaya')).toBeVisible()
    await expect(mark('Roux')).toHaveCount(0)
    await expect(rowOf(window, 'Roux')).toContainText('marché')
    await window.getByRole('button', { name: 'À départager : 2' }).click()
    await expect(rowOf(window, 'Roux')).toHaveCount(0)
    await expect(mark('Kaya')).toBeVisible()
    await window.getByRole('button', { name: /Retirer le filtre « À départager »/ }).click()
    await expect(rowOf(window, 'Roux')).toBeVisible()
  })

  await test.step('side by side in the sheet; a refusal counts meanwhile', async () => {
    await rowOf(window, 'Kaya').focus()
    await window.keyboard.press('Enter')
    await expect(toSettle).toHaveText('3 champs à départager')
    await expect(window.getByRole('group', { name: 'Niveau : deux valeurs à départager' }).getByRole('button')).toHaveText([/^Agir/, /^Adhérer/])
    await expect(window.getByRole('group', { name: 'Commune : deux valeurs à départager' }).getByRole('button')).toHaveText([/^Pantin/, /^Bobigny/])
    await expect(window.getByRole('button', { name: /^Actions par Appel : non/ })).toBeVisible()
    await expect(window.getByLabel('Note', { exact: true })).toHaveValue('rappeler jeudi')
    await expectAccessible(window, 'a sheet with values to choose between')
  })

  await test.step('chosen by keyboard, from one field to the next', async () => {
    await toSettle.focus()
    await window.keyboard.press('Enter')
    await expect(window.getByRole('button', { name: /^Agir Affichée/ })).toBeFocused()
    await window.keyboard.press('Tab')
    await window.keyboard.press('Enter')
    await expect(toSettle).toHaveText('2 champs à départager')
    await expect(window.getByRole('button', { name: 'Adhérer', exact: true })).toHaveAttribute('aria-pressed', 'true')
    await expect(window.getByRole('button', { name: /^Non, 14\/11\/2026/ })).toBeFocused()
    await window.keyboard.press('Enter')
    await expect(window.getByRole('button', { name: /^Pantin Affichée/ })).toBeFocused()
    await window.keyboard.press('Tab')
    await window.keyboard.press('Enter')
    await expect(toSettle).toHaveCount(0)
    await expect(window.getByLabel('Commune', { exact: true })).toHaveValue('Bobigny')
    await expect(window.getByLabel('Commune', { exact: true })).toBeFocused()
    await expect(window.getByRole('button', { name: /^Actions par Appel : non/ })).toBeVisible()
    await expect(mark('Kaya')).toHaveCount(0)
    expect((await (await reachEngine(window)).call('person', kaya))?.cityCode).toBe('93008')
  })

  await test.step('deleted by one and edited by the other: here until somebody decides', async () => {
    await window.keyboard.press('Escape')
    await expect(rowOf(window, 'Kaya')).toBeFocused()
    await window.keyboard.press('ArrowDown')
    await window.keyboard.press('Enter')
    const question = window.getByRole('region', { name: 'Fiche supprimée d’un côté, modifiée de l’autre.' })
    await expect(question).toBeVisible()
    await expect(window.getByLabel('Note', { exact: true })).toHaveValue('veut bien tracter')
    await expectAccessible(window, 'a person deleted in one place')
    await question.getByRole('button', { name: 'Garder la fiche' }).focus()
    await window.keyboard.press('Enter')
    await expect(question).toHaveCount(0)
    await expect(mark('Le Gall')).toHaveCount(0)
    await expect(window.getByLabel('Nom d’usage')).toBeFocused()
  })

  await test.step('said in the history, and undone', async () => {
    await window.getByRole('link', { name: 'Historique' }).click()
    const deeds = window.getByRole('region', { name: 'Historique' }).getByRole('listitem')
    await expect(deeds.nth(0)).toContainText('Fiche gardée — Loïc Le Gall')
    await expect(deeds.nth(1)).toContainText('Choix entre deux saisies (Commune) — Ayşe Kaya')
    await window.keyboard.press('Control+Z')
    await expect(deeds).toHaveCount(5)
    await window.keyboard.press('Control+Z')
    await expect(deeds).toHaveCount(6)
    await window.getByRole('link', { name: 'Personnes' }).click()
    await expect(mark('Kaya')).toBeVisible()
    await expect(mark('Le Gall')).toBeVisible()
    await expect(rowOf(window, 'Kaya')).toContainText('Pantin')
  })
  const hash = await (await reachEngine(window)).call('contentHash')
  await close()

  for (const from of ['pages', 'the journal'] as const) {
    await test.step(`the same after a start from ${from}`, async () => {
      if (from === 'the journal') deletePages(profileDir)
      const again = await launch({ profileDir, colorScheme: 'dark' })
      await unlock(again.window)
      const engine = await reachEngine(again.window)
      await untilOpen(engine)
      expect(await engine.call('contentHash')).toBe(hash)
      await again.window.evaluate((id) => (location.hash = `#/people/${id}`), kaya)
      await expect(again.window.getByRole('button', { name: '1 champ à départager' })).toBeVisible()
      await expect(again.window.getByRole('group', { name: 'Commune : deux valeurs à départager' }).getByRole('button')).toHaveText([/^Pantin/, /^Bobigny/])
      await expectAccessible(again.window, 'in the dark')
      await again.close()
    })
  }
})
