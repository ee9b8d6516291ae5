/** A contact sheet of a selection: options on the left, the paper on the right, and three ways out of the screen. */
import { Alert, Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconCheck, IconFileText, IconLock, IconPrinter } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PeopleQuery, PeopleSelection } from '#core/domain/query'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { ContactSheetOptions } from '#core/print/sheet'
import { useEngine } from '../../../ui/engine'
import { PdfPreview } from '../../../ui/pdf/PdfPreview'
import { sendPdf, type PdfWay as Way } from '../../../ui/pdf/send-pdf'
import { Refusal } from '../../../ui/Refusal'
import { useLocale } from '../../../ui/settings'
import { useReturnFocus } from '../../../ui/return-focus'
import { addWords } from '../../../ui/words'
import { ColumnChoice } from '../output/ColumnChoice'
import { ruleOfQuery } from '../output/consent-rule'
import { PurposeChoice, useConsentCount } from '../output/PurposeChoice'
import classes from './ContactSheetDialog.module.css'
import { selectionInWords } from './selection-in-words'
import { SheetNotes } from './SheetNotes'
import { columnsFor, sheetColumns, type SheetColumn } from './sheet-columns'
import { useContactSheet } from './use-contact-sheet'
import { printWords } from './words'

addWords('print', printWords)

type Outcome = { way: Way; message: string; logged: boolean } | { way: Way; error: ErrorCode }

interface Props {
  selection: PeopleSelection
  /** What the table shows: said in words on the sheet. */
  query: PeopleQuery
  onClose: () => void
}

export default function ContactSheetDialog({ selection, query, onClose }: Props) {
  const { t } = useTranslation(['print', 'output', 'person', 'error'])
  useReturnFocus()
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
  const [under, setUnder] = useState<Way | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
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
  const options = useMemo<ContactSheetOptions | null>(
    () => (words && columns.length ? { title: title.trim() || t('defaultTitle'), columns, orientation, consent: rule, selectionInWords: words, destroyAfterUse } : null),
    [words, columns, title, orientation, rule, destroyAfterUse, t],
  )
  const { sheet, busy, error } = useContactSheet(selection, options, locale)
  const nobody = !busy && sheet?.printed === 0
  const ready = sheet && !busy && !error && !nobody && under === null

  const label = (column: SheetColumn) => (column === 'blank' || column === 'address' ? t(`output:columns.${column}`) : t(`person:field.${column}`))

  const leave = async (way: Way) => {
    if (!sheet) return
    setUnder(way)
    setOutcome(null)
    try {
      const message = await sendPdf(way, sheet.pdf, t('suggestion', { code: sheet.code }))
      if (message === null) return
      const logged = await engine.call('logPrint', { code: sheet.code, count: sheet.printed }).then(() => true, () => false)
      setOutcome({ way, message: way === 'save' ? t('saved', { path: message }) : t(way === 'open' ? 'opened' : 'printed'), logged })
    } catch (failure) {
      setOutcome({ way, error: errorCode(failure) })
    } finally {
      setUnder(null)
    }
  }

  return (
    <Modal
      opened onClose={onClose} title={t('title')} closeButtonProps={{ 'aria-label': t('close') }} padding={0} size="calc(100vw - 64px)"
      centered classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      <div className={classes.columns}>
        <section className={classes.side} aria-label={t('options')}>
          <div className={classes.options}>
            <Stack gap="lg">
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
            </Stack>
          </div>
          <div className={classes.actions}>
            <Group gap={6} mb="sm" wrap="nowrap" align="flex-start">
              <IconFileText size={16} aria-hidden className={classes.icon} />
              <Text size="sm" role="status">
                {busy || !sheet
                  ? options ? t('preparing') : t('noColumns')
                  : `${t('summary', { count: sheet.printed, pages: t('pages', { count: sheet.pages }) })} · ${t('code', { code: sheet.code })}`}
              </Text>
            </Group>
            {outcome && <OutcomeMessage outcome={outcome} code={sheet?.code ?? ''} />}
            <Stack gap={8}>
              <Button fullWidth leftSection={<IconPrinter size={16} aria-hidden />} disabled={!ready} loading={under === 'print'} onClick={() => void leave('print')}>
                {t('print')}
              </Button>
              <Group grow gap={8} wrap="nowrap" preventGrowOverflow={false}>
                <Button variant="default" px={6} disabled={!ready} loading={under === 'save'} onClick={() => void leave('save')}>
                  {t('save')}
                </Button>
                <Button variant="default" px={6} disabled={!ready} loading={under === 'open'} onClick={() => void leave('open')}>
                  {t('open')}
                </Button>
              </Group>
            </Stack>
            <Group gap={6} mt="sm" wrap="nowrap" align="flex-start" c="dimmed">
              <IconLock size={14} aria-hidden className={classes.icon} />
              <Text size="xs">{t('clear')}</Text>
            </Group>
          </div>
        </section>
        <div className={classes.paper}>
          {nobody || error || !options ? (
            <Alert color={error ? 'red' : 'orange'} m="xl" role="alert">
              {error ? t(`error:${error}`) : nobody ? t('nobody') : options ? '' : total === null ? t('preparing') : t('noColumns')}
            </Alert>
          ) : (
            <>
              {sheet && <SheetNotes sheet={sheet} orientation={orientation} onLandscape={() => setOrientation('landscape')} />}
              <div className={classes.preview}>
                <PdfPreview bytes={sheet?.pdf ?? null} label={t('preview')} busy={busy} />
              </div>
            </>
          )}
        </div>
      </div>
    </Modal>
  )
}

function OutcomeMessage({ outcome, code }: { outcome: Outcome; code: string }) {
  const { t } = useTranslation('print')
  return 'error' in outcome ? (
    <Refusal code={outcome.error} mb="sm" p="xs" />
  ) : (
    <Alert color="green" mb="sm" role="status" p="xs" icon={<IconCheck size={16} aria-hidden />}>
      <Text size="sm" className={classes.outcome}>
        {outcome.message}
      </Text>
      <Text size="sm" mt={4}>
        {outcome.logged ? t('logged', { code }) : t('notLogged')}
      </Text>
    </Alert>
  )
}
