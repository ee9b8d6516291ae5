/** Edits actions on the whole of what is known of them; see record-editor.ts for the invariant. */
import type { ActionId } from '../domain/ids'
import { actionFromKeys } from './action-record'
import type { Work } from './command-writer'
import { stayingDeleted } from './deletion'
import type { ChangedKey } from './history'
import { deletedKey } from './person-keys'
import type { KeyChange, RecordKeys } from './record'
import type { RecordEditor } from './record-editor'
import { sameValue } from './record-value'
import { recordKinds } from './shards'

export interface ActionEditing {
  editor: Pick<RecordEditor, 'take'>
  /** The Yjs client of this run. */
  client: number
  clock: () => number
}

/** `decide` sees a record's keys and answers what to change. */
export async function editActions(
  { editor, client, clock }: ActionEditing,
  ids: readonly string[],
  decide: (id: string, keys: RecordKeys) => readonly KeyChange[],
): Promise<Omit<Work, 'changes'> & { changed: ChangedKey[] }> {
  const kind = recordKinds.action
  const changed: ChangedKey[] = []
  const updates: Work['updates'] = []
  const after: Work['after'] = []
  const actions: { id: ActionId; action: ReturnType<typeof actionFromKeys> }[] = []
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
    actions.push({ id: id as ActionId, action: actionFromKeys(id as ActionId, edited.record.keys, at || clock()) })
  }
  return { updates, after, changed, rows: [], actions }
}
