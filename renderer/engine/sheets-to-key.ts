/** Sign-in sheets that were printed, whose action has taken place, and of which nothing was keyed: read in the history. */
import { readLineDetail } from '#core/domain/agenda/entry-rows'
import type { ActionId } from '#core/domain/ids'
import { readPrintDetail } from '#core/print/print-detail'
import type { HistoryLabel } from '#core/section/history'
import type { SectionStore } from '#core/section/section-store'
import { timeOf } from './sheet-time'

export interface SheetToKey {
  code: string
  action: ActionId
  /** As in `SignUp.on`. */
  on: string
  /** When it took place, in ms since 1970. */
  from: number
}

/** Milliseconds: what did not come back by then is not looked for any more. */
const lookedFor = 60 * 86_400_000

/** The sheet that an entry of the history is of; `null`: of none. */
export function codeOf({ kind, detail }: Pick<HistoryLabel, 'kind' | 'detail'>): string | null {
  if (kind === 'sheet.line') return readLineDetail(detail)?.code ?? null
  if (kind !== 'print') return null
  const printed = readPrintDetail(detail)
  return printed.kind === 'sign-in' || printed.kind === 'slips' ? printed.code : null
}

/** Those of the latest actions first. */
export function sheetsToKey(store: Pick<SectionStore, 'history' | 'actions'>, now: number): SheetToKey[] {
  const printed = new Map<string, HistoryLabel>()
  const settled = new Set<string>()
  for (const label of store.history.values()) {
    const code = codeOf(label)
    if (label.kind === 'print' && code && label.action) printed.set(code, label)
    else if (label.undoneBy) continue
    else if (label.kind === 'sheet.lost') settled.add(label.detail)
    else if (code && label.kind === 'sheet.line') settled.add(code)
  }
  const sheets: SheetToKey[] = []
  for (const [code, { action: id, on = '' }] of printed) {
    const time = settled.has(code) ? null : timeOf(store, { action: id!, on })
    if (!time || time.action.status !== 'planned') continue
    const { action, on: at, from, to } = time.occurrence
    if (to <= now && to >= now - lookedFor) sheets.push({ code, action, on: at, from })
  }
  return sheets.sort((one, other) => other.from - one.from || (one.code < other.code ? -1 : 1))
}
