/**
 * The rows of a query that the table may show next, fetched by pages and kept while they may be wanted again.
 * Invariants: what is on screen stays until its replacement is here (no flash of empty rows when a letter is typed or
 * someone is edited); an answer to an older question never replaces a newer one; a flung scrollbar asks for the page
 * it lands on, not for all those it passed.
 */
import type { Engine } from '#engine/client'
import type { Person } from '#core/domain/person'
import type { PeopleQuery } from '#core/domain/query'

export const pageSize = 64
/** Pages kept: what is scrolled back to soon, not the whole base. */
const pagesKept = 60
const callsAtOnce = 2

export interface PeopleRows {
  /** People of the shown query, `null` before the first answer. */
  total(): number | null
  /** `undefined` while its page is on the way. */
  row(index: number): Person | undefined
  /** The query that `total` and `row` answer: the asked one, or the one before while its answer is awaited. */
  query(): PeopleQuery
  ask(query: PeopleQuery): void
  /** The rows on screen, `end` excluded. */
  want(start: number, end: number): void
  close(): void
}

/** `changed` is called whenever `total` or `row` may answer something else. */
export function peopleRows(engine: Pick<Engine, 'call' | 'subscribe'>, first: PeopleQuery, changed: () => void): PeopleRows {
  let asked = first
  let shown: { query: PeopleQuery; total: number | null; pages: Map<number, Person[]>; fresh: Set<number> } = {
    query: first, total: null, pages: new Map(), fresh: new Set(),
  }
  let screen = { start: 0, end: pageSize }
  /** Grows with whatever makes answers on their way worthless. */
  let age = 0
  const flying = new Set<number>()
  let switching = false
  let closed = false
  let unsubscribe = () => {}

  function begin() {
    const query = asked
    unsubscribe()
    unsubscribe = engine.subscribe('people', query, ({ total }) => {
      // Before its first page is here, the query's own answer is newer than any event.
      if (closed || shown.query !== query || shown.total === null) return
      outdate()
      shown.total = total
      changed()
      fetchMissing()
    })
    void switchTo()
  }

  function outdate() {
    age++
    flying.clear()
    shown.fresh.clear()
  }

  /** Letters typed while an answer is on its way replace one another: only the last one is asked next. */
  async function switchTo() {
    if (switching) return
    switching = true
    while (!closed && (shown.query !== asked || shown.total === null)) {
      const query = asked
      const answer = await engine.call('rows', { query, start: 0, end: pageSize }).catch(() => null)
      // Locked or closed meanwhile: the table goes away with its section.
      if (!answer || closed) break
      outdate()
      screen = { start: 0, end: pageSize }
      shown = { query, total: answer.total, pages: new Map([[0, answer.rows]]), fresh: new Set([0]) }
      changed()
    }
    switching = false
  }

  function fetchMissing() {
    if (shown.total === null || closed) return
    const firstPage = Math.floor(screen.start / pageSize)
    const lastPage = Math.floor(Math.max(screen.start, screen.end - 1) / pageSize)
    const onScreen = Array.from({ length: lastPage - firstPage + 1 }, (_, at) => firstPage + at)
    for (const page of [...onScreen, lastPage + 1, firstPage - 1]) {
      if (flying.size >= callsAtOnce) return
      if (page >= 0 && page * pageSize < shown.total && !shown.fresh.has(page) && !flying.has(page)) void fetchPage(page)
    }
  }

  async function fetchPage(page: number) {
    const { query } = shown
    const mine = age
    flying.add(page)
    const answer = await engine.call('rows', { query, start: page * pageSize, end: (page + 1) * pageSize }).catch(() => null)
    if (closed || mine !== age) return
    flying.delete(page)
    if (!answer) return
    // Deleted first, so that the map's order is the order of use.
    shown.pages.delete(page)
    shown.pages.set(page, answer.rows)
    shown.fresh.add(page)
    shown.total = answer.total
    forgetOldest()
    changed()
    fetchMissing()
  }

  function forgetOldest() {
    for (const page of shown.pages.keys()) {
      if (shown.pages.size <= pagesKept) return
      shown.pages.delete(page)
      shown.fresh.delete(page)
    }
  }

  begin()
  return {
    total: () => shown.total,
    row: (index) => shown.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    query: () => shown.query,
    ask(query) {
      if (query === asked) return
      asked = query
      begin()
    },
    want(start, end) {
      screen = { start, end }
      fetchMissing()
    },
    close() {
      closed = true
      unsubscribe()
    },
  }
}
