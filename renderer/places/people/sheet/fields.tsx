/** The pieces of which a sheet is made: a label on the left, a value that is edited where it is read. */
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonField, TextField } from '#core/domain/person'
import { Conflicts } from './Conflicts'
import { useField } from './use-field'
import { usePersonEdit } from './use-person-edit'
import classes from './fields.module.css'

export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

/** `labelFor` is the id of the control, when there is a single one. */
interface LineProps {
  label: string
  labelFor?: string
  labelId?: string
  top?: boolean
  /** What it edits: values of it that were written apart are shown under it. */
  fields?: readonly PersonField[]
  children: ReactNode
}

export function Line({ label, labelFor, labelId, top = false, fields, children }: LineProps) {
  return (
    <div className={classes.line} data-line data-top={top || undefined}>
      {labelFor ? (
        <label htmlFor={labelFor}>{label}</label>
      ) : (
        <span id={labelId} className={classes.label}>
          {label}
        </span>
      )}
      <div className={classes.value}>
        {children}
        {fields && <Conflicts fields={fields} />}
      </div>
    </div>
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
      <div role="group" aria-labelledby={id} className={classes.choices}>
        {values.map((each) => (
          <button key={each} type="button" aria-pressed={each === value} className={classes.choice} onClick={() => onChoose(each === value ? '' : each)}>
            {text(each)}
          </button>
        ))}
      </div>
    </Line>
  )
}
