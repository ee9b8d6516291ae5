/**
 * A recovery sheet onto paper. Invariant: a sheet that left the screen by no way is removed when the dialog closes: nobody
 * holds it, and a list that names it would make people believe that somebody does.
 */
import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { PrintedRecoverySheet } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { useEngine, useTopic } from '../../../ui/engine'
import { PdfPreview } from '../../../ui/pdf/PdfPreview'
import { PrintDialog, type Left } from '../../../ui/pdf/print/PrintDialog'
import { sendPdf } from '../../../ui/pdf/send-pdf'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { useLocale } from '../../../ui/settings'
import { showToast } from '../../../ui/toast'
import classes from './SheetDialog.module.css'

export default function SheetDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['paper', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const sayError = useSayError()
  const locale = useLocale()
  const [sheet, setSheet] = useState<PrintedRecoverySheet | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const [left, setLeft] = useState(false)
  const [printing, setPrinting] = useState(false)

  const make = () => {
    setBusy(true)
    setRefused(null)
    engine
      .call('recoverySheet', { locale })
      .then(setSheet, (error: unknown) => setRefused(errorCode(error)))
      .finally(() => setBusy(false))
  }
  const close = () => {
    onClose()
    if (!sheet || left) return
    engine.call('removeDevice', sheet.device).then(() => showToast({ message: t('paper:gaveUp'), closeLabel: t('app:close') }), sayError)
  }
  return (
    <Modal
      opened onClose={close} title={t('paper:dialog')} size={sheet ? 'calc(100vw - 64px)' : 'lg'} centered={sheet !== null} closeButtonProps={{ 'aria-label': t('paper:close') }}
      closeOnEscape={!busy && !printing} closeOnClickOutside={!busy && !sheet} withCloseButton={!busy} classNames={sheet ? { content: classes.content, body: classes.body } : {}}
    >
      {sheet ? (
        <Paper sheet={sheet} left={left} printing={printing} onPrinting={setPrinting} onLeft={() => setLeft(true)} onClose={close} />
      ) : (
        <Stack>
          <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
            <Text size="sm" fw={600}>
              {t('paper:power')}
            </Text>
            <Text size="sm">{t('paper:powerMore')}</Text>
          </Alert>
          <List size="sm" spacing="xs">
            <List.Item>{t('paper:printer')}</List.Item>
            <List.Item>{t('paper:member')}</List.Item>
          </List>
          {refused && <Refusal code={refused} />}
          <Group justify="flex-end">
            <Button variant="default" disabled={busy} onClick={onClose}>
              {t('paper:cancel')}
            </Button>
            <Button loading={busy} data-autofocus onClick={make}>
              {t('paper:make')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

/** The sheet as it will be printed, and its two ways out. Not by the system's viewer: that one keeps copies and lists of what it opened. */
function Paper({ sheet, left, printing, onPrinting, onLeft, onClose }: { sheet: PrintedRecoverySheet; left: boolean; printing: boolean; onPrinting(on: boolean): void; onLeft(): void; onClose(): void }) {
  const { t } = useTranslation(['paper', 'pdf'])
  const sharing = useTopic('sharing', null)
  const [saving, setSaving] = useState(false)
  const [outcome, setOutcome] = useState<{ message: string } | { error: ErrorCode } | null>(null)
  const atRelay = sheet.known && sharing?.state === 'shared' && sharing.connection === 'in-step' && sharing.pending === 0

  const suggestedName = t('suggestion', { date: new Date(sheet.at).toLocaleDateString('sv-SE') })
  const save = async () => {
    setSaving(true)
    setOutcome(null)
    try {
      const path = await sendPdf('save', sheet.pdf, suggestedName)
      if (path === null) return
      onLeft()
      setOutcome({ message: t('saved', { path }) })
    } catch (error) {
      setOutcome({ error: errorCode(error) })
    } finally {
      setSaving(false)
    }
  }
  // One that may have come out is somebody's, too: it must not be removed.
  const printed = ({ fate }: Left) => {
    onPrinting(false)
    onLeft()
    setOutcome(fate === 'unknown' ? { error: 'print-timeout' } : { message: fate === 'sent' ? t('printed') : fate === 'waiting' ? t('pdf:waiting') : t('pdf:halted') })
  }
  return (
    <div className={classes.columns}>
      <Stack className={classes.side} justify="space-between">
        <Stack>
          <Text fw={600}>{t('power')}</Text>
          <Text size="sm">{t('printer')}</Text>
          {!atRelay && (
            <Alert color="orange" role="status" icon={<IconAlertTriangle size={18} aria-hidden />}>
              <Text size="sm">{t('unknown')}</Text>
            </Alert>
          )}
        </Stack>
        <Stack gap="sm">
          {outcome &&
            ('error' in outcome ? (
              <Refusal code={outcome.error} />
            ) : (
              <Alert color="green" role="status" icon={<IconCheck size={16} aria-hidden />}>
                <Text size="sm" className={classes.outcome}>
                  {outcome.message}
                </Text>
              </Alert>
            ))}
          <Button
            fullWidth data-autofocus autoFocus leftSection={<IconPrinter size={16} aria-hidden />} disabled={saving}
            onClick={() => {
              setOutcome(null)
              onPrinting(true)
            }}
          >
            {t('print')}
          </Button>
          <Button fullWidth variant="default" disabled={saving} loading={saving} onClick={() => void save()}>
            {t('save')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('saveMore')}
          </Text>
          <Button fullWidth variant={left ? 'light' : 'subtle'} color={left ? undefined : 'gray'} disabled={saving} onClick={onClose}>
            {t(left ? 'finish' : 'giveUp')}
          </Button>
        </Stack>
      </Stack>
      <div className={classes.paper}>
        <PdfPreview bytes={sheet.pdf} label={t('preview')} busy={false} />
      </div>
      {printing && <PrintDialog pdf={sheet.pdf} suggestedName={suggestedName} viewer={false} onLeft={printed} onClose={() => onPrinting(false)} />}
    </div>
  )
}
