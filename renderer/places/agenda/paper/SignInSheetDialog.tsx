/** The sheet that people sign at an action: which one, how many lines, and the notice that the law wants on it. */
import { Alert, NumberInput, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, Occurrence } from '#core/domain/agenda/action'
import { signInLayouts, type NoticeFacts, type SignInLayout } from '#core/print/sign-in-words'
import { useEngine, useTopic } from '../../../ui/engine'
import { PaperChoice } from '../../../ui/pdf/PaperChoice'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { PaperNotes } from '../../../ui/pdf/PaperNotes'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'
import { isVolunteer } from '../../../ui/sharing'
import { addWords } from '../../../ui/words'
import { ActionNamed } from './ActionNamed'
import { NoticePart } from './NoticePart'
import { useNotice } from './use-notice'
import { signInDialogWords } from './words'

addWords('signIn', signInDialogWords)

type Variant = 'meeting' | 'assembly'

/** As many as a page has. */
const onePage = 15
const perPage = { table: onePage, strips: 9, slips: 4 } as const
/** Before someone chooses: two pages for whoever comes; behind the members a few whom the base does not have yet, up to the foot of the page. */
const usualRows = { meeting: 2 * onePage, assembly: 3 } as const
const mostRows = 40 * onePage

interface Props {
  action: Action
  occurrence: Occurrence
  onClose: () => void
}

export default function SignInSheetDialog({ action, occurrence, onClose }: Props) {
  const { t } = useTranslation(['signIn', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const rowsField = useRef<HTMLInputElement>(null)
  const volunteer = isVolunteer(useTopic('sharing', null))
  const [chosen, setVariant] = useState<Variant>(action.kind === 'assembly' ? 'assembly' : 'meeting')
  // Whoever holds no key of people has the sheet that names nobody.
  const variant = volunteer ? 'meeting' : chosen
  const [layout, setLayout] = useState<SignInLayout>('table')
  /** `null`: what is usual; it follows the variant until someone chooses. */
  const [typedRows, setTypedRows] = useState<number | '' | null>(null)
  const { notice, refused, keep } = useNotice()
  const rows = typedRows ?? usualRows[variant]
  const known = variant === 'assembly' || notice
  // A notice that has changed is another sheet.
  const asked = known ? { request: { action: action.id, on: occurrence.on, variant, layout, blankRows: rows || 0, locale }, notice: variant === 'meeting' ? notice : null } : null
  const { sheet, busy, error } = useLaidOut(asked, ({ request }) => engine.call('signInSheet', request))
  const blank = sheet ? sheet.rows - sheet.printed : 0
  /** Once it is there its form goes, and the focus with it. */
  const keepFirst = async (facts: NoticeFacts) => {
    const why = await keep(facts)
    if (!why) rowsField.current?.focus()
    return why
  }
  const nobody = sheet !== null && !busy && variant === 'assembly' && sheet.printed === 0

  return (
    <PaperDialog
      words={{
        title: t('title'), options: t('options'), preview: t('preview'), opened: t('opened'), printed: t('printed'), care: t(`care.${variant}`),
        suggestion: (code) => t('suggestion', { code }),
      }}
      kind="sign-in" of={{ action: action.id, on: occurrence.on }} paper={sheet} busy={busy} onClose={onClose}
      summary={
        asked && (busy || !sheet)
          ? t('pdf:preparing')
          : sheet
            ? `${t(`summary.${variant}`, { count: variant === 'assembly' ? sheet.printed : sheet.rows, pages: t('pdf:pages', { count: sheet.pages }) })} · ${t('pdf:code', { code: sheet.code })}`
            : notice === null ? t('noticeFirst') : t('pdf:preparing')
      }
      error={refused ?? error}
      instead={
        !known &&
        notice === null && (
          <Alert color="orange" m="xl" role="status">
            {t('noticeWhy')}
          </Alert>
        )
      }
      notes={
        sheet && (
          <PaperNotes missing={sheet.missing}>{nobody && <Text size="sm">{t('noMembers')}</Text>}</PaperNotes>
        )
      }
    >
      <ActionNamed action={action} occurrence={occurrence} />
      {!volunteer && (
        <PaperChoice
          label={t('variant')} value={variant} onChange={setVariant} more={t(`variantMore.${variant}`)}
          data={[{ value: 'meeting', label: t('variants.meeting') }, { value: 'assembly', label: t('variants.assembly') }]}
        />
      )}
      {variant === 'meeting' && <PaperChoice label={t('layout')} value={layout} onChange={setLayout} more={t(`layoutMore.${layout}`)} data={signInLayouts.map((value) => ({ value, label: t(`layouts.${value}`) }))} />}
      {variant === 'meeting' && notice === null && <NoticePart notice={null} onKeep={keepFirst} />}
      <NumberInput
        label={t('rows')} description={sheet && !busy ? t('rowsMore', { count: blank }) : t('rowsFill')} inputWrapperOrder={['label', 'input', 'description']}
        value={rows} onChange={(value) => setTypedRows(typeof value === 'number' ? value : '')} onBlur={() => typedRows === '' && setTypedRows(null)}
        min={0} max={mostRows} step={variant === 'meeting' ? perPage[layout] : onePage} clampBehavior="strict" allowDecimal={false} allowNegative={false} data-autofocus ref={rowsField}
      />
      {variant === 'meeting' && notice && <NoticePart notice={notice} onKeep={keep} />}
    </PaperDialog>
  )
}
