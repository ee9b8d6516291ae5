/** Commands on the agenda: in the compartment that volunteers hold too, with a history of their own there. */
import type { ActionDraft, ActionEdit, SeriesScope } from '../domain/agenda/action'
import type { ActionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { actionFromKeys, changesOfActionEdits, keysOfAction } from './action-record'
import { editCommons, type CommonsEditing } from './commons-editor'
import type { CommandDraft, CommandWriter, Committed, Receipt, Work } from './command-writer'
import { deletion, isDeleted } from './deletion'
import { fingerprint } from './fingerprint'
import { encodeNewRecord, openRecord, type KeyChange, type RecordKeys } from './record'
import { recordKinds } from './shards'
import { shownAtOnce, type InTurn, type UndoStack } from './undo-stack'

export interface NewAction {
  id: ActionId
  draft: ActionDraft
}

export interface ActionCommands {
  /** One or, as one deed, several: a week that is done again, a calendar's file. `detail`: where they come from, never a file's name. */
  createActions(made: readonly NewAction[], detail?: string): Promise<Receipt>
  /** Rejects with `action-gone` where none of them is there any more. */
  editActions(changes: readonly { id: ActionId; edits: readonly ActionEdit[] }[], made?: readonly NewAction[]): Promise<Receipt>
  /**
   * Changes one time of a series, or it and those that follow: `on` as in `SignUp.on`, `as` the id of the action that they become.
   * `edits: null` leaves them out. Rejects with `action-gone`. Answers which action now has that time (`null`: none).
   */
  editSeries(change: { id: ActionId; on: string; scope: SeriesScope; as: ActionId; edits: readonly ActionEdit[] | null }, home: string): Promise<Receipt & { action: ActionId | null }>
  deleteActions(ids: readonly ActionId[]): Promise<Receipt>
}

/** What is made, with the edits that it is made for. */
function draftWith({ id, draft }: NewAction, edits: readonly ActionEdit[]): ActionDraft {
  const keys = new Map(keysOfAction(draft, 0))
  for (const [key, value] of changesOfActionEdits(keys, edits)) {
    if (value === undefined) keys.delete(key)
    else keys.set(key, value)
  }
  const { uid: _uid, ...action } = actionFromKeys(id, keys, 0)!
  return action
}

export function createActionCommands(ports: CommonsEditing & { writer: CommandWriter; inTurn: InTurn; remember: UndoStack['remember'] }): ActionCommands {
  const { writer, inTurn, remember, client, clock } = ports

  function create(made: readonly NewAction[]): Work {
    const at = clock()
    const work = { updates: [], rows: [], after: [], actions: [], changes: { changed: [], created: [] } } as Work & { actions: { id: ActionId; action: ReturnType<typeof actionFromKeys> }[] }
    for (const { id, draft } of made) {
      const keys = keysOfAction(draft, at)
      const update = encodeNewRecord(client, keys)
      work.updates.push({ kind: recordKinds.action, id, at, update })
      work.after.push([id, openRecord(id, [update])])
      work.actions.push({ id, action: actionFromKeys(id, new Map(keys), at) })
      work.changes.created.push({ kind: recordKinds.action, id, fingerprint: fingerprint(keys) })
    }
    return work
  }

  async function commit(draft: CommandDraft, work: Work): Promise<Committed> {
    const committed = await writer.commit({ ...draft, scope: 'commons', wholeOrNothing: work.updates.length > shownAtOnce }, work)
    if (work.updates.length > 0) remember(committed.label)
    return committed
  }

  async function edit(ids: readonly ActionId[], decide: (id: string, keys: RecordKeys) => readonly KeyChange[], kind: 'action.edit' | 'action.delete', made: readonly NewAction[] = []): Promise<Committed> {
    const { changed, ...edited } = await editCommons(ports, recordKinds.action, ids, decide)
    if (edited.updates.length === 0 && made.length === 0 && !(await areThere(ids))) throw new PortError('action-gone')
    const also = create(made)
    const draft: CommandDraft = { kind, ...(ids.length === 1 && made.length === 0 ? { action: ids[0]! } : {}) }
    return commit(draft, {
      updates: [...edited.updates, ...also.updates], rows: [], after: [...edited.after, ...also.after], actions: [...edited.actions, ...also.actions!],
      changes: { changed, created: also.changes.created },
    })
  }

  const areThere = async (ids: readonly ActionId[]) => {
    for (const id of ids) {
      const { keys } = await ports.editor.take(recordKinds.action, id)
      if (keys.size > 0 && !isDeleted(keys)) return true
    }
    return false
  }

  return {
    createActions: (made, detail = '') =>
      inTurn(async () => commit({ kind: 'action.create', detail, ...(made.length === 1 ? { action: made[0]!.id } : {}) }, create(made)), 'commons'),
    editActions: (changes, made) =>
      inTurn(async () => {
        const edits = new Map(changes.map((change) => [change.id as string, change.edits]))
        // What is deleted stays so: an edit that comes late must not bring it back.
        return edit(changes.map(({ id }) => id), (id, keys) => (isDeleted(keys) ? [] : changesOfActionEdits(keys, edits.get(id)!)), 'action.edit', made)
      }, 'commons'),
    editSeries: ({ id, on, scope, as, edits }, home) =>
      inTurn(async () => {
        const keys = (await ports.editor.take(recordKinds.action, id)).keys
        const action = actionFromKeys(id, keys, clock())
        if (!action) throw new PortError('action-gone')
        // With the code of calendars, that no other command needs.
        const { changeSeries } = await import('./series')
        const series = changeSeries(action, { local: on, zone: action.start.zone }, scope, as, home)
        const whole = series.made === null
        const changed = whole && edits === null ? [deletion(keys, clock())] : changesOfActionEdits(keys, whole ? edits! : series.edits)
        const made = series.made && edits ? [{ ...series.made, draft: draftWith(series.made, edits) }] : []
        const { done, label } = await edit([id], () => changed, whole && edits === null ? 'action.delete' : 'action.edit', made)
        const now = edits === null ? null : whole ? id : as
        return { done: done.then((receipt) => ({ ...receipt, action: now })), label }
      }, 'commons'),
    deleteActions: (ids) =>
      inTurn(async () => {
        const now = clock()
        return edit(ids, (_id, keys) => (isDeleted(keys) ? [] : [deletion(keys, now)]), 'action.delete')
      }, 'commons'),
  }
}
