/** A part of the section that has nothing to show yet: why, and the next action. */
import { Stack, Text, Title } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import classes from './SectionPlace.module.css'

interface Props {
  icon: ComponentType<{ size?: number; stroke?: number; className?: string }>
  title: string
  more: string
  children: ReactNode
}

export function Nothing({ icon: Icon, title, more, children }: Props) {
  return (
    <Stack align="center" gap="xs" className={classes.nothing}>
      <Icon size={44} stroke={1.25} className={classes.fine} aria-hidden />
      <Title order={2} ta="center">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={460}>
        {more}
      </Text>
      <div>{children}</div>
    </Stack>
  )
}
