/**
 * Who is ticked. Either people one by one, or everyone that matched when « tout ce qui correspond » was chosen but for
 * those unticked since: 100,000 people are never listed by the window.
 */
import type { PersonId } from '#core/domain/ids'
import type { PeopleQuery, PeopleSelection } from '#core/domain/query'

export type Ticked =
  | { kind: 'ids'; ids: ReadonlySet<PersonId> }
  | { kind: 'query'; query: PeopleQuery; except: ReadonlySet<PersonId>; total: number }

export const nobody: Ticked = { kind: 'ids', ids: new Set() }

export function tickedCount(ticked: Ticked): number {
  return ticked.kind === 'ids' ? ticked.ids.size : Math.max(0, ticked.total - ticked.except.size)
}

export function isTicked(ticked: Ticked, id: PersonId): boolean {
  return ticked.kind === 'ids' ? ticked.ids.has(id) : !ticked.except.has(id)
}

export function toggle(ticked: Ticked, id: PersonId): Ticked {
  const set = new Set(ticked.kind === 'ids' ? ticked.ids : ticked.except)
  if (!set.delete(id)) set.add(id)
  return ticked.kind === 'ids' ? { kind: 'ids', ids: set } : { ...ticked, except: set }
}

/** Ticks (or unticks) a run of people, as Shift does. */
export function setRun(ticked: Ticked, ids: readonly PersonId[], on: boolean): Ticked {
  const add = on === (ticked.kind === 'ids')
  const set = new Set(ticked.kind === 'ids' ? ticked.ids : ticked.except)
  for (const id of ids) {
    if (add) set.add(id)
    else set.delete(id)
  }
  return ticked.kind === 'ids' ? { kind: 'ids', ids: set } : { ...ticked, except: set }
}

/** What commands, exports and prints are given. */
export function asSelection(ticked: Ticked): PeopleSelection {
  return ticked.kind === 'ids' ? { kind: 'ids', ids: [...ticked.ids] } : { kind: 'query', query: ticked.query, except: [...ticked.except] }
}

/**
 * After another question was asked: people ticked one by one stay ticked (an organizer gathers them over several searches),
 * « tout ce qui correspond » does not, since what is shown no longer is what it means.
 */
export function afterQuery(ticked: Ticked, query: PeopleQuery): Ticked {
  if (ticked.kind === 'ids') return ticked
  const same = ticked.query.search === query.search && JSON.stringify(ticked.query.filters) === JSON.stringify(query.filters)
  return same ? ticked : nobody
}
