/** Another role for a computer. A lesser one takes keys away for what comes, not for what it has: that is said before. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionDevice } from '#engine/api'
import { Refusal } from '../../../ui/Refusal'
import { useReturnFocus } from '../../../ui/return-focus'
import { RoleChoice } from './RoleChoice'
import { useMembershipDeed } from './use-membership-deed'

export function RoleDialog({ device: { id, name, role }, onClose }: { device: SectionDevice; onClose(): void }) {
  const { t } = useTranslation('organizers')
  useReturnFocus()
  const [next, setNext] = useState(role)
  const { busy, refused, run } = useMembershipDeed(t('role.done', { name }), onClose)
  return (
    <Modal opened onClose={onClose} title={t('role.title', { name })} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run((engine) => engine.call('changeRole', { device: id, role: next }))
        }}
      >
        <Stack>
          <RoleChoice label={t('invite.role')} value={next} onChange={setNext} />
          {next === 'volunteer' && role !== 'volunteer' && <Text size="sm">{t('role.less')}</Text>}
          {refused && <Refusal code={refused} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={next === role} loading={busy}>
              {t('role.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
