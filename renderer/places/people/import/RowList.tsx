/** The rows of one kind, drawn around what is on screen. Heights differ (a change or ten), so each drawn row is measured. */
import { Text, VisuallyHidden } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRow, ImportRowKind } from '#core/csv/plan'
import type { PersonId } from '#core/domain/ids'
import type { Person, PersonDraft } from '#core/domain/person'
import { useLocale } from '../../../ui/settings'
import { useImportRows } from './import-rows'
import { usePersonOfBase } from './people-of-base'
import classes from './RowList.module.css'
import { contactsOf, extrasOf, nameOf, placeOf, shownChanges, type ShownChange } from './row-words'

/** CSS px, before measuring. */
const usualHeight = { new: 40, unchanged: 40, setAside: 56, changed: 64, possible: 56 } as const

const headings = {
  new: ['person', 'contact', 'place', 'more'],
  unchanged: ['person', 'contact', 'place', 'more'],
  changed: ['person', 'changes'],
  setAside: ['reason', 'content'],
  possible: ['inFile', 'inBase'],
} as const

interface Props {
  id: string
  kind: ImportRowKind
  version: number
  total: number
}

export function RowList({ id, kind, version, total }: Props) {
  const { t } = useTranslation('import')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useImportRows(id, kind, version)
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => usualHeight[kind], overscan: 8 })
  const items = virtual.getVirtualItems()
  const start = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? 0) + 1
  const { want } = rows
  useEffect(() => want(start, end), [want, start, end, id, kind, version])

  return (
    <div ref={scroller} className={classes.scroller} tabIndex={0} role="table" aria-rowcount={total + 1} aria-label={t(`preview.tabs.${kind}`)} data-kind={kind}>
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.row}>
          <span role="columnheader" className={classes.line}>
            {t('preview.line')}
          </span>
          {headings[kind].map((heading) => (
            <span role="columnheader" key={heading}>
              {t(`preview.${heading}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.row(item.index)
          return (
            <div role="row" key={item.key} ref={virtual.measureElement} data-index={item.index} aria-rowindex={item.index + 2} className={`${classes.row} ${classes.floating}`}
              style={{ transform: `translateY(${item.start}px)` }}>
              {row ? (
                <>
                  <span role="cell" className={classes.line}>
                    {row.line}
                  </span>
                  <Cells kind={kind} row={row} />
                </>
              ) : (
                <span role="cell" className={classes.loading}>
                  {t('preview.loading')}
                </span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Cells({ kind, row }: { kind: ImportRowKind; row: ImportRow }) {
  switch (kind) {
    case 'changed':
      return <Changed row={row} />
    case 'setAside':
      return <SetAside row={row} />
    case 'possible':
      return <Possible row={row} />
    case 'unchanged':
      return <Unchanged row={row} />
    default:
      return <Whole draft={row.draft} />
  }
}

function Whole({ draft }: { draft: PersonDraft }) {
  const locale = useLocale()
  return (
    <>
      <span role="cell" className={classes.name}>
        <Name person={draft} />
      </span>
      <span role="cell" className={classes.contact}>
        {contactsOf(draft).map((value, at) => (
          <span key={at} className={classes.one}>
            {value}
          </span>
        ))}
      </span>
      <span role="cell">{placeOf(draft)}</span>
      <span role="cell" className={classes.extras}>
        {extrasOf(draft, locale).map(({ text, refusal }, at) => (
          <span key={at} className={classes.extra} data-refusal={refusal}>
            {text}
          </span>
        ))}
      </span>
    </>
  )
}

/** The file says nothing new of them: they are shown as the base has them. */
function Unchanged({ row }: { row: ImportRow }) {
  const { t } = useTranslation('import')
  const person = usePersonOfBase(row.match)
  if (person === null) return <span role="cell">{t('preview.unknownPerson')}</span>
  return <Whole draft={person ?? row.draft} />
}

function Changed({ row }: { row: ImportRow }) {
  const { t } = useTranslation('import')
  const locale = useLocale()
  const person = usePersonOfBase(row.match)
  return (
    <>
      <span role="cell">
        <span className={classes.name}>{person === null ? t('preview.unknownPerson') : <Name person={person ?? row.draft} />}</span>
        <Text span size="xs" c="dimmed" display="block">
          {row.matchKey && t(`preview.matchedBy.${row.matchKey}`)}
          {row.refusalsKept > 0 && ` · ${t('preview.refusalsKept', { count: row.refusalsKept })}`}
        </Text>
      </span>
      <span role="cell" className={classes.changes}>
        {shownChanges(row.changes, locale).map((change, at) => (
          <Change key={at} change={change} />
        ))}
      </span>
    </>
  )
}

/** Old and new side by side. Colour is one cue; the struck line, the signs and the hidden words are the others. */
function Change({ change: { label, kept, before, after, refusal } }: { change: ShownChange }) {
  const { t } = useTranslation('import')
  return (
    <span className={classes.change}>
      <span className={classes.field}>{label}</span>
      {before ? (
        <del className={classes.before}>
          <VisuallyHidden>{t(after ? 'preview.before' : 'preview.removed')} </VisuallyHidden>
          {before}
        </del>
      ) : kept ? (
        <span className={classes.kept}>{kept}</span>
      ) : (
        <span className={classes.nothing}>{t('preview.nothing')}</span>
      )}
      <ins className={classes.after} data-refusal={refusal || undefined}>
        <VisuallyHidden>{t(before ? 'preview.after' : 'preview.added')} </VisuallyHidden>
        {after}
      </ins>
    </span>
  )
}

function SetAside({ row }: { row: ImportRow }) {
  const { t } = useTranslation('import')
  return (
    <>
      <span role="cell">{row.reason && t(`reasons.${row.reason}`)}</span>
      <span role="cell" className={classes.muted}>
        {(row.cells ?? []).map((cell) => cell.trim()).filter(Boolean).join(' · ') || [nameOf(row.draft), ...contactsOf(row.draft)].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

function Possible({ row }: { row: ImportRow }) {
  const { t } = useTranslation('import')
  return (
    <>
      <span role="cell">
        <Card person={row.draft} />
        <Text span size="xs" c="dimmed" display="block">
          {t(`preview.outcome.${row.kind}`)}
        </Text>
      </span>
      <span role="cell">
        {row.possible.map((id) => (
          <CardOfBase key={id} id={id} />
        ))}
      </span>
    </>
  )
}

function CardOfBase({ id }: { id: PersonId }) {
  const { t } = useTranslation('import')
  const person = usePersonOfBase(id)
  return person === undefined ? <span className={classes.loading}>{t('preview.loading')}</span> : person === null ? <span>{t('preview.unknownPerson')}</span> : <Card person={person} />
}

function Card({ person }: { person: Person | PersonDraft }) {
  return (
    <span className={classes.card}>
      <span className={classes.name}>
        <Name person={person} />
      </span>
      <span className={classes.muted}>{[...contactsOf(person), placeOf(person)].filter(Boolean).join(' · ')}</span>
    </span>
  )
}

function Name({ person }: { person: Person | PersonDraft }) {
  const { t } = useTranslation('person')
  return nameOf(person) || <span className={classes.muted}>{t('nameless')}</span>
}
