/** What the import did, in the past tense, with what comes next: see them, keep the lines set aside, or undo it all. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck, IconFileDownload, IconUsers } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleQuery } from '#core/domain/query'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { useEngine } from '../../../ui/engine'
import { Refusal } from '../../../ui/Refusal'
import { useLocale } from '../../../ui/settings'
import type { ImportDesk, ImportState } from './import-desk'
import classes from './ReportStep.module.css'
import { importedQuery } from './imported-query'

interface Props {
  desk: ImportDesk
  state: Extract<ImportState, { phase: 'done' }>
  onClose: () => void
  onAnother: () => void
  onShow?: (query: PeopleQuery) => void
}

export function ReportStep({ desk, state, onClose, onAnother, onShow }: Props) {
  const { t } = useTranslation('import')
  const main = useRef<HTMLButtonElement>(null)
  const { undone } = state
  useEffect(() => main.current?.focus(), [undone])
  const { rows } = state.file.summary

  if (undone) {
    return (
      <div className={classes.page}>
        <Stack gap="md" className={classes.card} role="status">
          <Group gap="sm">
            <IconArrowBackUp size={28} aria-hidden className={classes.icon} />
            <Text fw={600} size="lg" component="h3">
              {t('report.undone')}
            </Text>
          </Group>
          <Text>{t('report.undoneMore', { count: undone.changed })}</Text>
          {undone.keptSince > 0 && <Text>{t('report.kept', { count: undone.keptSince })}</Text>}
          <Group mt="md">
            <Button ref={main} onClick={onClose}>
              {t('report.done')}
            </Button>
            <Button variant="default" onClick={onAnother}>
              {t('report.another')}
            </Button>
          </Group>
        </Stack>
      </div>
    )
  }

  return (
    <div className={classes.page}>
      <Stack gap="md" className={classes.card}>
        <Group gap="sm">
          <IconCircleCheck size={28} aria-hidden className={classes.success} />
          <Text fw={600} size="lg" component="h3">
            {t('report.title')}
          </Text>
        </Group>
        <div role="status">
          <Figures state={state} />
        </div>
        <Text size="sm" c="dimmed">
          {t('report.saved')}
        </Text>
        {state.notice && <Refusal code={state.notice} />}
        <Group gap="sm" mt="xs">
          {onShow ? (
            <Button ref={main} leftSection={<IconUsers size={16} aria-hidden />} onClick={() => onShow(importedQuery(state.file.options))}>
              {t('report.see')}
            </Button>
          ) : (
            <Button ref={main} onClick={onClose}>
              {t('report.done')}
            </Button>
          )}
          <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} loading={state.undoing} onClick={() => void desk.undo()}>
            {t('report.undo')}
          </Button>
          <Button variant="subtle" onClick={onAnother}>
            {t('report.another')}
          </Button>
        </Group>
        {rows.setAside > 0 && <Rejects id={state.file.id} />}
      </Stack>
    </div>
  )
}

function Figures({ state }: { state: Props['state'] }) {
  const { t } = useTranslation('import')
  const { rows, repairs } = state.file.summary
  const { tags, source } = state.file.options
  const repaired = repairs.reduce((sum, { count }) => sum + count, 0)
  // What the journal holds, not what the plan said: values kept on purpose are no change.
  const counts = { ...rows, changed: Math.max(0, state.receipt.changed - rows.new) }
  const lines = [
    ...(['new', 'changed', 'unchanged', 'setAside', 'possible'] as const).filter((kind) => counts[kind] > 0).map((kind) => t(`report.${kind}`, { count: counts[kind] })),
    ...(repaired ? [t('report.repaired', { count: repaired })] : []),
    ...(tags?.length ? [t('report.tagged', { tags: tags.join(', ') })] : []),
    ...(source ? [t('report.source', { source })] : []),
  ]
  return (
    <ul className={classes.figures}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Rejects({ id }: { id: string }) {
  const { t } = useTranslation(['import', 'error'])
  const engine = useEngine()
  const locale = useLocale()
  const [saving, setSaving] = useState(false)
  const [outcome, setOutcome] = useState<{ path: string } | { error: ErrorCode } | null>(null)
  const save = async () => {
    setSaving(true)
    setOutcome(null)
    try {
      const bytes = await engine.call('importRejects', { id, locale })
      const written = await window.permanence.saveFile({ suggestedName: t('report.rejectsName'), kind: 'csv', bytes })
      setOutcome(written)
    } catch (failure) {
      setOutcome({ error: errorCode(failure) })
    } finally {
      setSaving(false)
    }
  }
  return (
    <div className={classes.rejects}>
      <Button variant="default" leftSection={<IconFileDownload size={16} aria-hidden />} loading={saving} onClick={() => void save()}>
        {t('report.rejects')}
      </Button>
      {outcome && (
        <Text size="sm" role="status" c={'error' in outcome ? 'var(--mantine-color-error)' : undefined} className={classes.path}>
          {'error' in outcome ? t(`error:${outcome.error}`) : t('report.rejectsSaved', { path: outcome.path })}
        </Text>
      )}
    </div>
  )
}
