/** The rows of a list: under which headings, in which order, how high, and how many more to write in. */
import { Checkbox, NativeSelect, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { listGroupings, listOrders, mostEmptyRows, type ListGrouping, type ListOrder, type ListRows } from '#core/domain/list-layout'

interface Props {
  rows: ListRows
  onChange(change: ListRows): void
}

/** In mm: what a pen needs, and what a large hand does. */
const heights = [9, 12] as const

export function ListRowsPart({ rows, onChange }: Props) {
  const { t } = useTranslation('print')
  const title = useId()
  const heightLabel = useId()
  const { grouping = null, pageEachGroup = false, order = null, rowHeight = null, numbered = true, emptyRows = 0 } = rows
  return (
    <Stack gap="xs" role="group" aria-labelledby={title}>
      <Text component="h3" fw={600} id={title}>
        {t('rows.title')}
      </Text>
      <NativeSelect
        label={t('rows.grouping')} value={grouping ?? ''} onChange={(event) => onChange({ grouping: (event.currentTarget.value || null) as ListGrouping | null })}
        data={[{ value: '', label: t('rows.groupings.none') }, ...listGroupings.map((value) => ({ value, label: t(`rows.groupings.${value}`) }))]}
      />
      {grouping && <Checkbox label={t('rows.pageEachGroup')} checked={pageEachGroup} onChange={(event) => onChange({ pageEachGroup: event.currentTarget.checked })} />}
      <NativeSelect
        label={t('rows.order')} value={order ?? ''} onChange={(event) => onChange({ order: (event.currentTarget.value || null) as ListOrder | null })}
        data={[{ value: '', label: t('rows.orders.given') }, ...listOrders.map((value) => ({ value, label: t(`rows.orders.${value}`) }))]}
      />
      <div>
        <Text size="sm" fw={500} mb={2} id={heightLabel}>
          {t('rows.height')}
        </Text>
        <SegmentedControl
          fullWidth aria-labelledby={heightLabel} value={String(rowHeight ?? '')} onChange={(value) => onChange({ rowHeight: value === '' ? null : Number(value) })}
          data={[{ value: '', label: t('rows.usual') }, ...heights.map((mm) => ({ value: String(mm), label: t('rows.mm', { mm }) }))]}
        />
      </div>
      <NumberInput
        label={t('rows.empty')} value={emptyRows} min={0} max={mostEmptyRows} clampBehavior="strict" allowDecimal={false} allowNegative={false}
        onChange={(value) => onChange({ emptyRows: typeof value === 'number' ? value : 0 })}
      />
      <Checkbox label={t('rows.numbered')} checked={numbered} onChange={(event) => onChange({ numbered: event.currentTarget.checked })} />
    </Stack>
  )
}
