/** Commands on the territory: sectors and their buildings, where volunteers can read and write them too. */
import type { SectorDraft, SectorEdit } from '../domain/agenda/territory'
import type { SectorId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { editCommons, type CommonsEditing } from './commons-editor'
import type { CommandDraft, CommandWriter, Committed, Receipt, Work } from './command-writer'
import { deletion, isDeleted } from './deletion'
import { fingerprint } from './fingerprint'
import { encodeNewRecord, openRecord, type KeyChange, type RecordKeys } from './record'
import { changesOfSectorEdits, keysOfSector, sectorFromKeys } from './sector-record'
import { recordKinds } from './shards'
import { shownAtOnce, type InTurn, type UndoStack } from './undo-stack'

export interface NewSector {
  id: SectorId
  draft: SectorDraft
}

export interface SectorCommands {
  /** One or, as one deed, several. */
  createSectors(made: readonly NewSector[]): Promise<Receipt>
  /** Rejects with `sector-gone` where none of them is there any more. */
  editSectors(changes: readonly { id: SectorId; edits: readonly SectorEdit[] }[]): Promise<Receipt>
  /** Actions that were in them stay, and are in none then. */
  deleteSectors(ids: readonly SectorId[]): Promise<Receipt>
}

export function createSectorCommands(ports: CommonsEditing & { writer: CommandWriter; inTurn: InTurn; remember: UndoStack['remember'] }): SectorCommands {
  const { editor, writer, inTurn, remember, client, clock } = ports

  function create(made: readonly NewSector[]): Work {
    const at = clock()
    const records = made.map(({ id, draft }) => {
      const keys = keysOfSector(draft, at)
      return { id, keys, update: encodeNewRecord(client, keys) }
    })
    return {
      updates: records.map(({ id, update }) => ({ kind: recordKinds.sector, id, at, update })), rows: [], after: records.map(({ id, update }) => [id, openRecord(id, [update])]),
      sectors: records.map(({ id, keys }) => ({ id, sector: sectorFromKeys(id, new Map(keys), at) })),
      changes: { changed: [], created: records.map(({ id, keys }) => ({ kind: recordKinds.sector, id, fingerprint: fingerprint(keys) })) },
    }
  }

  async function commit(draft: CommandDraft, ids: readonly SectorId[], work: Work): Promise<Committed> {
    const [only] = ids
    const committed = await writer.commit({ ...draft, ...(only && ids.length === 1 ? { sector: only } : {}), scope: 'commons', wholeOrNothing: work.updates.length > shownAtOnce }, work)
    if (work.updates.length > 0) remember(committed.label)
    return committed
  }

  const keysOf = async (id: SectorId) => (await editor.take(recordKinds.sector, id)).keys
  const isThere = (keys: RecordKeys) => keys.size > 0 && !isDeleted(keys)

  async function edit(ids: readonly SectorId[], decide: (id: string, keys: RecordKeys) => readonly KeyChange[], draft: CommandDraft): Promise<Committed> {
    const { changed, ...edited } = await editCommons(ports, recordKinds.sector, ids, decide)
    if (edited.updates.length === 0 && !(await Promise.all(ids.map(keysOf))).some(isThere)) throw new PortError('sector-gone')
    return commit(draft, ids, { ...edited, changes: { changed, created: [] } })
  }

  return {
    createSectors: (made) => inTurn(async () => commit({ kind: 'sector.create' }, made.map(({ id }) => id), create(made)), 'commons'),
    editSectors: (changes) =>
      inTurn(async () => {
        const edits = new Map(changes.map((change) => [change.id as string, change.edits]))
        // What is deleted stays so: an edit that comes late must not bring it back.
        return edit(changes.map(({ id }) => id), (id, keys) => (isDeleted(keys) ? [] : changesOfSectorEdits(keys, edits.get(id)!)), { kind: 'sector.edit' })
      }, 'commons'),
    deleteSectors: (ids) =>
      inTurn(async () => {
        const now = clock()
        // Its name is gone with it: the history says which one it was.
        const gone = ids.length === 1 ? sectorFromKeys(ids[0]!, await keysOf(ids[0]!), now)?.name : undefined
        return edit(ids, (_id, keys) => (isDeleted(keys) ? [] : [deletion(keys, now)]), { kind: 'sector.delete', detail: gone ?? '' })
      }, 'commons'),
  }
}
