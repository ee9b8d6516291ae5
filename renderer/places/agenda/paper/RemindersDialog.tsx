/** The list from which people are called the day before an action. */
import { NumberInput, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { mostPerCaller } from '#core/print/call-blocks'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { useEngine, useOpenStatus } from '../../../ui/engine'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'
import { ActionNamed } from './ActionNamed'

/** What one calls in an evening. */
const usualPerCaller = 20
const reasons = ['refused', 'unasked', 'noPhone'] as const

interface Props {
  action: Action
  occurrence: Occurrence
  onClose: () => void
}

export default function RemindersDialog({ action, occurrence, onClose }: Props) {
  const { t } = useTranslation(['papers', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const { name } = useOpenStatus().section
  const [perCaller, setPerCaller] = useState<number | ''>(usualPerCaller)
  const [script, setScript] = useState(() => t('calls.usualScript', { section: name, title: titleInWords(action, locale), occasion: occasionInWords(occurrence, action, locale) }))
  const { sheet, busy, error } = useLaidOut({ action: action.id, on: occurrence.on, perCaller: perCaller || usualPerCaller, script, locale }, (request) => engine.call('reminderList', request))
  const left = sheet ? reasons.filter((reason) => sheet.leftOut[reason] > 0) : []
  return (
    <PaperDialog
      words={{
        title: t('calls.title'), options: t('calls.options'), preview: t('calls.preview'), opened: t('calls.opened'), printed: t('calls.printed'), care: t('calls.care'),
        suggestion: (code) => t('calls.suggestion', { code }),
      }}
      kind="call-list" of={{ action: action.id, on: occurrence.on }} paper={sheet} busy={busy} onClose={onClose}
      summary={sheet && !busy ? `${t('calls.summary', { count: sheet.printed, pages: t('pdf:pages', { count: sheet.pages }) })} · ${t('pdf:code', { code: sheet.code })}` : t('pdf:preparing')}
      error={error}
      notes={
        sheet && (
          <PaperNotes missing={sheet.missing}>
            {sheet.printed === 0 && <Text size="sm">{t('calls.nobody')}</Text>}
            {left.length > 0 && (
              <Text size="sm">{[t('calls.leftOut', { count: left.reduce((sum, reason) => sum + sheet.leftOut[reason], 0) }), ...left.map((reason) => t(`calls.${reason}`, { count: sheet.leftOut[reason] }))].join(' ')}</Text>
            )}
          </PaperNotes>
        )
      }
    >
      <ActionNamed action={action} occurrence={occurrence} />
      <Text size="sm" c="dimmed">
        {t('calls.what')}
      </Text>
      <NumberInput
        label={t('calls.perCaller')} description={t('calls.perCallerMore')} inputWrapperOrder={['label', 'input', 'description']}
        value={perCaller} onChange={(value) => setPerCaller(typeof value === 'number' ? value : '')} onBlur={() => perCaller === '' && setPerCaller(usualPerCaller)}
        min={1} max={mostPerCaller} clampBehavior="strict" allowDecimal={false} allowNegative={false} data-autofocus
      />
      <Textarea label={t('calls.script')} description={t('calls.scriptMore')} inputWrapperOrder={['label', 'input', 'description']} autosize minRows={4} maxRows={8} maxLength={2000} value={script} onChange={(event) => setScript(event.currentTarget.value)} />
    </PaperDialog>
  )
}
