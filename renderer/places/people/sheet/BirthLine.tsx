/** Birth as a full date or a year alone, in any usual French spelling. A text that is no date stays in the field, flagged. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, readDate } from '#core/domain/dates'
import { today } from '#core/domain/days'
import { useLocale } from '../../../ui/settings'
import { Line } from './fields'
import { useField } from '../../../ui/sheet/use-field'
import { usePersonEdit } from './use-person-edit'
import classes from '../../../ui/sheet/fields.module.css'

export function BirthLine() {
  const { t } = useTranslation(['sheet', 'person'])
  const locale = useLocale()
  const { person, edit } = usePersonEdit()
  const id = useId()
  const [odd, setOdd] = useState(false)
  const field = useField(formatDate(person.birth, locale), async (typed) => {
    const { value, odd } = readDate(typed, 'dmy', today())
    setOdd(odd || (typed !== '' && value === ''))
    if (odd || (typed !== '' && value === '')) return false
    await edit({ field: 'birth', value })
    return true
  })
  return (
    <Line label={t('person:field.birth')} labelFor={id} fields={['birth']}>
      <input
        id={id}
        className={classes.input}
        placeholder={t('sheet:birthHint')}
        autoComplete="off"
        aria-invalid={odd && field.dirty}
        aria-describedby={odd && field.dirty ? `${id}-odd` : undefined}
        {...field.input}
      />
      {odd && field.dirty && (
        <div id={`${id}-odd`} className={classes.error} role="alert">
          {t('sheet:birthOdd')}
        </div>
      )}
    </Line>
  )
}
