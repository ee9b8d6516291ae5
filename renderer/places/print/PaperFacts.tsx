/** What the sheets are and cost, in a sentence, and what there is to know of them before they are printed. */
import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AssetKind } from '#core/domain/library/asset'
import type { PrintChoices } from '#core/print/imposition/print-choices'
import type { PlanNote } from '#core/print/imposition/sheet-plan'
import type { ImposedPaper } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { PaperNotes as MissingCharacters } from '../../ui/pdf/PaperNotes'
import { useLocale } from '../../ui/settings'
import { pieceWord } from './words'
import classes from './PrintDesk.module.css'

export function PaperFacts({ sheet, copies, choices, kind }: { sheet: ImposedPaper; copies: number; choices: PrintChoices; kind: AssetKind | null }) {
  const { t } = useTranslation('press')
  const number = new Intl.NumberFormat(dateLocale(useLocale()), { maximumFractionDigits: 1 })
  const { count, scales, duplex } = sheet
  const [most, least] = [scales[0] ?? 100, scales.at(-1) ?? 100]
  const more = [
    t('facts.runs', { count: count.runs }), ...(count.leftover > 0 ? [t('facts.leftover', { count: count.leftover })] : []),
    ...(duplex === 'none' ? [] : [t(duplex === 'long' ? 'facts.longEdge' : 'facts.shortEdge')]), ...(sheet.shown < sheet.sheets ? [t('facts.shown', { shown: sheet.shown, total: sheet.sheets })] : []),
  ]
  return (
    <>
      <Text size="sm" fw={600}>
        {t('facts.line', {
          pieces: t(`pieces.${pieceWord(kind)}`, { count: copies }), sheets: t('facts.sheets', { count: count.sheets }), paper: choices.paper, sides: duplex === 'none' ? '' : t('facts.duplex'),
          scale: most === least ? t('facts.scale', { scale: number.format(most) }) : t('facts.scales', { least: number.format(least), most: number.format(most) }),
        })}
      </Text>
      <Text size="xs" c="dimmed">
        {more.join(' ')}
      </Text>
    </>
  )
}

export function PaperNotes({ sheet, choices, onChange }: { sheet: ImposedPaper; choices: PrintChoices; onChange(choices: PrintChoices): void }) {
  const { t } = useTranslation('press')
  const { notes, raster, coarse, missing } = sheet
  const shrinkTo = choices.shrink ? [] : notes.flatMap((note) => ('shrinkTo' in note && note.shrinkTo < 100 ? [note.shrinkTo] : []))
  const isShrunk = choices.shrink && choices.form !== 'poster' && (sheet.scales[0] ?? 100) < 100
  const said = [
    ...(coarse === null ? [] : [t('note.coarse', { count: coarse })]),
    ...raster.map(({ page, why }) => t('note.raster', { page, why: t(`note.why.${why}`) })),
    ...notes.map((note) => t(`note.${note.kind}` as 'note.creep', measures(note))),
    ...(isShrunk ? [t('note.shrunk')] : []),
  ]
  return (
    <>
      <MissingCharacters missing={missing} />
      {said.length > 0 && (
        <Alert color="orange" role="status" aria-label={t('note.label')} icon={<IconAlertTriangle size={18} aria-hidden />} className={classes.notes} p="xs">
          <Stack gap={4}>
            {said.map((sentence) => (
              <Text size="sm" key={sentence}>
                {sentence}
              </Text>
            ))}
            {shrinkTo.length > 0 && (
              <Button size="compact-sm" variant="default" className={classes.shrink} onClick={() => onChange({ ...choices, shrink: true })}>
                {t('note.shrink', { scale: Math.min(...shrinkTo) })}
              </Button>
            )}
            {isShrunk && (
              <Button size="compact-sm" variant="default" className={classes.shrink} onClick={() => onChange({ ...choices, shrink: false })}>
                {t('note.full')}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
    </>
  )
}

/** Millimetres to a tenth, and how many: plural forms go by `count`. */
function measures(note: PlanNote): { millimetres?: number; count?: number } {
  return {
    ...('millimetres' in note ? { millimetres: Math.round(note.millimetres * 10) / 10 } : {}),
    ...('pages' in note ? { count: typeof note.pages === 'number' ? note.pages : note.pages.length } : 'tiles' in note ? { count: note.tiles } : {}),
  }
}
