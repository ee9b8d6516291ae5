/** Edits actions and sectors on the whole of what is known of them; see record-editor.ts for the invariant. */
import type { ActionId, SectorId } from '../domain/ids'
import { actionFromKeys } from './action-record'
import type { Work } from './command-writer'
import { stayingDeleted } from './deletion'
import type { ChangedKey } from './history'
import { deletedKey } from './person-keys'
import type { KeyChange, RecordKeys } from './record'
import type { RecordEditor } from './record-editor'
import { sameValue } from './record-value'
import { sectorFromKeys } from './sector-record'
import { recordKinds } from './shards'

export interface CommonsEditing {
  editor: Pick<RecordEditor, 'take'>
  /** The Yjs client of this run. */
  client: number
  clock: () => number
}

/** What was edited, and which keys it changed. */
export type EditedCommons = Pick<Work, 'updates' | 'after' | 'rows'> & Required<Pick<Work, 'actions' | 'sectors'>> & { changed: ChangedKey[] }

/** `decide` sees a record's keys and answers what to change. */
export async function editCommons(
  { editor, client, clock }: CommonsEditing,
  kind: typeof recordKinds.action | typeof recordKinds.sector,
  ids: readonly string[],
  decide: (id: string, keys: RecordKeys) => readonly KeyChange[],
): Promise<EditedCommons> {
  const changed: ChangedKey[] = []
  const updates: Work['updates'] = []
  const after: Work['after'] = []
  const actions: NonNullable<Work['actions']>[number][] = []
  const sectors: NonNullable<Work['sectors']>[number][] = []
  for (const id of ids) {
    const record = await editor.take(kind, id)
    const { keys } = record
    // Nothing of it is here: it may come yet, and must not be made of an edit.
    if (keys.size === 0) continue
    const changes = stayingDeleted(keys, decide(id, keys))
    const edited = record.edit(client, changes)
    if (!edited) continue
    for (const [key, value] of changes) if (!sameValue(keys.get(key), value)) changed.push({ kind, id, key, before: keys.get(key), after: value })
    const at = changes.every(([key]) => key === deletedKey) ? 0 : clock()
    updates.push({ kind, id, at, update: edited.update })
    after.push([id, edited.record])
    if (kind === recordKinds.action) actions.push({ id: id as ActionId, action: actionFromKeys(id as ActionId, edited.record.keys, at || clock()) })
    else sectors.push({ id: id as SectorId, sector: sectorFromKeys(id as SectorId, edited.record.keys, at || clock()) })
  }
  return { updates, after, changed, rows: [], actions, sectors }
}

/** What two editings changed, as one work. */
export const joined = (one: EditedCommons, other: EditedCommons): EditedCommons => ({
  updates: [...one.updates, ...other.updates], after: [...one.after, ...other.after], changed: [...one.changed, ...other.changed], rows: [],
  actions: [...one.actions, ...other.actions], sectors: [...one.sectors, ...other.sectors],
})
