/** On which sheet, from which label on. */
import { ActionIcon, Button, Group, NumberInput, Select, Stack } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { labelsOnSheet, type LabelSheet } from '#core/print/labels/label-sheet'
import { useLocale, useSettings } from '../../../ui/settings'
import { groupedSheets } from './own-sheets'
import { StartPicture } from './StartPicture'

interface Props {
  autoFocus: boolean
  sheet: LabelSheet
  start: number
  onSheet: (part: string) => void
  onStart: (start: number) => void
  onAdd: () => void
}

export function SheetChoice({ autoFocus, sheet, start, onSheet, onStart, onAdd }: Props) {
  const { t } = useTranslation('labels')
  const { settings, change } = useSettings()
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1 })
  /** While nothing is typed. */
  const [typed, setTyped] = useState<'' | null>(null)
  const own = settings.labelSheets
  const isOwn = own.some(({ part }) => part === sheet.part)
  const named = (of: LabelSheet) => {
    const [width, height] = (of.use === 'envelope' ? of.paper : of.label).map((tenths) => number.format(tenths / 10))
    return of.use === 'envelope' ? t('sheet.envelope', { part: of.part, width, height }) : t('sheet.one', { name: `${of.brand} ${of.part}`.trim(), width, height, count: labelsOnSheet(of) })
  }
  return (
    <Stack gap="xs">
      <Select
        autoFocus={autoFocus} label={t('sheet.label')} searchable allowDeselect={false} nothingFoundMessage={t('sheet.nothing')} comboboxProps={{ withinPortal: false, keepMounted: false }} maxDropdownHeight={320}
        value={sheet.part} onChange={(part) => part && onSheet(part)}
        data={groupedSheets(own).map(({ group, sheets }) => ({ group: group === 'own' ? t('sheet.own') : t(`sheet.use.${group}`), items: sheets.map((of) => ({ value: of.part, label: named(of) })) }))}
      />
      <Group gap="xs" justify="space-between">
        <Button variant="subtle" size="compact-sm" onClick={onAdd}>
          {t('sheet.add')}
        </Button>
        {isOwn && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('sheet.remove')} title={t('sheet.remove')} onClick={() => change({ labelSheets: own.filter(({ part }) => part !== sheet.part) })}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {labelsOnSheet(sheet) > 1 && (
        <Group gap="md" wrap="nowrap" align="flex-start">
          <NumberInput
            flex={1} label={t('start.label')} description={t('start.more')} inputWrapperOrder={['label', 'input', 'description']}
            value={typed ?? start} onBlur={() => setTyped(null)} min={1} max={labelsOnSheet(sheet)} clampBehavior="strict" allowDecimal={false} allowNegative={false}
            onChange={(value) => {
              setTyped(typeof value === 'number' ? null : '')
              if (typeof value === 'number' && value >= 1) onStart(value)
            }}
          />
          <StartPicture sheet={sheet} start={start} onStart={onStart} />
        </Group>
      )}
    </Stack>
  )
}
