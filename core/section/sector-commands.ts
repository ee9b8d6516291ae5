/** Commands on the territory: sectors and their buildings, where volunteers can read and write them too. */
import type { SectorDraft, SectorEdit } from '../domain/agenda/territory'
import type { SectorId } from '../domain/ids'
import { changeCommons, commitCommons, type CommonsPorts } from './commons-commands'
import { newCommons } from './commons-records'
import type { CommandDraft, Receipt } from './command-writer'
import { deletion, isDeleted } from './deletion'
import { changesOfSectorEdits, keysOfSector, sectorFromKeys } from './sector-record'
import { recordKinds } from './shards'

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

export function createSectorCommands(ports: CommonsPorts): SectorCommands {
  const { editor, inTurn, client, clock } = ports
  const about = (ids: readonly SectorId[]): Pick<CommandDraft, 'sector'> => (ids.length === 1 ? { sector: ids[0]! } : {})

  return {
    createSectors: (made) =>
      inTurn(async () => {
        const at = clock()
        return commitCommons(ports, { kind: 'sector.create', ...about(made.map(({ id }) => id)) }, newCommons('sector', made.map(({ id, draft }) => ({ id, keys: keysOfSector(draft, at) })), client, at))
      }, 'commons'),
    editSectors: (changes) =>
      inTurn(async () => {
        const edits = new Map(changes.map((change) => [change.id as string, change.edits]))
        const ids = changes.map(({ id }) => id)
        // What is deleted stays so: an edit that comes late must not bring it back.
        return changeCommons(ports, 'sector', ids, (id, keys) => (isDeleted(keys) ? [] : changesOfSectorEdits(keys, edits.get(id)!)), { kind: 'sector.edit', ...about(ids) })
      }, 'commons'),
    deleteSectors: (ids) =>
      inTurn(async () => {
        const now = clock()
        // Its name is gone with it: the history says which one it was.
        const gone = ids.length === 1 ? sectorFromKeys(ids[0]!, (await editor.take(recordKinds.sector, ids[0]!)).keys, now)?.name : undefined
        return changeCommons(ports, 'sector', ids, (_id, keys) => (isDeleted(keys) ? [] : [deletion(keys, now)]), { kind: 'sector.delete', detail: gone ?? '', ...about(ids) })
      }, 'commons'),
  }
}
