/** The recovery sheet among who belongs: said plainly while there is none, one press from there. */
import { Alert, Button, Text } from '@mantine/core'
import { IconAlertTriangle, IconPrinter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharingStatus } from '#engine/api'
import { addWords } from '../../../ui/words'
import { Line } from '../Line'
import { Part } from '../Part'
import { recoverySheetWords } from './words'

addWords('paper', recoverySheetWords)

const SheetDialog = lazy(() => import('./SheetDialog'))

export function RecoverySheet({ sheet }: { sheet: Extract<SharingStatus, { state: 'shared' }>['sheet'] }) {
  const { t } = useTranslation('paper')
  const [open, setOpen] = useState(false)
  const kept = sheet === 'kept'
  return (
    <Part title={t('title')}>
      {!kept && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
          <Text size="sm" fw={600}>
            {t(sheet === 'moved' ? 'moved' : 'none')}
          </Text>
          <Text size="sm">{t(sheet === 'moved' ? 'movedMore' : 'noneMore')}</Text>
        </Alert>
      )}
      <Line label={t('what')} {...(kept ? { more: t('kept') } : {})}>
        <Button flex="none" variant={kept ? 'default' : 'filled'} leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('start')}
        </Button>
      </Line>
      {open && (
        <Suspense fallback={null}>
          <SheetDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Part>
  )
}
