/** Before a batch is taken back: how many people it is about, and what stays. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '#engine/api'
import { useSayError } from '../../ui/commands'
import { dateLocale } from '../../ui/dates'
import { deedText } from '../../ui/deeds'
import { useEngine, useTopic } from '../../ui/engine'
import { useLocale } from '../../ui/settings'
import { showToast } from '../../ui/toast'

export function ConfirmUndo({ label, onClose }: { label: HistoryEntry; onClose(): void }) {
  const { t } = useTranslation(['history', 'app'])
  const { t: deed } = useTranslation('deed')
  const locale = useLocale()
  const person = useTopic('person', label.person)
  const engine = useEngine()
  const sayError = useSayError()
  const [busy, setBusy] = useState(false)
  // Of the agenda and the territory: no person has to do with it.
  const shared = label.scope === 'commons'
  const kind = shared ? 'commons' : label.kind === 'import' ? 'import' : label.kind === 'people.delete' ? 'delete' : 'batch'
  async function undo() {
    setBusy(true)
    try {
      const { changed, keptSince } = await engine.call('undoEntry', label.id)
      const [done, kept] = shared ? [t('history:doneCommons'), t('history:keptCommons')] : [t('history:done', { count: changed }), t('history:keptSince', { count: keptSince })]
      const message = keptSince > 0 ? `${done} ${kept}` : done
      void showToast({ message, closeLabel: t('app:close') })
    } catch (error) {
      sayError(error)
    }
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('history:confirm.title')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <Stack>
        <div>
          <Text fw={600}>{deedText(label, person ?? null, deed)}</Text>
          <Text size="sm" c="dimmed" mb="md">
            {new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'full', timeStyle: 'short' }).format(label.at)}
          </Text>
          <Text size="sm">{t(`history:confirm.${kind}`, { count: label.count })}</Text>
          <Text size="sm" c="dimmed" mt="xs">
            {t('history:confirm.kept')}
          </Text>
        </div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('history:confirm.back')}
          </Button>
          <Button data-autofocus loading={busy} onClick={() => void undo()}>
            {t('history:confirm.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
