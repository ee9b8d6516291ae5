/** Long work under way: how far, and a way to stop it. Takes the focus, which the button that began it has lost. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { EngineTopics } from '#engine/api'
import { useEngine, useTopic } from './engine'

interface Props {
  task: EngineTopics['progress']['event']['task']
  label: string
  /** What stopping leaves. */
  more: string
  stop: string
}

export function TaskProgress({ task, label, more, stop }: Props) {
  const engine = useEngine()
  const progress = useTopic('progress', null)
  const [stopping, setStopping] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const share = progress?.task === task && progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0
  return (
    <Stack gap="sm">
      <Text fw={600} role="status">
        {label}
      </Text>
      <Progress value={share * 100} size="lg" aria-label={label} />
      <Text size="sm" c="dimmed">
        {more}
      </Text>
      <Group justify="flex-end">
        <Button
          ref={button} variant="default" loading={stopping}
          onClick={() => {
            setStopping(true)
            void engine.call('cancel', task).catch(() => setStopping(false))
          }}
        >
          {stop}
        </Button>
      </Group>
    </Stack>
  )
}
