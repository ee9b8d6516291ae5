/** Walk lists as the engine makes them: read back from the paper's own text. */
import { expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type PersonId, type SectionId, type SectorId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryPages } from '#core/ports/pages'
import { estate } from '#core/print/sector.fixture'
import { readSheetCode } from '#core/print/sheet-code'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { newSecrets } from '#core/sealing/vault'
import { extractText } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import type { Lifecycle } from './lifecycle'
import type { OpenSection } from './open-section'
import type { WalkSheetRequest } from './walk-api'
import { walkCalls } from './walk-calls'

const fonts = await loadPrintFonts()
const weekly: ActionDraft = { kind: 'doors', title: '', start: { local: '2026-03-10T18:00:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' }, rule: 'FREQ=WEEKLY', place: '', city: 'Saint-Denis' }

it('says of which time of which action and section a sheet is, names nobody of the base, and is refused once the action is gone', async () => {
  const secrets = await newSecrets(newId<SectionId>())
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  const commands = createCommands(store, () => 1_760_000_000_000)
  await commands.changeSettings('section.create', [['n', 'Union des Quartiers']])
  await commands.createPerson(newId<PersonId>(), { lastName: 'Zola', firstName: 'Ana', city: 'Stains' })
  const action = newId<ActionId>()
  await commands.createActions([{ id: action, draft: weekly }])
  const { walkSheet } = walkCalls({ current: () => ({ store, commands }) as unknown as OpenSection } as Lifecycle, async () => fonts)
  const sector = { id: newId<SectorId>(), name: 'Cité Gabriel-Péri', city: 'Saint-Denis', cityCode: '93066', station: '12', buildings: estate, createdAt: 1, updatedAt: 1 }
  const request: WalkSheetRequest = { action, on: '2026-03-17T18:00:00', sector, variant: 'walk', streets: null, blank: 1, locale: 'fr' }
  const textOf = async (given: Partial<WalkSheetRequest>) => (await extractText((await walkSheet({ ...request, ...given })).pdf, '-raw')).replace(/[\u00a0\u202f]/g, ' ')

  const walk = await textOf({})
  for (const said of ['mardi 17 mars 2026, 18 h – 20 h, Saint-Denis', 'Union des Quartiers', 'Porte-à-porte', '8e étage porte 4']) expect(walk).toContain(said)
  expect(walk).not.toMatch(/Zola|Ana\b|Stains/)
  expect(await textOf({ variant: 'letterboxes', streets: ['rue des Lilas'] })).toMatch(/Feuille de boîtage[\s\S]*1 rue, 11 bâtiments, 11 boîtes aux lettres/)
  const [one, other] = [await walkSheet(request), await walkSheet(request)]
  expect(readSheetCode(one.code)).toBe(one.code)
  expect(one.code).not.toBe(other.code)
  await commands.deleteActions([action])
  await expect(walkSheet(request)).rejects.toMatchObject({ code: 'action-gone' })
})
