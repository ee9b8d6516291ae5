/** Sides, order, cuts and margins: what goes with the chosen form, and nothing that would change nothing. */
import { Checkbox, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageOrder } from '#core/print/imposition/page-order'
import { posterSizes, type PosterSize, type PrintChoices } from '#core/print/imposition/print-choices'
import type { Size } from '#core/print/imposition/rectangle'
import type { Duplex } from '#core/print/imposition/sheet-plan'
import { FreeFields } from './FreeFields'
import type { OfferedPrinter } from './use-offered-printer'
import classes from './PrintDesk.module.css'

interface Props {
  choices: PrintChoices
  /** Of the document, once cut, in mm. */
  page: Size
  printer: OfferedPrinter
  /** Pages. */
  many: boolean
  isPicture: boolean
  onChange(choices: PrintChoices): void
}

const margins = [0, 3, 4, 5, 6, 8, 10]
const bleeds = [0, 2, 3, 5]
const gutters = [0, 2, 3, 4, 5, 6, 8, 10]
const overlaps = [0, 5, 10, 15, 20]
/** Of one sheet, in mm: of copier paper, and of heavier ones. */
const thicknesses = [0, 0.1, 0.12, 0.16, 0.2, 0.25]

export function SheetOptions({ choices, page, printer, many, isPicture, onChange }: Props) {
  const { t } = useTranslation('press')
  const pictureId = useId()
  const { form, poster } = choices
  const set = (said: Partial<PrintChoices>) => onChange({ ...choices, ...said })
  const mm = (values: readonly number[], value: number, none?: string) => [...new Set([...values, value])].sort((one, other) => one - other).map((each) => ({ value: String(each), label: each === 0 && none ? none : t('millimetres', { count: each }) }))
  // Where there are several, each has an edge of its own.
  const printers = printer.printers.length > 1 && (
    <NativeSelect label={t('printer')} value={printer.name} data={printer.printers.map(({ name, label }) => ({ value: name, label }))} onChange={(event) => printer.choose(event.currentTarget.value)} />
  )
  const margin = <NativeSelect label={t('margin')} value={String(choices.margin)} data={mm(margins, choices.margin)} onChange={(event) => set({ margin: Number(event.currentTarget.value) })} />
  if (form === 'poster') {
    const change = (said: Partial<PrintChoices['poster']>) => set({ poster: { ...poster, ...said } })
    return (
      <Stack gap="sm">
        <div className={classes.fields}>
          <NativeSelect label={t('poster.size')} value={poster.size} data={posterSizes.map((value) => ({ value, label: t(`poster.name.${value}`) }))} onChange={(event) => change({ size: event.currentTarget.value as PosterSize })} />
          <NativeSelect label={t('poster.overlap')} value={String(poster.overlap)} data={mm(overlaps, poster.overlap)} onChange={(event) => change({ overlap: Number(event.currentTarget.value) })} />
          {margin}
          {printers}
        </div>
        <Checkbox label={t('poster.map')} checked={poster.map} onChange={(event) => change({ map: event.currentTarget.checked })} />
        <Checkbox label={t('poster.skip')} checked={poster.skipWhite} onChange={(event) => change({ skipWhite: event.currentTarget.checked })} />
      </Stack>
    )
  }
  const gutter = Math.max(choices.gutter, 2 * choices.bleed)
  const sides: readonly Duplex[] = form === 'booklet' ? ['short', 'long'] : ['none', 'long', 'short']
  return (
    <Stack gap="sm">
      {form === 'free' && <FreeFields free={choices.free} page={page} onChange={(free) => set({ free })} />}
      <Stack gap="xs">
        <NativeSelect label={t('sides.label')} value={form === 'booklet' && choices.duplex === 'none' ? 'short' : choices.duplex} data={sides.map((value) => ({ value, label: t(`sides.name.${value}`) }))} onChange={(event) => set({ duplex: event.currentTarget.value as Duplex })} />
        {many && form !== 'as-is' && form !== 'booklet' && (
          <NativeSelect label={t('order.label')} value={choices.order} data={(['repeat', 'sequence', 'cut-stack'] as const).map((value) => ({ value, label: t(`order.name.${value}`) }))} onChange={(event) => set({ order: event.currentTarget.value as PageOrder })} />
        )}
      </Stack>
      {many && choices.order === 'cut-stack' && form !== 'booklet' && form !== 'as-is' && (
        <Text size="xs" c="dimmed">
          {t('order.cutMore')}
        </Text>
      )}
      {isPicture && form !== 'as-is' && (
        <div>
          <Text size="sm" fw={500} mb={4} id={pictureId}>
            {t('picture.label')}
          </Text>
          <SegmentedControl size="xs" fullWidth aria-labelledby={pictureId} value={choices.picture} data={(['contain', 'cover'] as const).map((value) => ({ value, label: t(`picture.${value}`) }))} onChange={(value) => set({ picture: value as PrintChoices['picture'] })} />
        </div>
      )}
      <Checkbox label={t('marks')} checked={choices.marks} onChange={(event) => set({ marks: event.currentTarget.checked })} />
      <Checkbox label={t('shrink')} checked={choices.shrink} onChange={(event) => set({ shrink: event.currentTarget.checked })} />
      <div className={classes.fields}>
        <NativeSelect label={t('bleed')} value={String(choices.bleed)} data={mm(bleeds, choices.bleed, t('noBleed'))} onChange={(event) => set({ bleed: Number(event.currentTarget.value) })} />
        {form === 'booklet' && <NativeSelect label={t('creep')} value={String(choices.creep)} data={mm(thicknesses, choices.creep, t('noCreep'))} onChange={(event) => set({ creep: Number(event.currentTarget.value) })} />}
        {form !== 'booklet' && form !== 'as-is' && <NativeSelect label={t('gutter')} value={String(gutter)} data={mm(gutters.filter((each) => each >= 2 * choices.bleed), gutter, t('noGutter'))} onChange={(event) => set({ gutter: Number(event.currentTarget.value) })} />}
        {margin}
        {printers}
      </div>
    </Stack>
  )
}
