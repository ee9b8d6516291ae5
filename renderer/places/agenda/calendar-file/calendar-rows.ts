/** Rows of a preview by pages: 10,000 events of a file cost the window the few dozen on screen. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { CalendarRow, CalendarRowKind } from '#core/ics/calendar-row'
import { useEngine } from '../../../ui/engine'

const pageSize = 60

interface Pages {
  /** What they are pages of. */
  of: string
  rows: Map<number, CalendarRow[]>
  asked: Set<number>
}

const nonePages = (of: string): Pages => ({ of, rows: new Map(), asked: new Set() })

/** `version` changes whenever the plan does: rows of an earlier one are never shown as this one's. `undefined` while a row is on the way. */
export function useCalendarRows(id: string, kind: CalendarRowKind, version: number) {
  const engine = useEngine()
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const of = `${id} ${kind} ${version}`
  const pages = useRef(nonePages(of))
  if (pages.current.of !== of) pages.current = nonePages(of)
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
        engine.call('calendarRows', { id, kind, start: page * pageSize, end: (page + 1) * pageSize }).then(
          ({ rows }) => {
            mine.rows.set(page, rows)
            if (mounted.current && pages.current === mine) redraw()
          },
          () => mine.asked.delete(page),
        )
      }
    },
    [engine, id, kind],
  )
  return { row: (index: number) => pages.current.rows.get(Math.floor(index / pageSize))?.[index % pageSize], want }
}
