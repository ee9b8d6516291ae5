/** The pieces of which a sheet is made: a label on the left, a value that is edited where it is read. */
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextField } from '#core/domain/person'
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
export function Line({ label, labelFor, labelId, top = false, children }: { label: string; labelFor?: string; labelId?: string; top?: boolean; children: ReactNode }) {
  return (
    <div className={classes.line} data-top={top || undefined}>
      {labelFor ? (
        <label htmlFor={labelFor}>{label}</label>
      ) : (
        <span id={labelId} className={classes.label}>
          {label}
        </span>
      )}
      <div className={classes.value}>{children}</div>
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
    <Line label={t(`field.${field}`)} labelFor={id}>
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
    <Line label={t(`field.${field}`)} labelFor={id} top>
      <textarea id={id} className={classes.area} rows={3} {...input} />
    </Line>
  )
}

/** One of few values, or none: all are in view, one press chooses. */
export function ChoiceLine<Value extends string>({ label, values, value, text, onChoose }: {
  label: string
  values: readonly Value[]
  value: Value | ''
  text(value: Value): string
  onChoose(value: Value | ''): void
}) {
  const id = useId()
  return (
    <Line label={label} labelId={id}>
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
