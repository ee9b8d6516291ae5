/** Everything that was done, latest first; what can still be undone has its button, however old. */
import { Button, Stack, Text, Title } from '@mantine/core'
import {
  IconArrowBackUp, IconArrowForwardUp, IconBookmark, IconBuildingCommunity, IconDownload, IconFileImport, IconHistory, IconLifebuoy, IconPencil, IconPrinter, IconTrash, IconUserPlus,
} from '@tabler/icons-react'
import { useRef, useState, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryLabel } from '#engine/api'
import { deedText } from '../../ui/deeds'
import { useTopic } from '../../ui/engine'
import { goTo } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import { useRows } from '../../ui/use-rows'
import { addWords } from '../../ui/words'
import { ConfirmUndo } from './ConfirmUndo'
import { useHistoryEntries } from './use-history-entries'
import { historyWords } from './words'
import classes from './History.module.css'

addWords('history', historyWords)

/** CSS px; `--row` of the style sheet is the same. */
const rowHeight = 48

const icons: Record<HistoryLabel['kind'], ComponentType<{ size?: number; stroke?: number }>> = {
  'person.create': IconUserPlus,
  'person.edit': IconPencil,
  'people.edit': IconPencil,
  'people.delete': IconTrash,
  import: IconFileImport,
  export: IconDownload,
  print: IconPrinter,
  undo: IconArrowBackUp,
  redo: IconArrowForwardUp,
  'section.create': IconBuildingCommunity,
  'section.rename': IconBuildingCommunity,
  'import.profile': IconBookmark,
  rescue: IconLifebuoy,
}

export default function History() {
  const { t } = useTranslation('history')
  const scroller = useRef<HTMLDivElement>(null)
  const [undoing, setUndoing] = useState<HistoryLabel | null>(null)
  const { total, entry, want } = useHistoryEntries()
  const { rows } = useRows(scroller, total ?? 0, rowHeight)
  want(rows.start, rows.end)
  const indexes = Array.from({ length: rows.end - rows.start }, (_, at) => rows.start + at)
  return (
    <section className={classes.place} aria-label={t('title')}>
      <header className={classes.head}>
        <Title order={1}>{t('title')}</Title>
        {total !== null && <Text c="dimmed">{t('count', { count: total })}</Text>}
      </header>
      <div ref={scroller} className={classes.list} tabIndex={0} role="list" aria-label={t('listLabel')}>
        <div style={{ height: (total ?? 0) * rowHeight }} role="presentation" />
        {indexes.map((index) => (
          <Entry key={index} index={index} total={total ?? 0} label={entry(index)} onUndo={setUndoing} />
        ))}
        {total === 0 && (
          <Stack className={classes.none} align="center" justify="center" gap="xs">
            <IconHistory size={44} stroke={1.25} aria-hidden />
            <Title order={2}>{t('none.title')}</Title>
            <Text c="dimmed" maw={440} ta="center">
              {t('none.more')}
            </Text>
          </Stack>
        )}
      </div>
      {undoing && <ConfirmUndo label={undoing} onClose={() => setUndoing(null)} />}
    </section>
  )
}

interface EntryProps {
  index: number
  total: number
  label: HistoryLabel | undefined
  onUndo(label: HistoryLabel): void
}

function Entry({ index, total, label, onUndo }: EntryProps) {
  const { t } = useTranslation('history')
  const { t: deed } = useTranslation('deed')
  const locale = useLocale()
  const person = useTopic('person', label?.person)
  const style = { transform: `translateY(${index * rowHeight}px)` }
  if (!label) return <div className={classes.entry} style={style} aria-busy />
  // A newer version may have done what this one has no word for.
  const Icon = icons[label.kind] ?? IconHistory
  const sentence = deedText(label, person ?? null, deed)
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(label.at)
  return (
    <div className={classes.entry} style={style} role="listitem" aria-setsize={total} aria-posinset={index + 1} data-undone={label.undoneBy ? '' : undefined}>
      <Icon size={18} stroke={1.5} aria-hidden />
      {person ? (
        <a
          className={classes.sentence}
          href={`#/people/${person.id}`}
          onClick={(event) => {
            event.preventDefault()
            goTo({ place: 'people', person: person.id })
          }}
        >
          {sentence}
        </a>
      ) : (
        <span className={classes.sentence}>{sentence}</span>
      )}
      <time className={classes.when} dateTime={new Date(label.at).toISOString()}>
        {when}
      </time>
      <span className={classes.act}>
        {label.undoneBy ? (
          <Text size="sm" c="dimmed">
            {t('undone')}
          </Text>
        ) : label.undoable ? (
          <Button variant="subtle" size="compact-sm" aria-label={`${t('undo')} : ${sentence}, ${when}`} onClick={() => onUndo(label)}>
            {t('undo')}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
