/** Events of one sort, drawn around what is on screen. Heights differ (a change or five), so each drawn row is measured. */
import { VisuallyHidden } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarRow, CalendarRowKind } from '#core/ics/calendar-row'
import { useLocale } from '../../../ui/settings'
import { useCalendarRows } from './calendar-rows'
import classes from './CalendarFile.module.css'
import { changeTexts, momentText, ruleText, whenText } from './row-words'

/** CSS px, before measuring. */
const usualHeight = { fresh: 56, same: 56, changed: 90, setAside: 56 } as const

const headings = { fresh: ['when', 'what', 'where', 'notes'], same: ['when', 'what', 'where', 'notes'], changed: ['what', 'changes'], setAside: ['when', 'what', 'why'] } as const

interface Props {
  id: string
  kind: CalendarRowKind
  version: number
  total: number
  home: string
}

export function CalendarRowList({ id, kind, version, total, home }: Props) {
  const { t } = useTranslation('calendarFile')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useCalendarRows(id, kind, version)
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => usualHeight[kind], overscan: 8 })
  const items = virtual.getVirtualItems()
  const start = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? 0) + 1
  const { want } = rows
  useEffect(() => want(start, end), [want, start, end])

  return (
    <div ref={scroller} className={classes.scroller} tabIndex={0} role="table" aria-rowcount={total + 1} aria-label={t(`import.kind.${kind}`)} data-kind={kind}>
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.row}>
          {headings[kind].map((heading) => (
            <span role="columnheader" key={heading}>
              {t(`import.${heading}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.row(item.index)
          return (
            <div
              role="row" key={item.key} ref={virtual.measureElement} data-index={item.index} aria-rowindex={item.index + 2} className={`${classes.row} ${classes.floating}`}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row ? (
                <Cells row={row} home={home} />
              ) : (
                <span role="cell" className={classes.muted}>
                  {t('import.loading')}
                </span>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Cells({ row, home }: { row: CalendarRow; home: string }) {
  const { t } = useTranslation('calendarFile')
  const locale = useLocale()
  if (row.kind === 'changed') {
    return (
      <>
        <What row={row} home={home} />
        <Changes row={row} home={home} />
      </>
    )
  }
  return (
    <>
      <span role="cell" className={`${classes.cell} ${classes.when}`}>
        {whenText(row.start, row.end, home, locale)}
      </span>
      <What row={row} home={home} />
      {row.reason ? (
        <span role="cell" className={classes.cell}>
          {t(`import.aside.${row.reason}`)}
          <span className={classes.muted}>{t('import.line', { line: row.line })}</span>
        </span>
      ) : (
        <>
          <span role="cell" className={classes.cell}>
            {row.location}
          </span>
          <Notes row={row} home={home} />
        </>
      )}
    </>
  )
}

function What({ row, home }: { row: CalendarRow; home: string }) {
  const { t } = useTranslation(['calendarFile', 'action'])
  const locale = useLocale()
  const kind = t(`action:kind.${row.actionKind}`)
  return (
    <span role="cell" className={classes.cell}>
      <span className={classes.name}>{row.title || kind}</span>
      {row.title !== '' && <span className={classes.muted}>{kind}</span>}
      {row.kind === 'changed' && <span className={classes.muted}>{row.line === 0 ? t('import.ofSeries') : whenText(row.start, row.end, home, locale)}</span>}
    </span>
  )
}

function Notes({ row, home }: { row: CalendarRow; home: string }) {
  const { t } = useTranslation(['calendarFile', 'action'])
  const locale = useLocale()
  const notes = [
    row.status === 'cancelled' ? t('import.cancelled') : row.status === 'tentative' ? t('import.tentative') : '',
    row.rule ? ruleText(row.rule, t, locale) : '',
    row.instead ? t('import.instead', { date: momentText(row.instead, home, locale) }) : '',
  ]
  return (
    <span role="cell" className={classes.cell}>
      {notes.filter(Boolean).map((note) => (
        <span key={note} className={classes.note}>
          {note}
        </span>
      ))}
    </span>
  )
}

function Changes({ row, home }: { row: CalendarRow; home: string }) {
  const { t } = useTranslation(['calendarFile', 'action'])
  const locale = useLocale()
  return (
    <span role="cell" className={`${classes.cell} ${classes.changes}`}>
      {row.changes.map((change) => {
        const { before, after } = changeTexts(change, t, home, locale)
        return (
          <span key={change.field} className={classes.change}>
            <span className={classes.field}>{t(`import.field.${change.field}`)}</span>
            {before ? (
              <del className={classes.before}>
                <VisuallyHidden>{t('import.inAgenda')} </VisuallyHidden>
                {before}
              </del>
            ) : (
              <Nothing />
            )}
            {after ? (
              <ins className={classes.after}>
                <VisuallyHidden>{t('import.inFile')} </VisuallyHidden>
                {after}
              </ins>
            ) : (
              <Nothing />
            )}
          </span>
        )
      })}
    </span>
  )
}

function Nothing() {
  const { t } = useTranslation('calendarFile')
  return <span className={classes.nothing}>{t('import.nothing')}</span>
}
