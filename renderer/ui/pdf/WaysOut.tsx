/** The three ways by which a paper leaves the screen, each noted in the history, and what became of the last one. */
import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconCheck, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { Refusal } from '../Refusal'
import { addWords } from '../words'
import { sendPdf, type PdfWay } from './send-pdf'
import classes from './WaysOut.module.css'
import { pdfWords } from './words'

addWords('pdf', pdfWords)

/** `code`: of the paper that left, which a change of the options has made another since. */
type Outcome = { message: string; code: string; logged: boolean } | { error: ErrorCode }

export interface WaysOutProps<Paper extends { pdf: Uint8Array; code: string }> {
  words: { opened: string; printed: string; /** of the file */ suggestion(code: string): string }
  /** Whether what is on screen may leave. */
  ready: boolean
  /** What leaves. */
  paper(): Paper | null | Promise<Paper>
  /** Notes it in the history; false where the disk refuses that for now. */
  log(paper: Paper): Promise<boolean>
  onLeft?(paper: Paper): void
}

export function WaysOut<Paper extends { pdf: Uint8Array; code: string }>({ words, ready, paper: make, log, onLeft }: WaysOutProps<Paper>) {
  const { t } = useTranslation('pdf')
  const [under, setUnder] = useState<PdfWay | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  const leave = async (way: PdfWay) => {
    // A button under way is not disabled, nor `loading`, which disables: it would lose the focus, and Escape would leave what lies under the dialog too.
    if (!ready || under !== null) return
    setUnder(way)
    setOutcome(null)
    try {
      const paper = await make()
      if (!paper) return
      const path = await sendPdf(way, paper.pdf, words.suggestion(paper.code))
      if (path === null) return
      const logged = await log(paper).catch(() => false)
      setOutcome({ message: way === 'save' ? t('saved', { path }) : way === 'open' ? words.opened : words.printed, code: paper.code, logged })
      onLeft?.(paper)
    } catch (failure) {
      setOutcome({ error: errorCode(failure) })
    } finally {
      setUnder(null)
    }
  }

  return (
    <>
      {outcome && <OutcomeMessage outcome={outcome} />}
      <Stack gap={8}>
        <Button fullWidth leftSection={under === 'print' ? <Loader size={16} color="currentColor" /> : <IconPrinter size={16} aria-hidden />} disabled={!ready} aria-busy={under === 'print'} onClick={() => void leave('print')}>
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
    </>
  )
}

function OutcomeMessage({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation('pdf')
  return 'error' in outcome ? (
    <Refusal code={outcome.error} mb="sm" p="xs" />
  ) : (
    <Alert color="green" mb="sm" role="status" p="xs" icon={<IconCheck size={16} aria-hidden />}>
      <Text size="sm" className={classes.outcome}>
        {outcome.message}
      </Text>
      <Text size="sm" mt={4}>
        {outcome.logged ? t('logged', { code: outcome.code }) : t('notLogged')}
      </Text>
    </Alert>
  )
}
