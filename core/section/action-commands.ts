/** Commands on the agenda: in the compartment that volunteers hold too, with a history of their own there. */
import type { ActionDraft, ActionEdit, SeriesScope } from '../domain/agenda/action'
import type { ActionId } from '../domain/ids'
import { PortError } from '../ports/errors'
import { actionFromKeys, changesOfActionEdits, keysOfAction } from './action-record'
import { changeCommons, commitCommons, type CommonsPorts } from './commons-commands'
import { newCommons } from './commons-records'
import type { Receipt } from './command-writer'
import { deletion, isDeleted } from './deletion'
import type { KeyChange, RecordKeys } from './record'
import { recordKinds } from './shards'

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

export function createActionCommands(ports: CommonsPorts): ActionCommands {
  const { inTurn, client, clock } = ports

  const keysOf = (made: readonly NewAction[]) => made.map(({ id, draft }) => ({ id, keys: keysOfAction(draft, clock()) }))

  const edit = (ids: readonly ActionId[], decide: (id: string, keys: RecordKeys) => readonly KeyChange[], kind: 'action.edit' | 'action.delete', made: readonly NewAction[] = []) =>
    changeCommons(ports, 'action', ids, decide, { kind, ...(ids.length === 1 && made.length === 0 ? { action: ids[0]! } : {}) }, keysOf(made))

  return {
    createActions: (made, detail = '') =>
      inTurn(async () => commitCommons(ports, { kind: 'action.create', detail, ...(made.length === 1 ? { action: made[0]!.id } : {}) }, newCommons('action', keysOf(made), client, clock())), 'commons'),
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
