/**
 * Which columns, in which order. By keyboard: Alt+Up and Alt+Down move the column whose row has the focus, Delete
 * removes it; the buttons do the same for a mouse, which may also drag it, and each move is said to a screen reader.
 */
import { Button, Group, Menu, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconX } from '@tabler/icons-react'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../IconButton'
import { addWords } from '../words'
import { moveColumn } from './column-order'
import classes from './ColumnChoice.module.css'
import { outputWords } from './words'

addWords('output', outputWords)

interface Props<Column extends string | object> {
  chosen: Column[]
  /** All that may be chosen, in the order of the menu. What is no name but a thing of its own may be there several times. */
  available: readonly Column[]
  label: (column: Column) => string
  /** What stands in its row where it is more than its label. */
  field?: (column: Column, change: (column: Column) => void) => ReactNode
  onChange: (columns: Column[]) => void
}

const nameOf = (column: string | object) => (typeof column === 'string' ? column : '')

export function ColumnChoice<Column extends string | object>({ chosen, available, label, field, onChange }: Props<Column>) {
  const { t } = useTranslation('output')
  const title = useId()
  const list = useRef<HTMLOListElement>(null)
  const fresh = useRef(false)
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<number | null>(null)
  const left = available.filter((column) => typeof column === 'object' || !chosen.includes(column))

  const move = (from: number, to: number, button: 'up' | 'down' | 'row') => {
    if (to < 0 || to >= chosen.length) return
    onChange(moveColumn(chosen, from, to))
    setSaid(t('columns.moved', { column: label(chosen[from]!), position: to + 1 }))
    // The focus goes along with the column, so that the same key moves it again.
    requestAnimationFrame(() => {
      const row = list.current?.children[to] as HTMLElement | undefined
      const target = button === 'row' ? row : row?.querySelector<HTMLElement>(`[data-move=${button}]`)
      ;(target ?? row)?.focus()
    })
  }
  /** One that is to be named is named next, once the menu has given the focus back. */
  const nameFresh = () => {
    if (fresh.current) list.current?.lastElementChild?.querySelector('input')?.focus()
    fresh.current = false
  }
  const append = (column: Column) => {
    fresh.current = true
    onChange([...chosen, column])
  }
  const remove = (at: number) => {
    onChange(chosen.filter((_, index) => index !== at))
    requestAnimationFrame(() => (list.current?.children[Math.min(at, chosen.length - 2)] as HTMLElement | undefined)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.target !== event.currentTarget) return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step && event.altKey) move(at, at + step, 'row')
    else if (step) (list.current?.children[at + step] as HTMLElement | undefined)?.focus()
    else if (event.key === 'Delete') remove(at)
    else return
    event.preventDefault()
  }

  return (
    <Stack gap="xs">
      <Text component="h3" fw={600} id={title}>
        {t('columns.order')}
      </Text>
      <ol ref={list} className={classes.list} aria-labelledby={title}>
        {chosen.map((column, at) => (
          <li
            key={`${nameOf(column)}-${chosen.slice(0, at).filter((other) => nameOf(other) === nameOf(column)).length}`} className={classes.row} tabIndex={0}
            data-dragged={dragged === at || undefined} onKeyDown={(event) => onKeyDown(event, at)}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged !== null && dragged !== at) move(dragged, at, 'row')
              setDragged(null)
            }}
          >
            <span
              className={classes.grip} draggable aria-hidden onDragEnd={() => setDragged(null)}
              onDragStart={(event) => {
                event.dataTransfer.setDragImage(event.currentTarget.parentElement!, 8, 8)
                setDragged(at)
              }}
            >
              <IconGripVertical size={14} />
            </span>
            <span className={classes.position}>{at + 1}</span>
            {field?.(column, (changed) => onChange(chosen.with(at, changed))) ?? (
              <Text size="sm" className={classes.name}>
                {label(column)}
              </Text>
            )}
            <Group gap={2} wrap="nowrap" className={classes.actions}>
              <IconButton size="sm" icon={IconArrowUp} label={t('columns.up', { column: label(column) })} side="left" disabled={at === 0}
                onClick={() => move(at, at - 1, 'up')} data-move="up" />
              <IconButton size="sm" icon={IconArrowDown} label={t('columns.down', { column: label(column) })} side="left"
                disabled={at === chosen.length - 1} onClick={() => move(at, at + 1, 'down')} data-move="down" />
              <IconButton size="sm" icon={IconX} label={t('columns.remove', { column: label(column) })} side="left" onClick={() => remove(at)} />
            </Group>
          </li>
        ))}
      </ol>
      {chosen.length === 0 && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('columns.empty')}
        </Text>
      )}
      {/* A menu, not a native select: arrows on a closed select would add every column that they pass. */}
      <Menu position="bottom-start" width="target" shadow="md" onExitTransitionEnd={nameFresh}>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} disabled={left.length === 0}>
            {left.length ? t('columns.add') : t('columns.none')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {left.map((column) => (
            <Menu.Item key={label(column)} onClick={() => append(column)}>
              {label(column)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
    </Stack>
  )
}
