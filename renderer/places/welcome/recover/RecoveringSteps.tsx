/** The way back: waiting is calm, also offline; what ends it says what happened, what was made here (nothing) and what to do. */
import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecoveringView } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import classes from '../Welcome.module.css'

/** Keyed by its step: what comes takes the focus from what is gone. */
export function RecoveringSteps({ recovering, onBack, onAgain }: { recovering: RecoveringView; onBack(): void; onAgain(): void }) {
  const { t } = useTranslation(['recover', 'error'])
  const engine = useEngine()
  const sayError = useSayError()
  const panel = useRef<HTMLDivElement>(null)
  const [stopping, setStopping] = useState(false)
  useEffect(() => panel.current?.focus(), [])
  const stop = (then: () => void) => {
    setStopping(true)
    engine
      .call('stopJoining')
      .then(then, sayError)
      .finally(() => setStopping(false))
  }
  const { step } = recovering
  return (
    <Stack>
      <div ref={panel} tabIndex={-1} role="status" className={classes.step} data-testid="recovering" data-step={step}>
        <Title order={3}>{t(`recover:${step}`)}</Title>
        <Text size="sm">{step === 'failed' ? t(`error:${recovering.reason}`) : t(`recover:${step}More`)}</Text>
        {step === 'recovering' && recovering.offline && (
          <Text size="sm" c="dimmed">
            {t('recover:offline')}
          </Text>
        )}
      </div>
      {step !== 'joined' && (
        <Group justify="space-between">
          <Button variant="default" loading={stopping} onClick={() => stop(onBack)}>
            {t(step === 'recovering' ? 'recover:stop' : 'recover:back')}
          </Button>
          {step === 'recovering' ? (
            <Loader size={14} aria-hidden />
          ) : (
            <Button disabled={stopping} onClick={() => stop(onAgain)}>
              {t('recover:again')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
