/** People street by street, as the engine tells them from a section's own store. */
import { expect, it } from 'vitest'
import { newId, type PersonId, type SectionId, type SectorId } from '#core/domain/ids'
import type { Building } from '#core/domain/agenda/territory'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { letVolunteerIn } from '../../tests/volunteer'
import type { OpenSection } from './open-section'
import { streetCalls } from './street-calls'

async function open(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  return { store, secrets, commands: createCommands(store, Date.now), ...streetCalls({ current: () => ({ store }) as unknown as OpenSection }) }
}

const building = (street: string, number: string): Building => ({ id: `${street} ${number}`, street, number, building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '' })

it('those of a commune, however it is written, and of what a sector has of it', async () => {
  const { commands, store, peopleStreets, peopleInStreets } = await open(await newSecrets(newId<SectionId>()))
  const lived: [string, string, string][] = [
    ['Weil', '2 rue Pasteur', 'SAINT DENIS'], ['Sow', '12 rue Jaurès', 'Saint-Denis'], ['Kaya', '13, r. Jaurès', 'Saint-Denis'], ['Petit', '', 'Saint-Denis'], ['Ba', '12 rue Jaurès', 'Stains'], ['Zola', '19 rue Jaurès', 'Saint-Denis'],
  ]
  for (const [lastName, street, city] of lived) await commands.createPerson(newId<PersonId>(), { lastName, street, city, postalCode: city === 'Stains' ? '93240' : '93200' })
  const town = { by: 'town', city: 'Saint-Denis' } as const
  const streets = await peopleStreets(town)
  expect(streets.map(({ street, people }) => [street, people])).toEqual([['rue Jaurès', 3], ['rue Pasteur', 1], ['', 1]])
  const names = (ids: readonly PersonId[]) => ids.map((id) => store.people.get(id)!.lastName)
  expect(names(await peopleInStreets({ place: town, streets: [streets[0]!.key, ''] }))).toEqual(['Kaya', 'Petit', 'Sow', 'Zola'])

  const [even, gone] = [newId<SectorId>(), newId<SectorId>()]
  await commands.createSectors([{ id: even, draft: { name: 'Bureau 14', city: 'Saint-Denis', buildings: [building('rue Jaurès', '12'), building('rue Jaurès', '14')] } }])
  const sector = { by: 'sector', sector: even } as const
  expect(names(await peopleInStreets({ place: sector, streets: (await peopleStreets(sector)).map(({ key }) => key) }))).toEqual(['Sow'])
  expect(await peopleStreets({ by: 'sector', sector: gone })).toEqual([])
})

it('are nothing for a volunteer', async () => {
  const alba = await open(await newSecrets(newId<SectionId>()))
  const { secrets, entries } = await letVolunteerIn(alba)
  const nour = await open(secrets)
  await nour.commands.receive(entries)
  await expect(nour.peopleStreets({ by: 'town', city: 'Saint-Denis' })).rejects.toMatchObject({ code: 'role-forbids' })
  await expect(nour.peopleInStreets({ place: { by: 'town', city: 'Saint-Denis' }, streets: [''] })).rejects.toMatchObject({ code: 'role-forbids' })
})
