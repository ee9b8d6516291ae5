/** Rows of a preview by pages: 100,000 lines of a file cost the window the few dozen on screen. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { ImportRow, ImportRowKind } from '#core/csv/plan'
import { useEngine } from '../../../ui/engine'

const pageSize = 60
const pagesKept = 40

interface Pages {
  id: string
  kind: ImportRowKind
  version: number
  rows: Map<number, ImportRow[]>
  asked: Set<number>
}

export interface ImportRows {
  /** `undefined` while its page is on the way. */
  row(index: number): ImportRow | undefined
  /** Rows about to be on screen, `end` excluded. */
  want(start: number, end: number): void
}

/** `version` changes whenever the plan does: rows of an earlier plan are never shown as this one's. */
export function useImportRows(id: string, kind: ImportRowKind, version: number): ImportRows {
  const engine = useEngine()
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const pages = useRef<Pages>({ id, kind, version, rows: new Map(), asked: new Set() })
  if (pages.current.id !== id || pages.current.kind !== kind || pages.current.version !== version) {
    pages.current = { id, kind, version, rows: new Map(), asked: new Set() }
  }
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  const want = useCallback(
    (start: number, end: number) => {
      const mine = pages.current
      for (let page = Math.floor(start / pageSize); page * pageSize < end; page++) {
        if (mine.asked.has(page)) continue
        mine.asked.add(page)
        engine.call('importRows', { id: mine.id, kind: mine.kind, start: page * pageSize, end: (page + 1) * pageSize }).then(
          ({ rows }) => {
            mine.rows.set(page, rows)
            for (const oldest of mine.rows.keys()) {
              if (mine.rows.size <= pagesKept) break
              mine.rows.delete(oldest)
              mine.asked.delete(oldest)
            }
            if (mounted.current && pages.current === mine) redraw()
          },
          () => mine.asked.delete(page),
        )
      }
    },
    [engine],
  )
  return { row: (index) => pages.current.rows.get(Math.floor(index / pageSize))?.[index % pageSize], want }
}
