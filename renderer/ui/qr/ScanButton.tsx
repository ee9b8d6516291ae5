/** Opens the scanner, and shuts it once a code was taken. */
import { Button } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addWords } from '../words'
import type { Judge } from './judge'
import { qrWords } from './words'

addWords('qr', qrWords)

const ScanDialog = lazy(() => import('./ScanDialog'))

interface Props {
  /** What to hold before the camera. */
  hint: string
  judge: Judge
}

export function ScanButton({ hint, judge }: Props) {
  const { t } = useTranslation('qr')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" leftSection={<IconQrcode size={18} stroke={1.5} aria-hidden />} onClick={() => setOpen(true)}>
        {t('scan')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ScanDialog hint={hint} judge={judge} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
