/** The texts of a frame: what each says, and in which letters. */
import { Button, Checkbox, Group, NativeSelect, NumberInput, SegmentedControl, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { slotNames, type TextFrame, type TextPart } from '#core/print/templates/template'
import { useSettings } from '../../../../ui/settings'
import { useSlotName } from '../slot-name'
import { ColourField } from './ColourField'
import own from './Layout.module.css'

/** Points. */
const [least, most] = [3, 1000]

export function TextProperties({ frame, onChange }: { frame: TextFrame; onChange(frame: TextFrame, deed: string): void }) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  const slotName = useSlotName()
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, frame.parts.length - 1)
  const part = frame.parts[at]!
  const { source } = part
  const nameOf = ({ source: each }: TextPart) => ('slot' in each ? slotName(each.slot) : `« ${each.words[locale] ?? each.words.fr ?? ''} »`)
  const change = (next: Partial<TextPart>, deed = '') => onChange({ ...frame, parts: frame.parts.map((each, index) => (index === at ? { ...each, ...next } : each)) }, deed)
  const size = (which: 'least' | 'most', value: number) => {
    const { [which === 'least' ? 'most' : 'least']: other } = part.size
    change({ size: which === 'least' ? { least: value, most: Math.max(value, other) } : { least: Math.min(value, other), most: value } }, `size ${at} ${which}`)
  }
  return (
    <div className={own.part} role="group" aria-label={t('frame.textPart')}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <NativeSelect flex={1} size="xs" label={t('frame.part')} value={String(at)} data={frame.parts.map((each, index) => ({ value: String(index), label: `${index + 1}. ${nameOf(each)}` }))} onChange={(event) => setChosen(Number(event.currentTarget.value))} />
        <Button
          size="xs" variant="default" leftSection={<IconPlus size={14} />} disabled={frame.parts.length >= 20}
          onClick={() => {
            onChange({ ...frame, parts: [...frame.parts, { ...part, source: { words: { fr: t('frame.newText', { lng: 'fr' }), en: t('frame.newText', { lng: 'en' }) } } }] }, '')
            setChosen(frame.parts.length)
          }}
        >
          {t('frame.addPart')}
        </Button>
      </Group>
      <NativeSelect
        size="xs" label={t('frame.shows')} value={'slot' in source ? source.slot : ''} data={[{ value: '', label: t('frame.fixed') }, ...[...new Set([...slotNames, ...('slot' in source ? [source.slot] : [])])].map((slot) => ({ value: slot, label: slotName(slot) }))]}
        onChange={(event) => change({ source: event.currentTarget.value === '' ? { words: { [locale]: nameOf(part) } } : { slot: event.currentTarget.value } })}
      />
      {'words' in source && (
        <Textarea size="xs" autosize minRows={2} label={t('frame.fixed')} value={source.words[locale] ?? source.words.fr ?? source.words.en ?? ''} onChange={(event) => change({ source: { words: { ...source.words, [locale]: event.currentTarget.value } } }, `words ${at}`)} />
      )}
      <div className={own.pairs}>
        {(['least', 'most'] as const).map((which) => (
          <NumberInput
            key={which} size="xs" label={t(`frame.${which}`)} suffix=" pt" decimalScale={1} decimalSeparator={locale === 'fr' ? ',' : '.'} min={least} max={most} value={part.size[which]}
            onChange={(value) => typeof value === 'number' && value >= least && value <= most && value !== part.size[which] && size(which, value)}
          />
        ))}
      </div>
      <ColourField label={t('frame.colourOf')} value={part.colour} onChange={(colour) => change({ colour })} />
      <Group gap="md">
        <Checkbox size="xs" label={t('frame.bold')} checked={part.style === 'bold'} onChange={(event) => change({ style: event.currentTarget.checked ? 'bold' : 'regular' })} />
        <Checkbox size="xs" label={t('frame.capitals')} checked={part.capitals ?? false} onChange={(event) => change({ capitals: event.currentTarget.checked })} />
      </Group>
      <SegmentedControl size="xs" aria-label={t('frame.alignText')} value={frame.align} data={(['left', 'centre', 'right', 'justify'] as const).map((value) => ({ value, label: t(`frame.aligns.${value}`) }))} onChange={(value) => onChange({ ...frame, align: value as TextFrame['align'] }, '')} />
      <SegmentedControl size="xs" aria-label={t('frame.alignDown')} value={frame.vertical} data={(['top', 'middle', 'bottom'] as const).map((value) => ({ value, label: t(`frame.verticals.${value}`) }))} onChange={(value) => onChange({ ...frame, vertical: value as TextFrame['vertical'] }, '')} />
    </div>
  )
}
