/** How much room documents take on this computer, and may. */
import { Button, Group, Modal, NativeSelect, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Library } from '#engine/api'
import { useSayError } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { useReturnFocus } from '../../ui/return-focus'

const megabyte = 1024 * 1024
const budgets = [100, 250, 500, 1024, 2048, 5120]

export default function RoomDialog({ room, onClose }: { room: Library['room']; onClose(): void }) {
  const { t } = useTranslation(['library', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const sayError = useSayError()
  const [budget, setBudget] = useState(room.budget)
  const words = (bytes: number) => {
    const megabytes = Math.round(bytes / megabyte)
    return megabytes >= 1024 ? t('library:room.size.gigabytes', { count: Math.round(megabytes / 102.4) / 10 }) : t('library:room.size.megabytes', { count: megabytes })
  }
  const save = () => engine.call('setLibraryRoom', budget).then(onClose, sayError)
  const all = [...new Set([...budgets.map((megabytes) => megabytes * megabyte), room.budget])].sort((one, other) => one - other)
  return (
    <Modal opened onClose={onClose} title={t('library:room.title')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Stack gap="md">
        <div>
          <Text size="sm" mb={6}>
            {t('library:room.taken', { taken: words(room.taken), budget: words(room.budget) })}
          </Text>
          <Progress aria-label={t('library:room.label')} value={Math.min(100, (100 * room.taken) / room.budget)} />
        </div>
        <Text size="sm" c="dimmed">
          {t('library:room.more')}
        </Text>
        <NativeSelect label={t('library:room.budget')} value={String(budget)} data={all.map((bytes) => ({ value: String(bytes), label: words(bytes) }))} onChange={(event) => setBudget(Number(event.currentTarget.value))} />
        <Group justify="flex-end">
          <Button onClick={() => void save()}>{t('library:room.save')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
