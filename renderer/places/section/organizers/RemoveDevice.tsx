/** Before a computer is removed: what that does, and what it cannot do. Somebody who believes that it wipes a stolen laptop does nothing else about it. */
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SectionDevice } from '#engine/api'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { useMembershipDeed } from './use-membership-deed'

export function RemoveDevice({ device, onClose }: { device: SectionDevice; onClose(): void }) {
  const { t } = useTranslation('organizers')
  useReturnFocus()
  const name = device.paper ? t('devices.paper') : device.name
  const { busy, refused, run } = useMembershipDeed(t('remove.done', { name }), onClose)
  return (
    <Modal opened onClose={onClose} title={t('remove.title', { name })} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <div>
          <Text size="sm" fw={600}>
            {t('remove.does')}
          </Text>
          <List size="sm" mt={4}>
            <List.Item>{t('remove.doesKeys')}</List.Item>
            <List.Item>{t('remove.doesRelay')}</List.Item>
            <List.Item>{t('remove.doesLate')}</List.Item>
          </List>
        </div>
        <div>
          <Text size="sm" fw={600}>
            {t('remove.doesNot')}
          </Text>
          <List size="sm" mt={4}>
            <List.Item>{t('remove.doesNotErase')}</List.Item>
            <List.Item>{t('remove.doesNotUndo')}</List.Item>
          </List>
        </div>
        {refused && <Refusal code={refused} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus autoFocus onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red.9" loading={busy} onClick={() => run((engine) => engine.call('removeDevice', device.id))}>
            {t('remove.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
