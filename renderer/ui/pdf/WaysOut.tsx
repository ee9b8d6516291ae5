/**
 * The ways by which a paper leaves the screen, each noted in the history, and what became of the last one.
 * Invariant: what leaves is the paper that was on screen when a way was chosen; what was cancelled is noted nowhere.
 */
import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPrinter } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { PrintWay, Sides } from '#core/ports/printing'
import { Refusal } from '../Refusal'
import { addWords } from '../words'
import { PrintDialog, type Left } from './print/PrintDialog'
import { sendPdf } from './send-pdf'
import classes from './WaysOut.module.css'
import { pdfWords } from './words'

addWords('pdf', pdfWords)

/** `code`: of the paper that left, which a change of the options has made another since. */
type Outcome = { message: string; code: string; /** `null`: nothing to note */ logged: boolean | null; /** It may not be on paper as it should. */ look?: boolean } | { error: ErrorCode }

export interface LeavingPaper {
  pdf: Uint8Array
  code: string
  /** How its two sides belong together. */
  sides?: Sides
  /** How often it is wanted. */
  copies?: number
}

export interface WaysOutProps<Paper extends LeavingPaper> {
  words: { opened: string; printed: string; /** of the file */ suggestion(code: string): string }
  /** Whether what is on screen may leave. */
  ready: boolean
  /** What leaves. */
  paper(): Paper | null | Promise<Paper>
  /** Notes it in the history; false where the disk refuses that for now, `null` where there is nothing to note. `copies`: where they were asked of us. */
  log(paper: Paper, way: PrintWay, copies?: number): Promise<boolean | null>
  /** What is said of a paper of one kind is not said of another that takes its place. */
  kind?: string
  onLeft?(paper: Paper): void
  /** While it is true, a print dialog lies above. */
  onPrinting?(printing: boolean): void
}

export function WaysOut<Paper extends LeavingPaper>({ words, ready, paper: make, log, kind = '', onLeft, onPrinting }: WaysOutProps<Paper>) {
  const { t } = useTranslation(['pdf', 'error'])
  const [under, setUnder] = useState<'save' | 'open' | 'print' | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  /** The paper that the print dialog was opened for: what changes under it is not what leaves. */
  const [printing, setPrinting] = useState<Paper | null>(null)
  useEffect(() => setOutcome(null), [kind])
  const show = (paper: Paper | null) => {
    setPrinting(paper)
    onPrinting?.(paper !== null)
  }

  /** A button under way is not disabled, nor `loading`, which disables: it would lose the focus, and Escape would leave what lies under the dialog too. */
  const take = async (way: NonNullable<typeof under>, go: (paper: Paper) => Promise<void> | void) => {
    if (!ready || under !== null) return
    setUnder(way)
    setOutcome(null)
    try {
      const paper = await make()
      if (paper) await go(paper)
    } catch (failure) {
      setOutcome({ error: errorCode(failure) })
    } finally {
      setUnder(null)
    }
  }
  const leave = (way: 'save' | 'open') =>
    take(way, async (paper) => {
      const path = await sendPdf(way, paper.pdf, words.suggestion(paper.code))
      if (path === null) return
      const logged = await log(paper, way === 'save' ? 'saved' : 'viewer').catch(() => false)
      setOutcome({ message: way === 'save' ? t('pdf:saved', { path }) : words.opened, code: paper.code, logged })
      onLeft?.(paper)
    })
  const printed = async ({ way, fate, copies }: Left) => {
    if (!printing) return
    show(null)
    const logged = await log(printing, way, copies).catch(() => false)
    const message = way === 'viewer' ? words.opened : fate === 'sent' ? words.printed : fate === 'waiting' ? t('pdf:waiting') : fate === 'stopped' ? t('pdf:halted') : t('error:print-timeout')
    setOutcome({ message, code: printing.code, logged, look: fate !== 'sent' })
    onLeft?.(printing)
  }

  return (
    <>
      {outcome && <OutcomeMessage outcome={outcome} />}
      <Stack gap={8}>
        <Button fullWidth leftSection={under === 'print' ? <Loader size={16} color="currentColor" /> : <IconPrinter size={16} aria-hidden />} disabled={!ready} aria-busy={under === 'print'} onClick={() => void take('print', show)}>
          {t('pdf:print')}
        </Button>
        <Group grow gap={8} wrap="nowrap" preventGrowOverflow={false}>
          <Button variant="default" px={6} leftSection={under === 'save' && <Loader size={14} color="currentColor" />} disabled={!ready} aria-busy={under === 'save'} onClick={() => void leave('save')}>
            {t('pdf:save')}
          </Button>
          <Button variant="default" px={6} leftSection={under === 'open' && <Loader size={14} color="currentColor" />} disabled={!ready} aria-busy={under === 'open'} onClick={() => void leave('open')}>
            {t('pdf:open')}
          </Button>
        </Group>
      </Stack>
      {printing && (
        <PrintDialog pdf={printing.pdf} suggestedName={words.suggestion(printing.code)} {...(printing.sides ? { sides: printing.sides } : {})} {...(printing.copies ? { copies: printing.copies } : {})} viewer onLeft={(left) => void printed(left)} onClose={() => show(null)} />
      )}
    </>
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
