/** What the screens of the territory are told, by a section's own store. */
import { expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { momentAt } from '#core/domain/agenda/moment'
import type { Building } from '#core/domain/agenda/territory'
import { newId, type ActionId, type SectionId, type SectorId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { letVolunteerIn } from '../../tests/volunteer'
import { extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import { territoryCalls } from './territory-calls'

const fonts = await loadPrintFonts()
const now = new Date(2026, 10, 15, 10).getTime()
const day = 86_400_000

async function open(secrets: Secrets) {
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  const lifecycle = { current: () => ({ store }) as unknown as OpenSection } as Lifecycle
  return { store, secrets, commands: createCommands(store, () => now), calls: territoryCalls(lifecycle, async () => fonts) }
}

const house = (number: string): Building => ({ id: `h${number}`, street: 'rue Jaurès', number, building: '', stair: '', floors: 0, doors: 0, boxes: 0, access: '' })

it('sectors come by name, their buildings as they are walked to; each with what took place there, which the sheet says too', async () => {
  const { commands, calls } = await open(await newSecrets(newId<SectionId>()))
  const [peupliers, ten, two] = [newId<SectorId>(), newId<SectorId>(), newId<SectorId>()]
  await commands.createSectors([
    { id: ten, draft: { name: 'Bureau 10' } }, { id: peupliers, draft: { name: 'Cité des Peupliers', city: 'Saint-Denis', buildings: ['2', '1', '4', '3'].map(house) } }, { id: two, draft: { name: 'Bureau 2' } },
  ])
  const plan = (days: number, more: Partial<ActionDraft>) => {
    const draft: ActionDraft = { kind: 'doors', start: momentAt(now + days * day, 'UTC'), end: momentAt(now + days * day + 7_200_000, 'UTC'), ...more }
    return commands.createActions([{ id: newId<ActionId>(), draft }])
  }
  await plan(-10, { sector: peupliers, title: 'Tour Jade' })
  await plan(-80, { sector: ten, city: 'Saint-Denis' })
  await plan(5, { sector: peupliers, city: 'SAINT DENIS', kind: 'letterboxes', place: 'Hall A' })
  const sectors = await calls.sectors()
  expect(sectors.map(({ name }) => name)).toEqual(['Bureau 2', 'Bureau 10', 'Cité des Peupliers'])
  expect(sectors[2]!.buildings).toEqual(['1', '3', '4', '2'].map(house))
  expect((await calls.sectorCoverage({ now })).map(({ name, last, next }) => [name, last !== null, next !== null])).toEqual([['Bureau 2', false, false], ['Bureau 10', true, false], ['Cité des Peupliers', true, true]])
  expect(await calls.coverageTimes({ place: { by: 'sector', sector: peupliers }, now })).toMatchObject([{ kind: 'letterboxes', place: 'Hall A', ahead: true }, { title: 'Tour Jade', ahead: false }])
  expect(await calls.coverageTimes({ place: { by: 'town', city: 'Saint-Denis' }, now })).toHaveLength(2)
  const { pdf, rows } = await calls.coverageSheet({ by: 'sector', weeks: 6, now, locale: 'fr' })
  const text = (await extractText(pdf, '-layout')).replaceAll(/[\u00a0\u202f]/g, ' ')
  expect(rows).toBe(3)
  for (const said of ['2 secteurs sur 3', 'Bureau 10', '11 semaines', 'rien encore', 'Boîtage']) expect(text).toContain(said)
  expect((await calls.coverageSheet({ by: 'town', weeks: 6, now, locale: 'fr' })).rows).toBe(1)
})

it('a machine that holds no key of people reads and prints all of it', async () => {
  const alba = await open(await newSecrets(newId<SectionId>()))
  await alba.commands.createSectors([{ id: newId(), draft: { name: 'Bourg' } }])
  const { secrets, entries } = await letVolunteerIn(alba)
  const nour = await open(secrets)
  await nour.commands.receive(entries)
  expect((await nour.calls.sectors()).map(({ name }) => name)).toEqual(['Bourg'])
  expect((await nour.calls.coverageSheet({ by: 'sector', weeks: 6, now, locale: 'fr' })).pages).toBe(1)
})
