/** A sheet of one's own, measured with a ruler. */
import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnLabelSheet } from '#core/ports/bridge'
import { checkLabelSheet, labelsOnSheet, paperA4 } from '#core/print/labels/label-sheet'
import { labelSheet } from '#core/print/labels/label-sheets'
import { useLocale, useSettings } from '../../../ui/settings'
import { asLabelSheet } from './own-sheets'

/** As typed: counts, and lengths in mm. */
type Typed = Record<'cols' | 'rows' | 'width' | 'height' | 'left' | 'top' | 'across' | 'down', number | ''>
const lengths = ['width', 'height', 'left', 'top', 'across', 'down'] as const
/** The commonest sheet, to be changed. */
const usual: Typed = { cols: 3, rows: 7, width: 63.5, height: 38.1, left: 7.2, top: 15.1, across: 66, down: 38.1 }

/** Millimetres as tenths of them, to a tenth of a tenth. */
const tenths = (length: number | '') => (length === '' ? Number.NaN : Math.round(length * 100) / 10)

function sheetFrom(part: string, { cols, rows, width, height, left, top, across, down }: Typed): OwnLabelSheet {
  return { part: part.trim(), paper: [...paperA4], cols: cols || 0, rows: rows || 0, label: [tenths(width), tenths(height)], origin: [tenths(left), tenths(top)], pitch: [tenths(across), tenths(down)] }
}

interface Props {
  /** What is typed, with its faults: they are said in the place of its picture. */
  onShow: (sheet: OwnLabelSheet) => void
  onKept: (part: string) => void
  onBack: () => void
}

export function OwnSheetPart({ onShow, onKept, onBack }: Props) {
  const { t } = useTranslation('labels')
  const locale = useLocale()
  const { settings, change } = useSettings()
  const [part, setPart] = useState('')
  const [typed, setTyped] = useState(usual)
  const own = sheetFrom(part, typed)
  const faults = checkLabelSheet(asLabelSheet(own))
  const drawable = faults.every(({ fault }) => fault === 'nameless')
  const taken = part.trim() !== '' && labelSheet(part, settings.labelSheets.map(asLabelSheet)) !== null

  const drawn = useMemo(() => sheetFrom('', typed), [typed])
  useEffect(() => onShow(drawn), [drawn, onShow])

  const keep = () => {
    change({ labelSheets: [...settings.labelSheets, own] })
    onKept(own.part)
  }
  const field = (name: keyof Typed, whole = false) => (
    <NumberInput
      key={name} label={t(`own.${name}`)} miw="45%" value={typed[name]} onChange={(value) => setTyped({ ...typed, [name]: typeof value === 'number' ? value : '' })} hideControls={!whole}
      {...(whole ? { min: 1, max: 100, allowDecimal: false } : { decimalScale: 2, decimalSeparator: locale === 'fr' ? ',' : '.', allowedDecimalSeparators: [',', '.'], suffix: '\u00a0mm' })}
    />
  )
  return (
    <Stack gap="md">
      <Text size="sm">{t('own.more')}</Text>
      <TextInput label={t('own.part')} value={part} onChange={(event) => setPart(event.currentTarget.value)} maxLength={60} error={taken ? t('own.taken') : null} autoFocus />
      <Group grow gap="md" align="flex-start">
        {field('cols', true)}
        {field('rows', true)}
        {lengths.map((name) => field(name))}
      </Group>
      <Text size="xs" c="dimmed">
        {t('own.pitchMore')}
      </Text>
      {drawable && (
        <Alert color="green" role="status" p="xs">
          <Text size="sm">{t('own.fine', { count: labelsOnSheet(asLabelSheet(own)) })}</Text>
        </Alert>
      )}
      <Group gap="xs">
        <Button variant="light" disabled={faults.length > 0 || taken} onClick={keep}>
          {t('own.keep')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('back')}
        </Button>
      </Group>
    </Stack>
  )
}
