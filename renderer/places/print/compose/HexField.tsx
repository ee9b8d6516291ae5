/** A colour as one types it, `#rrggbb`, with the system's own choice of colours beside it. */
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { parseHex } from '#core/print/templates/brand'
import classes from './Compose.module.css'

interface Props {
  label: string
  value: string
  size?: 'xs' | 'sm'
  onChange(hex: string): void
}

export function HexField({ label, value, size = 'sm', onChange }: Props) {
  const { t } = useTranslation('compose')
  const valid = parseHex(value) !== null
  return (
    <TextInput
      size={size} label={label} value={value} spellCheck={false} maxLength={7} error={valid ? undefined : t('brand.notAColour')} onChange={(event) => onChange(event.currentTarget.value.trim())}
      leftSection={<input type="color" className={classes.well} aria-label={t('brand.pick', { label })} value={valid ? value : '#000000'} onChange={(event) => onChange(event.currentTarget.value)} />}
    />
  )
}
