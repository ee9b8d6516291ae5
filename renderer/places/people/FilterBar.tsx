/** Quick filters: each is a chip that reads as words and opens to be changed; all of them must hold. */
import { Button, Menu, Popover } from '@mantine/core'
import { IconArrowsSplit2, IconFilter, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Facets } from '#engine/api'
import { usualDays } from '#core/domain/added'
import type { PeopleFilter } from '#core/domain/query'
import { useTopic } from '../../ui/engine'
import { AddedChoice, useAddedText } from './AddedChoice'
import { useCellWords, type CellWords } from './cells'
import { ConsentChoice } from './ConsentChoice'
import { valueKinds, valueText, type ValueKind } from './filter-values'
import { ValueChoice } from './ValueChoice'
import { usePeopleView, withFilter, withoutFilter } from './view'
import classes from './FilterBar.module.css'

const possessions = ['emails', 'phones', 'street'] as const
/** Values named on a chip before it says "and N more". */
const named = 2

type WholeFilter = Extract<PeopleFilter, { kind: 'has' | 'conflict' }>
/** Filters that hold or do not: nothing to edit in them. */
const isWhole = (filter: PeopleFilter): filter is WholeFilter => filter.kind === 'has' || filter.kind === 'conflict'

type Editing = ValueKind | 'consent' | 'added' | null

export default function FilterBar() {
  const { t } = useTranslation(['people', 'person', 'added'])
  const view = usePeopleView()
  const facets = useTopic('facets', null)
  const words = useCellWords()
  const [editing, setEditing] = useState<Editing>(null)
  const { filters } = view.query
  const apart = facets?.conflicts ?? 0
  // A filter being added has no value yet: its chip is shown, the query is not asked.
  const adding = editing && !filters.some(({ kind }) => kind === editing) ? editing : null
  const set = (filter: PeopleFilter) => view.ask(withFilter(view.query, filter))

  return (
    <div className={classes.bar} role="group" aria-label={t('people:filter.group')}>
      {filters.map((filter) => (
        <FilterChip
          key={filter.kind === 'has' ? filter.field : filter.kind}
          filter={filter}
          facets={facets}
          words={words}
          editing={editing === filter.kind}
          onEdit={(on) => setEditing(on && !isWhole(filter) ? filter.kind : null)}
          onSet={set}
          onRemove={() => view.ask(withoutFilter(view.query, filter))}
        />
      ))}
      {adding && (
        <FilterChip
          filter={adding === 'added' ? { kind: 'added', since: { days: usualDays } } : adding === 'consent' ? { kind: 'consent', purpose: 'action', channel: 'email' } : { kind: adding, any: [] }}
          facets={facets}
          words={words}
          editing
          onEdit={(on) => !on && setEditing(null)}
          onSet={set}
          onRemove={() => setEditing(null)}
        />
      )}
      <Menu position="bottom-start" shadow="md" withinPortal returnFocus={false}>
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-md" leftSection={<IconFilter size={16} />}>
            {t('people:filter.add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {valueKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => setEditing(kind)}>
              {t(`people:filter.kind.${kind}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setEditing('consent')}>{t('people:filter.kind.consent')}</Menu.Item>
          <Menu.Item
            onClick={() => {
              set({ kind: 'added', since: { days: usualDays } })
              setEditing('added')
            }}
          >
            {t('added:kind')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => set({ kind: 'conflict' })}>{t('people:filter.conflict')}</Menu.Item>
          {possessions.flatMap((field) =>
            [true, false].map((present) => (
              <Menu.Item key={`${field}-${present}`} onClick={() => set({ kind: 'has', field, present })}>
                {t(`people:filter.${present ? 'with' : 'without'}.${field}`)}
              </Menu.Item>
            )),
          )}
        </Menu.Dropdown>
      </Menu>
      {apart > 0 && !filters.some(({ kind }) => kind === 'conflict') && (
        <Button variant="light" size="compact-md" leftSection={<IconArrowsSplit2 size={16} />} onClick={() => set({ kind: 'conflict' })}>
          {t('people:filter.conflicts', { count: apart })}
        </Button>
      )}
      {filters.length > 0 && (
        <Button variant="subtle" color="gray" size="compact-md" onClick={() => view.ask({ ...view.query, filters: [] })}>
          {t('people:filter.clear')}
        </Button>
      )}
    </div>
  )
}

interface FilterChipProps {
  filter: PeopleFilter
  facets: Facets | undefined
  words: CellWords
  editing: boolean
  onEdit(on: boolean): void
  onSet(filter: PeopleFilter): void
  onRemove(): void
}

function FilterChip({ filter, facets, words, editing, onEdit, onSet, onRemove }: FilterChipProps) {
  const { t } = useTranslation(['people', 'person'])
  const addedText = useAddedText()
  const text = () => {
    if (filter.kind === 'conflict') return t('people:filter.conflict')
    if (filter.kind === 'added') return addedText(filter)
    if (filter.kind === 'has') return t(`people:filter.${filter.present ? 'with' : 'without'}.${filter.field}`)
    if (filter.kind === 'consent') {
      return t('people:filter.consent', { purpose: t(`person:purpose.${filter.purpose}`), channel: t(`person:channel.${filter.channel}`) })
    }
    const name = t(`people:filter.kind.${filter.kind}`)
    const values = filter.any.map((value) => valueText(filter.kind, value, words.words))
    if (values.length === 0) return t('people:filter.choosing', { name })
    const shown = values.slice(0, named).join(', ')
    return values.length > named ? t('people:filter.valuesMore', { name, values: shown, count: values.length - named }) : t('people:filter.values', { name, values: shown })
  }
  return (
    <Popover opened={editing} onChange={onEdit} position="bottom-start" shadow="md" trapFocus returnFocus withinPortal>
      <span className={classes.chip} data-editing={editing || undefined}>
        {isWhole(filter) ? (
          <span className={classes.text}>{text()}</span>
        ) : (
          <Popover.Target>
            <button type="button" className={classes.text} onClick={() => onEdit(!editing)}>
              {text()}
            </button>
          </Popover.Target>
        )}
        <button type="button" className={classes.remove} aria-label={t('people:filter.remove', { filter: text() })} onClick={onRemove}>
          <IconX size={13} stroke={2} />
        </button>
      </span>
      <Popover.Dropdown p="xs" aria-label={t('people:filter.edit')}>
        {filter.kind === 'added' ? (
          <AddedChoice filter={filter} onSet={onSet} />
        ) : filter.kind === 'consent' ? (
          <ConsentChoice filter={filter} onSet={onSet} />
        ) : !isWhole(filter) ? (
          <ValueChoice filter={filter} facets={facets} words={words} onSet={onSet} />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}
