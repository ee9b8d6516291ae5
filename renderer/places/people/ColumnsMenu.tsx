/** Choosing and ordering columns without a mouse; print and export of the whole list are beside it. */
import { Group, Popover, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconDownload, IconMail, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleColumn } from '#core/domain/query'
import { IconButton } from '../../ui/IconButton'
import { columnsFromSettings, moveColumn, shiftColumn, startWidths, toggleColumn, type ShownColumn } from './column-layout'
import { usePeopleView } from './view'
import classes from './ColumnsMenu.module.css'

export default function ColumnsMenu({ columns, onColumns, total }: { columns: readonly ShownColumn[]; onColumns(columns: ShownColumn[]): void; total: number }) {
  const { t } = useTranslation(['people', 'person'])
  const view = usePeopleView()
  const [opened, setOpened] = useState(false)
  const [dragged, setDragged] = useState<PeopleColumn | null>(null)
  const shown = columns.map(({ column }) => column)
  const hidden = (Object.keys(startWidths) as PeopleColumn[]).filter((column) => !shown.includes(column))
  return (
    <Group gap={2} wrap="nowrap">
      <IconButton label={t('people:output.print')} icon={IconPrinter} disabled={total === 0} onClick={() => view.open({ kind: 'print' })} />
      <IconButton label={t('people:output.labels')} icon={IconMail} disabled={total === 0} onClick={() => view.open({ kind: 'labels' })} />
      <IconButton label={t('people:output.export')} icon={IconDownload} disabled={total === 0} onClick={() => view.open({ kind: 'export' })} />
      <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus returnFocus withinPortal>
        <Popover.Target>
          <IconButton label={t('people:columns.title')} icon={IconColumns3} onClick={() => setOpened(!opened)} />
        </Popover.Target>
        <Popover.Dropdown p="xs" aria-label={t('people:columns.title')}>
          <ul className={classes.list}>
            {shown.map((column, at) => (
              <li
                key={column}
                className={classes.item}
                draggable={at > 0}
                data-dragged={dragged === column || undefined}
                onDragStart={() => setDragged(column)}
                onDragEnd={() => setDragged(null)}
                onDragOver={(event) => dragged && event.preventDefault()}
                onDrop={(event) => {
                  event.preventDefault()
                  event.stopPropagation()
                  if (dragged) onColumns(moveColumn(columns, dragged, column))
                  setDragged(null)
                }}
              >
                <label>
                  <input type="checkbox" checked disabled={at === 0} onChange={() => onColumns(toggleColumn(columns, column))} />
                  {t(`person:field.${column}`)}
                </label>
                {at > 0 && (
                  <Group gap={0} wrap="nowrap">
                    <IconButton size="sm" side="left" icon={IconArrowUp} label={t('people:columns.left', { column: t(`person:field.${column}`) })} disabled={at === 1} onClick={() => onColumns(shiftColumn(columns, column, -1))} />
                    <IconButton size="sm" side="left" icon={IconArrowDown} label={t('people:columns.right', { column: t(`person:field.${column}`) })} disabled={at === shown.length - 1} onClick={() => onColumns(shiftColumn(columns, column, 1))} />
                  </Group>
                )}
              </li>
            ))}
          </ul>
          <ul className={classes.list} aria-label={t('people:columns.hidden')}>
            {hidden.map((column) => (
              <li key={column} className={classes.item}>
                <label>
                  <input type="checkbox" checked={false} onChange={() => onColumns(toggleColumn(columns, column))} />
                  {t(`person:field.${column}`)}
                </label>
              </li>
            ))}
          </ul>
          <UnstyledButton className={classes.reset} onClick={() => onColumns(columnsFromSettings([]))}>
            {t('people:columns.reset')}
          </UnstyledButton>
        </Popover.Dropdown>
      </Popover>
    </Group>
  )
}
