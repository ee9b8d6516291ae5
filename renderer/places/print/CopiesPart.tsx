/** How many, of which pages, on which paper. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sheetPapers, type PrintChoices, type SheetPaper } from '#core/print/imposition/print-choices'
import classes from './PrintDesk.module.css'

interface Props {
  copies: string
  onCopies(copies: string): void
  wrong: boolean
  range: string
  onRange(range: string): void
  rangeWrong: boolean
  /** Of the document. */
  pages: number
  choices: PrintChoices
  onChange(choices: PrintChoices): void
}

export function CopiesPart({ copies, onCopies, wrong, range, onRange, rangeWrong, pages, choices, onChange }: Props) {
  const { t } = useTranslation('press')
  return (
    <div className={classes.fields}>
      <TextInput label={t('copies')} inputMode="numeric" maxLength={8} value={copies} error={wrong && t('copiesWrong')} onChange={(event) => onCopies(event.currentTarget.value)} onFocus={(event) => event.currentTarget.select()} />
      <NativeSelect label={t('paper')} value={choices.paper} data={[...sheetPapers]} onChange={(event) => onChange({ ...choices, paper: event.currentTarget.value as SheetPaper })} />
      {pages > 1 && <TextInput label={t('pages')} placeholder={t('pagesAll')} maxLength={12} value={range} error={rangeWrong && t('pagesWrong', { count: pages })} onChange={(event) => onRange(event.currentTarget.value)} />}
    </div>
  )
}
