/** When what a sheet is of takes place. */
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import { homeZone } from '#core/domain/home-zone'
import type { SectionStore } from '#core/section/section-store'
import type { EntryOf } from './entry-api'

export interface Time {
  action: Action
  occurrence: Occurrence
}

/** One time of a series that was moved since is an action of its own. `null`: there is none any more. */
export function timeOf({ actions }: Pick<SectionStore, 'actions'>, { action: id, on }: EntryOf): Time | null {
  for (const [action, at] of [[actions.get(id), on], [on === '' ? undefined : [...actions.values()].find(({ from }) => from?.action === id && from.on === on), '']] as const) {
    const occurrence = action && occurrenceOf(action, at, homeZone())
    if (action && occurrence) return { action, occurrence }
  }
  return null
}
