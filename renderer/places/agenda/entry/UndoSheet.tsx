/** Taking back all lines of a sheet: asked once, then line by line with a way to stop. */
import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode } from '#core/ports/errors'
import { useReturnFocus } from '../../../ui/return-focus'
import { TaskProgress } from '../../../ui/TaskProgress'

interface Props {
  count: number
  undo(): Promise<{ undone: number; kept: number }>
  onDone(result: { undone: number; kept: number }): void
  onFailed(error: unknown): void
  onClose(): void
}

export function UndoSheet({ count, undo, onDone, onFailed, onClose }: Props) {
  const { t } = useTranslation('entry')
  useReturnFocus()
  const [running, setRunning] = useState(false)
  const start = () => {
    setRunning(true)
    undo().then(onDone, (error: unknown) => (errorCode(error) === 'cancelled' ? onClose() : onFailed(error)))
  }
  return (
    // No header of its own: behind it stands the one of the sheet.
    <Modal.Root opened onClose={() => running || onClose()} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('undoTitle')}>
        <Modal.Body>
          {running ? (
            <TaskProgress task="edit" label={t('undoing')} more={t('undoingMore')} stop={t('undoStop')} />
          ) : (
            <>
              <Text component="h2" fw={600} size="lg" mb="xs">
                {t('undoTitle')}
              </Text>
              <Text size="sm">{t('undoMore', { count })}</Text>
              <Group justify="flex-end" mt="md">
                <Button variant="default" data-autofocus onClick={onClose}>
                  {t('undoKeep')}
                </Button>
                <Button color="var(--permanence-alarm)" onClick={start}>
                  {t('undoDo')}
                </Button>
              </Group>
            </>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
