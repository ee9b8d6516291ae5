/** Puts a text on the clipboard and says so; where the system refuses, it says how to do it by hand. */
import { Button, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'

interface Props {
  text: string
  /** What the button says before, and after. */
  copy: string
  copied: string
  /** What to do where the clipboard is refused. */
  refused: string
  variant?: 'filled' | 'default'
}

export function CopyButton({ text, copy, copied, refused, variant = 'filled' }: Props) {
  const [done, setDone] = useState<'yes' | 'refused' | null>(null)
  const write = () => void navigator.clipboard.writeText(text).then(() => setDone('yes'), () => setDone('refused'))
  return (
    <>
      <Button flex="none" variant={variant} leftSection={done === 'yes' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} onClick={write}>
        {done === 'yes' ? copied : copy}
      </Button>
      {done === 'refused' && (
        <Text size="sm" role="status">
          {refused}
        </Text>
      )}
    </>
  )
}
