/** Sheets as the history knows them: each by the code that is printed on it, whatever computer printed or keyed it. */
import { readLineDetail } from '#core/domain/agenda/entry-rows'
import { readPrintDetail } from '#core/print/print-detail'
import type { HistoryLabel } from '#core/section/history'
import type { SectionStore } from '#core/section/section-store'

type History = Pick<SectionStore, 'history'>

export const latestFirst = (one: HistoryLabel, other: HistoryLabel): number => other.at - one.at || (one.id < other.id ? 1 : -1)

/** The sheet that an entry of the history is of; `null`: of none. */
export function codeOf({ kind, detail }: Pick<HistoryLabel, 'kind' | 'detail'>): string | null {
  if (kind === 'sheet.line') return readLineDetail(detail)?.code ?? null
  if (kind !== 'print') return null
  const printed = readPrintDetail(detail)
  return printed.kind === 'sign-in' || printed.kind === 'slips' ? printed.code : null
}

/** All that was done with a sheet, latest first. */
export const labelsOf = ({ history }: History, code: string): HistoryLabel[] => [...history.values()].filter((label) => codeOf(label) === code).sort(latestFirst)

/** Its lines that are in effect, those keyed last first. */
export const linesOf = (store: History, code: string) => labelsOf(store, code).flatMap((label) => (label.kind === 'sheet.line' && !label.undoneBy ? { label, ...readLineDetail(label.detail)! } : []))
