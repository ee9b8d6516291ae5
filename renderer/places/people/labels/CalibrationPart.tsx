/** A printer's four measures, and what they come to. */
import { Alert, Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calibrationOf, expectedPage, noCorrection, type Correction, type MeasuredPage } from '#core/print/labels/correction'
import { useLocale, useSettings } from '../../../ui/settings'

const measures = ['left', 'top', 'across', 'down'] as const

interface Props {
  /** The corrected page is asked for; `null`: the page as it is measured. */
  checking: Correction | null
  onCheck: (correction: Correction | null) => void
  /** Kept under this name. */
  onKept: (name: string) => void
  onBack: () => void
}

export function CalibrationPart({ checking, onCheck, onKept, onBack }: Props) {
  const { t } = useTranslation('labels')
  const locale = useLocale()
  const { settings, change } = useSettings()
  const number = (value: number, least = 0) => new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: 2 }).format(value)
  const [name, setName] = useState('')
  const [typed, setTyped] = useState<Record<keyof MeasuredPage, number | ''>>({ left: '', top: '', across: '', down: '' })
  const all = measures.every((measure) => typed[measure] !== '')
  const found = all ? calibrationOf(typed as MeasuredPage) : null
  const { correction } = found ?? { correction: noCorrection }
  const perfect = Object.entries(noCorrection).every(([key, value]) => correction[key as keyof Correction] === value)

  const type = (measure: keyof MeasuredPage, value: number | '') => {
    setTyped({ ...typed, [measure]: value })
    onCheck(null)
  }
  const keep = () => {
    const named = name.trim()
    change({ printers: [...settings.printers.filter((printer) => printer.name !== named), { name: named, ...correction }] })
    onKept(named)
  }
  return (
    <Stack gap="md">
      <Text size="sm">{t('calibration.first')}</Text>
      <Text size="sm">{t('calibration.second')}</Text>
      <Group grow gap="md" align="flex-start">
        {measures.map((measure) => (
          <NumberInput
            key={measure} label={t(`calibration.${measure}`)} description={t('calibration.expected', { value: number(expectedPage[measure], 1) })} miw="45%"
            value={typed[measure]} onChange={(value) => type(measure, typeof value === 'number' ? value : '')}
            min={0} max={300} decimalScale={2} decimalSeparator={locale === 'fr' ? ',' : '.'} allowedDecimalSeparators={[',', '.']} hideControls suffix={'\u00a0mm'} allowNegative={false}
            autoFocus={measure === 'left'}
          />
        ))}
      </Group>
      {all && (
        <Alert color={!found || found.fitted ? 'orange' : 'green'} role="status" p="xs">
          <Text size="sm">
            {!found
              ? t('calibration.impossible')
              : perfect
                ? t('calibration.perfect')
                : t('calibration.result', {
                    x: t(correction.offsetX < 0 ? 'calibration.toLeft' : 'calibration.toRight', { value: number(Math.abs(correction.offsetX)) }),
                    y: t(correction.offsetY < 0 ? 'calibration.toHead' : 'calibration.toFoot', { value: number(Math.abs(correction.offsetY)) }),
                    across: number(correction.scaleX), down: number(correction.scaleY),
                  })}
          </Text>
          {found?.fitted && (
            <Text size="sm" mt={4}>
              {t('calibration.fitted')}
            </Text>
          )}
        </Alert>
      )}
      <Checkbox label={t('calibration.check')} description={t('calibration.checkMore')} disabled={!found} checked={checking !== null} onChange={(event) => onCheck(event.currentTarget.checked ? correction : null)} />
      <TextInput label={t('calibration.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} />
      <Group gap="xs">
        <Button variant="light" disabled={!found || name.trim() === ''} onClick={keep}>
          {t('calibration.keep')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('back')}
        </Button>
      </Group>
    </Stack>
  )
}
