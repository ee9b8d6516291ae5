/** What a screen asks of the people: words typed, quick filters, an order. Plain data, so that it can be kept, sent and printed in words. */
import type { AddedSince } from './added'
import type { Channel, Purpose } from './consent'
import type { PersonId } from './ids'
import type { Level, PersonField, Relation } from './person'

export type PeopleFilter =
  | { kind: 'level'; any: (Level | '')[] }
  | { kind: 'relation'; any: (Relation | '')[] }
  | { kind: 'tag'; any: string[] }
  | { kind: 'contactPerson'; any: string[] }
  | { kind: 'city'; any: string[] }
  | { kind: 'actionMode'; any: string[] }
  | { kind: 'skill'; any: string[] }
  | { kind: 'has'; field: 'emails' | 'phones' | 'street'; present: boolean }
  /** People with a field that was changed in two places and that nobody has chosen for yet. */
  | { kind: 'conflict' }
  | { kind: 'added'; since: AddedSince }
  /** People who said yes to this channel for this purpose (and did not refuse). */
  | { kind: 'consent'; purpose: Purpose; channel: Channel }

/** What a column of the table shows and sorts by. `name` is surname then first name; `updatedAt` is the last change. */
export type PeopleColumn = Exclude<PersonField, 'signUps' | 'calls' | 'followUps' | 'contactFor'> | 'name' | 'createdAt' | 'updatedAt'

export interface PeopleQuery {
  /** As typed; folded by the engine (`nguyen` finds `Nguyễn`, `0612` finds `+33612…`). */
  search: string
  /** All of them must hold. */
  filters: PeopleFilter[]
  sort: { column: PeopleColumn; descending: boolean }
}

export const everyone: PeopleQuery = { search: '', filters: [], sort: { column: 'name', descending: false } }

/** The people that a bulk edit, an export or a print is about. */
export type PeopleSelection =
  | { kind: 'ids'; ids: PersonId[] }
  /** All that match now, but for some that were unticked. */
  | { kind: 'query'; query: PeopleQuery; except: PersonId[] }
