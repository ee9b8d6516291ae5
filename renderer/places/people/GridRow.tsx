/** One row of the table. Memoised: a scroll draws the rows that come in, not those that stay. */
import { memo, type CSSProperties } from 'react'
import type { Person } from '#core/domain/person'
import { cell, fullName, type CellWords } from './cells'
import type { ShownColumn } from './column-layout'
import classes from './PeopleGrid.module.css'

interface GridRowProps {
  index: number
  person: Person | undefined
  columns: readonly ShownColumn[]
  words: CellWords
  top: number
  ticked: boolean
  active: boolean
  open: boolean
  tickLabel: string
}

export const GridRow = memo(function GridRow({ index, person, columns, words, top, ticked, active, open, tickLabel }: GridRowProps) {
  return (
    <div
      role="row"
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={ticked}
      aria-busy={person ? undefined : true}
      data-index={index}
      data-ticked={ticked || undefined}
      data-open={open || undefined}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` } as CSSProperties}
      tabIndex={active ? 0 : -1}
    >
      <div role="gridcell" aria-colindex={1} className={classes.tick}>
        <input type="checkbox" tabIndex={-1} checked={ticked} readOnly disabled={!person} aria-label={person ? `${tickLabel} ${fullName(person, words.nameless)}` : tickLabel} />
      </div>
      {columns.map(({ column }, at) => (
        <div key={column} role="gridcell" aria-colindex={at + 2} className={at === 0 ? classes.name : classes.cell}>
          {person ? cell(column, person, words) : <span className={classes.awaited} />}
        </div>
      ))}
    </div>
  )
})
