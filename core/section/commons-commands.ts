/** What commands on records that volunteers hold too have in common: they edit, make others beside, and can be undone. */
import { PortError } from '../ports/errors'
import type { CommandDraft, CommandWriter, Committed, Work } from './command-writer'
import { editCommons, type CommonsEditing } from './commons-editor'
import { commonsKinds, newCommons, type CommonsName } from './commons-records'
import { isDeleted } from './deletion'
import type { KeyChange, RecordKeys, RecordValue } from './record'
import { shownAtOnce, type InTurn, type UndoStack } from './undo-stack'

export type CommonsPorts = CommonsEditing & { writer: CommandWriter; inTurn: InTurn; remember: UndoStack['remember'] }

/** Commits a work of the commons, which can then be undone. */
export async function commitCommons({ writer, remember }: CommonsPorts, draft: CommandDraft, work: Work): Promise<Committed> {
  const committed = await writer.commit({ ...draft, scope: 'commons', wholeOrNothing: work.updates.length > shownAtOnce }, work)
  if (work.updates.length > 0) remember(committed.label)
  return committed
}

/** Edits records of one kind and makes others beside them, as one deed. Rejects with the kind's own code where none of them is there any more. */
export async function changeCommons(
  ports: CommonsPorts,
  name: CommonsName,
  ids: readonly string[],
  decide: (id: string, keys: RecordKeys) => readonly KeyChange[],
  draft: CommandDraft,
  made: readonly { id: string; keys: readonly (readonly [string, RecordValue])[] }[] = [],
): Promise<Committed> {
  const { changed, ...edited } = await editCommons(ports, name, ids, decide)
  if (edited.updates.length === 0 && made.length === 0 && !(await isOneThere(ports, name, ids))) throw new PortError(commonsKinds[name].gone)
  const also = newCommons(name, made, ports.client, ports.clock())
  return commitCommons(ports, draft, {
    updates: [...edited.updates, ...also.updates], rows: [], after: [...edited.after, ...also.after], shown: [...edited.shown, ...also.shown],
    changes: { changed, created: also.changes.created },
  })
}

async function isOneThere({ editor }: CommonsEditing, name: CommonsName, ids: readonly string[]): Promise<boolean> {
  for (const id of ids) {
    const { keys } = await editor.take(commonsKinds[name].kind, id)
    if (keys.size > 0 && !isDeleted(keys)) return true
  }
  return false
}
