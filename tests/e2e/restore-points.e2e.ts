/** Restore points as an organizer meets them: made by themselves, gone back to, and back again. */
import { everyone } from '#core/domain/query'
import { reachEngine } from '../faults/engine'
import { expect, test } from './app'
import { expectAccessible, expectPeople, openDemo } from './screens'

test('after a large deletion one goes back to the point before it, and undoes even that', async ({ launch }) => {
  const { window } = await launch()
  await openDemo(window)
  const engine = await reachEngine(window)
  const { rows } = await engine.call('rows', { query: everyone, start: 0, end: 400 })
  await engine.call('execute', { type: 'people.delete', selection: { kind: 'ids', ids: rows.map(({ id }) => id) } })
  await expect(window.getByText('Personne pour l’instant')).toBeVisible()

  await window.getByRole('link', { name: 'Section', exact: true }).click()
  const points = window.getByRole('list', { name: /Points de restauration/ })
  await expect(points.getByText('Avant une suppression · 400 personnes')).toBeVisible()
  await expectAccessible(window.locator('main'), 'the restore points')
  await points.getByRole('button', { name: /^Revenir à ce point…/ }).first().press('Enter')
  const dialog = window.getByRole('dialog', { name: 'Revenir à ce point ?' })
  await expect(dialog.getByText('fait revenir 400 personnes supprimées depuis')).toBeVisible()
  await expectAccessible(dialog, 'going back')
  await dialog.getByRole('button', { name: 'Revenir à ce point' }).click()
  await expect(dialog).toBeHidden()
  await expect(window.getByText('400 personnes sont comme au point choisi.')).toBeVisible()
  await expect(points.getByText('Avant un retour en arrière · 0 personne')).toBeVisible()

  await window.getByRole('link', { name: 'Historique' }).click()
  await expect(window.getByText(/^Retour au point du .* — 400 personnes$/)).toBeVisible()
  await window.getByRole('button', { name: 'Annuler', exact: true }).click()
  await window.getByRole('link', { name: 'Personnes' }).click()
  await expect(window.getByText('Personne pour l’instant')).toBeVisible()
  await window.keyboard.press('Control+Shift+Z')
  await expectPeople(window, /^400\s/)
})
