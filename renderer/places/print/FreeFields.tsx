/** Pieces of no custom format: how large each is once it is cut, and how many lie on a sheet. */
import { Checkbox, NumberInput, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { freeLimits, type FreePieces } from '#core/print/imposition/print-choices'
import type { Size } from '#core/print/imposition/rectangle'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import classes from './PrintDesk.module.css'

interface Props {
  free: FreePieces
  /** Of the document, once cut, in mm: what a piece is when nobody says otherwise. */
  page: Size
  onChange(free: FreePieces): void
}

/** What most pages have room for. */
const usualGrid = { columns: 2, rows: 4 }

export function FreeFields({ free, page, onChange }: Props) {
  const { t } = useTranslation('press')
  const mark = dateLocale(useLocale()).startsWith('fr') ? ',' : '.'
  const length = (side: 'width' | 'height') => (
    <NumberInput
      label={t(`free.${side}`)} suffix={t('free.mm')} min={freeLimits.least} max={freeLimits.most} decimalScale={1} decimalSeparator={mark} allowNegative={false} hideControls
      value={free[side] ?? Math.round(page[side] * 10) / 10} onBlur={(event) => event.currentTarget.value.trim() === '' && onChange({ ...free, [side]: null })}
      onChange={(value) => typeof value === 'number' && value >= freeLimits.least && value <= freeLimits.most && onChange({ ...free, [side]: value })}
    />
  )
  const count = (side: 'columns' | 'rows') => free.grid && (
    <NumberInput
      label={t(`free.${side}`)} min={1} max={freeLimits.inRow} allowDecimal={false} allowNegative={false} value={free.grid[side]}
      onChange={(value) => typeof value === 'number' && value >= 1 && value <= freeLimits.inRow && onChange({ ...free, grid: { ...free.grid!, [side]: value } })}
    />
  )
  return (
    <Stack gap="xs">
      <div className={classes.fields}>
        {length('width')}
        {length('height')}
      </div>
      <Checkbox label={t('free.most')} checked={free.grid === null} onChange={(event) => onChange({ ...free, grid: event.currentTarget.checked ? null : usualGrid })} />
      {free.grid && (
        <div className={classes.fields}>
          {count('columns')}
          {count('rows')}
        </div>
      )}
    </Stack>
  )
}
