import { startTransition, useEffect, useReducer, useState } from 'react'
import type { PeopleQuery } from '#core/domain/query'
import { useEngine } from '../../ui/engine'
import { peopleRows, type PeopleRows } from './rows'

/** Rows of a query for the table; `version` grows whenever they must be drawn again. */
export function usePeopleRows(query: PeopleQuery): { rows: PeopleRows | null; version: number } {
  const engine = useEngine()
  const [version, changed] = useReducer((count: number) => count + 1, 0)
  const [rows, setRows] = useState<PeopleRows | null>(null)
  useEffect(() => {
    let any = false
    const made = peopleRows(engine, query, () => {
      // A whole table is made in slices, so that it holds up no key; what changes in it is shown at once.
      if (any) changed()
      else startTransition(changed)
      any = (made.total() ?? 0) > 0
    })
    setRows(made)
    return () => made.close()
    // A later query is asked of the same rows, below: what is on screen stays until the answer is here.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [engine])
  useEffect(() => rows?.ask(query), [rows, query])
  return { rows, version }
}
