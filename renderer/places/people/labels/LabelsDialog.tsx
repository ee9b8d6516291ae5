/** Labels, badges and envelopes of a selection; a printer is calibrated and a sheet measured in the same place, beside their paper. */
import { Alert, Checkbox, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { IconUserOff, IconUsers } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { purposes, type Purpose } from '#core/domain/consent'
import type { PeopleSelection } from '#core/domain/query'
import type { OwnLabelSheet } from '#core/ports/bridge'
import { noCorrection, type Correction } from '#core/print/labels/correction'
import { checkLabelSheet, labelsOnSheet } from '#core/print/labels/label-sheet'
import { labelWords } from '#core/print/labels/label-words'
import type { LabelContent, LabelsRequest, PrintedLabels } from '#engine/api'
import { useEngine, useOpenStatus } from '../../../ui/engine'
import { Later } from '../../../ui/Later'
import { PaperChoice } from '../../../ui/pdf/PaperChoice'
import { PaperDialog } from '../../../ui/pdf/PaperDialog'
import { useLaidOut } from '../../../ui/pdf/use-laid-out'
import { useLocale, useSettings } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { CalibrationPart } from './CalibrationPart'
import { LabelNotes } from './LabelNotes'
import { OwnSheetPart } from './OwnSheetPart'
import { asLabelSheet, sheetOf } from './own-sheets'
import { PrinterChoice } from './PrinterChoice'
import { SheetChoice } from './SheetChoice'
import { labelsWords } from './words'

addWords('labels', labelsWords)

/** Largest letters in points. */
const sizes = { address: { small: 8, medium: 10, large: 12 }, badge: { small: 26, medium: 34, large: 42 }, card: { small: 26, medium: 34, large: 42 } } as const
/** What is taken for a content when it is chosen. */
const usualSheet = { badge: 'L4785', card: 'C32015' } as const

interface Props {
  selection: PeopleSelection
  onClose: () => void
}

export default function LabelsDialog({ selection, onClose }: Props) {
  const { t } = useTranslation(['labels', 'pdf', 'person'])
  const engine = useEngine()
  const locale = useLocale()
  const { settings, change } = useSettings()
  const { section } = useOpenStatus()
  const [shown, setShown] = useState<'labels' | 'calibration' | 'own'>('labels')
  /** Where the focus goes when the labels are shown again. */
  const [from, setFrom] = useState<typeof shown>('labels')
  const [kind, setKind] = useState<LabelContent['kind']>('address')
  const [part, setPart] = useState(settings.labels.sheet)
  const [start, setStart] = useState(1)
  const [printer, setPrinter] = useState(settings.labels.printer)
  const [purpose, setPurpose] = useState<Purpose>('membership')
  const [households, setHouseholds] = useState(true)
  const [accents, setAccents] = useState(true)
  const [order, setOrder] = useState<'post' | 'list'>('post')
  const [letters, setLetters] = useState<keyof (typeof sizes)['address']>('medium')
  const [outlines, setOutlines] = useState(false)
  const [sender, setSender] = useState(section.name)
  const [checking, setChecking] = useState<Correction | null>(null)
  const [drawn, setDrawn] = useState<OwnLabelSheet | null>(null)

  const sheet = useMemo(() => sheetOf(part, settings.labelSheets), [part, settings.labelSheets])
  const first = Math.min(start, labelsOnSheet(sheet))
  const { name: _name, ...correction } = settings.printers.find(({ name }) => name === printer) ?? { name: '', ...noCorrection }
  const size = sizes[kind][letters]
  const content: LabelContent = kind === 'address' ? { kind, purpose, households, accents, order, sender } : { kind }

  const request: LabelsRequest | null = shown === 'labels' ? { selection, content, sheet, start: first, correction, size, outlines, locale } : null
  const labels = useLaidOut(request, (asked) => engine.call('labels', asked))
  /** A name can still come. */
  const faults = drawn ? checkLabelSheet(asLabelSheet(drawn)).filter(({ fault }) => fault !== 'nameless') : []
  const page = shown === 'calibration' ? { sheet, locale, ...(checking ? { correction: checking } : {}) } : shown === 'own' && drawn && faults.length === 0 ? { sheet: asLabelSheet(drawn), locale } : null
  const calibration = useLaidOut(page, (asked) => engine.call('calibrationPage', asked))

  const choosePart = (next: string) => {
    setPart(next)
    setStart(1)
    if (kind === 'address') change({ labels: { sheet: next, printer } })
  }
  const choosePrinter = (name: string) => {
    setPrinter(name)
    change({ labels: { sheet: settings.labels.sheet, printer: name } })
  }
  const chooseKind = (next: LabelContent['kind']) => {
    setKind(next)
    setPart(next === 'address' ? settings.labels.sheet : usualSheet[next])
    setStart(1)
  }
  const show = (next: typeof shown) => {
    setFrom(shown)
    setShown(next)
    setChecking(null)
    setDrawn(null)
  }

  if (shown !== 'labels') {
    const of = shown === 'calibration' ? 'calibration' : 'own'
    return (
      <PaperDialog
        kind="labels" unlogged onClose={onClose} busy={calibration.busy} error={calibration.error} notes={null} paper={calibration.sheet && { ...calibration.sheet, code: '' }}
        words={{ title: t(`${of}.title`), options: t(`${of}.title`), preview: t('calibration.preview'), opened: t('calibration.opened'), printed: t('calibration.printed'), care: t('calibration.care'), suggestion: () => t('calibration.file') }}
        summary={calibration.busy ? t('pdf:preparing') : t('calibration.summary')}
        instead={
          faults.length > 0 && (
            <Alert color="orange" m="xl" role="alert">
              {faults.map((fault) => (
                <Text key={fault.fault} size="sm">
                  {labelWords[locale].fault(fault)}
                </Text>
              ))}
            </Alert>
          )
        }
      >
        {shown === 'calibration' ? (
          <CalibrationPart
            checking={checking} onCheck={setChecking} onBack={() => show('labels')}
            onKept={(name) => {
              choosePrinter(name)
              show('labels')
            }}
          />
        ) : (
          <OwnSheetPart
            onShow={setDrawn} onBack={() => show('labels')}
            onKept={(kept) => {
              choosePart(kept)
              show('labels')
            }}
          />
        )}
      </PaperDialog>
    )
  }

  const printed = labels.sheet
  const nobody = !labels.busy && printed?.printed === 0
  return (
    <PaperDialog
      kind="labels" onClose={onClose} busy={labels.busy} error={labels.error} paper={printed && { pdf: printed.pdf, code: printed.code, printed: printed.people }}
      words={{ title: t('title'), options: t('options'), preview: t('preview'), opened: t('opened'), printed: t('printed'), care: t('clear'), suggestion: (code) => t('suggestion', { code }) }}
      summary={labels.busy || !printed ? t('pdf:preparing') : summaryOf(printed)}
      instead={
        nobody && (
          <Alert color="orange" m="xl" role="alert">
            {t(kind === 'address' ? 'nobody' : 'nobodyNamed')}
          </Alert>
        )
      }
      notes={printed && !labels.busy && <LabelNotes labels={printed} />}
    >
      <PaperChoice label={t('content.question')} value={kind} onChange={chooseKind} more={t(`content.${kind}More`)} data={(['address', 'badge', 'card'] as const).map((value) => ({ value, label: t(`content.${value}`) }))} />
      {kind === 'address' && (
        <Stack gap="xs">
          <NativeSelect aria-label={t('about')} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value as Purpose)} data={purposes.map((value) => ({ value, label: t('aboutOne', { purpose: t(`person:purpose.${value}`) }) }))} />
        </Stack>
      )}
      {printed && !labels.busy && <LeftOut leftOut={printed.leftOut} kind={kind} />}
      <Later>
        <SheetChoice autoFocus={from === 'own'} sheet={sheet} start={first} onSheet={choosePart} onStart={setStart} onAdd={() => show('own')} />
        {sheet.sender && kind === 'address' && <Textarea label={t('sender')} description={t('senderMore')} value={sender} onChange={(event) => setSender(event.currentTarget.value)} maxLength={400} autosize minRows={2} maxRows={5} />}
        <PrinterChoice autoFocus={from === 'calibration'} printer={printer} onPrinter={choosePrinter} onCalibrate={() => show('calibration')} />
        {kind === 'address' && (
          <>
            <Checkbox label={t('households')} description={t('householdsMore')} checked={households} onChange={(event) => setHouseholds(event.currentTarget.checked)} />
            <Checkbox label={t('accents')} description={t('accentsMore')} checked={accents} onChange={(event) => setAccents(event.currentTarget.checked)} />
            <PaperChoice label={t('order.question')} value={order} onChange={setOrder} more={t(`order.${order}More`)} data={[{ value: 'post', label: t('order.post') }, { value: 'list', label: t('order.list') }]} />
          </>
        )}
        <PaperChoice label={t('size.question')} value={letters} onChange={setLetters} more={t('size.more', { points: size })} data={(['small', 'medium', 'large'] as const).map((value) => ({ value, label: t(`size.${value}`) }))} />
        <Checkbox label={t('outlines')} description={t('outlinesMore')} checked={outlines} onChange={(event) => setOutlines(event.currentTarget.checked)} />
      </Later>
    </PaperDialog>
  )

  function summaryOf({ printed: count, people, pages }: PrintedLabels): string {
    const summary = t('summary', { count, pages: t('pdf:pages', { count: pages }) })
    return people > count ? t('summaryPeople', { summary, count: people }) : summary
  }
}

function LeftOut({ leftOut, kind }: { leftOut: PrintedLabels['leftOut']; kind: LabelContent['kind'] }) {
  const { t } = useTranslation('labels')
  const { refused, unasked, incomplete } = leftOut
  const count = refused + unasked + incomplete
  const Icon = count > 0 ? IconUserOff : IconUsers
  const reasons = [
    refused ? t('leftOut.refused', { count: refused }) : '',
    unasked ? t('leftOut.unasked', { count: unasked }) : '',
    incomplete ? t(kind === 'address' ? 'leftOut.incomplete' : 'leftOut.nameless', { count: incomplete }) : '',
  ].filter(Boolean)
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" role="status">
      <Icon size={16} aria-hidden style={{ flex: 'none', marginTop: 2 }} {...(count > 0 ? { color: 'var(--mantine-color-orange-filled)' } : {})} />
      <Text size="sm">{count === 0 ? t('leftOut.none') : `${t('leftOut.some', { count })} ${reasons.join(', ')}.`}</Text>
    </Group>
  )
}
