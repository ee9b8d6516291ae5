/** What the side on screen takes of ink, about. */
import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Pixels } from '#core/print/foreign/pixels'
import { estimateInk } from '#core/print/imposition/ink-estimate'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'

/** Percent of a page: text has 5, a picture over half of it 20. */
const heavy = 30

export function InkLine({ page, grey }: { page: Pixels; grey: boolean }) {
  const { t } = useTranslation('press')
  const locale = dateLocale(useLocale())
  const ink = useMemo(() => estimateInk(page), [page])
  const percent = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: value < 9.95 ? 1 : 0 }).format(value)
  const colour = ink.cyan + ink.magenta + ink.yellow
  return (
    <Text size="xs" c="dimmed">
      {grey ? t('ink.grey', { grey: percent(ink.grey) }) : t('ink.colour', { black: percent(ink.black), colour: percent(colour) })}
      {(grey ? ink.grey : ink.black + colour) > heavy && ` ${t('ink.heavy')}`}
    </Text>
  )
}
