/** One setting: what it is, what it does, and its control. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './SectionPlace.module.css'

export function Line({ label, more, children }: { label: string; more?: string; children: ReactNode }) {
  return (
    <div className={classes.line}>
      <div>
        <Text>{label}</Text>
        {more && (
          <Text size="sm" c="dimmed">
            {more}
          </Text>
        )}
      </div>
      {children}
    </div>
  )
}
