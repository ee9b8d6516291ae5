/** What is being composed. What was typed and kept nowhere yet is found again by whoever comes back, while the window lives. */
import type { PresetId } from '#core/domain/ids'
import type { PaperContent } from '#core/print/templates/saved-template'

export interface Work extends PaperContent {
  /** Where it is kept, once it is. */
  paper?: PresetId
  /** `YYYY-MM-DD`, of the action that it is about. */
  validUntil?: string
  /** Since it was kept. */
  changed: boolean
}

/** By section, and what it was opened as. */
export const leftWork = new Map<string, Work>()

/** Whoever chooses a template again begins anew, but for what would be lost. */
export function forgetKept(): void {
  for (const [key, { changed }] of leftWork) if (!changed) leftWork.delete(key)
}
