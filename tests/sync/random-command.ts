/** What somebody does next: any command, on anyone. For the simulator and for engines in processes of their own. */
import type { ActionEdit } from '#core/domain/agenda/action'
import type { Stream } from '#core/domain/demo/random'
import { newId, type ActionId, type AssetId, type KitId, type PersonId, type PresetId, type SectorId } from '#core/domain/ids'
import type { AssetVersion } from '#core/domain/library/asset'
import type { Receipt } from '#core/section/command-writer'
import type { CommonsName } from '#core/section/commons-records'
import type { SectionCommands } from '#core/section/commands'
import type { SectionStore } from '#core/section/section-store'

/** A command that was begun, and what must be found wherever it counts, unless it was undone or the person erased. */
export interface Attempt {
  receipt: Promise<Receipt | null>
  /** Has a record. */
  person?: PersonId
  /** The record of the commons that it is about: whoever holds them says something of it. */
  commons?: { name: CommonsName; id: string }
  /** A tag that nobody else ever adds or takes away. */
  tag?: string
}

const words = ['marché', 'collage', 'appel', 'boîtage']

/** A word that is written of this person only. */
export const canaryOf = (id: string) => `zq${id}`

/** `note` is what is written, and must not be written twice. `erasures`, `agenda`: how many of the commands are one, or of the agenda. */
export function randomCommand(store: SectionStore, commands: SectionCommands, chance: Stream, note: string, { erasures = 0, agenda = 0 } = {}): Attempt {
  if (chance.chance(agenda)) return chance.pick([randomActionCommand, randomActionCommand, randomSectorCommand, randomAssetCommand])(store, commands, chance, note)
  const people = [...store.people.all()]
  const someone = people.length > 0 ? chance.pick(people).id : null
  const kind = chance.whole(10)
  if (!someone || kind < 2) {
    const person = newId<PersonId>()
    return { person, receipt: commands.createPerson(person, { lastName: note, source: canaryOf(person) }) }
  }
  const selection = { kind: 'ids' as const, ids: [someone] }
  const said = `${note} ${canaryOf(someone)}`
  if (chance.chance(erasures)) return { receipt: commands.erasePeople(selection, 'request') }
  if (kind < 5) return { person: someone, receipt: commands.editPeople(selection, [{ field: chance.pick(['note', 'city', 'firstName']), value: said }]) }
  if (kind < 6) return { receipt: commands.editPeople(selection, [{ field: 'tags', [chance.pick(['add', 'remove'])]: [chance.pick(words)] }]) }
  if (kind < 7) return { person: someone, tag: note, receipt: commands.editPeople(selection, [{ field: 'tags', add: [note] }]) }
  if (kind < 8) return { receipt: (chance.chance(0.5) ? settleConflict(store, commands, chance) : null) ?? commands.undo() }
  if (kind < 9) return { receipt: commands.deletePeople(selection) }
  return { receipt: commands.importPeople({ created: [{ lastName: note }, { lastName: `${note} bis` }], edited: [{ id: someone, edits: [{ field: 'note', value: said }] }], detail: 'csv' }) }
}

/** Of the agenda: also on a machine that holds no key of people. */
function randomActionCommand(store: SectionStore, commands: SectionCommands, chance: Stream, note: string): Attempt {
  const known = [...store.actions.values()]
  const kind = chance.whole(6)
  const day = (from: number) => ({ local: `2026-12-${String(1 + chance.whole(28)).padStart(2, '0')}T${String(from + chance.whole(3)).padStart(2, '0')}:00:00`, zone: 'Europe/Paris' })
  if (known.length === 0 || kind === 0) {
    const id = newId<ActionId>()
    const start = day(8)
    return { commons: { name: 'action', id }, receipt: commands.createActions([{ id, draft: { kind: 'stall', title: note, start, end: { ...start, local: `${start.local.slice(0, 11)}20:00:00` }, rule: chance.chance(0.3) ? 'FREQ=WEEKLY;COUNT=6' : '' } }]) }
  }
  const { id, rule, start } = chance.pick(known)
  if (kind === 1) return { commons: { name: 'action', id }, receipt: commands.deleteActions([id]) }
  if (kind === 2 && rule) return { commons: { name: 'action', id }, receipt: commands.editSeries({ id, on: start.local, scope: chance.pick(['one', 'following', 'all']), as: newId(), edits: [{ field: 'title', value: note }] }, 'Europe/Paris') }
  const someone = [...store.people.all()][0]
  if (kind === 3 && someone) return { person: someone.id, receipt: commands.signUp([{ person: someone.id, signUp: { action: id, on: rule ? start.local : '', shift: '' }, state: chance.pick(['signed-up', 'confirmed', null]) }]) }
  const edits: ActionEdit[] = [{ field: 'tasks', set: [{ id: note.replaceAll(/\W/g, ''), text: note, done: false }] }]
  if (kind === 4) edits.push({ field: chance.pick(['title', 'description', 'place']), value: note })
  if (kind === 5) edits.push({ field: 'material', set: [{ id: note.replaceAll(/\W/g, ''), text: note, quantity: note.length }] })
  return { commons: { name: 'action', id }, receipt: commands.editActions([{ id, edits }]) }
}

/** Of the territory: likewise. */
function randomSectorCommand(store: SectionStore, commands: SectionCommands, chance: Stream, note: string): Attempt {
  const known = [...store.sectors.values()]
  const kind = chance.whole(6)
  const house = () => ({ id: `h${chance.whole(1e9)}`, street: 'rue Gabriel-Péri', number: String(1 + chance.whole(40)), building: '', stair: '', floors: chance.whole(9), doors: 0, boxes: chance.whole(60), access: note })
  if (known.length === 0 || kind === 0) {
    const id = newId<SectorId>()
    return { commons: { name: 'sector', id }, receipt: commands.createSectors([{ id, draft: { name: note, city: 'Saint-Denis', buildings: [house(), house()] } }]) }
  }
  const { id, buildings } = chance.pick(known)
  const [some] = buildings
  if (kind === 1) return { commons: { name: 'sector', id }, receipt: commands.deleteSectors([id]) }
  if (kind === 2 && some) return { commons: { name: 'sector', id }, receipt: commands.editSectors([{ id, edits: [{ field: 'buildings', remove: [some.id] }] }]) }
  // The same building, by several apart.
  if (kind === 3 && some) return { commons: { name: 'sector', id }, receipt: commands.editSectors([{ id, edits: [{ field: 'buildings', set: [{ ...some, access: note }] }] }]) }
  return { commons: { name: 'sector', id }, receipt: commands.editSectors([{ id, edits: [{ field: 'buildings', set: [house()] }, ...(kind === 4 ? [{ field: 'name' as const, value: note }] : [])] }]) }
}

/** Of the library: likewise. */
function randomAssetCommand(store: SectionStore, commands: SectionCommands, chance: Stream, note: string): Attempt {
  const known = [...store.assets.values()]
  const kind = chance.whole(6)
  const word = note.replaceAll(/\W/g, '')
  const version = (): AssetVersion => ({
    id: `v${chance.whole(1e9)}`, at: chance.whole(1e6), by: store.device, file: { name: word.padEnd(43, '_').slice(0, 43), key: word.padEnd(43, '_').slice(0, 43), bytes: 9 }, picture: null, content: word, bytes: 8, type: 'pdf', pages: 1, width: 105, height: 148, note,
  })
  if (known.length === 0 || kind === 0) {
    const id = newId<AssetId>()
    return { commons: { name: 'asset', id }, receipt: commands.createAssets([{ id, draft: { title: note, kind: 'tract', audiences: ['field'], versions: [version()] } }]) }
  }
  const { id } = chance.pick(known)
  if (kind === 1) return { commons: { name: 'asset', id }, receipt: commands.deleteAssets([id]) }
  if (kind === 2) {
    const kits = [...store.kits.keys()]
    const kit = kits.length > 0 && chance.chance(0.7) ? chance.pick(kits) : newId<KitId>()
    const receipt = store.kits.has(kit) ? commands.editKits([{ id: kit, edits: [{ field: 'assets', [chance.pick(['add', 'remove'])]: [id] }, { field: 'note', value: note }] }]) : commands.createKits([{ id: kit, draft: { name: note, assets: [id] } }])
    return { commons: { name: 'kit', id: kit }, receipt }
  }
  if (kind === 3) {
    const preset = newId<PresetId>()
    return { commons: { name: 'preset', id: preset }, receipt: commands.createPresets([{ id: preset, draft: { kind: 'list', name: note, parts: { columns: [word] } } }]) }
  }
  if (kind === 4) return { commons: { name: 'asset', id }, receipt: commands.editAssets([{ id, edits: [{ field: 'stock', add: [{ id: `s${chance.whole(1e9)}`, place: 'Local', kind: chance.pick(['printed', 'taken', 'counted']), count: chance.whole(500), at: chance.whole(1e6) }] }] }]) }
  return { commons: { name: 'asset', id }, receipt: commands.editAssets([{ id, edits: [{ field: 'versions', add: [version()] }, { field: 'title', value: note }, { field: 'audiences', [chance.pick(['add', 'remove'])]: ['web'] }] }]) }
}

/** Settles one of the fields that were changed in two places, where there are any. */
function settleConflict(store: SectionStore, commands: SectionCommands, chance: Stream): Promise<Receipt> | null {
  const questions = [...store.people.all()].flatMap(({ id, conflicts = [] }) => conflicts.map((conflict) => ({ id, ...conflict })))
  if (questions.length === 0) return null
  const { id, key, kept, others } = chance.pick(questions)
  return commands.choosePerson(id, key, chance.pick([null, ...kept, ...others.flatMap((other) => other.kept)]))
}
