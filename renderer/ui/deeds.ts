/** A history entry as a sentence: « Import de 132 personnes », « Note modifiée — Marie Dupont ». */
import type { TFunction } from 'i18next'
import type { HistoryLabel } from '#engine/api'
import type { Person, PersonField } from '#core/domain/person'

const addressFields: ReadonlySet<PersonField> = new Set(['addressUnit', 'addressBuilding', 'street', 'locality', 'postalCode', 'city', 'cityCode', 'country'])

/** `person` is the live record of `label.person`, when it still exists. */
export function deedText(label: HistoryLabel, person: Pick<Person, 'firstName' | 'lastName'> | null, t: TFunction<'deed'>): string {
  const deed = whatWasDone(label, t)
  const name = person ? `${person.firstName} ${person.lastName}`.trim() : ''
  const more = name || whom(label, t)
  return more ? t('with', { deed, more }) : deed
}

function whatWasDone({ kind, count, fields }: HistoryLabel, t: TFunction<'deed'>): string {
  switch (kind) {
    case 'person.create':
      return t('created')
    case 'person.edit':
    case 'people.edit': {
      const [first] = fields
      if (!first) return t('several')
      if (fields.length === 1) return t(`changed.${first}`)
      return t(fields.every((field) => addressFields.has(field)) ? 'address' : 'several')
    }
    case 'people.delete':
      return t('deleted', { count })
    case 'import':
      return t('imported', { count })
    case 'export':
      return t('exported', { count })
    case 'print':
      return t('printed', { count })
    case 'undo':
      return t('undone')
    case 'redo':
      return t('redone')
    case 'section.create':
      return t('sectionCreated')
    case 'section.rename':
      return t('sectionRenamed')
    case 'rescue':
      return t('rescued', { count })
    case 'import.profile':
      return t('profileKept')
    default:
      return t('newer')
  }
}

function whom({ kind, count, detail }: HistoryLabel, t: TFunction<'deed'>): string {
  if (kind === 'people.edit' || ((kind === 'undo' || kind === 'redo') && count > 0)) return t('people', { count })
  return kind === 'export' || kind === 'print' || kind === 'section.rename' || kind === 'import.profile' ? detail : ''
}
