/** Lines of a person's sheet. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonField, TextField } from '#core/domain/person'
import { Conflicts } from './Conflicts'
import { Choices, Line as PlainLine, type LineProps } from '../../../ui/sheet/lines'
import { useField } from '../../../ui/sheet/use-field'
import { usePersonEdit } from './use-person-edit'
import classes from '../../../ui/sheet/fields.module.css'

/** `fields`: what it edits; values of it that were written apart are shown under it. */
export function Line({ fields, children, ...line }: LineProps & { fields?: readonly PersonField[] }) {
  return (
    <PlainLine {...line}>
      {children}
      {fields && <Conflicts fields={fields} />}
    </PlainLine>
  )
}

/** A field of free text. */
export function TextLine({ field, autoComplete = 'off' }: { field: TextField; autoComplete?: string }) {
  const { t } = useTranslation('person')
  const { person, edit } = usePersonEdit()
  const id = useId()
  const { input } = useField(person[field], (value) => edit({ field, value }))
  return (
    <Line label={t(`field.${field}`)} labelFor={id} fields={[field]}>
      <input id={id} className={classes.input} autoComplete={autoComplete} spellCheck={false} {...input} />
    </Line>
  )
}

/** A long text: Enter makes a line, Ctrl+Enter or leaving commits. */
export function NoteLine({ field }: { field: TextField }) {
  const { t } = useTranslation('person')
  const { person, edit } = usePersonEdit()
  const id = useId()
  const { input } = useField(person[field], (value) => edit({ field, value }), { lines: true })
  return (
    <Line label={t(`field.${field}`)} labelFor={id} fields={[field]} top>
      <textarea id={id} className={classes.area} rows={3} {...input} />
    </Line>
  )
}

/** One of few values, or none: all are in view, one press chooses. */
export function ChoiceLine<Value extends string>({ field, label, values, value, text, onChoose }: {
  field?: TextField
  label: string
  values: readonly Value[]
  value: Value | ''
  text(value: Value): string
  onChoose(value: Value | ''): void
}) {
  const id = useId()
  return (
    <Line label={label} labelId={id} {...(field ? { fields: [field] } : {})}>
      <Choices labelId={id} values={values} value={value} text={text} onChoose={onChoose} />
    </Line>
  )
}
