/** A colour of the brand by its name, so that it changes with it; or one of its own. */
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { brandColours, parseHex, type BrandColour } from '#core/print/templates/brand'
import type { Colour } from '#core/print/templates/template'
import { HexField } from '../HexField'

export function ColourField({ label, value, onChange }: { label: string; value: Colour; onChange(colour: Colour): void }) {
  const { t } = useTranslation('compose')
  const isOwn = !brandColours.includes(value as BrandColour)
  return (
    <>
      <NativeSelect
        size="xs" label={label} value={isOwn ? 'own' : value} data={[...brandColours.map((colour) => ({ value: colour as string, label: t(`colour.${colour}`) })), { value: 'own', label: t('colour.own') }]}
        onChange={(event) => onChange((event.currentTarget.value === 'own' ? '#7a1f5c' : event.currentTarget.value) as Colour)}
      />
      {isOwn && <HexField size="xs" label={t('colour.own')} value={value} onChange={(hex) => parseHex(hex) && onChange(hex as Colour)} />}
    </>
  )
}
