/** The page that whoever leads an action takes along. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { useEngine } from '../../../ui/engine'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'
import { ActionNamed } from './ActionNamed'

interface Props {
  action: Action
  occurrence: Occurrence
  onClose: () => void
}

export default function BriefDialog({ action, occurrence, onClose }: Props) {
  const { t } = useTranslation(['papers', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const { sheet, busy, error } = useLaidOut({ action: action.id, on: occurrence.on, locale }, (request) => engine.call('actionBrief', request))
  return (
    <PaperDialog
      words={{
        title: t('brief.title'), options: t('brief.options'), preview: t('brief.preview'), opened: t('brief.opened'), printed: t('brief.printed'), care: t('brief.care'),
        suggestion: (code) => t('brief.suggestion', { code }),
      }}
      kind="brief" of={{ action: action.id, on: occurrence.on }} paper={sheet} busy={busy} onClose={onClose}
      summary={sheet && !busy ? `${t(sheet.printed > 0 ? 'brief.summary' : 'brief.nobody', { count: sheet.printed, pages: t('pdf:pages', { count: sheet.pages }) })} · ${t('pdf:code', { code: sheet.code })}` : t('pdf:preparing')}
      error={error}
      notes={sheet && <PaperNotes missing={sheet.missing}>{sheet.phonesLeftOut > 0 && <Text size="sm">{t('brief.leftOut', { count: sheet.phonesLeftOut })}</Text>}</PaperNotes>}
    >
      <ActionNamed action={action} occurrence={occurrence} />
      <Text size="sm" c="dimmed">
        {t('brief.what')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('brief.phones')}
      </Text>
    </PaperDialog>
  )
}
