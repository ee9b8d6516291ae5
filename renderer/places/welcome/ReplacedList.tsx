/** Copies of sections that were put aside for another to take their place: each can take it again. */
import { Button, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplacedSection } from '#core/ports/host'
import { useSayError } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { showToast } from '../../ui/toast'
import { useDay } from './use-day'
import classes from './Welcome.module.css'

export function ReplacedList({ replaced }: { replaced: ReplacedSection[] }) {
  const { t } = useTranslation(['restore', 'app'])
  const engine = useEngine()
  const sayError = useSayError()
  const day = useDay()
  const [busy, setBusy] = useState(false)
  const bringBack = async (copy: ReplacedSection) => {
    setBusy(true)
    await engine
      .call('bringBack', copy)
      .then(() => showToast({ message: t('restore:broughtBack'), closeLabel: t('app:close') }))
      .catch(sayError)
    setBusy(false)
  }
  return (
    <section>
      <Title order={3} size="h5">
        {t('restore:replaced')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('restore:replacedMore')}
      </Text>
      <ul className={classes.list}>
        {replaced.map((copy) => (
          <li key={`${copy.id}-${copy.at}`} className={classes.item}>
            <Text size="sm">{t('restore:replacedOn', { date: day(copy.at) })}</Text>
            <Button variant="subtle" size="compact-sm" loading={busy} onClick={() => void bringBack(copy)}>
              {t('restore:bringBack')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
