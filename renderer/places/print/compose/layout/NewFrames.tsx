/** What can be put on the page. */
import { Button, Group } from '@mantine/core'
import { IconPhoto, IconQrcode, IconSquareFilled, IconTypography } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { newFrameTypes, type NewFrameType } from '#core/print/templates/edit-template'

const icons = { text: IconTypography, image: IconPhoto, qr: IconQrcode, colour: IconSquareFilled }

export function NewFrames({ onAdd }: { onAdd(type: NewFrameType): void }) {
  const { t } = useTranslation('compose')
  return (
    <Group gap={6} role="group" aria-label={t('layout.add')}>
      {newFrameTypes.map((type) => {
        const Icon = icons[type]
        return (
          <Button key={type} size="compact-sm" variant="default" leftSection={<Icon size={14} />} onClick={() => onAdd(type)}>
            {t(`layout.new.${type}`)}
          </Button>
        )
      })}
    </Group>
  )
}
