/**
 * Which rows of a long list of equal rows are near the screen. With a fixed height this is a division: no measuring, no
 * list of 100,000 positions, and React hears of a scroll only every few rows.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { whenIdle } from './when-idle'

/** Rows drawn beyond each edge, so that a wheel turn finds them there. */
const overscan = 10
/** The window moves by this many rows. */
const step = 5

/** CSS px that a list is taken to be high until the browser has laid it out. */
const likelyHeight = 800

export interface RowWindow {
  start: number
  end: number
  /** Whole rows that fit on screen. */
  page: number
  /** Rows of a full window. `index % size` names the element that shows a row: one that leaves is used again by one that enters. */
  size: number
}

/** Pure: the rows to draw for a scroll position. */
export function rowWindow(scrollTop: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight)
  const visible = Math.ceil(height / rowHeight) + 1
  const size = Math.ceil((visible + 2 * overscan + step) / step) * step
  const start = Math.max(0, Math.floor((first - overscan) / step) * step)
  const end = Math.min(count, start + size)
  return { start: Math.min(start, end), end, page: Math.max(1, Math.floor(height / rowHeight)), size }
}

/** Of a window at the top of its list, the rows that are on screen. */
export const firstRows = (rows: RowWindow): RowWindow => ({ ...rows, end: Math.min(rows.end, rows.start + rows.page + 2) })

/** `headerHeight` is what a sticky header covers at the top of the scroll container. */
export function useRows(scroller: RefObject<HTMLElement | null>, count: number, rowHeight: number, headerHeight = 0) {
  const [rows, setRows] = useState<RowWindow>(() => firstRows(rowWindow(0, likelyHeight, rowHeight, count)))
  const last = useRef(rows)
  /** Until the first rows are painted, those beyond the edge are not drawn. */
  const begun = useRef(false)
  // As last told by the browser: asking while React mounts a page would have all of it laid out in the same task.
  const view = useRef({ top: 0, height: likelyHeight })
  const update = useCallback(() => {
    const near = rowWindow(view.current.top, view.current.height - headerHeight, rowHeight, count)
    const next = begun.current ? near : firstRows(near)
    if (next.start === last.current.start && next.end === last.current.end && next.page === last.current.page && next.size === last.current.size) return
    last.current = next
    setRows(next)
  }, [count, rowHeight, headerHeight])

  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    view.current = { top: element.scrollTop, height: element.clientHeight }
    if (element.scrollTop > 0) begun.current = true
    update()
  }, [scroller, update])

  useLayoutEffect(update, [update])
  useEffect(() => {
    const all = () => {
      begun.current = true
      look()
    }
    return begun.current ? undefined : whenIdle(all)
  }, [look])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, look])

  /** Scrolls as little as needed for a row to be whole on screen. */
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const top = index * rowHeight
      const view = element.clientHeight - headerHeight
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowHeight > element.scrollTop + view) element.scrollTop = top + rowHeight - view
      look()
    },
    [scroller, rowHeight, headerHeight, look],
  )
  return { rows, reveal }
}
