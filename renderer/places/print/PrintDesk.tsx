/** A document on its way to paper: how, on the left, with what the law says and the ways out; the sheets as they will be, on the right. */
import { Alert, Button, Group, Stack, Switch, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconFileText, IconLock } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReady } from '#core/domain/library/asset'
import { finishedSize, type PrintChoices } from '#core/print/imposition/print-choices'
import { choicesName, readChoices, usualChoices } from '#core/print/imposition/usual-choices'
import type { Pixels } from '#core/print/foreign/pixels'
import type { ImposedPaper, ImposeRequest, LibraryAsset, PaperSource, PrintablePaper } from '#engine/api'
import { useExecute } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { useAssetWords } from '../../ui/library/asset-text'
import { PdfPreview } from '../../ui/pdf/PdfPreview'
import { useLaidOut } from '../../ui/pdf/use-laid-out'
import { TaskProgress } from '../../ui/TaskProgress'
import { useReturnFocus } from '../../ui/return-focus'
import { WaysOut, type LeavingPaper } from '../../ui/pdf/WaysOut'
import { Refusal } from '../../ui/Refusal'
import { routeHash } from '../../ui/route'
import { useLocale, useSettings } from '../../ui/settings'
import { CopiesPart } from './CopiesPart'
import { FormChoice } from './FormChoice'
import { InkLine } from './InkLine'
import { LegalPart, LegalStep, useLegalState } from './LegalStep'
import { PaperFacts, PaperNotes } from './PaperFacts'
import { SheetOptions } from './SheetOptions'
import { StockOffer } from './StockOffer'
import { useOfferedPrinter } from './use-offered-printer'
import { usualCopies, wholeNumber, pageRange } from './typed'
import classes from './PrintDesk.module.css'

interface Props {
  source: PaperSource
  paper: PrintablePaper
  title: string
  /** Null for a file that is in no library. */
  asset: LibraryAsset | null
  onBack(): void
}

export function PrintDesk({ source, paper, title, asset, onBack }: Props) {
  const { t } = useTranslation('press')
  const engine = useEngine()
  const execute = useExecute()
  const locale = useLocale()
  const words = useAssetWords()
  const { settings: { imposing }, change } = useSettings()
  const { pages } = paper
  const isPicture = paper.type !== 'pdf'
  const name = choicesName(pages, isPicture)
  const usual = useMemo(() => usualChoices(pages, isPicture, imposing.margin), [pages, isPicture, imposing.margin])
  const printer = useOfferedPrinter()
  const [choices, setChoices] = useState<PrintChoices>(() => readChoices(imposing.choices[name], usual))
  const [copies, setCopies] = useState(() => String(usualCopies(asset?.kind ?? null)))
  const [range, setRange] = useState('')
  const [grey, setGrey] = useState(false)
  const [drawn, setDrawn] = useState<Pixels | null>(null)
  /** Somebody goes on without having called it ready. */
  const [anyway, setAnyway] = useState(false)
  const [left, setLeft] = useState<{ paper: ImposedPaper; copies: number } | null>(null)
  const [making, setMaking] = useState(false)
  const head = useRef<HTMLHeadingElement>(null)
  const law = useRef<HTMLElement>(null)
  useEffect(() => head.current?.focus({ preventScroll: true }), [])

  const wanted = wholeNumber(copies)
  const chosen = pageRange(range, pages.length)
  const choose = (next: PrintChoices) => {
    setChoices(next)
    change({ imposing: { ...imposing, margin: next.margin, ...(printer.name === '' ? {} : { margins: { ...imposing.margins, [printer.name]: next.margin } }), choices: { ...imposing.choices, [name]: next } } })
  }
  // What this printer leaves white was said before, perhaps while another one was used.
  const known = imposing.margins?.[printer.name]
  useEffect(() => {
    if (known !== undefined) setChoices((before) => ({ ...before, margin: known }))
    // oxlint-disable-next-line react/exhaustive-deps -- of another printer alone: what is chosen now is known as well.
  }, [printer.name])
  const request: ImposeRequest | null = wanted === null || chosen === null ? null : { source, choices, copies: wanted, preview: true, locale, ...(chosen === 'all' ? {} : { pages: chosen }) }
  const { sheet, busy, error } = useLaidOut(request, (options) => engine.call('impose', options))
  const ready = asset !== null && isReady(asset)
  const size = choices.form === 'poster' && sheet ? sheet.piece : finishedSize(pages[0]!).size
  const legal = useLegalState(asset, source, size, ready || anyway)

  /** Sheets that are not on screen are laid out when they leave. */
  const all = async (asked: ImposeRequest) => {
    setMaking(true)
    try {
      return await engine.call('impose', { ...asked, preview: false })
    } finally {
      setMaking(false)
    }
  }
  const whole = async () => {
    const imposed = sheet && sheet.shown === sheet.sheets ? sheet : await all(request!)
    return { ...imposed, copies: imposed.count.runs, ...(imposed.duplex === 'none' ? {} : { sides: `${imposed.duplex}-edge` as const }) }
  }
  return (
    <section className={classes.desk} aria-label={t('title')}>
      <div className={classes.side}>
        <header className={classes.head}>
          <Button size="compact-sm" variant="subtle" px={4} leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
            {t('back')}
          </Button>
          <Title order={1} ref={head} tabIndex={-1} className={classes.title}>
            {title}
          </Title>
          {asset && (
            <Text size="xs" c="dimmed">
              {words.size(asset)} · <a className={classes.again} href={routeHash({ place: 'library', asset: asset.id })}>{t('toSheet')}</a>
            </Text>
          )}
        </header>
        <div className={classes.options} role="group" aria-label={t('options')}>
          <Stack gap="md">
            {asset && asset.validity !== 'valid' && (
              <Alert color="orange" p="xs">
                {t(asset.validity === 'expired' ? 'expiredOn' : 'endsOn', { day: words.day(asset.validUntil) })}
              </Alert>
            )}
            {asset && asset.instructions !== '' && (
              <div>
                <Text size="xs" c="dimmed">
                  {t('instructions')}
                </Text>
                <Text size="sm" className={classes.instructions}>
                  {asset.instructions}
                </Text>
              </div>
            )}
            <FormChoice choices={choices} pages={pages} isPicture={isPicture} onChange={choose} />
            <CopiesPart copies={copies} onCopies={setCopies} wrong={wanted === null} range={range} onRange={setRange} rangeWrong={chosen === null} pages={pages.length} choices={choices} onChange={choose} />
            <SheetOptions choices={choices} page={finishedSize(pages[0]!).size} printer={printer} many={pages.length > 1} isPicture={isPicture} onChange={choose} />
            <LegalPart ref={law} legal={legal} loose={asset === null} />
          </Stack>
        </div>
        <div className={classes.actions}>
          <Group gap={6} mb="xs" wrap="nowrap" align="flex-start">
            <IconFileText size={16} aria-hidden className={classes.icon} />
            <div role="status">{sheet && wanted !== null && <PaperFacts sheet={sheet} copies={wanted} choices={choices} kind={asset?.kind ?? null} />}</div>
          </Group>
          <LegalStep
            legal={legal} asset={asset} ready={ready} onAnyway={setAnyway} onReady={(version) => void execute({ type: 'asset.edit', changes: [{ id: asset!.id, edits: [{ field: 'ready', value: version }] }] })}
            onRead={() => {
              law.current?.scrollIntoView({ block: 'start' })
              law.current?.focus({ preventScroll: true })
            }}
          >
            <WaysOut<ImposedPaper & LeavingPaper>
              words={{ opened: t('out.opened'), printed: t('out.printed'), suggestion: (code) => t('out.suggestion', { code }) }}
              ready={sheet !== null && !busy && !error && request !== null} paper={whole}
              log={({ code, count }, way) => engine.call('logPrint', { code, way, count: wanted ?? 1, sheets: count.sheets, kind: choices.form === 'poster' ? 'poster' : 'asset', ...(asset ? { of: { asset: asset.id } } : {}) }).then(() => true)}
              onLeft={(gone) => setLeft({ paper: gone, copies: gone.count.runs * gone.perSheet })}
            />
            {making && <AllSheets />}
            {left && asset && <StockOffer key={left.paper.code} asset={asset} count={left.copies} />}
            <Group gap={6} mt="xs" wrap="nowrap" align="flex-start" c="dimmed">
              <IconLock size={14} aria-hidden className={classes.icon} />
              <Text size="xs">{t('out.care')}</Text>
            </Group>
          </LegalStep>
        </div>
      </div>
      <div className={classes.paper}>
        {error ? (
          <div className={classes.refused}>
            <Refusal code={error} />
          </div>
        ) : (
          <>
            {sheet && <PaperNotes sheet={sheet} choices={choices} onChange={choose} />}
            <div className={classes.preview}>
              <PdfPreview bytes={sheet?.pdf ?? null} label={t('preview')} busy={busy} grey={grey} onDrawn={setDrawn} />
            </div>
            <Group className={classes.foot} gap="md">
              <Switch size="xs" label={t('grey')} checked={grey} onChange={(event) => setGrey(event.currentTarget.checked)} />
              {drawn && <InkLine page={drawn} grey={grey} />}
            </Group>
          </>
        )}
      </div>
    </section>
  )
}

function AllSheets() {
  const { t } = useTranslation('press')
  useReturnFocus()
  return (
    <div className={classes.making}>
      <TaskProgress task="print" label={t('out.making')} more={t('out.makingMore')} stop={t('out.stop')} />
    </div>
  )
}
