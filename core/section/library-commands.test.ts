/** The library in a section: commands, undo, two machines apart, a machine that holds no key of people, a start from pages, a newer version. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type AssetId, type DeviceId, type KitId, type PersonId, type PresetId, type SectionId } from '../domain/ids'
import { currentVersion, type AssetDraft, type AssetEdit, type AssetVersion } from '../domain/library/asset'
import { inStock } from '../domain/library/stock'
import { memoryJournal } from '../log/memory-journal'
import { admitDevice, foundSection } from '../membership/keys'
import { memoryPages } from '../ports/pages'
import { newDevice, newSecrets, type Secrets } from '../sealing/vault'
import { createCommands } from './commands'
import { assetFromKeys, changesOfAssetEdits, keysOfAsset } from './library-record'
import { encodeNewRecord, openRecord } from './record'
import { openSectionStore } from './section-store'

/** As long as a name and a key are. */
const long = (word: string) => word.padEnd(43, '_')
const version = (id: string, said: Partial<AssetVersion> = {}): AssetVersion => ({
  id, at: Number(id), by: 'poste' as DeviceId, file: { name: long(`fichier${id}`), key: long('clef'), bytes: 1040 }, picture: { name: long(`image${id}`), key: long('clef'), bytes: 90 }, content: `contenu${id}`, bytes: 1000, type: 'pdf', pages: 2, width: 105, height: 148, note: '', ...said,
})
const tract: AssetDraft = { title: 'Pouvoir vivre', kind: 'tract', audiences: ['field', 'section'], campaign: 'Logement', language: 'fr', source: 'Union des Quartiers', instructions: 'Recto verso', validUntil: '2026-12-31', versions: [version('1')], least: 100 }

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

const asset = ({ store }: Machine, id: AssetId) => store.assets.get(id)
async function created({ commands }: Machine, draft: AssetDraft = tract): Promise<AssetId> {
  const id = newId<AssetId>()
  await commands.createAssets([{ id, draft }])
  return id
}

describe('a version that is none, or one as a later app writes it', () => {
  it.each([
    ['names no file', [1, 'poste', 'x', long('clef'), 10, '', '', 0]],
    ['has no key', [1, 'poste', long('a'), '', 10, '', '', 0]],
    ['is longer than any file', [1, 'poste', long('a'), long('clef'), 1e15, '', '', 0]],
    ['is empty', [1, 'poste', long('a'), long('clef'), 0, '', '', 0]],
    ['is not whole', [1, 'poste', long('a'), long('clef'), 0.5, '', '', 0]],
    ['is another thing', 'v2:…'],
    ['is nothing', []],
  ])('is not taken for one where it %s', (_what, value) => {
    const keys = new Map([...keysOfAsset(tract, 1), ['v:9', value as never]])
    expect(assetFromKeys(newId<AssetId>(), keys, 1)!.versions.map(({ id }) => id)).toEqual(['1'])
  })

  it('has no picture where its picture is none', () => {
    const [good, odd] = [long('a'), ['../..', long('clef'), 9]]
    const keys = new Map([...keysOfAsset({ ...tract, versions: [] }, 1), ['v:9', [1, 'poste', good, long('clef'), 10, ...odd, 'contenu', 9, 'pdf', 1, 1, 1, ''] as never]])
    expect(assetFromKeys(newId<AssetId>(), keys, 1)!.versions).toMatchObject([{ id: '9', picture: null }])
  })
})

describe('an asset', () => {
  it('that nobody added by hand is not what Ctrl+Z takes back; the history does', async () => {
    const byHand = await created(alba)
    const others = [newId<AssetId>(), newId<AssetId>()]
    const { history } = await alba.commands.createAssets(others.map((id) => ({ id, draft: tract })), false)
    await alba.commands.undo()
    expect([asset(alba, byHand), ...others.map((id) => asset(alba, id)?.title)]).toEqual([undefined, 'Pouvoir vivre', 'Pouvoir vivre'])
    await alba.commands.undoEntry(history)
    expect(alba.store.assets.size).toBe(0)
  })

  it('is added, given a new version, deleted, and each of it undone and done again; the history says which', async () => {
    const id = await created(alba)
    expect(asset(alba, id)).toMatchObject({ id, ...tract })
    await alba.commands.editAssets([{ id, edits: [{ field: 'versions', add: [version('2', { note: 'Corrigé : l’horaire' })] }, { field: 'title', value: 'Pouvoir vivre ici' }] }])
    expect(currentVersion(asset(alba, id)!)).toMatchObject({ id: '2', note: 'Corrigé : l’horaire' })
    expect(asset(alba, id)!.versions).toHaveLength(2)
    await alba.commands.undo()
    expect(asset(alba, id)).toMatchObject({ title: 'Pouvoir vivre', versions: [{ id: '1' }] })
    await alba.commands.redo()
    await alba.commands.deleteAssets([id])
    expect(asset(alba, id)).toBeUndefined()
    const labels = [...alba.store.history.values()]
    expect(labels.filter(({ asset: of }) => of === id).map(({ scope }) => scope)).toEqual(labels.map(() => 'commons'))
    expect(labels.find(({ kind }) => kind === 'asset.delete')).toMatchObject({ detail: 'Pouvoir vivre ici', undoable: true })
    await expect(alba.commands.editAssets([{ id, edits: [{ field: 'title', value: 'x' }] }])).rejects.toMatchObject({ code: 'asset-gone' })
    await alba.commands.undo()
    expect(asset(alba, id)).toMatchObject({ title: 'Pouvoir vivre ici', versions: [{ id: '1' }, { id: '2' }] })
  })

  it('counts what two machines print and take while apart', async () => {
    const nour = await letIn('volunteer')
    const id = await created(alba)
    await send(alba, nour)
    await alba.commands.editAssets([{ id, edits: [{ field: 'stock', add: [{ id: 'a', place: 'Local', kind: 'printed', count: 400, at: 1 }] }] }])
    await nour.commands.editAssets([{ id, edits: [{ field: 'stock', add: [{ id: 'b', place: 'Local', kind: 'printed', count: 200, at: 2 }, { id: 'c', place: 'Local', kind: 'taken', count: 50, at: 3 }] }] }])
    await send(nour, alba)
    await send(alba, nour)
    expect([alba, nour].map((machine) => inStock(asset(machine, id)!.stock))).toEqual([550, 550])
  })

  it('keeps both versions that two add while apart, in one order, and shows what was written apart to one field', async () => {
    const nour = await letIn('organizer')
    const id = await created(alba)
    await send(alba, nour)
    await alba.commands.editAssets([{ id, edits: [{ field: 'versions', add: [version('3')] }, { field: 'title', value: 'Version d’Alba' }, { field: 'audiences', add: ['web'] }] }])
    await nour.commands.editAssets([{ id, edits: [{ field: 'versions', add: [version('2')] }, { field: 'title', value: 'Version de Nour' }, { field: 'audiences', remove: ['field'] }] }])
    await send(alba, nour)
    await send(nour, alba)
    const merged = asset(alba, id)!
    expect({ ...merged, updatedAt: 0 }).toEqual({ ...asset(nour, id)!, updatedAt: 0 })
    expect(merged).toMatchObject({ versions: [{ id: '1' }, { id: '2' }, { id: '3' }], audiences: ['web', 'section'] })
    expect([merged.title, ...merged.apart!.find(({ field }) => field === 'title')!.others].sort()).toEqual(['Version de Nour', 'Version d’Alba'])
    await alba.commands.editAssets([{ id, edits: [{ field: 'title', value: 'Pouvoir vivre' }] }])
    expect(asset(alba, id)!.apart).toBeUndefined()
  })

  it('is written by a volunteer’s machine, which holds no key of people', async () => {
    const nour = await letIn('volunteer')
    const id = await created(nour)
    await send(nour, alba)
    expect(asset(alba, id)!.title).toBe('Pouvoir vivre')
    await expect(nour.commands.createPerson(newId<PersonId>(), { lastName: 'Kaya' })).rejects.toMatchObject({ code: 'role-forbids' })
    expect(alba.store.quarantined()).toBe(0)
  })
})

describe('kits and what is saved to print with', () => {
  it('are made, changed, deleted and brought back; what a kit holds keeps its order', async () => {
    const [first, second, third] = [newId<AssetId>(), newId<AssetId>(), newId<AssetId>()] as const
    const kit = newId<KitId>()
    await alba.commands.createKits([{ id: kit, draft: { name: 'Porte-à-porte', actions: ['doors'], assets: [second, first] } }])
    await alba.commands.editKits([{ id: kit, edits: [{ field: 'assets', add: [third], remove: [second] }, { field: 'note', value: 'Un par binôme' }] }])
    expect(alba.store.kits.get(kit)).toMatchObject({ name: 'Porte-à-porte', note: 'Un par binôme', actions: ['doors'], assets: [first, third] })
    await alba.commands.deleteKits([kit])
    await alba.commands.undo()
    expect(alba.store.kits.get(kit)?.assets).toEqual([first, third])

    const preset = newId<PresetId>()
    await alba.commands.createPresets([{ id: preset, draft: { kind: 'brand', name: 'Union', parts: { primary: '#b4123c', font: { name: 'Noto' } } } }])
    await alba.commands.editPresets([{ id: preset, edits: [{ field: 'parts', set: { secondary: '#222222' }, remove: ['font'] }] }])
    expect(alba.store.presets.get(preset)).toMatchObject({ kind: 'brand', parts: { primary: '#b4123c', secondary: '#222222' } })
    // What is kept as one value is as it was, with what is empty in it.
    await alba.commands.editPresets([{ id: preset, edits: [{ field: 'parts', set: { layout: { consent: null, columns: ['name', { hand: 'tick', title: '' }], rows: [] } } }] }])
    const again = await openOn(alba.secrets, memoryJournal(alba.journal.bytes()))
    expect(again.store.presets.get(preset)?.parts['layout']).toEqual({ consent: null, columns: ['name', { hand: 'tick', title: '' }], rows: [] })
    await alba.commands.deletePresets([preset])
    await expect(alba.commands.editPresets([{ id: preset, edits: [] }])).rejects.toMatchObject({ code: 'preset-gone' })
  })

  it('are there after a start, from pages and from the journal alone', async () => {
    const id = await created(alba)
    const kit = newId<KitId>()
    await alba.store.checkpoint()
    await alba.commands.createKits([{ id: kit, draft: { name: 'Marché', assets: [id] } }])
    for (const pages of [alba.pages, memoryPages()]) {
      const again = await openOn(alba.secrets, memoryJournal(alba.journal.bytes()), pages)
      expect(asset(again, id)).toEqual(asset(alba, id))
      expect(again.store.kits.get(kit)).toEqual(alba.store.kits.get(kit))
    }
  })
})

describe('the record of an asset', () => {
  const text = fc.string({ maxLength: 12 })
  const edit: fc.Arbitrary<AssetEdit> = fc.oneof(
    fc.record({ field: fc.constantFrom('title' as const, 'campaign' as const, 'validUntil' as const, 'ready' as const), value: text }),
    fc.record({ field: fc.constant('audiences' as const), add: fc.subarray(['web', 'field'] as const), remove: fc.subarray(['section', 'federation'] as const) }),
    fc.record({ field: fc.constant('least' as const), value: fc.nat(500) }),
    fc.record({ field: fc.constant('versions' as const), add: fc.subarray([version('2'), version('3')]), remove: fc.subarray(['1', '4']) }),
    fc.record({ field: fc.constant('stock' as const), add: fc.subarray([{ id: 'a', place: 'Local', kind: 'printed' as const, count: 3, at: 1 }]), remove: fc.subarray(['b']) }),
  )

  it('says after any edits what they say, and leaves the keys of a newer version alone', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const id = newId<AssetId>()
        let record = openRecord(id, [encodeNewRecord(5, [...keysOfAsset(tract, 7), ['zz', { shape: ['à venir'] }]])])
        const model = { ...tract, text: '', link: '', ready: '', audiences: new Set(tract.audiences), versions: new Map([['1', version('1')]]), stock: new Map() }
        for (const each of edits) {
          record = record.edit(6, changesOfAssetEdits(record.keys, [each]))?.record ?? record
          if (each.field === 'audiences') {
            for (const gone of each.remove ?? []) model.audiences.delete(gone)
            for (const more of each.add ?? []) model.audiences.add(more)
          } else if (each.field === 'versions' || each.field === 'stock') {
            for (const gone of each.remove ?? []) model[each.field].delete(gone)
            for (const more of each.add ?? []) model[each.field].set(more.id, more as never)
          } else (model as Record<string, unknown>)[each.field] = each.value
        }
        expect(assetFromKeys(id, record.keys, 9)).toEqual({
          ...model, id, audiences: ['web', 'field', 'section', 'federation'].filter((each) => model.audiences.has(each as never)), versions: [...model.versions.values()].sort((one, other) => one.at - other.at), stock: [...model.stock.values()],
          createdAt: 7, updatedAt: 9, extra: { zz: { shape: ['à venir'] } },
        })
      }),
      { numRuns: 100 },
    )
  })
})

describe('a paper that was filled in', () => {
  it('is kept with what it was filled with, changed and undone as one deed', async () => {
    const [id, preset] = [newId<AssetId>(), newId<PresetId>()]
    const made = await alba.commands.keepPaper({ asset: { id, draft: tract }, preset: { id: preset, draft: { kind: 'template', name: 'Pouvoir vivre', parts: { asset: id, 'slot:title': 'Pouvoir vivre' } } } })
    expect(alba.store.history.get(made.history)).toMatchObject({ kind: 'asset.create', asset: id, count: 1 })
    const changed = await alba.commands.keepPaper({ asset: { id, edits: [{ field: 'versions', add: [version('2')] }] }, preset: { id: preset, edits: [{ field: 'parts', set: { 'slot:title': 'Vivre' } }] } })
    expect([asset(alba, id)?.versions.length, alba.store.presets.get(preset)?.parts['slot:title']]).toEqual([2, 'Vivre'])
    await alba.commands.undoEntry(changed.history)
    expect([asset(alba, id)?.versions.length, alba.store.presets.get(preset)?.parts['slot:title']]).toEqual([1, 'Pouvoir vivre'])
    await alba.commands.undoEntry(made.history)
    expect([asset(alba, id), alba.store.presets.get(preset)]).toEqual([undefined, undefined])
  })
})
