/** Slips that people fill in at a stall: how many, and the notice that the law wants on each. */
import { Alert, NumberInput, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import type { NoticeFacts } from '#core/print/sign-in-words'
import { useEngine } from '../../../ui/engine'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { ActionNamed } from './ActionNamed'
import { NoticePart } from './NoticePart'
import { useNotice } from './use-notice'
import { signInDialogWords } from './words'

// The notice speaks with the words of the sign-in sheet.
addWords('signIn', signInDialogWords)

/** Forty slips: what a morning at the market brings. */
const usualPages = 10
const mostPages = 200

interface Props {
  action: Action
  occurrence: Occurrence
  onClose: () => void
}

export default function StallSlipsDialog({ action, occurrence, onClose }: Props) {
  const { t } = useTranslation(['papers', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const pagesField = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<number | ''>(usualPages)
  const { notice, refused, keep } = useNotice()
  // A notice that has changed is other slips.
  const asked = notice ? { request: { action: action.id, on: occurrence.on, pages: typed || 1, locale }, notice } : null
  const { sheet, busy, error } = useLaidOut(asked, ({ request }) => engine.call('stallSlips', request))
  /** Once it is there its form goes, and the focus with it. */
  const keepFirst = async (facts: NoticeFacts) => {
    const why = await keep(facts)
    if (!why) pagesField.current?.focus()
    return why
  }
  return (
    <PaperDialog
      words={{
        title: t('slips.title'), options: t('slips.options'), preview: t('slips.preview'), opened: t('slips.opened'), printed: t('slips.printed'), care: t('slips.care'),
        suggestion: (code) => t('slips.suggestion', { code }),
      }}
      kind="slips" of={{ action: action.id, on: occurrence.on }} paper={sheet} busy={busy} onClose={onClose}
      summary={
        asked && (busy || !sheet)
          ? t('pdf:preparing')
          : sheet
            ? `${t('slips.summary', { count: sheet.rows, pages: t('pdf:pages', { count: sheet.pages }) })} · ${t('pdf:code', { code: sheet.code })}`
            : notice === null ? t('slips.noticeFirst') : t('pdf:preparing')
      }
      error={refused ?? error}
      instead={
        notice === null && (
          <Alert color="orange" m="xl" role="status">
            {t('slips.noticeWhy')}
          </Alert>
        )
      }
      notes={sheet && <PaperNotes missing={sheet.missing} />}
    >
      <ActionNamed action={action} occurrence={occurrence} />
      <Text size="sm" c="dimmed">
        {t('slips.what')}
      </Text>
      {notice === null && <NoticePart notice={null} onKeep={keepFirst} />}
      <NumberInput
        label={t('slips.pages')} description={t('slips.pagesMore', { count: (typed || 1) * 4 })} inputWrapperOrder={['label', 'input', 'description']}
        value={typed} onChange={(value) => setTyped(typeof value === 'number' ? value : '')} onBlur={() => typed === '' && setTyped(usualPages)}
        min={1} max={mostPages} clampBehavior="strict" allowDecimal={false} allowNegative={false} data-autofocus ref={pagesField}
      />
      {notice && <NoticePart notice={notice} onKeep={keep} />}
    </PaperDialog>
  )
}
