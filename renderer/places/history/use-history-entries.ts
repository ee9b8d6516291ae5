import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { HistoryEntry, HistoryPage, HistoryRequest } from '#engine/api'
import { useEngine, useTopic } from '../../ui/engine'

const pageSize = 100

interface Pages {
  /** What was asked, and of which state of the history. */
  key: string
  total: number | null
  days: HistoryPage['days']
  entries: Map<number, HistoryEntry[]>
  asked: Set<number>
}

const nothing = (key: string): Pages => ({ key, total: null, days: [], entries: new Map(), asked: new Set() })

interface HistoryEntries {
  total: number | null
  days: HistoryPage['days']
  entry(index: number): HistoryEntry | undefined
  want(start: number, end: number): void
}

/** Entries by pages, read again when the history grew; those of before stay on screen until then. Others are asked: others are shown. */
export function useHistoryEntries(kinds: HistoryRequest['kinds']): HistoryEntries {
  const engine = useEngine()
  const version = useTopic('history', null)?.version ?? null
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const pages = useRef<Pages>(nothing(''))
  const screen = useRef({ start: 0, end: 0 })
  const which = kinds?.join() ?? ''

  const fetchMissing = useCallback(() => {
    const { asked, key: mine } = pages.current
    if (mine === '') return
    const last = Math.floor(Math.max(0, screen.current.end - 1) / pageSize)
    for (let page = Math.floor(screen.current.start / pageSize); page <= last; page++) {
      if (asked.has(page)) continue
      asked.add(page)
      engine
        .call('history', { start: page * pageSize, end: (page + 1) * pageSize, ...(which ? { kinds: which.split(',') as NonNullable<typeof kinds> } : {}) })
        .then(({ total, days, entries }) => {
          if (pages.current.key !== mine) return
          pages.current.total = total
          pages.current.days = days
          pages.current.entries.set(page, entries)
          redraw()
        })
        .catch(() => asked.delete(page))
    }
  }, [engine, which])

  const shown = useRef(which)
  useEffect(() => {
    if (version === null) return
    const key = `${version} ${which}`
    pages.current = shown.current === which ? { ...pages.current, key, asked: new Set() } : nothing(key)
    shown.current = which
    fetchMissing()
  }, [version, which, fetchMissing])
  useEffect(fetchMissing)

  return {
    total: pages.current.total,
    days: pages.current.days,
    entry: (index) => pages.current.entries.get(Math.floor(index / pageSize))?.[index % pageSize],
    want: (start, end) => {
      screen.current = { start, end }
    },
  }
}
