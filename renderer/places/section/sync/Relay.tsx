/** Where the section's relay is, when it is elsewhere than it was: moved by who administers it, or gone to by hand on one computer. */
import { Button, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharingStatus } from '#engine/api'
import { addWords } from '../../../ui/words'
import { Line } from '../Line'
import { Part } from '../Part'
import { relayWords } from './relay-words'

addWords('relay', relayWords)

const MoveRelay = lazy(() => import('./MoveRelay'))
const GoToRelay = lazy(() => import('./GoToRelay'))

export function Relay({ sharing }: { sharing: Extract<SharingStatus, { state: 'shared' }> }) {
  const { t } = useTranslation('relay')
  const [open, setOpen] = useState<'move' | 'go' | null>(null)
  const close = () => setOpen(null)
  return (
    <Part title={t('title')}>
      {sharing.named && (
        <Text size="sm" role="status">
          {t(sharing.named.why === 'leaving' ? 'leaving' : 'byHand', { url: sharing.named.url, relay: sharing.relay })}
        </Text>
      )}
      {sharing.standing === 'admin' && (
        <Line label={t('move.label')} more={t('move.more')}>
          <Button flex="none" variant="default" onClick={() => setOpen('move')}>
            {t('move.start')}
          </Button>
        </Line>
      )}
      <Line label={t('go.label')} more={t('go.more')}>
        <Button flex="none" variant="default" onClick={() => setOpen('go')}>
          {t('go.start')}
        </Button>
      </Line>
      <Suspense fallback={null}>
        {open === 'move' && <MoveRelay sharing={sharing} onClose={close} />}
        {open === 'go' && <GoToRelay relay={sharing.relay} onClose={close} />}
      </Suspense>
    </Part>
  )
}
