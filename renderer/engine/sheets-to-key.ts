/** Sign-in sheets that were printed, whose action has taken place, and of which nothing was keyed: read in the history. */
import type { ActionId } from '#core/domain/ids'
import type { HistoryLabel } from '#core/section/history'
import type { SectionStore } from '#core/section/section-store'
import { timeOfSheet } from './action-time'
import { codeOf } from './sheet-history'

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
    const time = settled.has(code) ? null : timeOfSheet(store, { action: id!, on })
    if (!time || time.action.status !== 'planned') continue
    const { action, on: at, from, to } = time.occurrence
    if (to <= now && to >= now - lookedFor) sheets.push({ code, action, on: at, from })
  }
  return sheets.sort((one, other) => other.from - one.from || (one.code < other.code ? -1 : 1))
}
