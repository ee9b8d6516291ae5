/** The state in one sentence, then what it is made of, then what one may do about it. */
import { Button, Group, Text } from '@mantine/core'
import { IconCloud, IconCloudCheck, IconCloudDown, IconCloudOff, IconCloudPause, IconCloudUp, IconDeviceLaptop, IconInfoCircle, IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharingStatus } from '#engine/api'
import { ArrivalBar, useArrivalText, type Receiving } from '../../../ui/BaseArrival'
import { useSayError } from '../../../ui/commands'
import { agoText } from '../../../ui/dates'
import { useEngine } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import { useNow } from '../../../ui/use-now'
import RejoinDialog from './RejoinDialog'
import { headlineOf } from './sync-headline'
import classes from '../SectionPlace.module.css'

const icons = {
  'in-step': IconCloudCheck, connecting: IconCloud, receiving: IconCloudDown, sending: IconCloudUp, offline: IconCloudOff, paused: IconCloudPause, refused: IconInfoCircle, alone: IconDeviceLaptop,
}

export function SyncState({ sharing }: { sharing: Extract<SharingStatus, { state: 'shared' }> }) {
  const { t } = useTranslation('sync')
  const { standing, connection, refusal, receiving, relay, pending, lastInStep, others, seenBy } = sharing
  const locale = useLocale()
  const now = useNow()
  const headline = headlineOf(sharing)
  const Icon = icons[headline]
  const more = {
    'in-step': () => t('state.inStepMore'),
    connecting: () => t('state.connectingMore'),
    offline: () => t('state.offlineMore'),
    paused: () => t('state.pausedMore'),
    refused: () => [refusal && t(`refusal.${refusal}`), t('state.refusedMore')].filter(Boolean).join(' '),
    receiving: () => t('state.receivingMore'),
    sending: () => t('state.sendingMore'),
    alone: () => t(standing === 'stranger' ? 'standing.stranger' : 'standing.removed'),
  }[headline]
  const facts: [string, string][] = [
    [t('state.relay'), relay],
    [t('state.last'), lastInStep === null ? t('state.never') : agoText(lastInStep, now, locale)],
    [t('state.pending'), pending > 0 ? t('state.pendingSome', { count: pending }) : t('state.pendingNone')],
    [t('state.seen'), others > 0 ? t('state.seenOf', { seenBy, count: others }) : t('state.nobody')],
  ]
  return (
    <>
      <div className={classes.state} role="status" data-testid="sync-state" data-state={headline}>
        <Icon size={26} stroke={1.5} aria-hidden />
        <div>
          <Text fw={600}>{t(`state.${headline}`)}</Text>
          <Text size="sm">{more()}</Text>
        </div>
      </div>
      {receiving && headline !== 'alone' && <Arrival sharing={sharing as Receiving} />}
      {headline === 'alone' ? (
        <Rejoin text={t(standing === 'stranger' ? 'standing.strangerWay' : 'standing.removedWay')} />
      ) : (
        <>
          <dl className={classes.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Actions connection={connection} />
        </>
      )}
    </>
  )
}

/** Outside of what is read aloud when it changes: it changes all the time. */
function Arrival({ sharing }: { sharing: Receiving }) {
  const text = useArrivalText()
  return (
    <div data-testid="arrival">
      <ArrivalBar receiving={sharing.receiving} />
      <Text size="sm" mt={4}>
        {text(sharing)}
      </Text>
    </div>
  )
}

function Rejoin({ text }: { text: string }) {
  const { t } = useTranslation('sync')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Text size="sm">{text}</Text>
      <Group>
        <Button onClick={() => setAsking(true)}>{t('rejoin.open')}</Button>
      </Group>
      {asking && <RejoinDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function Actions({ connection }: { connection: Extract<SharingStatus, { state: 'shared' }>['connection'] }) {
  const { t } = useTranslation('sync')
  const engine = useEngine()
  const sayError = useSayError()
  const [trying, setTrying] = useState(false)
  const retry = () => {
    setTrying(true)
    engine
      .call('retrySharing')
      .catch(sayError)
      .finally(() => setTrying(false))
  }
  const paused = connection === 'paused'
  return (
    <Group>
      {/* One button that stays: a press must not take the focus away with what it changes. */}
      <Button
        variant="default" leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
        onClick={() => void engine.call('pauseSharing', !paused).catch(sayError)}
      >
        {t(paused ? 'state.resume' : 'state.pause')}
      </Button>
      <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} loading={trying} disabled={paused || connection === 'in-step'} onClick={retry}>
        {t('state.retry')}
      </Button>
    </Group>
  )
}
