/** A contact sheet of a selection: its options, and the paper that they make. */
import { Alert, Checkbox, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleQuery, PeopleSelection } from '#core/domain/query'
import type { ContactSheetOptions } from '#core/print/sheet'
import { useEngine } from '../../../ui/engine'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { ColumnChoice } from '../output/ColumnChoice'
import { ruleOfQuery } from '../output/consent-rule'
import { PurposeChoice, useConsentCount } from '../output/PurposeChoice'
import { selectionInWords } from './selection-in-words'
import { SheetNotes } from './SheetNotes'
import { columnsFor, sheetColumns, type SheetColumn } from './sheet-columns'
import { printWords } from './words'

addWords('print', printWords)

interface Props {
  selection: PeopleSelection
  /** What the table shows: said in words on the sheet. */
  query: PeopleQuery
  onClose: () => void
}

export default function ContactSheetDialog({ selection, query, onClose }: Props) {
  const { t } = useTranslation(['print', 'pdf', 'output', 'person'])
  const engine = useEngine()
  const locale = useLocale()
  const orientationLabel = useId()
  const [title, setTitle] = useState(() => t('defaultTitle'))
  const [rule, setRule] = useState(() => ruleOfQuery(query))
  /** `null`: the columns that the purpose suggests; they follow it until someone chooses. */
  const [chosen, setChosen] = useState<SheetColumn[] | null>(null)
  const [orientation, setOrientation] = useState<'portrait' | 'landscape'>('portrait')
  const [destroyAfterUse, setDestroy] = useState(true)
  const [total, setTotal] = useState<number | null>(null)
  const columns = chosen ?? columnsFor(rule)
  const count = useConsentCount(selection, rule)

  useEffect(() => {
    let current = true
    engine.call('selectionCount', selection).then((number) => current && setTotal(number), () => current && setTotal(0))
    return () => {
      current = false
    }
  }, [engine, selection])

  const words = total === null ? '' : selectionInWords(selection, query, total, locale)
  const request = useMemo(() => {
    const options: ContactSheetOptions = { title: title.trim() || t('defaultTitle'), columns, orientation, consent: rule, selectionInWords: words, destroyAfterUse }
    return words && columns.length ? { selection, options, locale } : null
  }, [selection, words, columns, title, orientation, rule, destroyAfterUse, locale, t])
  const { sheet, busy, error } = useLaidOut(request, (asked) => engine.call('contactSheet', asked))
  const nobody = !busy && sheet?.printed === 0
  const lacking = total === null ? t('pdf:preparing') : t('noColumns')

  const label = (column: SheetColumn) => (column === 'blank' || column === 'address' ? t(`output:columns.${column}`) : t(`person:field.${column}`))

  return (
    <PaperDialog
      words={{
        title: t('title'), options: t('options'), preview: t('preview'), opened: t('opened'), printed: t('printed'), care: t('clear'),
        suggestion: (code) => t('suggestion', { code }),
      }}
      kind="contacts" paper={sheet} busy={busy} onClose={onClose}
      summary={
        busy || !sheet
          ? request ? t('pdf:preparing') : t('noColumns')
          : `${t('summary', { count: sheet.printed, pages: t('pdf:pages', { count: sheet.pages }) })} · ${t('pdf:code', { code: sheet.code })}`
      }
      error={error}
      instead={
        (nobody || !request) && (
          <Alert color="orange" m="xl" role="alert">
            {nobody ? t('nobody') : lacking}
          </Alert>
        )
      }
      notes={sheet && <SheetNotes sheet={sheet} orientation={orientation} onLandscape={() => setOrientation('landscape')} />}
    >
      <div>
        <TextInput label={t('sheetTitle')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={80} data-autofocus />
        {words && (
          <Text size="xs" c="dimmed" mt={4}>
            {t('subtitle', { words })}
          </Text>
        )}
      </div>
      <PurposeChoice rule={rule} onChange={setRule} count={count} />
      <ColumnChoice chosen={columns} available={sheetColumns} repeatable="blank" label={label} onChange={setChosen} />
      <div>
        <Text component="h3" fw={600} mb={6} id={orientationLabel}>
          {t('orientation')}
        </Text>
        <SegmentedControl
          fullWidth aria-labelledby={orientationLabel} value={orientation}
          onChange={(value) => setOrientation(value as 'portrait' | 'landscape')}
          data={[{ value: 'portrait', label: t('portrait') }, { value: 'landscape', label: t('landscape') }]}
        />
      </div>
      <Checkbox label={t('destroy')} description={t('destroyMore')} checked={destroyAfterUse} onChange={(event) => setDestroy(event.currentTarget.checked)} />
    </PaperDialog>
  )
}
