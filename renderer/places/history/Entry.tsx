/** One line of the history: what was done, to whom, when, and its undoing. */
import { Button, Text, VisuallyHidden } from '@mantine/core'
import {
  IconArchive, IconArrowBackUp, IconArrowForwardUp, IconArrowsSplit2, IconBookmark, IconBuildingCommunity, IconCalendarEvent, IconCalendarPlus, IconCalendarX, IconDeviceDesktop, IconDownload, IconEraser, IconFileImport, IconFileText, IconHistory, IconRestore, IconLifebuoy, IconMap2, IconPackage, IconPencil, IconPrinter, IconSignature, IconTemplate, IconTrash,
  IconUserPlus, IconVolumeOff,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { deedCounts, deedText } from '../../ui/deeds'
import { useOpenStatus, useTopic } from '../../ui/engine'
import { goTo } from '../../ui/route'
import { useLocale } from '../../ui/settings'
import classes from './History.module.css'

const icons: Record<HistoryEntry['kind'], ComponentType<{ size?: number; stroke?: number }>> = {
  'person.create': IconUserPlus,
  'person.edit': IconPencil,
  'people.edit': IconPencil,
  'person.choose': IconArrowsSplit2,
  'people.delete': IconTrash,
  'people.erase': IconEraser,
  import: IconFileImport,
  export: IconDownload,
  print: IconPrinter,
  undo: IconArrowBackUp,
  redo: IconArrowForwardUp,
  'section.create': IconBuildingCommunity,
  'section.rename': IconBuildingCommunity,
  'section.notice': IconFileText,
  'section.votes': IconVolumeOff,
  'import.profile': IconBookmark,
  rescue: IconLifebuoy,
  backup: IconArchive,
  restore: IconRestore,
  'point.return': IconRestore,
  'action.create': IconCalendarPlus,
  'action.edit': IconCalendarEvent,
  'action.delete': IconCalendarX,
  'sheet.line': IconSignature,
  'sector.create': IconMap2,
  'sector.edit': IconMap2,
  'sector.delete': IconMap2,
  'asset.create': IconFileText,
  'asset.edit': IconFileText,
  'asset.delete': IconFileText,
  'kit.create': IconPackage,
  'kit.edit': IconPackage,
  'kit.delete': IconPackage,
  'preset.create': IconTemplate,
  'preset.edit': IconTemplate,
  'preset.delete': IconTemplate,
  'sheet.lost': IconSignature,
}

interface Props {
  index: number
  total: number
  label: HistoryEntry | undefined
  style: { transform: string }
  onUndo(label: HistoryEntry): void
}

export function Entry({ index, total, label, style, onUndo }: Props) {
  const { t } = useTranslation('history')
  const { t: deed } = useTranslation('deed')
  const locale = useLocale()
  const { device } = useOpenStatus()
  const person = useTopic('person', label?.person)
  if (!label) return <div className={classes.entry} style={style} aria-busy />
  // A newer version may have done what this one has no word for.
  const Icon = icons[label.kind] ?? IconHistory
  const sentence = deedText(label, person ?? null, deed)
  const counts = deedCounts(label, deed)
  const elsewhere = label.device !== device
  const words = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'full', timeStyle: 'short' }).format(label.at)
  const time = new Intl.DateTimeFormat(dateLocale(locale), { timeStyle: 'short' }).format(label.at)
  return (
    <div className={classes.entry} style={style} role="listitem" aria-setsize={total} aria-posinset={index + 1} data-undone={label.undoneBy ? '' : undefined}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <span className={classes.sentence}>
        {person ? (
          <a
            href={`#/people/${person.id}`}
            onClick={(event) => {
              event.preventDefault()
              goTo({ place: 'people', person: person.id })
            }}
          >
            {sentence}
          </a>
        ) : (
          <span>{sentence}</span>
        )}
        {counts && <span className={classes.counts}>{counts}</span>}
      </span>
      {elsewhere && (
        <span className={classes.elsewhere}>
          <IconDeviceDesktop size={15} stroke={1.5} aria-hidden /> {t('elsewhere')}
        </span>
      )}
      <time className={classes.when} dateTime={new Date(label.at).toISOString()} title={words}>
        <span aria-hidden>{time}</span>
        <VisuallyHidden>{words}</VisuallyHidden>
      </time>
      <span className={classes.act}>
        {label.undoneBy ? (
          <Text size="sm" c="dimmed" pr="xs">
            {t('undone')}
          </Text>
        ) : label.undoable ? (
          <Button variant="subtle" size="compact-sm" aria-label={t('undo', { deed: sentence, date: words })} onClick={() => onUndo(label)}>
            {t('undoShort')}
          </Button>
        ) : null}
      </span>
    </div>
  )
}
