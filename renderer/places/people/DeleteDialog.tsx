/** Deleting says how many and that it can be undone. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useExecute, useOfferUndo } from '../../ui/commands'
import { asSelection, nobody, tickedCount } from './selection'
import { usePeopleView } from './view'

export default function DeleteDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['people', 'app'])
  const view = usePeopleView()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const count = tickedCount(view.ticked)
  async function remove() {
    onClose()
    const receipt = await execute({ type: 'people.delete', selection: asSelection(view.ticked) })
    if (!receipt) return
    view.tick(nobody)
    offerUndo(t('people:delete.done', { count: receipt.changed }), receipt)
  }
  return (
    <Modal opened onClose={onClose} title={t('people:delete.title', { count })} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Stack>
        <Text size="sm">{t('people:delete.more')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button color="red.9" data-autofocus onClick={() => void remove()}>
            {t('people:delete.confirm', { count })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
