/** Before a computer is removed: what that does, and what it cannot do. Somebody who believes that it wipes a stolen laptop does nothing else about it. */
import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SectionDevice } from '#engine/sharing-api'
import { useReturnFocus } from '../../../ui/return-focus'
import { useMembershipDeed } from './use-membership-deed'

export function RemoveDevice({ device, onClose }: { device: SectionDevice; onClose(): void }) {
  const { t } = useTranslation(['organizers', 'error'])
  useReturnFocus()
  const name = device.paper ? t('organizers:devices.paper') : device.name
  const { busy, refused, run } = useMembershipDeed(t('organizers:remove.done', { name }), onClose)
  return (
    <Modal opened onClose={onClose} title={t('organizers:remove.title', { name })} size="lg" closeButtonProps={{ 'aria-label': t('organizers:close') }}>
      <Stack>
        <div>
          <Text size="sm" fw={600}>
            {t('organizers:remove.does')}
          </Text>
          <List size="sm" mt={4}>
            <List.Item>{t('organizers:remove.doesKeys')}</List.Item>
            <List.Item>{t('organizers:remove.doesRelay')}</List.Item>
            <List.Item>{t('organizers:remove.doesLate')}</List.Item>
          </List>
        </div>
        <div>
          <Text size="sm" fw={600}>
            {t('organizers:remove.doesNot')}
          </Text>
          <List size="sm" mt={4}>
            <List.Item>{t('organizers:remove.doesNotErase')}</List.Item>
            <List.Item>{t('organizers:remove.doesNotUndo')}</List.Item>
          </List>
        </div>
        {refused && (
          <Alert color="red" role="alert">
            {t(`error:${refused}`)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus autoFocus onClick={onClose}>
            {t('organizers:cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => run((engine) => engine.call('removeDevice', device.id))}>
            {t('organizers:remove.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
