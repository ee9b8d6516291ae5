/** Edits records that volunteers hold too on the whole of what is known of them; see record-editor.ts for the invariant. */
import type { Work } from './command-writer'
import { commonsKinds, shownAs, type CommonsName, type ShownCommons } from './commons-records'
import { stayingDeleted } from './deletion'
import type { ChangedKey } from './history'
import { deletedKey } from './person-keys'
import type { KeyChange, RecordKeys } from './record'
import type { RecordEditor } from './record-editor'
import { sameValue } from './record-value'

export interface CommonsEditing {
  editor: Pick<RecordEditor, 'take'>
  /** The Yjs client of this run. */
  client: number
  clock: () => number
}

/** What was edited, and which keys it changed. */
export type EditedCommons = Pick<Work, 'updates' | 'after' | 'rows'> & { shown: ShownCommons[]; changed: ChangedKey[] }

/** `decide` sees a record's keys and answers what to change. */
export async function editCommons({ editor, client, clock }: CommonsEditing, name: CommonsName, ids: readonly string[], decide: (id: string, keys: RecordKeys) => readonly KeyChange[]): Promise<EditedCommons> {
  const { kind } = commonsKinds[name]
  const edits: EditedCommons = { updates: [], after: [], rows: [], shown: [], changed: [] }
  for (const id of ids) {
    const record = await editor.take(kind, id)
    const { keys } = record
    // Nothing of it is here: it may come yet, and must not be made of an edit.
    if (keys.size === 0) continue
    const changes = stayingDeleted(keys, decide(id, keys))
    const edited = record.edit(client, changes)
    if (!edited) continue
    for (const [key, value] of changes) if (!sameValue(keys.get(key), value)) edits.changed.push({ kind, id, key, before: keys.get(key), after: value })
    const at = changes.every(([key]) => key === deletedKey) ? 0 : clock()
    edits.updates.push({ kind, id, at, update: edited.update })
    edits.after.push([id, edited.record])
    edits.shown.push(shownAs(name, id, edited.record.keys, at || clock()))
  }
  return edits
}

/** What several editings changed, as one work. */
export function joined(all: readonly EditedCommons[]): EditedCommons {
  return {
    updates: all.flatMap(({ updates }) => updates), after: all.flatMap(({ after }) => after), rows: [], shown: all.flatMap(({ shown }) => shown), changed: all.flatMap(({ changed }) => changed),
  }
}
