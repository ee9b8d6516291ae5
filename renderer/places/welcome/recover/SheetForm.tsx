/** The sheet, typed or by its QR code: how many lines are right is said as it goes, and nothing goes on before all of them make one sheet. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetLinesReading } from '#engine/api'
import { useEngine } from '../../../ui/engine'
import { filledLines, lineStates } from './sheet-lines'
import { SheetCode } from './SheetCode'
import { SheetLines } from './SheetLines'

export type WholeSheet = Extract<SheetLinesReading, { whole: true }>

interface Props {
  lines: readonly string[]
  onChange(lines: string[]): void
  onRead(sheet: WholeSheet): void
  onBack(): void
}

export function SheetForm({ lines, onChange, onRead, onBack }: Props) {
  const { t } = useTranslation('recover')
  const engine = useEngine()
  const [reading, setReading] = useState<SheetLinesReading | null>(null)
  const filled = filledLines(lines)
  const right = lineStates(lines, null).filter((state) => state === 'right').length
  const allRight = filled > 0 && right === filled

  useEffect(() => {
    setReading(null)
    if (!allRight) return
    let current = true
    engine.call('readSheet', [...lines]).then((read) => current && setReading(read), () => undefined)
    return () => {
      current = false
    }
  }, [engine, lines, allRight])

  const said = right === 0 ? t('nothing') : t('right', { count: right })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (reading?.whole) onRead(reading)
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('more')}
        </Text>
        <SheetCode onLines={onChange} />
        <SheetLines lines={lines} onChange={onChange} />
        <Text size="sm" role="status" data-testid="sheet-reading">
          {reading?.whole ? t('whole') : reading ? t('missing', { right: said }) : said}
        </Text>
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t('back')}
          </Button>
          <Button type="submit" disabled={!reading?.whole}>
            {t('next')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
