/** What sheets say that were laid out and may be printed yet: forgotten with their section, and but for the latest ones. */
import type { PrintedSheet } from '#core/domain/agenda/printed-sheet'
import type { SectionStore } from '#core/section/section-store'

const bySection = new WeakMap<SectionStore, Map<string, PrintedSheet>>()
/** Each change of an option lays another one out; the last that left may be said only after the next was laid out. */
const most = 8

export function keepLaidOut(store: SectionStore, code: string, sheet: PrintedSheet): void {
  const kept = bySection.get(store) ?? new Map<string, PrintedSheet>()
  bySection.set(store, kept.set(code, sheet))
  for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
}

export const laidOut = (store: SectionStore, code: string): PrintedSheet | undefined => bySection.get(store)?.get(code)
