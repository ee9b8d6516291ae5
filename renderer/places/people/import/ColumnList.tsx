/**
 * One line a column: its title, what it holds, what it becomes. Empty columns (a NationBuilder export has two hundred)
 * are folded away; a target already taken says by which column.
 */
import { Button, Group, Select, Text, TextInput, type ComboboxItem, type ComboboxParsedItem, type OptionsFilter } from '@mantine/core'
import { IconArrowRight, IconBookmark, IconCheck, IconSearch } from '@tabler/icons-react'
import { memo, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportSummary } from '#core/csv/plan'
import { mayRepeat, targetGroups } from '#core/csv/targets'
import { fold } from '#core/domain/fold'
import { useStable } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import classes from './ColumnList.module.css'
import type { ImportDesk, OpenFile } from './import-desk'
import { samplesInWords } from './samples'
import { targetGroupWords, targetLabel } from './target-words'

/** A search box only helps when the eye can't take the list in. */
const manyColumns = 24
const notImported = ''

export function ColumnList({ desk, file }: { desk: ImportDesk; file: OpenFile }) {
  const { t } = useTranslation('import')
  const locale = useLocale()
  const title = useId()
  const [search, setSearch] = useState('')
  const [showEmpty, setShowEmpty] = useState(false)
  const { columns, rows } = file.summary
  const fields = file.options.mapping ?? columns.map(({ field }) => field)

  const choose = useStable((at: number, field: string | null) => desk.configure({ mapping: fields.with(at, field) }))
  const menu = useMemo(
    () => [
      { value: notImported, label: t('columns.notImported') },
      ...targetGroups.map(({ group, targets }) => ({
        group: targetGroupWords[locale][group],
        items: targets.map((target) => ({ value: target, label: targetLabel(target, locale) })),
      })),
    ],
    [t, locale],
  )
  /** The column that fills each target. */
  const takenBy = useMemo(() => {
    const taken: Record<string, string> = {}
    fields.forEach((field, at) => {
      if (field !== null) taken[field] ??= columns[at]?.header.trim() || t('columns.untitled', { number: at + 1 })
    })
    return taken
  }, [fields, columns, t])
  const twice = fields.find((field, at) => field !== null && !mayRepeat(field) && fields.indexOf(field) < at)

  const wanted = fold(search)
  const entries = columns.map((column, at) => ({ column, at, field: fields[at] ?? null })).filter(({ column }) => !wanted || fold(column.header).includes(wanted))
  const empty = entries.filter(({ column, field }) => column.filled === 0 && field === null)
  const imported = entries.filter(({ field }) => field !== null)
  const ignored = entries.filter(({ column, field }) => field === null && column.filled > 0)
  const row = ({ column, at, field }: (typeof entries)[number]) => (
    <ColumnRow key={at} at={at} column={column} field={field} read={rows.read} menu={menu} takenBy={takenBy} onChoose={choose} />
  )

  return (
    <section aria-labelledby={title} className={classes.section}>
      <Group justify="space-between" align="flex-end" mb="xs">
        <div>
          <Text component="h3" fw={600} id={title}>
            {t('columns.title')}
          </Text>
          <Text size="sm" c="dimmed" role="status">
            {t('columns.mapped', { count: fields.filter((field) => field !== null).length, total: columns.length })}
          </Text>
        </div>
        {columns.length > manyColumns && (
          <TextInput size="xs" w={220} placeholder={t('columns.filter')} aria-label={t('columns.filter')} leftSection={<IconSearch size={14} aria-hidden />}
            value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        )}
      </Group>
      {twice && (
        <Text size="sm" c="var(--mantine-color-orange-light-color)" role="alert" mb="xs">
          {t('columns.twice', { target: targetLabel(twice, locale) })}
        </Text>
      )}
      {imported.length > 0 && (
        <ul className={classes.list} aria-label={t('columns.recognised')}>
          {imported.map(row)}
        </ul>
      )}
      {ignored.length > 0 && (
        <>
          <Text size="sm" fw={600} c="dimmed" mt="md" mb={6}>
            {t('columns.ignored')}
          </Text>
          <ul className={classes.list} aria-label={t('columns.ignored')}>
            {ignored.map(row)}
          </ul>
        </>
      )}
      {empty.length > 0 && (
        <>
          <Group gap="xs" mt="md" mb={6}>
            <Text size="sm" c="dimmed">
              {t('columns.empty', { count: empty.length })}
            </Text>
            <Button variant="subtle" size="compact-sm" aria-expanded={showEmpty} onClick={() => setShowEmpty(!showEmpty)}>
              {showEmpty ? t('columns.emptyHide') : t('columns.emptyShow')}
            </Button>
          </Group>
          {showEmpty && <ul className={classes.list}>{empty.map(row)}</ul>}
        </>
      )}
      <KeepProfile key={file.id} desk={desk} />
    </section>
  )
}

/** `etiq` finds « Étiquettes », and the words of a group find all of it. */
const foldedFilter: OptionsFilter = ({ options, search }) => {
  const wanted = fold(search)
  const fits = (option: ComboboxItem) => fold(option.label).includes(wanted)
  return options.flatMap((option): ComboboxParsedItem[] => {
    if (!('group' in option)) return fits(option) ? [option] : []
    const items = fold(String(option.group)).includes(wanted) ? option.items : option.items.filter(fits)
    return items.length ? [{ ...option, items }] : []
  })
}

interface RowProps {
  at: number
  column: ImportSummary['columns'][number]
  field: string | null
  read: number
  menu: (ComboboxItem | { group: string; items: ComboboxItem[] })[]
  takenBy: Record<string, string>
  onChoose: (at: number, field: string | null) => void
}

const ColumnRow = memo(function ColumnRow({ at, column, field, read, menu, takenBy, onChoose }: RowProps) {
  const { t } = useTranslation('import')
  const locale = useLocale()
  const header = column.header.trim() || t('columns.untitled', { number: at + 1 })
  // A target that this version does not offer (a newer profile) still has to be seen.
  const offered = field === null || targetGroups.some(({ targets }) => targets.includes(field))
  return (
    <li className={classes.row} data-ignored={field === null || undefined}>
      <div className={classes.source}>
        <Text size="sm" fw={600} truncate title={header}>
          {header}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {samplesInWords(column, read, t)}
        </Text>
      </div>
      <IconArrowRight size={16} aria-hidden className={classes.arrow} />
      <Select
        size="sm" className={classes.target} aria-label={t('columns.target', { header })} searchable allowDeselect={false} openOnFocus={false}
        nothingFoundMessage={t('columns.nothing')} maxDropdownHeight={340} value={field ?? notImported}
        data={offered ? menu : [...menu, { value: field, label: targetLabel(field, locale) }]}
        onChange={(value) => onChoose(at, value || null)}
        // What is typed replaces the present choice, instead of being looked for after it.
        onClick={(event) => event.currentTarget.select()} onFocus={(event) => event.currentTarget.select()}
        filter={foldedFilter}
        renderOption={({ option, checked }) => (
          <Group gap="xs" justify="space-between" wrap="nowrap" w="100%">
            <span>{option.label}</span>
            {checked ? (
              <IconCheck size={14} aria-hidden />
            ) : (
              takenBy[option.value] !== undefined && (
                <Text component="span" size="xs" c="dimmed" ta="right" truncate maw={200}>
                  {t('columns.usedBy', { header: takenBy[option.value] })}
                </Text>
              )
            )}
          </Group>
        )}
        comboboxProps={{ width: 460, position: 'bottom-end', shadow: 'md' }}
      />
    </li>
  )
})

function KeepProfile({ desk }: { desk: ImportDesk }) {
  const { t } = useTranslation('import')
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const [kept, setKept] = useState<string | null>(null)
  if (kept) {
    return (
      <Text size="sm" role="status" mt="lg" className={classes.kept}>
        <IconCheck size={16} aria-hidden />
        {t('columns.profileSaved', { name: kept })}
      </Text>
    )
  }
  if (!open) {
    return (
      <Button variant="subtle" size="compact-sm" mt="lg" leftSection={<IconBookmark size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('columns.profile')}
      </Button>
    )
  }
  return (
    <form
      className={classes.profile}
      onSubmit={(event) => {
        event.preventDefault()
        void desk.keepProfile(name).then((done) => done && setKept(name.trim()))
      }}
    >
      <TextInput label={t('columns.profileName')} placeholder={t('columns.profileNameHint')} value={name} maxLength={60} autoFocus w={320}
        onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" variant="light" disabled={!name.trim()}>
        {t('columns.profileSave')}
      </Button>
    </form>
  )
}
