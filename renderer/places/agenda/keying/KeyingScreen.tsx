/** The whole window while a paper that came back is keyed: which one it is and how much of it, the paper, what was said last, and the keys. */
import { Modal, Text } from '@mantine/core'
import type { KeyboardEventHandler, ReactNode } from 'react'
import classes from './KeyingScreen.module.css'

interface Props {
  title: string
  closeLabel: string
  /** Which paper. */
  name: string
  about: ReactNode
  /** How much of it is keyed, and what is done with all of it. */
  aside: ReactNode
  children: ReactNode
  /** Told also to who sees nothing. */
  said: string
  legend: ReactNode
  /** Columns that are read beside each other do not spread over a wide screen. */
  narrow?: boolean
  /** Escape means something else in the lines. */
  keepsEscape?: boolean
  onKeyDown?: KeyboardEventHandler
  onLeave(): void
}

export function KeyingScreen({ title, closeLabel, name, about, aside, children, said, legend, narrow = false, keepsEscape = false, onKeyDown, onLeave }: Props) {
  return (
    <Modal
      opened fullScreen onClose={onLeave} closeOnEscape={!keepsEscape} transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': closeLabel }} title={title}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <div className={classes.screen} data-narrow={narrow || undefined} onKeyDown={onKeyDown}>
        <div className={classes.head}>
          <div>
            <Text component="h2" fw={600} size="lg">
              {name}
            </Text>
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          </div>
          {aside}
        </div>
        {children}
        <div className={classes.foot}>
          <Text size="sm" role="status" aria-live="polite" fw={500}>
            {said}
          </Text>
          {legend}
        </div>
      </div>
    </Modal>
  )
}
