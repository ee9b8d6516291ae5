/** On the way in: waiting is calm, also offline; the code is read aloud; what ends it says what happened, what was changed here (nothing) and what to do. */
import { Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoiningView } from '#engine/api'
import { CodeToCompare } from '../../ui/CodeToCompare'
import { useSayError } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { memberWords } from '../../ui/member-words'
import { addWords } from '../../ui/words'
import classes from './Welcome.module.css'

addWords('member', memberWords)

/** Keyed by its step: what comes takes the focus from what is gone. */
export function JoiningSteps({ joining, onAgain, onBack }: { joining: JoiningView; onAgain(): void; onBack(): void }) {
  const { t } = useTranslation(['join', 'member', 'error'])
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
  const { step } = joining
  const underWay = step === 'asking' || step === 'code'
  return (
    <Stack>
      <div ref={panel} tabIndex={-1} role="status" className={classes.step} data-testid="joining" data-step={step}>
        <Title order={3}>{t(`join:${step}`)}</Title>
        {step === 'code' && <CodeToCompare code={joining.code} />}
        <Text size="sm">{step === 'failed' ? t(`error:${joining.reason}`) : t(`join:${step}More`)}</Text>
        {step === 'code' && (
          <Text size="sm">
            {t('join:codeRole', { role: t(`member:role.${joining.role}`) })} {t(`member:can.${joining.role}`)}
          </Text>
        )}
        {underWay && joining.offline && (
          <Text size="sm" c="dimmed">
            {t('join:offline')}
          </Text>
        )}
      </div>
      {step !== 'joined' && (
        <Group justify="space-between">
          <Button variant="default" loading={stopping} onClick={() => stop(onBack)}>
            {t(underWay ? 'join:stop' : 'join:back')}
          </Button>
          {underWay ? (
            <Group gap="xs" wrap="nowrap">
              <Loader size={14} aria-hidden />
              <Text size="sm" c="dimmed">
                {step === 'code' && t('join:codeWaits')}
              </Text>
            </Group>
          ) : (
            <Button disabled={stopping} onClick={() => stop(onAgain)}>
              {t('join:again')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
