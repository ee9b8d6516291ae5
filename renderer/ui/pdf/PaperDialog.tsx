/** A paper before it leaves the screen: options on the left, its pages on the right, three ways out, each noted in the history. */
import { Alert, Group, Modal, Stack, Text } from '@mantine/core'
import { IconFileText, IconLock } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '#core/ports/errors'
import type { Sides } from '#core/ports/printing'
import type { ActionId } from '#core/domain/ids'
import type { PrintKind } from '#core/print/print-detail'
import { useEngine } from '../engine'
import { useReturnFocus } from '../return-focus'
import classes from './PaperDialog.module.css'
import { PdfPreview } from './PdfPreview'
import { WaysOut } from './WaysOut'

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

export function PaperDialog({ words, kind, unlogged = false, of, paper, busy, summary, error, instead: lacking, notes, children, onClose }: Props) {
  const { t } = useTranslation(['pdf', 'error'])
  useReturnFocus()
  const engine = useEngine()
  /** A print dialog lies above. */
  const [covered, setCovered] = useState(false)
  const instead = error ? (
    <Alert color="red" m="xl" role="alert">
      {t(`error:${error}`)}
    </Alert>
  ) : (
    lacking
  )
  const ready = paper !== null && !busy && !instead

  return (
    <Modal
      opened onClose={onClose} closeOnEscape={!covered} title={words.title} closeButtonProps={{ 'aria-label': t('close') }} padding={0} size="calc(100vw - 64px)"
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
            <WaysOut
              words={words} ready={ready} paper={() => paper} kind={`${kind} ${unlogged}`} onPrinting={setCovered}
              log={async ({ code, printed = 0 }, way, copies) => (unlogged ? null : engine.call('logPrint', { code, count: printed, kind, way, ...(copies === undefined ? {} : { copies }), ...(of ? { of } : {}) }).then(() => true))}
            />
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
    </Modal>
  )
}
