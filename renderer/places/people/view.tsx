/** What the people place is showing: kept above the place, so that going to another one and back changes nothing, and dropped at lock with all the rest. */
import { createContext, use, useMemo, useState, type ReactNode } from 'react'
import type { PersonId } from '#core/domain/ids'
import { everyone, type PeopleFilter, type PeopleQuery } from '#core/domain/query'
import { afterQuery, nobody, type Ticked } from './selection'

export type PeopleDialog = { kind: 'import'; file?: File } | { kind: 'export' } | { kind: 'print' } | { kind: 'labels' } | { kind: 'delete' } | { kind: 'erase'; /** those ticked, when absent */ id?: PersonId }

export interface PeopleView {
  query: PeopleQuery
  ticked: Ticked
  dialog: PeopleDialog | null
  ask(query: PeopleQuery): void
  tick(ticked: Ticked): void
  open(dialog: PeopleDialog | null): void
}

const PeopleViewContext = createContext<PeopleView | null>(null)

export function PeopleViewProvider({ children }: { children: ReactNode }) {
  const [query, setQuery] = useState(everyone)
  const [ticked, setTicked] = useState<Ticked>(nobody)
  const [dialog, setDialog] = useState<PeopleDialog | null>(null)
  const view = useMemo<PeopleView>(
    () => ({
      query,
      ticked,
      dialog,
      ask: (next) => {
        setQuery(next)
        setTicked((now) => afterQuery(now, next))
      },
      tick: setTicked,
      open: setDialog,
    }),
    [query, ticked, dialog],
  )
  return <PeopleViewContext value={view}>{children}</PeopleViewContext>
}

export function usePeopleView(): PeopleView {
  const view = use(PeopleViewContext)
  if (!view) throw new Error('usePeopleView needs PeopleViewProvider above it')
  return view
}

/** Filters of one kind replace each other; "with e-mail" and "with phone" are two. */
function filterKey(filter: PeopleFilter): string {
  return filter.kind === 'has' ? `has-${filter.field}` : filter.kind
}

export function withFilter(query: PeopleQuery, filter: PeopleFilter): PeopleQuery {
  const key = filterKey(filter)
  const at = query.filters.findIndex((other) => filterKey(other) === key)
  const nothing = 'any' in filter && filter.any.length === 0
  if (nothing) return withoutFilter(query, filter)
  return { ...query, filters: at === -1 ? [...query.filters, filter] : query.filters.with(at, filter) }
}

export function withoutFilter(query: PeopleQuery, filter: PeopleFilter): PeopleQuery {
  return { ...query, filters: query.filters.filter((other) => filterKey(other) !== filterKey(filter)) }
}
