/** A choice between kinds of one paper, with a word to the one that is chosen. */
import { SegmentedControl, Text } from '@mantine/core'
import { useId } from 'react'

interface Props<Value extends string> {
  label: string
  value: Value
  data: readonly { value: NoInfer<Value>; label: string }[]
  /** What the chosen one is. */
  more: string
  onChange(value: NoInfer<Value>): void
}

export function PaperChoice<Value extends string>({ label, value, data, more, onChange }: Props<Value>) {
  const id = useId()
  return (
    <div>
      <Text component="h3" fw={600} mb={6} id={id}>
        {label}
      </Text>
      <SegmentedControl fullWidth aria-labelledby={id} value={value} data={[...data]} onChange={(chosen) => onChange(chosen as Value)} />
      <Text size="xs" c="dimmed" mt={6}>
        {more}
      </Text>
    </div>
  )
}
