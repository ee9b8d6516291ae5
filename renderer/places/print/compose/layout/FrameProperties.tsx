/** One frame in figures: where it is, how large, before or behind what, and what it shows. */
import { Group, NativeSelect, NumberInput, Text } from '@mantine/core'
import {
  IconLayoutAlignBottom, IconLayoutAlignCenter, IconLayoutAlignLeft, IconLayoutAlignMiddle, IconLayoutAlignRight, IconLayoutAlignTop, IconStackBack, IconStackBackward, IconStackForward, IconStackFront, IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { alignedOn, alignments, type Box } from '#core/print/templates/frame-geometry'
import { slotNames, type Frame, type Template } from '#core/print/templates/template'
import { IconButton } from '../../../../ui/IconButton'
import { useSettings } from '../../../../ui/settings'
import { ColourField } from './ColourField'
import { useSlotName } from '../slot-name'
import { marginOf } from './frame-name'
import { TextProperties } from './TextProperties'
import own from './Layout.module.css'

interface Props {
  frame: Frame
  template: Template
  onChange(frame: Frame, deed: string): void
  onOrder(to: 'front' | 'forward' | 'backward' | 'back'): void
  onRemove(): void
}

const alignIcons = { left: IconLayoutAlignLeft, centre: IconLayoutAlignCenter, right: IconLayoutAlignRight, top: IconLayoutAlignTop, middle: IconLayoutAlignMiddle, bottom: IconLayoutAlignBottom }
const orders = [['front', IconStackFront], ['forward', IconStackForward], ['backward', IconStackBackward], ['back', IconStackBack]] as const

export function FrameProperties({ frame, template, onChange, onOrder, onRemove }: Props) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  const slotName = useSlotName()
  const put = (box: Partial<Box>, deed: string) => onChange({ ...frame, ...box }, deed)
  return (
    <>
      <div className={own.part} role="group" aria-label={t('frame.place')}>
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>{t(`frame.${frame.type}`)}</Text>
          <IconButton icon={IconTrash} label={t('frame.remove')} onClick={onRemove} />
        </Group>
        <div className={own.pairs}>
          {(['x', 'y', 'width', 'height'] as const).map((side) => (
            <NumberInput
              key={side} size="xs" label={t(`frame.${side}`)} suffix=" mm" decimalScale={2} decimalSeparator={locale === 'fr' ? ',' : '.'} step={1} min={side === 'width' || side === 'height' ? 0.1 : -100} max={2000} value={frame[side]}
              onChange={(value) => typeof value === 'number' && value !== frame[side] && (side === 'x' || side === 'y' || value >= 0.1) && put({ [side]: value }, `set ${side}`)}
            />
          ))}
        </div>
        <Group gap={2} role="group" aria-label={t('frame.align')}>
          {alignments.map((how) => (
            <IconButton key={how} size="sm" icon={alignIcons[how]} label={t(`frame.aligned.${how}`)} onClick={() => put(alignedOn(frame, how, template.page, marginOf(template)), '')} />
          ))}
        </Group>
        <Group gap={2} role="group" aria-label={t('frame.order')}>
          {orders.map(([to, icon]) => (
            <IconButton key={to} size="sm" icon={icon} label={t(`frame.to.${to}`)} onClick={() => onOrder(to)} />
          ))}
        </Group>
      </div>
      {frame.type === 'colour' && (
        <div className={own.part}>
          <ColourField label={t('frame.colourOf')} value={frame.colour} onChange={(colour) => onChange({ ...frame, colour }, '')} />
        </div>
      )}
      {frame.type === 'image' && (
        <div className={own.part}>
          <NativeSelect size="xs" label={t('frame.shows')} value={frame.slot} data={[...new Set(['image', 'logo', frame.slot])].map((slot) => ({ value: slot, label: slotName(slot) }))} onChange={(event) => onChange({ ...frame, slot: event.currentTarget.value }, '')} />
          <NativeSelect
            size="xs" label={t('frame.fit')} value={frame.fit} data={(['cover', 'contain'] as const).map((value) => ({ value, label: t(`frame.fits.${value}`) }))}
            onChange={(event) => onChange({ ...frame, fit: event.currentTarget.value as typeof frame.fit }, '')}
          />
        </div>
      )}
      {frame.type === 'qr' && (
        <div className={own.part}>
          <NativeSelect size="xs" label={t('frame.shows')} value={frame.slot} data={[...new Set(['link', 'website', ...(slotNames.includes(frame.slot as never) ? [frame.slot] : [])])].map((slot) => ({ value: slot, label: slotName(slot) }))} onChange={(event) => onChange({ ...frame, slot: event.currentTarget.value }, '')} />
        </div>
      )}
      {frame.type === 'text' && <TextProperties frame={frame} onChange={onChange} />}
    </>
  )
}
