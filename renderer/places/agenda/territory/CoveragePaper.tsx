/** The coverage of the territory on paper, before it leaves the screen. */
import { NumberInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../../ui/engine'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'

interface Props {
  by: 'town' | 'sector'
  weeks: number
  onClose(): void
}

export default function CoveragePaper({ onClose, ...asked }: Props) {
  const { t } = useTranslation(['territory', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const [by, setBy] = useState(asked.by)
  const [weeks, setWeeks] = useState(asked.weeks)
  // The sheet does not change under the eyes of whoever reads it.
  const [now] = useState(Date.now)
  const { sheet, busy, error } = useLaidOut({ by, weeks, now, locale }, (request) => engine.call('coverageSheet', request))
  const rows = sheet ? t(by === 'town' ? 'territory:paper.towns' : 'territory:paper.sectors', { count: sheet.rows }) : ''
  return (
    <PaperDialog
      words={{
        title: t('territory:paper.title'), options: t('territory:paper.options'), preview: t('territory:paper.preview'), opened: t('territory:paper.opened'), printed: t('territory:paper.printed'), care: t('territory:paper.care'),
        suggestion: (code) => t('territory:paper.suggestion', { code }),
      }}
      kind="coverage" paper={sheet} busy={busy} onClose={onClose}
      summary={sheet && !busy ? t('territory:paper.summary', { rows, pages: t('pdf:pages', { count: sheet.pages }), code: t('pdf:code', { code: sheet.code }) }) : t('pdf:preparing')}
      error={error}
      notes={sheet && <PaperNotes missing={sheet.missing} />}
    >
      <Stack gap="sm">
        <Text size="sm">{t('territory:paper.what')}</Text>
        <SegmentedControl size="xs" fullWidth aria-label={t('territory:by.label')} value={by} onChange={(value) => setBy(value as 'town' | 'sector')} data={(['town', 'sector'] as const).map((value) => ({ value, label: t(`territory:by.${value}`) }))} />
        <NumberInput size="sm" label={t('territory:paper.weeks')} min={1} max={52} allowDecimal={false} value={weeks} onChange={(value) => setWeeks(Number(value) || asked.weeks)} />
      </Stack>
    </PaperDialog>
  )
}
