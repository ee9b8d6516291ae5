/** The history as an organizer reads it a month later: the one import among hundreds of entries, found, understood, undone. */
import { newId, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { reachEngine, type EngineInPage, type EngineRequest } from '../faults/engine'
import { expect, test } from './app'
import { expectAccessible, expectPeople, openDemo } from './screens'

const file = ['Nom;Prénom;Courriel', 'Kerbrat;Maël;mael.kerbrat@exemple.invalid', 'Roux;Inès;ines.roux@exemple.invalid', 'Le Gall;Loïc;loic.legall@exemple.invalid'].join('\n')

/** A record that someone opens, and goes on writing in. */
async function workOn(engine: EngineInPage, edits: number): Promise<void> {
  const id = newId<PersonId>()
  await engine.call('execute', { type: 'person.create', id, draft: { lastName: 'Ünal', firstName: 'Ayşe' } })
  const requests = Array.from({ length: edits }, (_, at): EngineRequest => ({ method: 'execute', args: [{ type: 'person.edit', id, edits: [{ field: 'note', value: `note ${at}` }] }] }))
  await engine.send(requests, 8, () => {})
}

test('an import is found among 300 entries by its file, and undone as a whole but for who was edited since', async ({ launch }) => {
  const { window } = await launch()
  await openDemo(window)
  const engine = await reachEngine(window)
  const { id } = await engine.call('importOpen', { content: new TextEncoder().encode(file), fileName: 'fichier-federal.csv' })
  await engine.call('importApply', { id })
  await expectPeople(window, /^403\s/)
  await workOn(engine, 300)
  const { rows } = await engine.call('rows', { query: { ...everyone, search: 'kerbrat' }, start: 0, end: 1 })
  await engine.call('execute', { type: 'person.edit', id: rows[0]!.id, edits: [{ field: 'city', value: 'Pantin' }] })

  await window.getByRole('link', { name: 'Historique' }).click()
  const place = window.getByRole('region', { name: 'Historique' })
  const entries = place.getByRole('listitem')
  await expect(place.getByRole('status').first()).toHaveText(/^309\sopérations$/)
  await expect(place).toContainText('Ce qui a été modifié depuis est gardé')
  await expect(place.getByText('Aujourd’hui').first()).toBeVisible()
  await expect(entries.filter({ hasText: 'fichier-federal.csv' })).toHaveCount(0)
  await expectAccessible(window, 'a long history')

  await place.getByText('Imports', { exact: true }).click()
  await expect(place.getByRole('status').first()).toHaveText(/^2\sopérations$/)
  const entry = entries.filter({ hasText: 'Import de 3 personnes — fichier-federal.csv' })
  await expect(entry).toContainText('3 ajoutées')
  await entry.getByRole('button', { name: /^Annuler cette opération/ }).click()
  const dialog = window.getByRole('dialog', { name: /Annuler cette opération/ })
  await expect(dialog).toContainText('Import de 3 personnes — fichier-federal.csv')
  await expect(dialog).toContainText('Ce qui a été modifié depuis est gardé tel quel')
  await dialog.getByRole('button', { name: 'Annuler l’opération' }).click()
  await expect(window.getByText(/Opération annulée\s: 2\spersonnes concernées\. 1\spersonne a été laissée telle quelle/)).toBeVisible()
  await expect(entry).toContainText('Annulée')

  await place.getByText('Tout', { exact: true }).click()
  await expect(entries.first()).toContainText(/Annulation\s: Import de 3\spersonnes — fichier-federal\.csv/)
  await window.getByRole('link', { name: 'Personnes' }).click()
  await expectPeople(window, /^402\s/)
})

test('the last line of a long history is reached by scrolling, and the keyboard', async ({ launch }) => {
  const { window } = await launch()
  await openDemo(window)
  const engine = await reachEngine(window)
  await workOn(engine, 250)
  await window.getByRole('link', { name: 'Historique' }).click()
  const list = window.getByRole('list', { name: /Opérations/ })
  await expect(list.getByRole('listitem').first()).toContainText('Note modifiée — Ayşe Ünal')
  await list.focus()
  await window.keyboard.press('End')
  await expect(list.getByRole('listitem').filter({ hasText: 'Section créée' })).toBeVisible()
  await expect(list.getByRole('listitem').filter({ hasText: 'Fiche créée — Ayşe Ünal' })).toBeVisible()
})
