/** Between the start and the first people: nothing for the first instants, then what is being done, so that a fast start never flashes. */
import { Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { EngineStatus } from '#engine/api'
import classes from './Opening.module.css'

export function Opening({ status }: { status: Extract<EngineStatus, { phase: 'starting' | 'opening' }> }) {
  const { t } = useTranslation('app')
  const rebuilding = status.phase === 'opening' && status.rebuilding
  return (
    <main className={classes.page} aria-busy="true">
      <Stack className={classes.late} gap="sm" role="status">
        <Text fw={600}>{t(rebuilding ? 'opening.rebuilding' : 'opening.title')}</Text>
        {rebuilding && <Text c="dimmed">{t('opening.rebuildingMore')}</Text>}
        {status.phase === 'opening' && (
          <Progress value={status.progress * 100} aria-label={t('opening.progress')} />
        )}
      </Stack>
    </main>
  )
}
