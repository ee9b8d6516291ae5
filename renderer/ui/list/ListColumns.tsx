/** The columns of a list: what is known of people, and those that pens fill, each under a title that is typed in its place. */
import { NativeSelect, TextInput } from '@mantine/core'
import { IconPencil, IconSquare } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { mostTicks, type HandColumn, type ListColumn } from '#core/domain/list-layout'
import { longestTitle } from '#core/domain/list-preset'
import { ColumnChoice } from '../output/ColumnChoice'
import classes from './ListDialog.module.css'
import { sheetColumns } from './sheet-columns'

interface Props {
  columns: ListColumn[]
  onChange(columns: ListColumn[]): void
}

const tick: HandColumn = { hand: 'tick', title: '' }
const write: HandColumn = { hand: 'write', title: '' }

export function ListColumns({ columns, onChange }: Props) {
  const { t } = useTranslation(['print', 'output', 'person'])
  const ticks = columns.filter((column) => typeof column === 'object' && column.hand === 'tick').length
  const available: ListColumn[] = [...sheetColumns, ...(ticks < mostTicks ? [tick] : []), write]
  const label = (column: ListColumn): string => {
    if (typeof column === 'object') return column.title.trim() || t(`byHand.${column.hand}`)
    return column === 'blank' ? t('byHand.write') : column === 'address' ? t(`output:columns.${column}`) : t(`person:field.${column}`)
  }
  const field = (column: ListColumn, change: (column: ListColumn) => void) =>
    typeof column === 'object' && (
      <div className={classes.byHand}>
        <TextInput
          size="xs" className={classes.title} leftSection={column.hand === 'tick' ? <IconSquare size={14} aria-hidden /> : <IconPencil size={14} aria-hidden />} aria-label={t(`byHand.${column.hand}Title`)} placeholder={t(`byHand.${column.hand}Example`)} maxLength={longestTitle}
          value={column.title} onChange={(event) => change({ ...column, title: event.currentTarget.value })}
        />
        {column.hand === 'write' && (
          <NativeSelect
            size="xs" aria-label={t('byHand.room')} value={column.room ?? 'usual'} data={(['narrow', 'usual', 'wide'] as const).map((value) => ({ value, label: t(`byHand.rooms.${value}`) }))}
            onChange={({ currentTarget: { value } }) => change({ hand: 'write', title: column.title, ...(value === 'usual' ? {} : { room: value as 'narrow' | 'wide' }) })}
          />
        )}
      </div>
    )
  return <ColumnChoice chosen={columns} available={available} label={label} field={(column, change) => field(column, change) || null} onChange={onChange} />
}
