/** A list that several callers share: how many people each gets, and whom the pages go back to. */
import { Checkbox, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostPerCaller } from '#core/print/call-blocks'
import { usualPerCaller } from './our-presets'

interface Props {
  /** `null`: the list stays whole. */
  perCaller: number | null
  onPerCaller(perCaller: number | null): void
  returnTo: string
  onReturnTo(returnTo: string): void
}

export function ListCallersPart({ perCaller, onPerCaller, returnTo, onReturnTo }: Props) {
  const { t } = useTranslation('print')
  const title = useId()
  // A field that is empty while it is typed in shares the list out as before.
  const [emptied, setEmptied] = useState(false)
  return (
    <Stack gap="xs" role="group" aria-labelledby={title}>
      <Text component="h3" fw={600} id={title}>
        {t('callers.title')}
      </Text>
      <Checkbox label={t('callers.share')} description={t('callers.shareMore')} checked={perCaller !== null} onChange={(event) => onPerCaller(event.currentTarget.checked ? usualPerCaller : null)} />
      {perCaller !== null && (
        <>
          <NumberInput
            label={t('callers.each')} value={emptied ? '' : perCaller} min={1} max={mostPerCaller} clampBehavior="strict" allowDecimal={false} allowNegative={false}
            onBlur={() => setEmptied(false)}
            onChange={(value) => {
              setEmptied(typeof value !== 'number')
              if (typeof value === 'number' && value > 0) onPerCaller(value)
            }}
          />
          <TextInput label={t('callers.returnTo')} description={t('callers.returnToMore')} inputWrapperOrder={['label', 'input', 'description']} value={returnTo} maxLength={100} onChange={(event) => onReturnTo(event.currentTarget.value)} />
        </>
      )}
    </Stack>
  )
}
