/** An action at one time that it takes place: what papers, calls and sheets are of. */
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import { homeZone } from '#core/domain/home-zone'
import { PortError } from '#core/ports/errors'
import type { SectionStore } from '#core/section/section-store'
import type { EntryOf } from './entry-api'

export interface ActionTime {
  action: Action
  occurrence: Occurrence
}

type Actions = Pick<SectionStore, 'actions'>

/** `null`: it does not take place then, or not any more. */
export function timeOf({ actions }: Actions, { action: id, on }: EntryOf): ActionTime | null {
  const action = actions.get(id)
  const occurrence = action && occurrenceOf(action, on, homeZone())
  return action && occurrence ? { action, occurrence } : null
}

/** What a sheet that was printed is of: one time of a series that was moved since is an action of its own. */
export function timeOfSheet(store: Actions, of: EntryOf): ActionTime | null {
  const time = timeOf(store, of)
  if (time || of.on === '') return time
  const moved = [...store.actions.values()].find(({ from }) => from?.action === of.action && from.on === of.on)
  return moved ? timeOf(store, { action: moved.id, on: '' }) : null
}

/** Throws `action-gone` where there is none. */
export function needed(time: ActionTime | null): ActionTime {
  if (!time) throw new PortError('action-gone')
  return time
}
