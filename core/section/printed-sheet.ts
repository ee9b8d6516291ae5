/**
 * What a printed sheet says, kept in the history's entry of its print, in the place of what a command changed.
 * Invariant: what it says of somebody is a piece of its own there, so that it goes when she is erased (history-erasure.ts) and
 * what it says of the others stays. It is sealed where people are, and nothing can be undone by it: a print is never undone.
 */
import type { PrintedMember, PrintedSheet } from '../domain/agenda/printed-sheet'
import type { ActionId, HistoryId, PersonId } from '../domain/ids'
import { changesFromKeys, type HistoryChanges } from './history'
import { readRecord, type RecordValue } from './record'
import type { SectionStore } from './section-store'
import { recordKinds } from './shards'

/** Part of the format, as are the orders of what stands under them. */
const [sheetKey, rowKey] = ['sheet', 'row']

export function changesOfPrinted(action: ActionId, { variant, locale, title, occasion, notice, rows, members }: PrintedSheet): HistoryChanges {
  const sheet: RecordValue = [variant, locale, title, occasion, notice, rows]
  return {
    changed: [
      { kind: recordKinds.action, id: action, key: sheetKey, before: undefined, after: sheet },
      ...members.map(({ row, id, lastName, firstName }) => ({ kind: recordKinds.person, id, key: rowKey, before: undefined, after: [row, lastName, firstName] })),
    ],
    created: [],
  }
}

/** `null`: of a version that noted no more than the code. */
export async function printedSheetOf({ log }: Pick<SectionStore, 'log'>, print: HistoryId): Promise<PrintedSheet | null> {
  const { changed } = changesFromKeys(readRecord(print, (await log.load(recordKinds.history, print)).updates))
  const value = changed.find(({ key, kind }) => key === sheetKey && kind === recordKinds.action)?.after
  if (!Array.isArray(value)) return null
  const [variant, locale, title, occasion, notice, rows] = value
  const members = changed.flatMap(({ key, kind, id, after }): PrintedMember[] => {
    if (key !== rowKey || kind !== recordKinds.person || !Array.isArray(after)) return []
    const [row, lastName, firstName] = after
    return [{ row: Number(row), id: id as PersonId, lastName: String(lastName), firstName: String(firstName) }]
  })
  return {
    variant: variant === 'assembly' ? 'assembly' : 'meeting', locale: locale === 'en' ? 'en' : 'fr', title: String(title), occasion: String(occasion), notice: String(notice), rows: Number(rows) || 0,
    members: members.sort((one, other) => one.row - other.row),
  }
}
