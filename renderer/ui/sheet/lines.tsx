/** The pieces of which a sheet is made: a label on the left, a value that is edited where it is read. */
import { useId, type ReactNode } from 'react'
import { useField } from './use-field'
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

export interface LineProps {
  label: string
  /** The id of the control, when there is a single one. */
  labelFor?: string
  labelId?: string
  top?: boolean
  children: ReactNode
}

export function Line({ label, labelFor, labelId, top = false, children }: LineProps) {
  return (
    <div className={classes.line} data-line data-top={top || undefined}>
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

interface TextProps {
  label: string
  value: string
  /** Gets the trimmed text; `false` leaves it in the field to be corrected. */
  onSave(value: string): Promise<boolean | void>
  /** Several lines. */
  lines?: boolean
  type?: 'text' | 'date' | 'time' | 'number'
  placeholder?: string
  list?: string
  children?: ReactNode
}

/** A field of text; with `lines`, Enter makes a line and Ctrl+Enter or leaving commits. */
export function TextField({ label, value, onSave, lines = false, type = 'text', placeholder, list, children }: TextProps) {
  const id = useId()
  const { input } = useField(value, onSave, { lines })
  return (
    <Line label={label} labelFor={id} top={lines}>
      {lines ? (
        <textarea id={id} className={classes.area} rows={3} {...input} />
      ) : (
        <input id={id} className={classes.input} type={type} autoComplete="off" spellCheck={false} placeholder={placeholder} list={list} {...input} />
      )}
      {children}
    </Line>
  )
}

/** One of few values, or none: all are in view, one press chooses. */
export function Choices<Value extends string>({ labelId, values, value, text, onChoose }: {
  labelId: string
  values: readonly Value[]
  value: Value | ''
  text(value: Value): string
  onChoose(value: Value | ''): void
}) {
  return (
    <div role="group" aria-labelledby={labelId} className={classes.choices}>
      {values.map((each) => (
        <button key={each} type="button" aria-pressed={each === value} className={classes.choice} onClick={() => onChoose(each === value ? '' : each)}>
          {text(each)}
        </button>
      ))}
    </div>
  )
}
