/**
 * A paper on its way to a printer: how, by which way, and a moment to take it back. Invariant: nothing is handed to the system
 * before the countdown is over, and `onLeft` is told of whatever left or may have left, never of what was cancelled.
 */
import { Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { withPreset, type PrintFate, type PrintJob, type PrintWay, type Sides } from '#core/ports/printing'
import { useReturnFocus } from '../../return-focus'
import { useSettings } from '../../settings'
import { addWords } from '../../words'
import { printByDialog, printDirect, sendPdf } from '../send-pdf'
import { Countdown, Sending, SystemDialog } from './Departure'
import { PrintForm } from './PrintForm'
import { usePages } from './use-pages'
import { usePrinters } from './use-printers'
import { printDialogWords } from './words'

addWords('printDialog', printDialogWords)

/** `unknown`: it may have come out, and nobody knows. */
export interface Left {
  way: PrintWay
  fate: PrintFate | 'unknown'
  /** Where they were asked of us. */
  copies?: number
}

interface Props {
  pdf: Uint8Array
  suggestedName: string
  /** How its two sides belong together. */
  sides?: Sides
  /** How often it is wanted; once where nothing is said. */
  copies?: number
  /** Not for what must leave no copy in a viewer's lists. */
  viewer: boolean
  onLeft(left: Left): void
  onClose(): void
}

type Step = { at: 'form'; note: 'cancelled' | ErrorCode | null } | { at: 'countdown' | 'sending'; job: PrintJob; printer: string; /** of paper */ sheets: number } | { at: 'system' } | { at: 'viewer' }

const form: Step = { at: 'form', note: null }
const cancelled: Step = { at: 'form', note: 'cancelled' }

export function PrintDialog({ pdf, suggestedName, sides, copies = 1, viewer, onLeft, onClose }: Props) {
  const { t } = useTranslation(['printDialog', 'pdf'])
  useReturnFocus()
  const { settings, change } = useSettings()
  const printers = usePrinters()
  const pages = usePages(pdf)
  const [step, setStep] = useState<Step>(form)
  const [stopping, setStopping] = useState(false)
  // As typed: a job that was taken back is found again.
  const kept = useRef<PrintJob | null>(null)
  const mounted = useRef(true)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  const go = async (under: Step, work: () => Promise<Left | null>, way: Pick<Left, 'way' | 'copies'>) => {
    setStep(under)
    setStopping(false)
    let next: Step = cancelled
    try {
      const left = await work()
      if (left) return onLeft(left)
    } catch (error) {
      const code = errorCode(error)
      if (code === 'print-timeout') return onLeft({ ...way, fate: 'unknown' })
      if (code === 'printer-gone') printers.lookAgain()
      next = { at: 'form', note: code }
    }
    if (mounted.current) setStep(next)
  }
  const direct = (job: PrintJob, printer: string, sheets: number) => {
    change({ printPresets: withPreset(settings.printPresets, job) })
    const way = { way: 'direct', copies: job.copies } as const
    void go({ at: 'sending', job, printer, sheets }, async () => {
      const fate = await printDirect(pdf, job)
      return fate === 'cancelled' ? null : { ...way, fate }
    }, way)
  }
  const system = () => void go({ at: 'system' }, async () => ((await printByDialog(pdf)) ? { way: 'system', fate: 'sent' } : null), { way: 'system' })
  const open = () =>
    void go({ at: 'viewer' }, async () => {
      await sendPdf('open', pdf, suggestedName)
      return { way: 'viewer', fate: 'sent' }
    }, { way: 'viewer' })
  const stop = (how: 'cancel' | 'leave') => {
    setStopping(true)
    void window.permanence.stopPrinting(how)
  }

  /** Escape and the cross: what is under way first, the dialog only when nothing is. */
  const close = () => {
    if (step.at === 'form') onClose()
    else if (step.at === 'countdown') setStep(cancelled)
    else if (step.at !== 'viewer' && !stopping) stop('cancel')
  }

  return (
    <Modal
      opened onClose={close} title={t('printDialog:title')} size={720} centered closeOnClickOutside={step.at === 'form'} closeButtonProps={{ 'aria-label': t('pdf:close') }}
      // A second header on the page would be a second banner to a screen reader.
      attributes={{ header: { role: 'presentation' } }}
    >
      {step.at === 'form' || step.at === 'viewer' ? (
        <PrintForm
          printers={printers} pages={pages} presets={settings.printPresets} wish={sides} copies={copies} note={step.at === 'form' ? step.note : null} kept={kept.current} opening={step.at === 'viewer'}
          onPrint={(job, printer, sheets) => {
            kept.current = job
            setStep({ at: 'countdown', job, printer, sheets })
          }}
          onSystem={system} onViewer={viewer ? open : null}
        />
      ) : step.at === 'countdown' ? (
        <Countdown printer={step.printer} sheets={step.sheets} onEnd={() => direct(step.job, step.printer, step.sheets)} onCancel={() => setStep(cancelled)} />
      ) : step.at === 'sending' ? (
        <Sending printer={step.printer} stopping={stopping} canStop={printers.list?.choosesPages === true} onStop={stop} />
      ) : (
        <SystemDialog stopping={stopping} onStop={stop} />
      )}
    </Modal>
  )
}
