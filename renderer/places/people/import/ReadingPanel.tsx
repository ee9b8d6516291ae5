/** How the file is read, each choice in plain words, then what was repaired and what is good to know. */
import { Alert, Anchor, NativeSelect, Stack, Text } from '@mantine/core'
import { IconBookmark, IconInfoCircle, IconSparkles, IconTool } from '@tabler/icons-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Encoding } from '#core/csv/plan'
import type { ImportDesk, OpenFile } from './import-desk'
import classes from './ReadingPanel.module.css'

/** `xlsx` is no choice: a workbook knows its own letters. */
const encodings: readonly Exclude<Encoding, 'xlsx'>[] = ['utf-8', 'windows-1252', 'iso-8859-15', 'macintosh', 'cp850', 'utf-8-mixed', 'utf-16le', 'utf-16be']
const separators = { semicolon: ';', comma: ',', tab: '\t', bar: '|', colon: ':' } as const
/** Titles are rarely further down than a letterhead is tall. */
const headerLines = 20

export function ReadingPanel({ desk, file }: { desk: ImportDesk; file: OpenFile }) {
  const { t } = useTranslation('import')
  const { summary, options } = file
  const workbook = summary.encoding === 'xlsx'
  const known = Object.entries(separators).find(([, character]) => character === (options.separator ?? summary.separator))
  const separator = known?.[1] ?? summary.separator
  const header = options.headerLine ?? summary.headerLine
  const tools: Record<string, string> = t('tools', { returnObjects: true })
  return (
    <aside className={classes.panel} aria-label={t('reading.title')}>
      <Stack gap="lg">
        {file.profile && (
          <Alert color="encre" icon={<IconBookmark size={18} aria-hidden />} title={t('reading.profile', { name: file.profile })} role="status">
            <Text size="sm">{t('reading.profileMore')}</Text>
            <Anchor component="button" size="sm" onClick={() => desk.configure({ mapping: undefined, tags: undefined, source: undefined })}>
              {t('reading.profileDrop')}
            </Anchor>
          </Alert>
        )}
        {summary.tool && !file.profile && (
          <Alert color="encre" icon={<IconSparkles size={18} aria-hidden />} title={t('reading.tool', { tool: tools[summary.tool] ?? summary.tool })} role="status">
            <Text size="sm">{t('reading.toolMore')}</Text>
          </Alert>
        )}
        <Stack gap="sm">
          <Text component="h3" fw={600}>
            {t('reading.title')}
          </Text>
          {summary.sheets && summary.sheets.length > 1 && (
            <NativeSelect label={t('reading.sheet')} data={summary.sheets} value={options.sheet ?? summary.sheets[0]}
              onChange={(event) => desk.configure({ sheet: event.currentTarget.value })} />
          )}
          {!workbook && (
            <>
              <NativeSelect
                label={t('reading.encoding')} value={options.encoding ?? summary.encoding}
                data={encodings.map((encoding) => ({ value: encoding, label: t(`reading.encodings.${encoding}`) }))}
                onChange={(event) => desk.configure({ encoding: event.currentTarget.value as Encoding })}
              />
              <NativeSelect
                label={t('reading.separator')} value={separator}
                data={[
                  ...Object.entries(separators).map(([name, value]) => ({ value, label: t(`reading.separators.${name as keyof typeof separators}`) })),
                  ...(known ? [] : [{ value: separator, label: t('reading.separators.other', { character: separator }) }]),
                ]}
                onChange={(event) => desk.configure({ separator: event.currentTarget.value })}
              />
            </>
          )}
          <NativeSelect
            label={t('reading.header')} value={String(header)}
            data={[
              ...Array.from({ length: Math.max(headerLines, header) }, (_, at) => ({ value: String(at + 1), label: t('reading.headerLine', { line: at + 1 }) })),
              { value: '0', label: t('reading.noHeader') },
            ]}
            onChange={(event) => desk.configure({ headerLine: Number(event.currentTarget.value) })}
          />
        </Stack>
        <Listed title={t('reading.repairs')} icon={<IconTool size={16} aria-hidden />} empty={t('reading.repairsNone')}>
          {summary.repairs.filter(({ count }) => count > 0).map(({ kind, count }) => t(`repairs.${kind}`, { count }))}
        </Listed>
        {summary.warnings.length > 0 && (
          <Listed title={t('reading.warnings')} icon={<IconInfoCircle size={16} aria-hidden />} empty="">
            {summary.warnings.map((warning) => t(`warnings.${warning}`))}
          </Listed>
        )}
      </Stack>
    </aside>
  )
}

function Listed({ title, icon, empty, children }: { title: string; icon: ReactNode; empty: string; children: string[] }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Text component="h3" fw={600} id={id} className={classes.heading}>
        {icon}
        {title}
      </Text>
      {children.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <ul className={classes.list}>
          {children.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
