/** How pages lie on a sheet, each way drawn small: those that suit the document first. Radio buttons, so arrows choose. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatName } from '#core/domain/library/formats'
import { pieceOf, type PrintChoices, type PrintForm } from '#core/print/imposition/print-choices'
import type { SourcePage } from '#core/print/imposition/sheet-plan'
import { formsFor, withForm } from '#core/print/imposition/usual-choices'
import classes from './FormChoice.module.css'

interface Props {
  choices: PrintChoices
  pages: readonly SourcePage[]
  isPicture: boolean
  onChange(choices: PrintChoices): void
}

export function FormChoice({ choices, pages, isPicture, onChange }: Props) {
  const { t } = useTranslation('press')
  const id = useId()
  const { suited, others } = formsFor(pages, isPicture)
  const [open, setOpen] = useState(others.includes(choices.form))
  const pieceWords = (form: PrintForm): string => {
    if (form === 'as-is' || form === 'free' || form === 'poster') return t(`form.piece.${form}`)
    const size = pieceOf({ ...choices, form })!
    const piece = formatName(size.width, size.height) ?? ''
    return form === 'booklet' ? t('form.piece.booklet', { piece }) : piece
  }
  const tile = (form: PrintForm) => (
    <label key={form} className={classes.tile} data-chosen={form === choices.form || undefined}>
      <input type="radio" name={id} value={form} checked={form === choices.form} onChange={() => onChange(withForm(choices, form, pages))} />
      <Drawing form={form} />
      <span>
        <span className={classes.name}>{t(`form.name.${form}`)}</span> <span className={classes.piece}>{pieceWords(form)}</span>
      </span>
    </label>
  )
  return (
    <fieldset className={classes.choice}>
      <legend>{t('form.label')}</legend>
      <div className={classes.tiles}>{suited.map(tile)}</div>
      <details className={classes.others} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('form.others')}</summary>
        <div className={classes.tiles}>{others.map(tile)}</div>
      </details>
    </fieldset>
  )
}

/** Columns and rows on the sheet as it lies; a wide one is drawn wide. */
const grids: Record<PrintForm, [columns: number, rows: number, wide: boolean]> = {
  'as-is': [1, 1, false], '2-up': [2, 1, true], '4-up': [2, 2, false], '8-up': [4, 2, true], dl: [3, 1, true], '10x15': [2, 1, false], free: [3, 4, false], booklet: [2, 1, true], poster: [2, 2, false],
}

function Drawing({ form }: { form: PrintForm }) {
  const [columns, rows, wide] = grids[form]
  const [width, height] = wide ? [28, 20] : [20, 28]
  const gap = form === 'poster' ? 2 : 0
  return (
    <svg className={classes.drawing} viewBox="0 0 32 32" width={32} height={32} aria-hidden data-form={form}>
      <g transform={`translate(${(32 - width) / 2} ${(32 - height) / 2})`}>
        {form === 'poster'
          ? Array.from({ length: 4 }, (_, at) => <rect key={at} x={(at % 2) * (width / 2 + gap / 2)} y={Math.floor(at / 2) * (height / 2 + gap / 2)} width={width / 2 - gap / 2} height={height / 2 - gap / 2} />)
          : [<rect key="sheet" width={width} height={height} />, ...lines(columns, rows, width, height)]}
      </g>
    </svg>
  )
}

const lines = (columns: number, rows: number, width: number, height: number) => [
  ...Array.from({ length: columns - 1 }, (_, at) => <line key={`c${at}`} x1={((at + 1) * width) / columns} x2={((at + 1) * width) / columns} y1={0} y2={height} />),
  ...Array.from({ length: rows - 1 }, (_, at) => <line key={`r${at}`} y1={((at + 1) * height) / rows} y2={((at + 1) * height) / rows} x1={0} x2={width} />),
]
