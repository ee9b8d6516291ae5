/** A history entry as a sentence: « Import de 132 personnes », « Note modifiée — Marie Dupont ». */
import type { TFunction } from 'i18next'
import { readImportDetail } from '#core/csv/import-detail'
import { fullName } from '#core/domain/name-text'
import type { HistoryEntry, HistoryLabel } from '#engine/api'
import type { Person, PersonField } from '#core/domain/person'
import { readLineDetail } from '#core/domain/agenda/entry-rows'
import { isErasureReason } from '#core/domain/erasure'
import { readPrintDetail } from '#core/print/print-detail'

const addressFields: ReadonlySet<PersonField> = new Set(['addressUnit', 'addressBuilding', 'street', 'locality', 'postalCode', 'city', 'cityCode', 'country'])

/** `person` is the live record of `label.person`, when it still exists. */
export function deedText(label: HistoryEntry, person: Pick<Person, 'firstName' | 'lastName'> | null, t: TFunction<'deed'>): string {
  if (label.of) return t('of', { deed: whatWasDone(label, t), of: deedText({ ...label.of, ...(label.named === undefined ? {} : { named: label.named }) }, person, t) })
  const deed = whatWasDone(label, t)
  const name = person ? fullName(person) : ''
  const about = label.about ? label.about.title || t('kind', { kind: label.about.kind }) : nameOf(label)
  const people = label.kind === 'person.create' ? [name, whom(label, t)].filter(Boolean).join(', ') : name || whom(label, t)
  const more = [people, about].filter(Boolean).join(', ')
  return more ? t('with', { deed, more }) : deed
}

/** What was deleted says its name itself, also when it is there again. */
const nameOf = ({ kind, named = '' }: HistoryEntry) => (kind.endsWith('.delete') ? '' : named)

function whatWasDone({ kind, count, fields, detail }: HistoryLabel, t: TFunction<'deed'>): string {
  switch (kind) {
    case 'person.create':
      return t('created')
    case 'person.edit':
    case 'people.edit': {
      const [first] = fields
      if (!first) return t('several')
      // What came of a call changes several fields.
      if (fields.length === 1 || first === 'calls') return t(`changed.${first}`)
      return t(fields.every((field) => addressFields.has(field)) ? 'address' : 'several')
    }
    case 'person.choose': {
      const [field] = fields
      return field ? t('chosenField', { field }) : t('kept')
    }
    case 'people.delete':
      return t('deleted', { count })
    case 'people.erase':
      return t('erased', { count })
    case 'import':
      return t('imported', { count })
    case 'export':
      return detail === 'ics' ? t('exportedAgenda') : t('exported', { count })
    case 'print': {
      const { kind: paper } = readPrintDetail(detail)
      if (paper === 'contacts') return t('printed', { count })
      if (paper === 'sign-in') return count > 0 ? t('assemblyPrinted', { count }) : t('meetingPrinted')
      if (paper === 'labels') return t('labelsPrinted', { count })
      if (paper === 'asset') return t('assetPrinted', { count })
      if (paper === 'poster') return t('posterPrinted', { count })
      return t(`paperPrinted.${paper}`)
    }
    case 'undo':
      return t('undone')
    case 'redo':
      return t('redone')
    case 'section.create':
      return t('sectionCreated')
    case 'section.rename':
      return t('sectionRenamed')
    case 'section.votes':
      return t('votesChanged')
    case 'section.notice':
      return t('noticeChanged')
    case 'rescue':
      return t('rescued', { count })
    case 'backup':
      return t('backedUp', { count })
    case 'restore':
      return t('restored', { count })
    case 'point.return':
      return t('returned', { date: detail.slice(0, 10).split('-').reverse().join('/') })
    case 'action.create':
      return t('actionCreated', { count })
    case 'action.edit':
      return t('actionEdited', { count })
    case 'action.delete':
      return t('actionDeleted', { count })
    case 'sector.create':
      return t('sectorCreated', { count })
    case 'sector.edit':
      return t('sectorEdited', { count })
    case 'sector.delete':
      return t('sectorDeleted', { count })
    case 'asset.create':
    case 'asset.edit':
    case 'asset.delete':
    case 'kit.create':
    case 'kit.edit':
    case 'kit.delete':
    case 'preset.create':
    case 'preset.edit':
    case 'preset.delete':
      return t(`library.${kind}`, { count })
    case 'sheet.line': {
      const line = readLineDetail(detail)
      return line ? t(line.fate === 'unreadable' || line.fate === 'nobody' ? 'lineUnreadable' : 'lineKeyed', { row: line.row, code: line.code }) : t('newer')
    }
    case 'sheet.lost':
      return t('sheetLost', { code: detail })
    case 'import.profile':
      return t('profileKept')
    default:
      return t('newer')
  }
}

function whom({ kind, count, detail, copies = 1, way }: HistoryLabel, t: TFunction<'deed'>): string {
  switch (kind) {
    case 'people.edit':
    case 'point.return':
      return t('people', { count })
    case 'undo':
    case 'redo':
      return count > 0 ? t('people', { count }) : ''
    case 'person.create':
      return detail === 'despite keep' ? t('despite') : detail === 'despite lift' ? t('despiteLifted') : ''
    case 'people.erase':
      return isErasureReason(detail) ? t(`reason.${detail}`) : ''
    case 'import':
      return readImportDetail(detail)?.file ?? ''
    case 'export':
      if (detail === 'ics') return ''
      return detail === 'csv' || detail === 'xlsx' || detail === 'vcf' ? t(`format.${detail}`) : detail
    case 'print': {
      const { code, sheets } = readPrintDetail(detail)
      const paper = sheets === undefined ? t('sheet', { code }) : t('paper', { count: sheets, code })
      return [paper, copies > 1 ? t('copies', { count: copies }) : '', way === 'saved' || way === 'viewer' ? t(`way.${way}`) : ''].filter(Boolean).join(', ')
    }
    case 'section.rename':
    case 'sector.delete':
    case 'asset.delete':
    case 'kit.delete':
    case 'preset.delete':
    case 'import.profile':
      return detail
    default:
      return ''
  }
}

/** How an import's count came about: « 3 ajoutées, 2 modifiées ». '' for anything else. */
export function deedCounts({ kind, detail }: Pick<HistoryLabel, 'kind' | 'detail'>, t: TFunction<'deed'>): string {
  const counts = kind === 'import' ? readImportDetail(detail) : null
  if (!counts) return ''
  return [counts.added > 0 ? t('added', { count: counts.added }) : '', counts.changed > 0 ? t('updated', { count: counts.changed }) : ''].filter(Boolean).join(', ')
}
