/** The table of people: an ARIA grid of as many rows as the section has, of which only those near the screen exist. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '#core/domain/ids'
import type { PeopleQuery } from '#core/domain/query'
import { useStable } from '../../ui/engine'
import { useRows } from '../../ui/use-rows'
import { useCellWords } from './cells'
import type { ShownColumn } from './column-layout'
import { gridAction, type GridAction, type GridKey } from './grid-keys'
import { GridHeader } from './GridHeader'
import { GridRow } from './GridRow'
import type { PeopleRows } from './rows'
import { isTicked, tickedCount, type Ticked } from './selection'
import classes from './PeopleGrid.module.css'

/** CSS px; `--row` of the style sheet is the same. */
const rowHeight = 36
/** CSS px of the first column. */
const tickWidth = 40

export interface PeopleGridProps {
  rows: PeopleRows
  total: number
  /** Grows when rows changed: the rows themselves are read from `rows`. */
  version: number
  columns: readonly ShownColumn[]
  query: PeopleQuery
  ticked: Ticked
  open: PersonId | undefined
  /** Row that has, or gets, the keyboard. */
  active: number
  onActive(index: number): void
  onOpen(id: PersonId): void
  onToggle(id: PersonId): void
  onRun(from: number, to: number): void
  onTickAll(): void
  onUntickAll(): void
  onDelete(): void
  onSort(sort: PeopleQuery['sort']): void
  onColumns(columns: ShownColumn[]): void
  /** Given a function that puts the keyboard on the active row. */
  focusRef: { current: (() => void) | null }
}

export function PeopleGrid(props: PeopleGridProps) {
  const { rows, total, version, columns, query, ticked, open, active, onActive } = props
  const { t } = useTranslation('people')
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const words = useCellWords()
  const { rows: near, reveal } = useRows(scroller, total, rowHeight, rowHeight)
  const focusWanted = useRef(false)
  const [anchor, setAnchor] = useState(0)

  useLayoutEffect(() => rows.want(near.start, near.end), [rows, near, version])

  // User Timing for the start benchmark: the frame in which the first people are painted.
  const shown = total > 0 && rows.row(near.start) !== undefined
  useLayoutEffect(() => {
    if (!shown || performance.getEntriesByName('first-people').length > 0) return
    const frame = requestAnimationFrame(() => performance.mark('first-people'))
    return () => cancelAnimationFrame(frame)
  }, [shown])

  useEffect(() => {
    const grid = scroller.current
    const shift = () => grid?.toggleAttribute('data-shifted', grid.scrollLeft > 0)
    grid?.addEventListener('scroll', shift, { passive: true })
    return () => grid?.removeEventListener('scroll', shift)
  }, [])

  // Another question begins at its first row.
  const asked = useRef(query)
  /** Keys typed while the rows on screen still answer the question before: they mean the rows that will be there. */
  const early = useRef<GridKey[]>([])
  const [turn, next] = useReducer((count: number) => count + 1, 0)
  useLayoutEffect(() => {
    if (asked.current !== query) {
      scroller.current?.scrollTo(0, 0)
      early.current = []
    }
    asked.current = query
  }, [query])

  /** Answers whether its row is there; where it is not, the next render has it. */
  const focusActive = useCallback(() => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)
    row?.focus({ preventScroll: true })
    return row !== null && row !== undefined
  }, [active])
  useLayoutEffect(() => {
    // An element that had the keyboard may now show another row: the keyboard stays with the row, not with the element.
    const focused = document.activeElement
    const strayed = focused instanceof HTMLElement && focused.parentElement === body.current && focused.dataset.index !== String(active)
    if (!focusWanted.current && !strayed) return
    focusWanted.current = false
    focusActive()
  })
  props.focusRef.current = () => {
    reveal(active)
    // A wish that is left over would take the keyboard from whatever is typed in later.
    focusWanted.current = !focusActive()
  }

  const act = (action: GridAction) => {
    const person = rows.row(active)
    if (action.kind === 'move') {
      if (action.extend) props.onRun(active, action.to)
      else setAnchor(action.to)
      onActive(action.to)
      reveal(action.to)
      focusWanted.current = action.to !== active
    } else if (action.kind === 'toggle') {
      setAnchor(active)
      if (person) props.onToggle(person.id)
    } else if (action.kind === 'open') {
      if (person) props.onOpen(person.id)
    } else if (action.kind === 'all') props.onTickAll()
    else if (action.kind === 'none') props.onUntickAll()
    else props.onDelete()
  }
  const answered = rows.query() === query
  const keys = useStable((event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).matches('[role="row"][data-index]')) return
    const action = gridAction(event, active, total, near.page)
    if (!action) return
    event.preventDefault()
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    if (answered && early.current.length === 0) act(action)
    else early.current.push({ key, shiftKey, ctrlKey, metaKey, altKey })
  })
  // One at a render: each is to see what the one before it did.
  const takeUp = useStable(() => {
    const [key, ...others] = early.current
    if (!key || !answered) return
    // Whoever went elsewhere meanwhile does not mean them any more.
    const here = body.current?.contains(document.activeElement)
    const action = here ? gridAction(key, active, total, near.page) : null
    early.current = here && action?.kind !== 'open' ? others : []
    if (action) act(action)
    if (early.current.length > 0) next()
  })
  useEffect(takeUp, [takeUp, answered, turn])

  const click = useStable((event: MouseEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
    if (!row) return
    const index = Number(row.dataset.index)
    const person = rows.row(index)
    if (!person) return
    const onTick = (event.target as HTMLElement).closest('[aria-colindex="1"]')
    onActive(index)
    if (event.shiftKey) {
      window.getSelection()?.removeAllRanges()
      props.onRun(anchor, index)
    } else if (onTick || event.ctrlKey || event.metaKey) {
      setAnchor(index)
      props.onToggle(person.id)
    } else {
      setAnchor(index)
      props.onOpen(person.id)
    }
  })

  const indexes = useMemo(() => {
    const list = Array.from({ length: Math.max(0, near.end - near.start) }, (_, at) => near.start + at)
    // The row that has the keyboard exists even out of sight, or the focus would be lost with it.
    if (active < total && (active < near.start || active >= near.end)) list.push(active)
    return list
  }, [near, active, total])

  // Said in px, so that no row has to measure its contents to know its width.
  const widths = [tickWidth, ...columns.map(({ width }) => width)]
  const layout = { '--columns': widths.map((width) => `${width}px`).join(' '), '--width': `${widths.reduce((sum, width) => sum + width)}px`, '--tick': `${tickWidth}px` }
  const count = tickedCount(ticked)
  // Ticked one by one, some may be out of this list: all of it is ticked when what is near the screen says so too.
  const all = count >= total && indexes.every((index) => {
    const person = rows.row(index)
    return !person || isTicked(ticked, person.id)
  })
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('title')}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      className={classes.grid}
      style={layout as CSSProperties}
      onKeyDown={keys}
    >
      <GridHeader
        columns={columns}
        sort={query.sort}
        allTicked={count === 0 ? false : all || 'some'}
        onSort={props.onSort}
        onColumns={props.onColumns}
        onTickAll={all ? props.onUntickAll : props.onTickAll}
      />
      <div ref={body} role="rowgroup" className={classes.body} style={{ height: total * rowHeight }} onClick={click}>
        {indexes.map((index) => {
          const person = rows.row(index)
          return (
            <GridRow
              key={index < near.start || index >= near.end ? 'away' : index % near.size}
              index={index}
              person={person}
              columns={columns}
              words={words}
              top={index * rowHeight}
              ticked={person !== undefined && isTicked(ticked, person.id)}
              active={index === active}
              open={person !== undefined && person.id === open}
            />
          )
        })}
      </div>
    </div>
  )
}
