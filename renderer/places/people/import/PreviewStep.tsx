/** What the import would do, in five lists, before anything is written; what goes on all of it; and the one warning that needs a tick. */
import { Alert, Button, Radio, Stack, Tabs, TagsInput, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconDatabaseImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportRowKind } from '#core/csv/plan'
import type { ErrorCode } from '#core/ports/errors'
import { useTopic } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import columns from './ColumnsStep.module.css'
import type { ImportDesk, OpenFile } from './import-desk'
import classes from './PreviewStep.module.css'
import { fieldInWords, withoutCodes } from './row-words'
import { RowList } from './RowList'
import { StepFooter } from './StepFooter'

const kinds = ['new', 'changed', 'unchanged', 'setAside', 'possible'] as const satisfies readonly ImportRowKind[]

interface Props {
  desk: ImportDesk
  file: OpenFile
  notice: 'stopped' | ErrorCode | null
  onBack: () => void
}

export function PreviewStep({ desk, file, notice, onBack }: Props) {
  const { t } = useTranslation(['import', 'error'])
  const { rows, fieldChanges } = file.summary
  const [tab, setTab] = useState<ImportRowKind>(() => (rows.new ? 'new' : rows.changed ? 'changed' : rows.setAside ? 'setAside' : 'new'))
  const written = rows.new + rows.changed
  const major = withoutCodes(fieldChanges.filter((change) => change.major))
  const agreed = major.length === 0 || file.options.acceptMajorChange !== undefined
  const kept = major.length > 0 && file.options.acceptMajorChange === false
  return (
    <>
      <div className={columns.page} aria-busy={file.updating}>
        <div className={classes.main}>
          {notice && (
            <Alert color={notice === 'stopped' ? 'encre' : 'red'} role={notice === 'stopped' ? 'status' : 'alert'} m="md" mb={0} icon={<IconAlertTriangle size={18} aria-hidden />}>
              {notice === 'stopped' ? t('stopped') : `${t('failed')} ${t(`error:${notice}`)}`}
            </Alert>
          )}
          <Tabs value={tab} onChange={(value) => value && setTab(value as ImportRowKind)} classNames={{ root: classes.tabs, panel: classes.panel, list: classes.tabList }} keepMounted={false}>
            <Tabs.List aria-label={t('preview.tabsLabel')}>
              {kinds.map((kind) => (
                <Tabs.Tab key={kind} value={kind} rightSection={<CountBadge kind={kind} count={rows[kind]} />}>
                  {t(`preview.tabs.${kind}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {kinds.map((kind) => (
              <Tabs.Panel key={kind} value={kind}>
                <Text size="sm" c="dimmed" className={classes.explain}>
                  {kept && kind === 'unchanged' ? t('preview.explainKept') : kept && kind === 'changed' && !rows[kind] ? t('preview.emptyKept') : t(`preview.${rows[kind] ? 'explain' : 'empty'}.${kind}`)}
                </Text>
                {rows[kind] > 0 && <RowList key={`${file.id}-${file.version}`} id={file.id} kind={kind} version={file.version} total={rows[kind]} />}
              </Tabs.Panel>
            ))}
          </Tabs>
        </div>
        <aside className={classes.side} aria-label={t('batch.title')}>
          <Stack gap="lg">
            {major.length > 0 && <MajorChange desk={desk} file={file} major={major} />}
            <Batch desk={desk} file={file} />
          </Stack>
        </aside>
      </div>
      <StepFooter onBack={onBack}>
        <Text size="sm" c="dimmed" role="status">
          {file.updating ? t('batch.updating') : agreed ? '' : t('major.before')}
        </Text>
        <Button leftSection={<IconDatabaseImport size={16} aria-hidden />} loading={file.updating} disabled={!agreed || written === 0} onClick={() => void desk.apply()}>
          {written ? t('apply', { count: written }) : t('applyNone')}
        </Button>
      </StepFooter>
    </>
  )
}

function CountBadge({ kind, count }: { kind: ImportRowKind; count: number }) {
  const locale = useLocale()
  return (
    <span className={classes.count} data-kind={count > 0 ? kind : undefined}>
      {count.toLocaleString(locale)}
    </span>
  )
}

function MajorChange({ desk, file, major }: { desk: ImportDesk; file: OpenFile; major: { field: string; count: number }[] }) {
  const { t } = useTranslation('import')
  const locale = useLocale()
  return (
    <Alert color="orange" title={t('major.title')} icon={<IconAlertTriangle size={18} aria-hidden />} role="alert" classNames={{ root: classes.major, label: classes.warning }}>
      <Stack gap="xs">
        {major.map(({ field, count }) => (
          <Text size="sm" key={field}>
            {t('major.line', { field: fieldInWords(field, locale), count })}
          </Text>
        ))}
        <Text size="sm">{t('major.hint')}</Text>
        {/* Neither is ticked for them: keeping and replacing are both decisions about many people. */}
        <Radio.Group
          aria-label={t('major.title')} value={file.options.acceptMajorChange === undefined ? null : String(file.options.acceptMajorChange)}
          onChange={(value) => desk.configure({ acceptMajorChange: value === 'true' })}
        >
          <Stack gap="xs">
            <Radio value="true" label={t('major.accept')} />
            <Radio value="false" label={t('major.keep')} />
          </Stack>
        </Radio.Group>
      </Stack>
    </Alert>
  )
}

function Batch({ desk, file }: { desk: ImportDesk; file: OpenFile }) {
  const { t } = useTranslation('import')
  const facets = useTopic('facets', null)
  const [source, setSource] = useState(file.options.source ?? '')
  const tell = () => source.trim() !== (file.options.source ?? '') && desk.configure({ source: source.trim() || undefined })
  return (
    <Stack gap="sm">
      <Text component="h3" fw={600}>
        {t('batch.title')}
      </Text>
      <TagsInput
        label={t('batch.tags')} description={t('batch.tagsMore')} placeholder={file.options.tags?.length ? undefined : t('batch.tagsHint')} data={facets?.tags.map(([tag]) => tag) ?? []}
        value={file.options.tags ?? []} onChange={(tags) => desk.configure({ tags: tags.map((tag) => tag.trim()).filter(Boolean) })} maxLength={60} limit={50}
        // Not over the button that ends the step.
        maxDropdownHeight={150}
      />
      <TextInput
        label={t('batch.source')} description={t('batch.sourceMore')} placeholder={t('batch.sourceHint')} value={source} maxLength={120}
        onChange={(event) => setSource(event.currentTarget.value)} onBlur={tell} onKeyDown={(event) => event.key === 'Enter' && tell()}
      />
    </Stack>
  )
}
