/** A text to say or to share, or a link: an asset without a file. */
import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetId } from '#core/domain/ids'
import { assetKinds, type AssetKind } from '#core/domain/library/asset'
import { useSayError } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import { useReturnFocus } from '../../../ui/return-focus'

export default function SaidDialog({ onMade, onClose }: { onMade(id: AssetId): void; onClose(): void }) {
  const { t } = useTranslation(['library', 'asset', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const sayError = useSayError()
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<AssetKind>('web-kit')
  const [text, setText] = useState('')
  const [link, setLink] = useState('')
  const complete = title.trim() !== '' && (text.trim() !== '' || link.trim() !== '')
  const add = async () => {
    if (!complete) return
    try {
      const [made] = await engine.call('addAssets', [{ draft: { title: title.trim(), kind, text: text.trim(), link: link.trim() }, file: null }])
      if (made && 'id' in made) onMade(made.id)
    } catch (error) {
      sayError(error)
    }
  }
  return (
    <Modal opened onClose={onClose} title={t('library:add.title')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <Stack gap="sm">
          <TextInput data-autofocus label={t('library:add.name')} maxLength={160} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <NativeSelect label={t('library:sheet.kind')} value={kind} data={assetKinds.map((value) => ({ value, label: t(`asset:kind.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value as AssetKind)} />
          <Textarea label={t('library:add.text')} autosize minRows={4} maxRows={14} maxLength={20_000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <TextInput label={t('library:add.link')} inputMode="url" maxLength={2000} value={link} onChange={(event) => setLink(event.currentTarget.value)} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('library:add.giveUp')}
            </Button>
            <Button type="submit" disabled={!complete}>
              {t('library:add.doSaid')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
