/**
 * Somebody asks to come in. Invariant: both answers are a press away and neither is the habit: the keys that come in are
 * those whose code two people have compared aloud, and the one button that admits says so.
 */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '#engine/api'
import { CodeToCompare } from '../../../ui/CodeToCompare'
import { useSayError } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'

export function CompareCodes({ invitation: { id, role, asks } }: { invitation: InvitationView }) {
  const { t } = useTranslation(['organizers', 'member'])
  const engine = useEngine()
  const sayError = useSayError()
  const [answering, setAnswering] = useState<'same' | 'differ' | null>(null)
  if (!asks) return null
  const answer = (given: 'same' | 'differ') => {
    setAnswering(given)
    engine
      .call(given === 'same' ? 'approveInvitation' : 'withdrawInvitation', id)
      .catch(sayError)
      .finally(() => setAnswering(null))
  }
  return (
    <Stack gap="sm" role="group" aria-label={t('organizers:asks.title')}>
      <div>
        <Text fw={600}>{t('organizers:asks.who', { name: asks.name })}</Text>
        <Text size="sm" c="dimmed">
          {t('organizers:asks.role', { role: t(`member:role.${role}`) })} {t(`member:can.${role}`)}
        </Text>
      </div>
      <Text size="sm">{t('organizers:asks.how')}</Text>
      <CodeToCompare code={asks.code} />
      <Group justify="center">
        <Button variant="default" loading={answering === 'differ'} disabled={answering === 'same'} onClick={() => answer('differ')}>
          {t('organizers:asks.differ')}
        </Button>
        <Button loading={answering === 'same'} disabled={answering === 'differ'} onClick={() => answer('same')}>
          {t('organizers:asks.same')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" ta="center">
        {t('organizers:asks.why')}
      </Text>
    </Stack>
  )
}
