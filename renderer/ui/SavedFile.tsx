/** A dialog's last page: the file is saved, where it is, and what else is to be said of it. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { FilePath } from './FilePath'
import classes from './SavedFile.module.css'

interface Props {
  path: string
  /** What was saved, and how much of it. */
  title: string
  more: string
  /** What is not in it; empty: nothing to say. */
  leftOut?: string
  /** What the history knows of it. */
  noted: string
  again: { label: string; run(): void }
  done: { label: string; run(): void }
}

export function SavedFile({ path, title, more, leftOut = '', noted, again, done }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  // The form is gone, and with it the button that had the focus.
  useEffect(() => button.current?.focus(), [])
  return (
    <Stack gap="md" p="xl" pt="md">
      <Group gap="sm" wrap="nowrap" align="flex-start" role="status">
        <IconCircleCheck size={24} aria-hidden className={classes.success} />
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm">{more}</Text>
          <FilePath path={path} />
          {leftOut && <Text size="sm">{leftOut}</Text>}
          <Text size="sm" c="dimmed" mt="xs">
            {noted}
          </Text>
        </div>
      </Group>
      <Group justify="flex-end">
        <Button variant="default" onClick={again.run}>
          {again.label}
        </Button>
        <Button ref={button} onClick={done.run}>
          {done.label}
        </Button>
      </Group>
    </Stack>
  )
}
