/** A list of people, whoever they are: what stands on it and how, and the paper that it makes. */
import { Alert, Checkbox, SegmentedControl, Text, TextInput } from '@mantine/core'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListColumn, ListLayout } from '#core/domain/list-layout'
import type { ListPreset } from '#core/domain/list-preset'
import { everyone, type PeopleQuery, type PeopleSelection } from '#core/domain/query'
import type { ContactSheetOptions, PrintedSheet } from '#core/print/sheet'
import { useEngine } from '../engine'
import { ruleOfQuery } from '../output/consent-rule'
import { PurposeChoice, useConsentCount } from '../output/PurposeChoice'
import { PaperDialog } from '../pdf/PaperDialog'
import { useLaidOut } from '../pdf/use-laid-out'
import { useLocale } from '../settings'
import { addWords } from '../words'
import { ListCallersPart } from './ListCallersPart'
import { ListColumns } from './ListColumns'
import { ListPresetPart } from './ListPresetPart'
import { ListRowsPart } from './ListRowsPart'
import { plainLayout } from './our-presets'
import { selectionInWords } from './selection-in-words'
import { SheetNotes } from './SheetNotes'
import { columnsFor } from './sheet-columns'
import { printWords } from './words'

addWords('print', printWords)

interface Props {
  selection: PeopleSelection
  /** What the table shows: said in words on the sheet. */
  query?: PeopleQuery
  /** Whose list it is, where that says more than how they were found. */
  whose?: (count: number) => string
  onClose: () => void
}

/** `columns` is `null` while nobody has chosen: then they are what the purpose suggests, and follow it. */
type Choices = Omit<ListLayout, 'columns'> & { columns: ListColumn[] | null }

/** What has no title is edited as what has one. */
const editable = (columns: ListColumn[]) => columns.map((column): ListColumn => (column === 'blank' ? { hand: 'write', title: '' } : column))

export default function ListDialog({ selection, query = everyone, whose, onClose }: Props) {
  const { t } = useTranslation(['print', 'pdf'])
  const engine = useEngine()
  const locale = useLocale()
  const orientationLabel = useId()
  /** Not typed by anybody. */
  const [given, setGiven] = useState(() => t('defaultTitle'))
  const [title, setTitle] = useState(given)
  const [choices, setChoices] = useState((): Choices => ({ ...plainLayout, consent: ruleOfQuery(query), columns: null }))
  const [returnTo, setReturnTo] = useState('')
  const [total, setTotal] = useState<number | null>(null)
  const change = (changed: Partial<Choices>) => setChoices((now) => ({ ...now, ...changed }))
  const { consent, orientation } = choices
  const layout = useMemo((): ListLayout => ({ ...choices, columns: choices.columns ?? columnsFor(choices.consent) }), [choices])
  const count = useConsentCount(selection, consent)

  useEffect(() => {
    let current = true
    engine.call('selectionCount', selection).then((number) => current && setTotal(number), () => current && setTotal(0))
    return () => {
      current = false
    }
  }, [engine, selection])

  const take = ({ name, layout: taken }: ListPreset) => {
    // A title that was typed stays.
    if (title === given) setTitle(name)
    setGiven(name)
    setChoices({ ...taken, columns: editable(taken.columns) })
  }

  const words = total === null ? '' : (whose?.(total) ?? selectionInWords(selection, query, total, locale))
  const request = useMemo(() => {
    const options: ContactSheetOptions = { ...layout, title: title.trim() || t('defaultTitle'), selectionInWords: words, returnTo }
    return words && layout.columns.length ? { selection, options, locale } : null
  }, [selection, words, layout, title, returnTo, locale, t])
  const { sheet, busy, error } = useLaidOut(request, (asked) => engine.call('contactSheet', asked))
  const nobody = !busy && sheet?.printed === 0
  const lacking = total === null ? t('pdf:preparing') : t('noColumns')
  const said = ({ printed, pages, blocks, code }: PrintedSheet) =>
    [t('summary', { count: printed, pages: t('pdf:pages', { count: pages }) }), blocks > 0 && t('blocks', { count: blocks }), t('pdf:code', { code })].filter(Boolean).join(' · ')

  return (
    <PaperDialog
      words={{
        title: t('title'), options: t('options'), preview: t('preview'), opened: t('opened'), printed: t('printed'), care: t('clear'),
        suggestion: (code) => t('suggestion', { code }),
      }}
      kind="contacts" paper={sheet} busy={busy} onClose={onClose}
      summary={busy || !sheet ? (request ? t('pdf:preparing') : t('noColumns')) : said(sheet)}
      error={error}
      instead={
        (nobody || !request) && (
          <Alert color="orange" m="xl" role="alert">
            {nobody ? t('nobody') : lacking}
          </Alert>
        )
      }
      notes={sheet && <SheetNotes sheet={sheet} orientation={orientation} onLandscape={() => change({ orientation: 'landscape' })} />}
    >
      <div>
        <TextInput label={t('sheetTitle')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} maxLength={80} data-autofocus />
        {words && (
          <Text size="xs" c="dimmed" mt={4}>
            {t('subtitle', { words })}
          </Text>
        )}
      </div>
      <ListPresetPart layout={layout} onTake={take} />
      <PurposeChoice rule={consent} onChange={(rule) => change({ consent: rule })} count={count} />
      <ListColumns columns={layout.columns} onChange={(columns) => change({ columns })} />
      <ListRowsPart rows={layout} onChange={change} />
      <ListCallersPart perCaller={layout.perCaller ?? null} onPerCaller={(perCaller) => change({ perCaller })} returnTo={returnTo} onReturnTo={setReturnTo} />
      <div>
        <Text component="h3" fw={600} mb={6} id={orientationLabel}>
          {t('orientation')}
        </Text>
        <SegmentedControl
          fullWidth aria-labelledby={orientationLabel} value={orientation}
          onChange={(value) => change({ orientation: value as 'portrait' | 'landscape' })}
          data={[{ value: 'portrait', label: t('portrait') }, { value: 'landscape', label: t('landscape') }]}
        />
      </div>
      <Checkbox label={t('destroy')} description={t('destroyMore')} checked={layout.destroyAfterUse} onChange={(event) => change({ destroyAfterUse: event.currentTarget.checked })} />
    </PaperDialog>
  )
}
