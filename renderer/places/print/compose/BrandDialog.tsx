/** What all papers of the section have in common, said once: its name, its colours, its logo, and who prints. */
import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId, type PresetId } from '#core/domain/ids'
import { colourOf, contrast, parseHex, readableOn } from '#core/print/templates/brand'
import { imprintOf, partsOfBrand, type SectionBrand } from '#core/print/templates/section-brand'
import { imprintLine } from '#core/domain/legal/imprint'
import { useExecute, useOfferUndo } from '../../../ui/commands'
import { useReturnFocus } from '../../../ui/return-focus'
import { useSettings } from '../../../ui/settings'
import { HexField } from './HexField'
import { PictureField } from './PictureField'
import type { Saved } from './use-saved'
import classes from './Compose.module.css'

export default function BrandDialog({ saved, onClose }: { saved: Saved; onClose(): void }) {
  const { t } = useTranslation(['compose', 'app'])
  useReturnFocus()
  const execute = useExecute()
  const offerUndo = useOfferUndo()
  const [brand, setBrand] = useState<SectionBrand>(saved.brand)
  const byId = useId()
  const set = (changes: Partial<SectionBrand>) => setBrand({ ...brand, ...changes })
  const setImprint = (changes: Partial<SectionBrand['imprint']>) => set({ imprint: { ...brand.imprint, ...changes } })
  const { imprint, colours } = brand
  const valid = brand.name.trim() !== '' && parseHex(colours.primary) !== null && parseHex(colours.secondary) !== null
  const save = async () => {
    const draft = { kind: 'brand' as const, name: brand.name.trim(), parts: partsOfBrand(brand) }
    const receipt = await execute(
      saved.brandPreset
        ? { type: 'preset.edit', changes: [{ id: saved.brandPreset, edits: [{ field: 'name', value: draft.name }, { field: 'parts', set: draft.parts }] }] }
        : { type: 'preset.create', made: [{ id: newId<PresetId>(), draft }] },
    )
    if (!receipt) return
    onClose()
    offerUndo(t('compose:brand.saved'), receipt)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t('compose:brand.title')} closeButtonProps={{ 'aria-label': t('app:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) void save()
        }}
      >
        <Stack gap="sm">
          <TextInput label={t('compose:brand.name')} required value={brand.name} onChange={(event) => set({ name: event.currentTarget.value })} />
          <Group grow align="flex-start" gap="md">
            {(['primary', 'secondary'] as const).map((which) => (
              <div key={which}>
                <HexField label={t(`compose:brand.${which}`)} value={colours[which]} onChange={(value) => set({ colours: { ...colours, [which]: value } })} />
                <Contrast colour={colours[which]} brand={brand} />
              </div>
            ))}
          </Group>
          <PictureField label={t('compose:brand.logo')} value={brand.logo} refused={undefined} onChoose={(logo) => set({ logo })} />
          <Group grow align="flex-start" gap="md">
            <TextInput label={t('compose:brand.website')} value={brand.website} onChange={(event) => set({ website: event.currentTarget.value })} />
            <Textarea label={t('compose:brand.address')} autosize minRows={1} value={brand.address} onChange={(event) => set({ address: event.currentTarget.value })} />
          </Group>
          <div>
            <Text component="h3" size="sm" fw={600} id={byId} mb={4}>
              {t('compose:brand.by')}
            </Text>
            <SegmentedControl
              fullWidth aria-labelledby={byId} value={imprint.by} onChange={(value) => setImprint({ by: value as typeof imprint.by })}
              data={[{ value: 'ourselves', label: t('compose:brand.ourselves') }, { value: 'printer', label: t('compose:brand.printer') }]}
            />
          </div>
          <Group grow align="flex-start" gap="md">
            <TextInput label={t(`compose:brand.${imprint.by}Name`)} placeholder={imprint.by === 'ourselves' ? brand.name : ''} value={imprint.name} onChange={(event) => setImprint({ name: event.currentTarget.value })} />
            <TextInput label={t(`compose:brand.${imprint.by}Address`)} placeholder={imprint.by === 'ourselves' ? brand.address.replace(/\s*\n\s*/g, ', ') : ''} value={imprint.address} onChange={(event) => setImprint({ address: event.currentTarget.value })} />
          </Group>
          {imprint.by === 'printer' && <TextInput label={t('compose:brand.register')} value={imprint.register} onChange={(event) => setImprint({ register: event.currentTarget.value })} />}
          <Checkbox label={t('compose:brand.streets')} checked={imprint.keepStreetsClean} onChange={(event) => setImprint({ keepStreetsClean: event.currentTarget.checked })} />
          <Text size="xs" c="dimmed">
            {t('compose:brand.line', { line: imprintLine(imprintOf(brand)) })}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('compose:cancel')}
            </Button>
            <Button type="submit" disabled={!valid}>
              {t('compose:brand.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** Words on the colour, as they will be printed, and how well they are read. */
function Contrast({ colour, brand }: { colour: string; brand: SectionBrand }) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  if (!parseHex(colour)) return null
  const under = colourOf(colour, brand)
  const ink = readableOn([1, 1, 1], under)
  const css = (parts: readonly number[]) => `rgb(${parts.map((part) => Math.round(part * 255)).join(' ')})`
  return (
    <Group gap="xs" mt={6}>
      <span className={classes.contrast} style={{ background: css(under), color: css(ink) }}>
        {t('brand.sample')}
      </span>
      <Text size="xs" c="dimmed">
        {t('brand.contrast', { ratio: contrast(ink, under).toLocaleString(locale, { maximumFractionDigits: 1 }), colour: t(ink[0] === 1 && ink[1] === 1 ? 'brand.white' : 'brand.dark') })}
      </Text>
    </Group>
  )
}
