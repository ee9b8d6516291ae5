/** One row of the table. Memoised: a scroll draws the rows that come in, not those that stay. */
import { memo } from 'react'
import type { Person } from '#core/domain/person'
import { cell, type CellWords } from './cells'
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
}

export const GridRow = memo(function GridRow({ index, person, columns, words, top, ticked, active, open }: GridRowProps) {
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
      style={{ top }}
      tabIndex={active ? 0 : -1}
    >
      <div role="gridcell" aria-colindex={1} className={classes.tick}>
        {/* The row itself says whether it is selected; a real box in each would cost a third of a scroll. */}
        <span data-box aria-hidden />
      </div>
      {columns.map(({ column }, at) => (
        <div key={column} role="gridcell" aria-colindex={at + 2} className={at === 0 ? classes.name : classes.cell}>
          {person ? cell(column, person, words) : <span className={classes.awaited} />}
        </div>
      ))}
    </div>
  )
})
