import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { HistoryLabel } from '#engine/api'
import { useEngine, useTopic } from '../../ui/engine'

const pageSize = 100

interface Pages {
  version: number | null
  total: number | null
  entries: Map<number, HistoryLabel[]>
  asked: Set<number>
}

/** Entries by pages, read again when the history grew; those of before stay on screen until then. */
export function useHistoryEntries(): { total: number | null; entry(index: number): HistoryLabel | undefined; want(start: number, end: number): void } {
  const engine = useEngine()
  const version = useTopic('history', null)?.version ?? null
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const pages = useRef<Pages>({ version: null, total: null, entries: new Map(), asked: new Set() })
  const screen = useRef({ start: 0, end: 0 })

  const fetchMissing = useCallback(() => {
    const { asked, version: mine } = pages.current
    if (mine === null) return
    const last = Math.floor(Math.max(0, screen.current.end - 1) / pageSize)
    for (let page = Math.floor(screen.current.start / pageSize); page <= last; page++) {
      if (asked.has(page)) continue
      asked.add(page)
      engine
        .call('history', { start: page * pageSize, end: (page + 1) * pageSize })
        .then(({ total, entries }) => {
          if (pages.current.version !== mine) return
          pages.current.total = total
          pages.current.entries.set(page, entries)
          redraw()
        })
        .catch(() => asked.delete(page))
    }
  }, [engine])

  useEffect(() => {
    pages.current = { ...pages.current, version, asked: new Set() }
    fetchMissing()
  }, [version, fetchMissing])
  useEffect(fetchMissing)

  return {
    total: pages.current.total,
    entry: (index) => pages.current.entries.get(Math.floor(index / pageSize))?.[index % pageSize],
    want: (start, end) => {
      screen.current = { start, end }
    },
  }
}
