/** Column headers: sort by click or Enter, move by drag or Alt+arrows, resize by the edge or Alt+Shift+arrows. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleColumn, PeopleQuery } from '#core/domain/query'
import { moveColumn, resizeColumn, shiftColumn, startWidth, type ShownColumn } from './column-layout'
import classes from './PeopleGrid.module.css'

interface GridHeaderProps {
  columns: readonly ShownColumn[]
  sort: PeopleQuery['sort']
  allTicked: boolean | 'some'
  onSort(sort: PeopleQuery['sort']): void
  onColumns(columns: ShownColumn[]): void
  onTickAll(): void
}

const resizeStep = 16

export function GridHeader({ columns, sort, allTicked, onSort, onColumns, onTickAll }: GridHeaderProps) {
  const { t } = useTranslation(['people', 'person'])
  const dragged = useRef<PeopleColumn | null>(null)

  function keys(event: KeyboardEvent, { column, width }: ShownColumn) {
    if (!event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    event.preventDefault()
    const step = event.key === 'ArrowLeft' ? -1 : 1
    onColumns(event.shiftKey ? resizeColumn(columns, column, width + step * resizeStep) : shiftColumn(columns, column, step))
  }

  function grasp(event: PointerEvent<HTMLElement>, { column, width }: ShownColumn) {
    event.preventDefault()
    const edge = event.currentTarget
    const from = event.clientX
    edge.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => onColumns(resizeColumn(columns, column, width + moved.clientX - from))
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true })
  }

  return (
    <div role="rowgroup" className={classes.header}>
      <div role="row" aria-rowindex={1} className={classes.headerRow}>
        <div role="columnheader" aria-colindex={1} className={classes.tick}>
          <input
            type="checkbox"
            checked={allTicked === true}
            ref={(box) => {
              if (box) box.indeterminate = allTicked === 'some'
            }}
            onChange={onTickAll}
            aria-label={t('people:grid.tickAll')}
          />
        </div>
        {columns.map((shown, at) => {
          const { column } = shown
          const sorted = sort.column === column
          const Arrow = sort.descending ? IconArrowDown : IconArrowUp
          return (
            <div
              key={column}
              role="columnheader"
              aria-colindex={at + 2}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className={at === 0 ? classes.nameHeader : classes.columnHeader}
              draggable={at > 0}
              onDragStart={(event) => {
                dragged.current = column
                event.dataTransfer.effectAllowed = 'move'
              }}
              onDragOver={(event) => {
                if (!dragged.current) return
                event.preventDefault()
                event.currentTarget.dataset.drop = ''
              }}
              onDragLeave={(event) => delete event.currentTarget.dataset.drop}
              onDragEnd={() => (dragged.current = null)}
              onDrop={(event) => {
                delete event.currentTarget.dataset.drop
                if (!dragged.current) return
                event.preventDefault()
                event.stopPropagation()
                onColumns(moveColumn(columns, dragged.current, column))
                dragged.current = null
              }}
            >
              <button
                type="button"
                className={classes.sort}
                title={at > 0 ? t('people:grid.headerKeys') : undefined}
                onClick={() => onSort({ column, descending: sorted && !sort.descending })}
                onKeyDown={(event) => keys(event, shown)}
              >
                <span>{t(`person:field.${column}`)}</span>
                {sorted && <Arrow size={14} stroke={2} aria-hidden />}
              </button>
              <span
                className={classes.edge}
                aria-hidden
                onPointerDown={(event) => grasp(event, shown)}
                onDoubleClick={() => onColumns(resizeColumn(columns, column, startWidth(column)))}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
