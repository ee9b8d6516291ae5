/** Going back to a restore point: what it would change is counted first; then it is one operation. */
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { EngineCalls } from '#engine/api'
import { useOfferUndo } from '../../ui/commands'
import { useDrafts } from '../../ui/drafts'
import { useEngine } from '../../ui/engine'
import { Refusal } from '../../ui/Refusal'
import { useReturnFocus } from '../../ui/return-focus'
import { TaskProgress } from '../../ui/TaskProgress'

export function PointDialog({ id, people, date, onClose }: { id: string; people: number; date: string; onClose(): void }) {
  const { t } = useTranslation('points')
  useReturnFocus()
  const engine = useEngine()
  const drafts = useDrafts()
  const offerUndo = useOfferUndo()
  const [changes, setChanges] = useState<ReturnType<EngineCalls['pointChanges']> | null>(null)
  const [refused, setRefused] = useState<ErrorCode | null>(null)
  const [returning, setReturning] = useState(false)
  useEffect(() => {
    let current = true
    const compare = async () => {
      // What is typed is part of today.
      await drafts.commitAll()
      return engine.call('pointChanges', id)
    }
    compare().then((counted) => current && setChanges(counted), (error: unknown) => current && setRefused(errorCode(error)))
    return () => {
      current = false
    }
  }, [engine, drafts, id])
  const goBack = async () => {
    setReturning(true)
    try {
      const receipt = await engine.call('returnToPoint', id)
      offerUndo(t('done', { count: receipt.changed }), receipt)
      onClose()
    } catch (error) {
      setRefused(errorCode(error))
      setReturning(false)
    }
  }
  const total = changes ? changes.added + changes.removed + changes.changed : 0
  return (
    <Modal
      opened onClose={onClose} title={t('dialog')} closeButtonProps={{ 'aria-label': t('close') }}
      closeOnEscape={!returning} closeOnClickOutside={!returning} withCloseButton={!returning}
    >
      {returning ? (
        <TaskProgress task="restore" label={t('returning')} more={t('returningMore')} stop={t('stop')} />
      ) : !changes && !refused ? (
        <TaskProgress task="restore" label={t('comparing')} more={t('comparingMore')} stop={t('stop')} />
      ) : (
        <Stack>
          <Text size="sm">{t('of', { date, people: t('people', { count: people }) })}</Text>
          {changes && total === 0 && <Text size="sm">{t('same')}</Text>}
          {changes && total > 0 && (
            <>
              <div>
                <Text size="sm" fw={600}>
                  {t('would')}
                </Text>
                <List size="sm" mt={4}>
                  {changes.added > 0 && <List.Item>{t('added', { count: changes.added })}</List.Item>}
                  {changes.removed > 0 && <List.Item>{t('removed', { count: changes.removed })}</List.Item>}
                  {changes.changed > 0 && <List.Item>{t('changed', { count: changes.changed })}</List.Item>}
                </List>
              </div>
              <Text size="sm" c="dimmed">
                {t('undoable')}
              </Text>
            </>
          )}
          {refused && <Refusal code={refused} />}
          <Group justify="flex-end">
            <Button variant="default" data-autofocus autoFocus onClick={onClose}>
              {t(total > 0 ? 'cancel' : 'close')}
            </Button>
            {total > 0 && <Button onClick={() => void goBack()}>{t('submit')}</Button>}
          </Group>
        </Stack>
      )}
    </Modal>
  )
}
