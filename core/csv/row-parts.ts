/** Small readings that the row reader makes of single cells and titles. */
import { fold } from '../domain/fold'
import type { ExternalId, PersonDraft } from '../domain/person'
import { cleanText, splitList } from './cells'

/** A title as words in a note or a tag: « Courriel : » without what decorates it. */
export function titleOf(header: string): string {
  return cleanText(header).replace(/\s*[:*]+$/, '')
}

/** Readings of cells that repeat from row to row. */
export function remember<Value>(readCell: (cell: string) => Value): (cell: string) => Value {
  const readings = new Map<string, Value>()
  return (cell) => {
    let value = readings.get(cell)
    if (value === undefined) {
      if (readings.size > 2000) readings.clear()
      readings.set(cell, (value = readCell(cell)))
    }
    return value
  }
}

/** Whether a row says who it is: a way to reach someone, or a name. */
export function hasIdentity(draft: PersonDraft): boolean {
  const contact = (draft.emails?.length ?? 0) + (draft.phones?.length ?? 0) > 0
  const name = draft.lastName ?? ''
  if (name !== '' && !/\p{L}/u.test(name) && !contact) return false
  return contact || name !== '' || Boolean(draft.firstName && (draft.street || draft.birth || draft.externalIds?.length))
}

/** The first of those that are one number or address written twice. */
export function distinctPoints<Point extends { value: string }>(points: readonly Point[], key: (value: string) => string): Point[] {
  if (points.length === 1) return points.slice()
  if (points.length === 2) return points.slice(0, key(points[0]!.value) === key(points[1]!.value) ? 1 : 2)
  const known = new Set<string>()
  return points.filter((point) => {
    const at = key(point.value)
    return !known.has(at) && known.add(at)
  })
}

/** Google's and Outlook's words for a label. */
export function contactLabel(word: string): string {
  const plain = word.replace(/^\*\s*/, '')
  const known: Record<string, string> = { home: 'perso', work: 'travail', mobile: 'mobile', other: '', main: '', domicile: 'perso', bureau: 'travail', smtp: '', ex: '' }
  return known[fold(plain)] ?? plain
}

/** A country that is not France, by any of its spellings. */
export const isAbroad = (country: string) => country !== '' && !/^(?:france|fr|fra|france metropolitaine|republique francaise|reunion|la reunion|guadeloupe|martinique|guyane|mayotte)$/.test(fold(country))

/** Our export's list of identifiers: `helloasso: 123`. */
export function readIds(cell: string): ExternalId[] {
  return splitList(cell).flatMap((word) => {
    const at = word.indexOf(': ')
    return at < 0 ? [] : [{ source: word.slice(0, at), value: word.slice(at + 2) }]
  })
}
