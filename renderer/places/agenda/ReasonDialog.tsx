/** Why an action is called off, or a proposal not taken up. */
import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnFocus } from '../../ui/return-focus'

export default function ReasonDialog({ what, onClose, onSay }: { what: 'cancelled' | 'refused'; onClose(): void; onSay(reason: string): Promise<void> }) {
  const { t } = useTranslation('agenda')
  useReturnFocus()
  const [reason, setReason] = useState('')
  const cancels = what === 'cancelled'
  return (
    <Modal opened onClose={onClose} title={t(cancels ? 'sheet.cancelTitle' : 'sheet.refuseTitle')} closeButtonProps={{ 'aria-label': t('sheet.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void onSay(reason.trim())
        }}
      >
        <Text size="sm" mb="sm">
          {t(cancels ? 'sheet.cancelMore' : 'sheet.refuseMore')}
        </Text>
        <TextInput label={t('sheet.reason')} value={reason} maxLength={200} data-autofocus onChange={(event) => setReason(event.currentTarget.value)} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t(cancels ? 'sheet.keep' : 'sheet.back')}
          </Button>
          <Button type="submit" color="red">
            {t(cancels ? 'sheet.doCancel' : 'sheet.doRefuse')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
