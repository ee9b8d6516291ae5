/** The territory in a section: commands, undo, two machines apart, a machine that holds no key of people, a start from pages, a newer version. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Building, SectorDraft, SectorEdit } from '../domain/agenda/territory'
import { newId, type PersonId, type SectionId, type SectorId } from '../domain/ids'
import { memoryJournal } from '../log/memory-journal'
import { admitDevice, foundSection } from '../membership/keys'
import { memoryPages } from '../ports/pages'
import { newDevice, newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { openRecord, encodeNewRecord } from './record'
import { openSectionStore } from './section-store'
import { changesOfSectorEdits, keysOfSector, sectorFromKeys } from './sector-record'

const house = (id: string, said: Partial<Building> = {}): Building => ({ id, street: 'rue Gabriel-Péri', number: '12 bis', building: '', stair: '', floors: 4, doors: 3, boxes: 15, access: '', ...said })
const estate: SectorDraft = { name: 'Cité des Peupliers', city: 'Saint-Denis', cityCode: '93066', station: '14', buildings: [house('1'), house('2', { number: '14', access: 'gardien' })] }

async function openOn(secrets: Secrets, journal = memoryJournal(), pages = memoryPages()) {
  const store = await openSectionStore({ secrets, journal, pages, onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  let now = 1_760_000_000_000
  return { store, journal, pages, secrets, commands: createCommands(store, () => (now += 1000)) }
}
type Machine = Awaited<ReturnType<typeof openOn>>

async function send(from: Machine, to: Machine): Promise<void> {
  const live = [...from.store.log.live().values()]
  await to.commands.receive(await Promise.all(live.map(async (entry) => (await from.store.log.read(entry))!)))
}

let alba: Machine
beforeEach(async () => {
  alba = await openOn(await newSecrets(newId<SectionId>()))
})

async function letIn(role: 'organizer' | 'volunteer'): Promise<Machine> {
  await alba.commands.whenQuiet(async () => alba.store.say([...(await foundSection(alba.secrets, 'Poste d’Alba', 1))]))
  const members = alba.store.membership.members()!
  const secrets = await newDevice({ section: alba.secrets.section, keys: { people: [], commons: [], membership: alba.secrets.keys.membership }, root: members.root })
  await alba.commands.whenQuiet(async () =>
    alba.store.say([await admitDevice(alba.secrets, members, { device: secrets.device, signing: secrets.signing.public, exchange: secrets.exchange.public, role, name: 'Poste de Nour' }, 2)]),
  )
  const machine = await openOn(secrets)
  await send(alba, machine)
  return machine
}

const sector = ({ store }: Machine, id: SectorId) => store.sectors.get(id)
const created = async ({ commands }: Machine, draft: SectorDraft = estate): Promise<SectorId> => {
  const id = newId<SectorId>()
  await commands.createSectors([{ id, draft }])
  return id
}

describe('a sector', () => {
  it('is created, changed, deleted, and each of it undone and done again; the history says which', async () => {
    const id = await created(alba)
    expect(sector(alba, id)).toMatchObject({ id, ...estate })
    await alba.commands.editSectors([{ id, edits: [{ field: 'name', value: 'Les Peupliers' }, { field: 'buildings', set: [house('3', { number: '16' })], remove: ['1'] }] }])
    expect(sector(alba, id)).toMatchObject({ name: 'Les Peupliers', buildings: [{ id: '2' }, { id: '3', number: '16' }] })
    await alba.commands.undo()
    expect(sector(alba, id)).toMatchObject({ name: 'Cité des Peupliers', buildings: [{ id: '1' }, { id: '2' }] })
    await alba.commands.redo()
    await alba.commands.deleteSectors([id])
    expect(sector(alba, id)).toBeUndefined()
    const labels = [...alba.store.history.values()]
    expect(labels.filter(({ sector: of }) => of === id).map(({ scope }) => scope)).toEqual(labels.map(() => 'commons'))
    expect(labels.find(({ kind }) => kind === 'sector.delete')).toMatchObject({ detail: 'Les Peupliers', undoable: true })
    await expect(alba.commands.editSectors([{ id, edits: [{ field: 'name', value: 'x' }] }])).rejects.toMatchObject({ code: 'sector-gone' })
    await alba.commands.undo()
    expect(sector(alba, id)).toMatchObject({ name: 'Les Peupliers' })
    await expect(alba.commands.deleteSectors([newId()])).rejects.toMatchObject({ code: 'sector-gone' })
  })

  it('comes with others as one deed, which is undone as one and leaves what was edited since', async () => {
    const ids = [newId<SectorId>(), newId<SectorId>()]
    const { history } = await alba.commands.createSectors(ids.map((id, at) => ({ id, draft: { ...estate, name: `Bureau ${at}` } })))
    await alba.commands.editSectors([{ id: ids[1]!, edits: [{ field: 'station', value: '15' }] }])
    expect(await alba.commands.undoEntry(history)).toMatchObject({ keptSince: 1, changed: 1 })
    expect([...alba.store.sectors.values()].map(({ name }) => name)).toEqual(['Bureau 1'])
  })

  it('is there after a start, from pages and from the journal alone, and so is what undoes it', async () => {
    const id = await created(alba)
    await alba.store.checkpoint()
    const last = await created(alba, { name: 'Le bourg' })
    for (const pages of [alba.pages, memoryPages()]) {
      const again = await openOn(alba.secrets, memoryJournal(alba.journal.bytes()), pages)
      expect([id, last].map((each) => sector(again, each)?.name)).toEqual(['Cité des Peupliers', 'Le bourg'])
      expect(sector(again, id)!.buildings).toEqual(estate.buildings)
      const [label] = [...again.store.history.values()].filter((each) => each.sector === id)
      await again.commands.undoEntry(label!.id)
      expect(again.store.sectors.size).toBe(1)
    }
  })

  it('keeps both when two write down other buildings while apart, and shows what was written apart to one', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await alba.commands.editSectors([{ id, edits: [{ field: 'buildings', set: [house('3'), house('1', { floors: 8 })] }, { field: 'name', value: 'Peupliers nord' }] }])
    await nour.commands.editSectors([{ id, edits: [{ field: 'buildings', set: [house('4'), house('1', { boxes: 40 })], remove: ['2'] }, { field: 'name', value: 'Peupliers sud' }] }])
    await send(alba, nour)
    await send(nour, alba)
    const merged = sector(alba, id)!
    expect(merged.buildings.map((each) => each.id)).toEqual(['1', '3', '4'])
    expect({ ...merged, updatedAt: 0 }).toEqual({ ...sector(nour, id)!, updatedAt: 0 })
    expect([merged.name, ...merged.apart!.find(({ field }) => field === 'name')!.others].sort()).toEqual(['Peupliers nord', 'Peupliers sud'])
    expect(merged.apart!.find(({ field }) => field === 'building')).toMatchObject({ building: '1', others: [expect.stringContaining(merged.buildings[0]!.floors === 8 ? '40' : '8')] })
    await alba.commands.editSectors([{ id, edits: [{ field: 'name', value: 'Les Peupliers' }, { field: 'buildings', set: [house('1', { floors: 8, boxes: 40 })] }] }])
    expect(sector(alba, id)!.apart).toBeUndefined()
  })

  it('is read and written by a machine that holds no key of people', async () => {
    const nour = await letIn('volunteer')
    const id = await created(alba)
    await send(alba, nour)
    await nour.commands.editSectors([{ id, edits: [{ field: 'buildings', set: [house('3', { access: 'interphone' })] }] }])
    await expect(nour.commands.createPerson(newId<PersonId>(), { lastName: 'Kaya' })).rejects.toMatchObject({ code: 'role-forbids' })
    await send(nour, alba)
    expect(sector(alba, id)!.buildings).toHaveLength(3)
    await nour.commands.undo()
    await send(nour, alba)
    expect(sector(alba, id)!.buildings).toHaveLength(2)
    expect(alba.store.quarantined()).toBe(0)
  })

  it('that somebody deleted comes back by an edit that did not know of it, not by a late command', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await alba.commands.deleteSectors([id])
    await nour.commands.editSectors([{ id, edits: [{ field: 'buildings', set: [house('3')] }] }])
    await send(nour, alba)
    await send(alba, nour)
    expect([alba, nour].map((machine) => sector(machine, id)?.buildings.length)).toEqual([3, 3])
  })
})

describe('the record of a sector', () => {
  const text = fc.string({ maxLength: 12 })
  const some = fc.record({ id: fc.constantFrom('1', '2', '3'), street: text, number: text, building: text, stair: text, floors: fc.nat(40), doors: fc.nat(9), boxes: fc.nat(300), access: text })
  const edit: fc.Arbitrary<SectorEdit> = fc.oneof(
    fc.record({ field: fc.constantFrom('name' as const, 'city' as const, 'station' as const), value: text }),
    fc.record({ field: fc.constant('buildings' as const), set: fc.uniqueArray(some, { selector: ({ id }) => id, maxLength: 2 }) }),
    fc.record({ field: fc.constant('buildings' as const), remove: fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 2 }) }),
  )

  it('says after any edits what they say, and leaves the keys of a newer version alone', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const id = newId<SectorId>()
        let record = openRecord(id, [encodeNewRecord(5, [...keysOfSector(estate, 7), ['zz', { shape: ['à venir'] }], ['h:1', 3]])])
        const model = { ...estate, buildings: new Map(estate.buildings!.map((each) => [each.id, each])) }
        for (const each of edits) {
          record = record.edit(6, changesOfSectorEdits(record.keys, [each]))?.record ?? record
          if (each.field !== 'buildings') model[each.field] = each.value
          else {
            for (const gone of each.remove ?? []) model.buildings.delete(gone)
            for (const set of each.set ?? []) model.buildings.set(set.id, set)
          }
        }
        expect(sectorFromKeys(id, record.keys, 9)).toEqual({
          ...model, id, buildings: [...model.buildings.values()].sort((one, other) => (one.id < other.id ? -1 : 1)), createdAt: 7, updatedAt: 9, extra: { zz: { shape: ['à venir'] }, 'h:1': 3 },
        })
      }),
      { numRuns: 100 },
    )
  })
})
