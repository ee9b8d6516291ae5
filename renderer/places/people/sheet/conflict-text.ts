/** What a value that was kept apart says, as the field itself would; and which conflicts a line of the sheet shows. */
import type { TFunction } from 'i18next'
import { dayOf } from '#core/domain/days'
import { formatDate } from '#core/domain/dates'
import type { ConflictValue, FieldConflict, Person, PersonField } from '#core/domain/person'
import { phoneText } from '#core/domain/phone-text'
import type { CellWords } from '../cells'

/** Of a field; not that the person was deleted in one place. */
export type ConflictOfField = FieldConflict & { field: PersonField }

/** The fields to be settled: a town brings its code with it. */
export function conflictsToSettle({ conflicts = [] }: Pick<Person, 'conflicts'>): ConflictOfField[] {
  const town = conflicts.some(({ field }) => field === 'city')
  return conflicts.filter((conflict): conflict is ConflictOfField => conflict.field !== 'deleted' && !(town && conflict.field === 'cityCode'))
}

/** Name of what the conflict is about, where its line has several: an answer per purpose and channel. */
export function conflictName({ field, key }: ConflictOfField, t: TFunction<'person'>): string {
  if (field !== 'consents') return t(`field.${field}`)
  const [, purpose, channel] = key.split(':') as [string, 'news', 'email']
  return `${t(`purpose.${purpose}`)} — ${t(`channel.${channel}`)}`
}

export function conflictText(field: PersonField, value: ConflictValue, { words, locale }: Pick<CellWords, 'words' | 'locale'>): string {
  if (value === '') return field === 'consents' ? words.consent.unknown : words.empty
  if (typeof value !== 'string') {
    if ('due' in value) return [formatDate(value.due, locale), value.note, value.done ? '✓' : ''].filter(Boolean).join(', ')
    if ('result' in value) return [formatDate(dayOf(value.at), locale), value.note].filter(Boolean).join(', ')
    if ('action' in value) return words.signUp[value.state]
    if ('state' in value) return [words.consent[value.state], formatDate(value.date, locale), value.source].filter(Boolean).join(', ')
    const point = field === 'phones' ? phoneText(value.value) : value.value
    return value.label ? `${point} (${value.label})` : point
  }
  const labels: Partial<Record<PersonField, Record<string, string>>> = {
    civility: words.civility, relation: words.relation, level: words.level, actionModes: words.actionMode, skills: words.skill,
  }
  if (field === 'birth') return formatDate(value, locale)
  const known = labels[field]
  return known && Object.hasOwn(known, value) ? known[value]! : value
}
