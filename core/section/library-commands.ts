/** Commands on the library and on what is saved to print with, where volunteers can read and write them too. */
import type { AssetId, KitId, PresetId } from '../domain/ids'
import type { AssetDraft, AssetEdit } from '../domain/library/asset'
import type { KitDraft, KitEdit } from '../domain/library/kit'
import type { PresetDraft, PresetEdit } from '../domain/library/preset'
import { changeCommons, commitCommons, type CommonsPorts } from './commons-commands'
import { editCommons, joined } from './commons-editor'
import { commonsKinds, newCommons, shownAs, type CommonsName } from './commons-records'
import type { CommandDraft, Receipt } from './command-writer'
import { deletion, isDeleted } from './deletion'
import { changesOfAssetEdits, changesOfKitEdits, changesOfPresetEdits, keysOfAsset, keysOfKit, keysOfPreset } from './library-record'
import type { KeyChange, RecordKeys, RecordValue } from './record'

type Made<Id, Draft> = readonly { id: Id; draft: Draft }[]
type Changed<Id, Edit> = readonly { id: Id; edits: readonly Edit[] }[]
type MadeOrChanged<Id, Draft, Edit> = { id: Id } & ({ draft: Draft } | { edits: readonly Edit[] })

/** Edits reject with `asset-gone`, `kit-gone`, `preset-gone` where none of them is there any more. */
export interface LibraryCommands {
  /** One or, as one deed, several. Their files are stored before: what a record names must be there. `byHand`: see `createKits`. */
  createAssets(made: Made<AssetId, AssetDraft>, byHand?: boolean): Promise<Receipt>
  editAssets(changes: Changed<AssetId, AssetEdit>): Promise<Receipt>
  /** Their files stay until nothing can bring them back. */
  deleteAssets(ids: readonly AssetId[]): Promise<Receipt>
  /** A paper with what it was filled with, so that it can be changed again: made or changed as one deed, that of the asset. */
  keepPaper(paper: { asset: MadeOrChanged<AssetId, AssetDraft, AssetEdit>; preset: MadeOrChanged<PresetId, PresetDraft, PresetEdit> }): Promise<Receipt>
  /** `byHand` false: nobody did it here and now, so that Ctrl+Z means what was done before it; the history undoes it all the same. */
  createKits(made: Made<KitId, KitDraft>, byHand?: boolean): Promise<Receipt>
  editKits(changes: Changed<KitId, KitEdit>): Promise<Receipt>
  deleteKits(ids: readonly KitId[]): Promise<Receipt>
  createPresets(made: Made<PresetId, PresetDraft>): Promise<Receipt>
  editPresets(changes: Changed<PresetId, PresetEdit>): Promise<Receipt>
  deletePresets(ids: readonly PresetId[]): Promise<Receipt>
}

type Name = Extract<CommonsName, 'asset' | 'kit' | 'preset'>

export function createLibraryCommands(ports: CommonsPorts): LibraryCommands {
  const { editor, inTurn, client, clock } = ports
  const about = (name: Name, ids: readonly string[]): Partial<CommandDraft> => (ids.length === 1 ? { [name]: ids[0]! } : {})

  const create = (name: Name, made: readonly { id: string; keys: (at: number) => [string, RecordValue][] }[], byHand = true) =>
    inTurn(async () => {
      const at = clock()
      return commitCommons(byHand ? ports : { ...ports, remember: () => {} }, { kind: `${name}.create`, ...about(name, made.map(({ id }) => id)) }, newCommons(name, made.map(({ id, keys }) => ({ id, keys: keys(at) })), client, at))
    }, 'commons')

  const edit = <Edit>(name: Name, changes: Changed<string, Edit>, changesOf: (keys: RecordKeys, edits: readonly Edit[]) => KeyChange[]) =>
    inTurn(async () => {
      const edits = new Map(changes.map((change) => [change.id, change.edits]))
      const ids = changes.map(({ id }) => id)
      // What is deleted stays so: an edit that comes late must not bring it back.
      return changeCommons(ports, name, ids, (id, keys) => (isDeleted(keys) ? [] : changesOf(keys, edits.get(id)!)), { kind: `${name}.edit`, ...about(name, ids) })
    }, 'commons')

  const remove = (name: Name, ids: readonly string[]) =>
    inTurn(async () => {
      const now = clock()
      return changeCommons(ports, name, ids, (_id, keys) => (isDeleted(keys) ? [] : [deletion(keys, now)]), { kind: `${name}.delete`, detail: await nameOf(name, ids), ...about(name, ids) })
    }, 'commons')

  const keepPaper: LibraryCommands['keepPaper'] = ({ asset, preset }) =>
    inTurn(async () => {
      const at = clock()
      const made = [
        ...('draft' in asset ? [newCommons('asset', [{ id: asset.id, keys: keysOfAsset(asset.draft, at) }], client, at)] : []),
        ...('draft' in preset ? [newCommons('preset', [{ id: preset.id, keys: keysOfPreset(preset.draft, at) }], client, at)] : []),
      ]
      const { changed, ...edited } = joined([
        ...('edits' in asset ? [await editCommons(ports, 'asset', [asset.id], (_id, keys) => (isDeleted(keys) ? [] : changesOfAssetEdits(keys, asset.edits)))] : []),
        ...('edits' in preset ? [await editCommons(ports, 'preset', [preset.id], (_id, keys) => (isDeleted(keys) ? [] : changesOfPresetEdits(keys, preset.edits)))] : []),
      ])
      return commitCommons(ports, { kind: 'draft' in asset ? 'asset.create' : 'asset.edit', asset: asset.id, count: 1 }, {
        updates: [...edited.updates, ...made.flatMap(({ updates }) => updates)], rows: [], after: [...edited.after, ...made.flatMap(({ after }) => after)],
        shown: [...edited.shown, ...made.flatMap(({ shown }) => shown)], changes: { changed, created: made.flatMap(({ changes }) => changes.created) },
      })
    }, 'commons')

  /** The name of the only one is gone with it: the history says which one it was. */
  async function nameOf(name: Name, ids: readonly string[]): Promise<string> {
    if (ids.length !== 1) return ''
    const { record } = shownAs(name, ids[0]!, (await editor.take(commonsKinds[name].kind, ids[0]!)).keys, 0)
    return !record ? '' : 'title' in record ? record.title : record.name
  }

  return {
    createAssets: (made, byHand) => create('asset', made.map(({ id, draft }) => ({ id, keys: (at) => keysOfAsset(draft, at) })), byHand),
    editAssets: (changes) => edit('asset', changes, changesOfAssetEdits),
    deleteAssets: (ids) => remove('asset', ids),
    keepPaper,
    createKits: (made, byHand) => create('kit', made.map(({ id, draft }) => ({ id, keys: (at) => keysOfKit(draft, at) })), byHand),
    editKits: (changes) => edit('kit', changes, changesOfKitEdits),
    deleteKits: (ids) => remove('kit', ids),
    createPresets: (made) => create('preset', made.map(({ id, draft }) => ({ id, keys: (at) => keysOfPreset(draft, at) }))),
    editPresets: (changes) => edit('preset', changes, changesOfPresetEdits),
    deletePresets: (ids) => remove('preset', ids),
  }
}
