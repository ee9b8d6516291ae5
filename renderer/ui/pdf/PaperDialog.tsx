/** A paper before it leaves the screen: options on the left, its pages on the right, three ways out, each noted in the history. */
import { Alert, Button, Group, Loader, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconFileText, IconLock, IconPrinter } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { PrintWay, Sides } from '#core/ports/printing'
import type { ActionId } from '#core/domain/ids'
import type { PrintKind } from '#core/print/print-detail'
import { useEngine } from '../engine'
import { Refusal } from '../Refusal'
import { useReturnFocus } from '../return-focus'
import classes from './PaperDialog.module.css'
import { PdfPreview } from './PdfPreview'
import { PrintDialog, type Left } from './print/PrintDialog'
import { sendPdf, type PdfWay } from './send-pdf'

/** `code`: of the paper that left, which a change of the options has made another since. */
type Outcome = { message: string; code: string; /** `null`: nothing to note */ logged: boolean | null; /** It may not be on paper as it should. */ look?: boolean } | { error: ErrorCode }

interface Props {
  /** What a paper of this kind is called. */
  words: { title: string; options: string; preview: string; opened: string; printed: string; /** what becomes of the paper */ care: string; /** of the file */ suggestion: (code: string) => string }
  /** As the history notes it. */
  kind: PrintKind
  /** It names nobody and does not come back: the history has nothing to say of it. */
  unlogged?: boolean
  /** The action that it comes back from. */
  of?: { action: ActionId; on: string }
  paper: { pdf: Uint8Array; code: string; /** people on it */ printed?: number; /** How its two sides belong together. */ sides?: Sides } | null
  /** The paper is not yet that of the options. */
  busy: boolean
  /** How much is on it, or what is lacking. */
  summary: string
  /** Why there is none: stands in its place, and no way out is open. */
  error: ErrorCode | null
  /** As `error`, where it is only something that is lacking. */
  instead?: ReactNode
  /** What it can't show as it should. */
  notes: ReactNode
  children: ReactNode
  onClose: () => void
}

export function PaperDialog({ words, kind, unlogged, of, paper, busy, summary, error, instead: lacking, notes, children, onClose }: Props) {
  const { t } = useTranslation(['pdf', 'error'])
  useReturnFocus()
  const engine = useEngine()
  const [under, setUnder] = useState<PdfWay | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  // What is said of one paper is not said of another that takes its place.
  useEffect(() => setOutcome(null), [kind, unlogged])
  /** The paper that the print dialog was opened for: what changes under it is not what leaves. */
  const [printing, setPrinting] = useState<Props['paper']>(null)
  const instead = error ? (
    <Alert color="red" m="xl" role="alert">
      {t(`error:${error}`)}
    </Alert>
  ) : (
    lacking
  )
  const ready = paper !== null && !busy && !instead

  const log = async (left: NonNullable<Props['paper']>, way: PrintWay, copies?: number) =>
    unlogged ? null : engine.call('logPrint', { code: left.code, count: left.printed ?? 0, kind, way, ...(copies === undefined ? {} : { copies }), ...(of ? { of } : {}) }).then(() => true, () => false)

  const leave = async (way: PdfWay) => {
    // A button under way is not disabled, nor `loading`, which disables: it would lose the focus, and Escape would leave what lies under the dialog too.
    if (!paper || under !== null) return
    setUnder(way)
    setOutcome(null)
    try {
      const path = await sendPdf(way, paper.pdf, words.suggestion(paper.code))
      if (path === null) return
      const logged = await log(paper, way === 'save' ? 'saved' : 'viewer')
      setOutcome({ message: way === 'save' ? t('saved', { path }) : words.opened, code: paper.code, logged })
    } catch (failure) {
      setOutcome({ error: errorCode(failure) })
    } finally {
      setUnder(null)
    }
  }

  const printed = async ({ way, fate, copies }: Left) => {
    if (!printing) return
    setPrinting(null)
    const logged = await log(printing, way, copies)
    const message = way === 'viewer' ? words.opened : fate === 'sent' ? words.printed : fate === 'waiting' ? t('waiting') : fate === 'stopped' ? t('halted') : t('error:print-timeout')
    setOutcome({ message, code: printing.code, logged, look: fate !== 'sent' })
  }

  return (
    <Modal
      opened onClose={onClose} closeOnEscape={printing === null} title={words.title} closeButtonProps={{ 'aria-label': t('close') }} padding={0} size="calc(100vw - 64px)"
      centered classNames={{ content: classes.content, header: classes.header, body: classes.body, title: classes.title }}
    >
      <div className={classes.columns}>
        <section className={classes.side} aria-label={words.options}>
          <div className={classes.options}>
            <Stack gap="lg">{children}</Stack>
          </div>
          <div className={classes.actions}>
            <Group gap={6} mb="sm" wrap="nowrap" align="flex-start">
              <IconFileText size={16} aria-hidden className={classes.icon} />
              <Text size="sm" role="status">
                {summary}
              </Text>
            </Group>
            {outcome && <OutcomeMessage outcome={outcome} />}
            <Stack gap={8}>
              <Button
                fullWidth leftSection={<IconPrinter size={16} aria-hidden />} disabled={!ready}
                onClick={() => {
                  if (under !== null) return
                  setOutcome(null)
                  setPrinting(paper)
                }}
              >
                {t('print')}
              </Button>
              <Group grow gap={8} wrap="nowrap" preventGrowOverflow={false}>
                <Button variant="default" px={6} leftSection={under === 'save' && <Loader size={14} color="currentColor" />} disabled={!ready} aria-busy={under === 'save'} onClick={() => void leave('save')}>
                  {t('save')}
                </Button>
                <Button variant="default" px={6} leftSection={under === 'open' && <Loader size={14} color="currentColor" />} disabled={!ready} aria-busy={under === 'open'} onClick={() => void leave('open')}>
                  {t('open')}
                </Button>
              </Group>
            </Stack>
            <Group gap={6} mt="sm" wrap="nowrap" align="flex-start" c="dimmed">
              <IconLock size={14} aria-hidden className={classes.icon} />
              <Text size="xs">{words.care}</Text>
            </Group>
          </div>
        </section>
        <div className={classes.paper}>
          {instead || (
            <>
              {notes}
              <div className={classes.preview}>
                <PdfPreview bytes={paper?.pdf ?? null} label={words.preview} busy={busy} />
              </div>
            </>
          )}
        </div>
      </div>
      {printing && (
        <PrintDialog pdf={printing.pdf} suggestedName={words.suggestion(printing.code)} {...(printing.sides ? { sides: printing.sides } : {})} viewer onLeft={(left) => void printed(left)} onClose={() => setPrinting(null)} />
      )}
    </Modal>
  )
}

function OutcomeMessage({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('pdf')
  return 'error' in outcome ? (
    <Refusal code={outcome.error} mb="sm" p="xs" />
  ) : (
    <Alert color={outcome.look ? 'orange' : 'green'} mb="sm" role="status" p="xs" icon={outcome.look ? <IconAlertTriangle size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}>
      <Text size="sm" className={classes.outcome}>
        {outcome.message}
      </Text>
      {outcome.logged !== null && (
        <Text size="sm" mt={4}>
          {outcome.logged ? t('logged', { code: outcome.code }) : t('notLogged')}
        </Text>
      )}
    </Alert>
  )
}
