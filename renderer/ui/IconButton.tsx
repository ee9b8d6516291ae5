/** A button that shows an icon only: named for screen readers, and for eyes on hover and on keyboard focus. */
import { ActionIcon } from '@mantine/core'
import type { ComponentType, ReactNode, Ref } from 'react'
import classes from './IconButton.module.css'

export interface IconButtonProps {
  label: string
  icon: ComponentType<{ size?: number; stroke?: number }>
  onClick?(): void
  disabled?: boolean
  /** Shown beside the label. */
  keys?: string
  /** Which side of the button its name appears on. */
  side?: 'bottom' | 'top' | 'left' | 'right'
  size?: 'sm' | 'md' | 'lg'
  ref?: Ref<HTMLButtonElement>
  children?: ReactNode
  'aria-expanded'?: boolean
  'aria-pressed'?: boolean
  'aria-haspopup'?: 'menu' | 'dialog'
  tabIndex?: number
}

export function IconButton({ label, icon: Icon, keys, side = 'bottom', size = 'md', disabled, onClick, ref, ...rest }: IconButtonProps) {
  return (
    <ActionIcon
      ref={ref}
      variant="subtle"
      color="gray"
      // 24 px is the least that WCAG 2.2 asks of a target.
      size={size === 'sm' ? 24 : size}
      className={classes.button}
      aria-label={label}
      // A disabled button still has to say what it would do: it stays reachable.
      aria-disabled={disabled || undefined}
      data-tip={keys ? `${label}\u2002${keys}` : label}
      data-side={side}
      onClick={disabled ? undefined : onClick}
      {...rest}
    >
      <Icon size={size === 'sm' ? 15 : 18} stroke={1.75} />
    </ActionIcon>
  )
}
