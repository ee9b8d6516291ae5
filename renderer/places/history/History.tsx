/** Everything that was done, by days, latest first; what can still be undone has its button, however old. */
import { SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry, HistoryRequest } from '#engine/api'
import { useLocale } from '../../ui/settings'
import { useRows } from '../../ui/use-rows'
import { addWords } from '../../ui/words'
import { ConfirmUndo } from './ConfirmUndo'
import { dayInWords } from './days'
import { Entry } from './Entry'
import { historyLines, type HistoryLines } from './history-lines'
import { useHistoryEntries } from './use-history-entries'
import { historyWords } from './words'
import classes from './History.module.css'

addWords('history', historyWords)

/** CSS px; `--row` of the style sheet is the same. */
const rowHeight = 44

/** What people look for among hundreds of entries. */
const groups = {
  all: undefined,
  imports: ['import'],
  changes: ['person.create', 'person.edit', 'people.edit', 'person.choose', 'people.delete', 'people.erase', 'sheet.line', 'sheet.lost'],
  outputs: ['export', 'print', 'backup'],
} satisfies Record<string, HistoryRequest['kinds']>
type Group = keyof typeof groups

export default function History() {
  const { t } = useTranslation('history')
  const scroller = useRef<HTMLDivElement>(null)
  const [group, setGroup] = useState<Group>('all')
  const [undoing, setUndoing] = useState<HistoryEntry | null>(null)
  const { total, days, entry, want } = useHistoryEntries(groups[group])
  const lines = useMemo(() => historyLines(days), [days])
  const { rows } = useRows(scroller, lines.count, rowHeight, rowHeight)
  const asked = lines.entries(rows.start, rows.end)
  // Before the first answer nobody knows of any day.
  want(asked.start, Math.max(asked.end, 1))
  const indexes = Array.from({ length: Math.max(0, Math.min(rows.end, lines.count) - rows.start) }, (_, at) => rows.start + at)
  const choose = (next: Group) => {
    setGroup(next)
    scroller.current?.scrollTo({ top: 0 })
  }
  return (
    <section className={classes.place} aria-label={t('title')}>
      <header className={classes.head}>
        <div className={classes.title}>
          <Title order={1}>{t('title')}</Title>
          {total !== null && (
            <Text c="dimmed" role="status">
              {t('count', { count: total })}
            </Text>
          )}
        </div>
        <SegmentedControl
          aria-label={t('show')} value={group} onChange={(value) => choose(value as Group)}
          data={(Object.keys(groups) as Group[]).map((value) => ({ value, label: t(`groups.${value}`) }))}
        />
        <Text size="sm" c="dimmed" className={classes.promise}>
          {t('promise')}
        </Text>
      </header>
      <div ref={scroller} className={classes.list} tabIndex={0} role="list" aria-label={t('listLabel')}>
        {lines.count > 0 && <PinnedDay scroller={scroller} dayAt={lines.day} />}
        <div style={{ height: lines.count * rowHeight }} role="presentation" />
        {indexes.map((index) => {
          const line = lines.line(index)
          const style = { transform: `translateY(${index * rowHeight}px)` }
          return line.kind === 'day' ? (
            <Day key={`day-${line.at}`} at={line.at} count={line.count} style={style} />
          ) : (
            <Entry key={`entry-${line.index}`} index={line.index} total={total ?? 0} label={entry(line.index)} style={style} onUndo={setUndoing} />
          )
        })}
        {total === 0 && (
          <Stack className={classes.none} align="center" justify="center" gap="xs">
            <IconHistory size={44} stroke={1.25} aria-hidden />
            <Title order={2}>{t(group === 'all' ? 'none.title' : 'none.ofGroup')}</Title>
            {group === 'all' && (
              <Text c="dimmed" maw={440} ta="center">
                {t('none.more')}
              </Text>
            )}
          </Stack>
        )}
      </div>
      {undoing && <ConfirmUndo label={undoing} onClose={() => setUndoing(null)} />}
    </section>
  )
}

/** For the eye: each entry says its own day to a screen reader. */
function Day({ at, count, style }: { at: number; count: number; style: { transform: string } }) {
  return (
    <div className={classes.day} style={style} aria-hidden>
      <DayWords at={at} count={count} />
    </div>
  )
}

function DayWords({ at, count }: { at: number; count: number }) {
  const { t } = useTranslation('history')
  const locale = useLocale()
  return (
    <>
      <strong>{dayInWords(at, locale, t)}</strong>
      <span>{t('count', { count })}</span>
    </>
  )
}

/** The day of the first line on screen stays in sight while its entries pass under it. Alone in hearing of every scroll. */
function PinnedDay({ scroller, dayAt }: { scroller: { current: HTMLElement | null }; dayAt: HistoryLines['day'] }) {
  const [first, setFirst] = useState(0)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const follow = () => setFirst(Math.floor(Math.max(0, element.scrollTop) / rowHeight))
    follow()
    element.addEventListener('scroll', follow, { passive: true })
    return () => element.removeEventListener('scroll', follow)
  }, [scroller])
  const day = dayAt(first)
  return (
    <div className={classes.pinned} aria-hidden>
      {day && <DayWords {...day} />}
    </div>
  )
}
