/** Several e-mails or phones: the first is the preferred one. Odd ones are kept and flagged, never refused. */
import { IconAlertTriangle, IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkEmail } from '#core/domain/email'
import type { ContactField, ContactPoint } from '#core/domain/person'
import { isOddPhone } from '#core/domain/phone'
import { IconButton } from '../../../ui/IconButton'
import { Line } from './fields'
import { tidied } from './tidied'
import { useField } from '../../../ui/sheet/use-field'
import { usePersonEdit } from './use-person-edit'
import own from './ContactPoints.module.css'
import classes from '../../../ui/sheet/fields.module.css'

export function ContactPoints({ field }: { field: ContactField }) {
  const { t } = useTranslation(['sheet', 'person'])
  const { person, edit } = usePersonEdit()
  const points = person[field]
  const [adding, setAdding] = useState(false)
  const replace = (value: ContactPoint[]) => edit({ field, value })
  const kind = field === 'emails' ? 'email' : 'phone'
  return (
    <Line label={t(`person:field.${field}`)} fields={[field]} top>
      <ul className={own.list}>
        {points.map((point, at) => (
          <Point
            // A point has no identity of its own: its place is what it is.
            key={at}
            field={field}
            point={point}
            at={at}
            alone={points.length === 1}
            onChange={(next) => replace(next ? points.with(at, next) : points.toSpliced(at, 1))}
            onPrefer={() => void replace([point, ...points.toSpliced(at, 1)])}
          />
        ))}
        {adding && (
          <Point
            key="new"
            field={field}
            point={{ value: '', label: '' }}
            at={points.length}
            alone
            focused
            onChange={async (next) => {
              if (next) await replace([...points, next])
              setAdding(false)
            }}
            onLeave={() => setAdding(false)}
            onPrefer={() => {}}
          />
        )}
      </ul>
      {!adding && (
        <button type="button" className={own.add} onClick={() => setAdding(true)}>
          <IconPlus size={14} stroke={2} aria-hidden />
          {t(`sheet:${kind}.add`)}
        </button>
      )}
    </Line>
  )
}

interface PointProps {
  field: ContactField
  point: ContactPoint
  at: number
  alone: boolean
  focused?: boolean
  /** `null` removes it. */
  onChange(point: ContactPoint | null): Promise<void>
  onLeave?(): void
  onPrefer(): void
}

function Point({ field, point, at, alone, focused = false, onChange, onLeave, onPrefer }: PointProps) {
  const { t } = useTranslation('sheet')
  const kind = field === 'emails' ? 'email' : 'phone'
  const value = useField(point.value, (typed) => onChange(typed === '' ? null : { ...point, value: tidied(field, typed) }))
  const label = useField(point.label, (typed) => onChange({ ...point, label: typed }))
  const check = point.value === '' ? null : field === 'emails' ? checkEmail(point.value) : { odd: isOddPhone(point.value), suggestion: null }
  return (
    <li>
      <div className={own.point} data-alone={alone || undefined}>
        <input
          className={classes.input}
          type={field === 'emails' ? 'email' : 'tel'}
          autoFocus={focused}
          autoComplete="off"
          aria-label={t(`${kind}.value`, { n: at + 1 })}
          title={point.value}
          {...value.input}
          onBlur={() => {
            value.input.onBlur()
            if (value.value.trim() === '') onLeave?.()
          }}
        />
        {point.value !== '' && (
          <>
            <input className={classes.input} aria-label={t('point.labelOf', { value: point.value })} placeholder={t('point.label')} autoComplete="off" {...label.input} />
            {alone ? null : at === 0 ? (
              <span className={own.preferred} title={t('point.preferred')}>
                <IconStarFilled size={15} aria-label={t('point.preferred')} />
              </span>
            ) : (
              <IconButton size="sm" side="left" icon={IconStar} label={t('point.prefer', { value: point.value })} onClick={onPrefer} />
            )}
            <IconButton size="sm" side="left" icon={IconX} label={t('point.remove', { value: point.value })} onClick={() => void onChange(null)} />
          </>
        )}
      </div>
      {check?.odd && (
        <div className={classes.warning}>
          <IconAlertTriangle size={14} stroke={2} aria-hidden />
          {check.suggestion ? t('email.meant', { suggestion: check.suggestion }) : t(`${kind}.odd`)}
          {check.suggestion && (
            <button type="button" className={classes.inline} onClick={() => void onChange({ ...point, value: check.suggestion! })}>
              {t('email.replace')}
            </button>
          )}
        </div>
      )}
    </li>
  )
}
