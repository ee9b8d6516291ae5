/** Whose error is put right, and why no page is ever fitted. */
import { ActionIcon, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconTrash, IconZoomScan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSettings } from '../../../ui/settings'

interface Props {
  autoFocus: boolean
  /** '' is none. */
  printer: string
  onPrinter: (name: string) => void
  onCalibrate: () => void
}

export function PrinterChoice({ autoFocus, printer, onPrinter, onCalibrate }: Props) {
  const { t } = useTranslation('labels')
  const { settings, change } = useSettings()
  const { printers } = settings
  const remove = () => {
    onPrinter('')
    change({ printers: printers.filter(({ name }) => name !== printer) })
  }
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <NativeSelect autoFocus={autoFocus} flex={1} label={t('printer.label')} value={printer} onChange={(event) => onPrinter(event.currentTarget.value)} data={[{ value: '', label: t('printer.none') }, ...printers.map(({ name }) => ({ value: name, label: name }))]} />
        {printer !== '' && (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('printer.remove', { name: printer })} title={t('printer.remove', { name: printer })} onClick={remove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Group gap="xs">
        <Button variant="subtle" size="compact-sm" onClick={onCalibrate}>
          {t('printer.calibrate')}
        </Button>
      </Group>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconZoomScan size={16} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <Text size="xs">{t('printer.actual')}</Text>
      </Group>
    </Stack>
  )
}
