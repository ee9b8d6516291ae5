import { Autocomplete } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Line } from './fields'
import { useField } from '../../../ui/sheet/use-field'
import { usePersonEdit } from './use-person-edit'
import own from './WordsField.module.css'

/** The organizer in touch with this person: those already in use come up while typing. */
export function ContactPersonLine({ known }: { known: string[] }) {
  const { t } = useTranslation('person')
  const { person, edit } = usePersonEdit()
  const id = useId()
  const { value, set, input } = useField(person.contactPerson, (text) => edit({ field: 'contactPerson', value: text }))
  return (
    <Line label={t('field.contactPerson')} labelFor={id} fields={['contactPerson']}>
      <Autocomplete id={id} variant="unstyled" size="xs" classNames={{ input: own.input }} data={known} limit={8} value={value} onChange={set} onBlur={input.onBlur} onKeyDown={input.onKeyDown} />
    </Line>
  )
}
