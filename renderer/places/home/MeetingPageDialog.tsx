/** The page for the section's meeting, before it leaves the screen. */
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngine } from '../../ui/engine'
import { PaperDialog } from '../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../ui/pdf/use-laid-out'
import { useLocale } from '../../ui/settings'

export default function MeetingPageDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['home', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  // The page does not change under the eyes of whoever reads it.
  const [now] = useState(Date.now)
  const { sheet, busy, error } = useLaidOut({ now, locale }, (request) => engine.call('meetingPage', request))
  return (
    <PaperDialog
      words={{
        title: t('home:paper.title'), options: t('home:paper.options'), preview: t('home:paper.preview'), opened: t('home:paper.opened'), printed: t('home:paper.printed'), care: t('home:paper.care'),
        suggestion: (code) => t('home:paper.suggestion', { code }),
      }}
      kind="meeting" paper={sheet} busy={busy} onClose={onClose}
      summary={sheet && !busy ? t('home:paper.summary', { pages: t('pdf:pages', { count: sheet.pages }), code: t('pdf:code', { code: sheet.code }) }) : t('pdf:preparing')}
      error={error}
      notes={sheet && <PaperNotes missing={sheet.missing} />}
    >
      <Text size="sm">{t('home:paper.what')}</Text>
    </PaperDialog>
  )
}
