/** The fields of a print job. What the chosen printer can't do stands there, disabled, with the reason. */
import { NumberInput, Radio, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mostCopies, paperNames, sideNames, type PaperName, type Printer, type PrinterList, type Sides } from '#core/ports/printing'
import type { Pages, PrintChoice } from './print-choice'
import classes from './PrintForm.module.css'

interface Props {
  list: PrinterList
  choice: PrintChoice
  printer: Printer
  pages: Pages
  wish: Sides | undefined
  onChange(change: Partial<PrintChoice>): void
  onPrinter(printer: Printer): void
}

export function PrintFields({ list, choice, printer, pages, wish, onChange, onPrinter }: Props) {
  const { t } = useTranslation('printDialog')
  const { printers, choosesPages } = list
  const { can } = printer
  return (
    <Stack gap="md">
      <Select
        label={t('printer')} value={printer.name} allowDeselect={false}
        description={[t(`state.${printer.state}`), printer.isDefault ? t('systemDefault') : '', printer.location].filter(Boolean).join(' · ')} inputWrapperOrder={['label', 'input', 'description']}
        data={printers.map(({ name, label, state }) => ({ value: name, label: state === 'ready' || state === 'unknown' ? label : `${label} (${t(`state.${state}`)})` }))}
        onChange={(name) => {
          const other = printers.find((each) => each.name === name)
          if (other) onPrinter(other)
        }}
      />
      <div className={classes.pair}>
        <NumberInput label={t('copies')} min={1} max={mostCopies} allowDecimal={false} allowNegative={false} clampBehavior="strict" value={choice.copies} onChange={(value) => onChange({ copies: typeof value === 'number' ? value : '' })} />
        <Select label={t('paper')} value={choice.paper} allowDeselect={false} data={paperNames.map((value) => ({ value, label: t(`papers.${value}`) }))} onChange={(value) => value && onChange({ paper: value as PaperName })} />
      </div>
      <div className={classes.pair}>
        <Choice
          label={t('sides')} value={choice.sides} disabled={can.bothSides === false}
          more={can.bothSides === false ? t('cannotTurn') : wish && choice.sides !== wish ? t('wished') : t(`sidesMore.${choice.sides}`)}
          data={sideNames.map((value) => ({ value, label: t(`side.${value}`) }))} onChange={(sides) => onChange({ sides })}
        />
        <Choice
          label={t('colour')} value={choice.colour ? 'colour' : 'grey'} disabled={can.colour === false} more={can.colour === false ? t('cannotColour') : null}
          data={(['colour', 'grey'] as const).map((value) => ({ value, label: t(`colours.${value}`) }))} onChange={(value) => onChange({ colour: value === 'colour' })}
        />
      </div>
      {pages.count > 1 && (
        <Radio.Group label={t('pages')} value={choice.some ? 'some' : 'all'} onChange={(value) => onChange({ some: value === 'some' })}>
          <div className={classes.pages}>
            <Radio value="all" label={t('allPages', { count: pages.count })} />
            <Radio value="some" label={t('somePages')} disabled={!choosesPages} description={choosesPages ? undefined : t('noSomePages')} />
            {choice.some && (
              <div className={classes.range}>
                {(['from', 'to'] as const).map((end) => (
                  <NumberInput
                    key={end} size="xs" label={t(end)} className={classes.end} min={1} max={pages.count} allowDecimal={false} allowNegative={false} clampBehavior="strict"
                    value={choice[end]} onChange={(value) => onChange({ [end]: typeof value === 'number' ? value : '' })}
                  />
                ))}
              </div>
            )}
          </div>
        </Radio.Group>
      )}
    </Stack>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  data: { value: NoInfer<Value>; label: string }[]
  more: ReactNode
  disabled: boolean
  onChange(value: NoInfer<Value>): void
}

function Choice<Value extends string>({ label, value, data, more, disabled, onChange }: ChoiceProps<Value>) {
  const id = useId()
  return (
    <div>
      <Text size="sm" fw={500} mb={4} id={id}>
        {label}
      </Text>
      <SegmentedControl fullWidth aria-labelledby={id} value={value} data={data} disabled={disabled} onChange={(chosen) => onChange(chosen as Value)} />
      {more && (
        <Text size="xs" c="dimmed" mt={4}>
          {more}
        </Text>
      )}
    </div>
  )
}
