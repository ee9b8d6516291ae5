/**
 * Opens the scanner, and shuts it once a code was taken. The dialog stays where it is while shut, so that it can stand above
 * another one (`Modal.Stack`), which hears of it only so; what is in it comes and goes at once, and the camera's light with it.
 */
import { Button, Modal } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWords } from '../words'
import type { Judge } from './judge'
import { qrWords } from './words'

addWords('qr', qrWords)

const ScanView = lazy(() => import('./ScanView'))

export interface ScanRequest {
  /** What to hold before the camera. */
  hint: string
  /** What to do where there is no camera. */
  instead: string
  judge: Judge
  /** Beside a field, where there is little room. */
  brief?: boolean
}

export function ScanButton(request: ScanRequest) {
  const { t } = useTranslation('qr')
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => button.current?.focus({ preventScroll: true }))
  }
  return (
    <>
      <Button
        ref={button} variant="default" leftSection={<IconQrcode size={18} stroke={1.5} aria-hidden />}
        // Where a dialog below takes the focus to, once it is the upper one again.
        data-autofocus={used || undefined}
        onClick={() => {
          setUsed(true)
          setOpen(true)
        }}
      >
        {t(request.brief ? 'scanBrief' : 'scan')}
      </Button>
      <Modal
        opened={open} onClose={close} stackId="scan" title={t('title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }} returnFocus={false}
        transitionProps={{ exitDuration: 0 }}
      >
        {open && (
          <Suspense fallback={null}>
            <ScanView {...request} onClose={close} />
          </Suspense>
        )}
      </Modal>
    </>
  )
}
