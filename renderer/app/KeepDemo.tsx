/** Keeps the demonstration section beyond this session, under a passphrase. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSayError } from '../ui/commands'
import { useEngine } from '../ui/engine'
import { NewPassphrase } from '../ui/NewPassphrase'
import { showToast } from '../ui/toast'

export default function KeepDemo({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('app')
  const engine = useEngine()
  const sayError = useSayError()
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function keep(event: FormEvent) {
    event.preventDefault()
    if (!passphrase) return
    setBusy(true)
    try {
      await engine.call('protectDemo', { passphrase })
      void showToast({ message: t('demo.kept'), closeLabel: t('close') })
      onClose()
    } catch (error) {
      sayError(error)
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('demo.keepTitle')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void keep(event)}>
        <Stack>
          <Text size="sm">{t('demo.keepMore')}</Text>
          <NewPassphrase onChange={setPassphrase} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={!passphrase} loading={busy}>
              {t('demo.keepButton')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
