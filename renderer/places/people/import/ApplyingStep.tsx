/** The import under way: how far, and a way to stop it that leaves nothing half-done. */
import { Button, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTopic } from '../../../ui/engine'
import type { ImportDesk, OpenFile } from './import-desk'
import classes from './ReportStep.module.css'

export function ApplyingStep({ desk, file }: { desk: ImportDesk; file: OpenFile }) {
  const { t } = useTranslation('import')
  const progress = useTopic('progress', null)
  const [stopping, setStopping] = useState(false)
  const stop = useRef<HTMLButtonElement>(null)
  useEffect(() => stop.current?.focus(), [])
  const { rows } = file.summary
  const total = progress?.task === 'import' && progress.total ? progress.total : rows.new + rows.changed
  const done = progress?.task === 'import' ? Math.min(progress.done, total) : 0
  return (
    <div className={classes.page}>
      <Stack gap="md" className={classes.card}>
        <Text fw={600} size="lg" component="h3">
          {t('applying')}
        </Text>
        <Progress.Root size="lg" role="group" aria-label={t('applying')}>
          <Progress.Section value={total ? (100 * done) / total : 0} aria-label={t('applying')} />
        </Progress.Root>
        <Text size="sm" c="dimmed" role="status">
          {t('applyCount', { done, total })}
        </Text>
        <Text size="sm">{t('applyingMore')}</Text>
        <div>
          <Button
            ref={stop} variant="default" loading={stopping}
            onClick={() => {
              setStopping(true)
              desk.stop()
            }}
          >
            {t('stop')}
          </Button>
        </div>
      </Stack>
    </div>
  )
}
