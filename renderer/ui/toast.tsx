/** Passing messages. The library is loaded with the first one: nothing on the first screen needs it. */
import { Button, Stack, Text } from '@mantine/core'
import { whileOpen } from './while-open'

export interface Toast {
  message: string
  kind?: 'done' | 'refused'
  action?: { label: string; run(): void }
  closeLabel: string
}

/** Milliseconds: long enough to read a sentence and reach its button. */
const shownFor = 8000
/** They may name people: a lock takes them off the screen. */
let takeOff = () => {}
whileOpen(() => takeOff())

export async function showToast({ message, kind = 'done', action, closeLabel }: Toast): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  takeOff = () => notifications.clean()
  const id = notifications.show({
    color: kind === 'refused' ? 'red' : undefined,
    autoClose: shownFor,
    closeButtonProps: { 'aria-label': closeLabel },
    message: (
      <Stack gap={6} align="flex-start">
        <Text size="sm">{message}</Text>
        {action && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(id)
              action.run()
            }}
          >
            {action.label}
          </Button>
        )}
      </Stack>
    ),
  })
}
