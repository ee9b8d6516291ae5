/** Sheets of labels as a person finds them: those that are sold, envelopes, and those measured at this computer. */
import type { OwnLabelSheet } from '#core/ports/bridge'
import type { LabelSheet } from '#core/print/labels/label-sheet'
import { envelopes, labelSheet, labelSheets } from '#core/print/labels/label-sheets'

export const asLabelSheet = (own: OwnLabelSheet): LabelSheet => ({ brand: '', use: 'address', ...own })

/** The sheet of this part number, or the first there is. */
export const sheetOf = (part: string, own: readonly OwnLabelSheet[]): LabelSheet => labelSheet(part, own.map(asLabelSheet)) ?? labelSheets[0]!

/** In the order in which they are offered. */
export function groupedSheets(own: readonly OwnLabelSheet[]): { group: LabelSheet['use'] | 'own'; sheets: LabelSheet[] }[] {
  const uses = ['address', 'parcel', 'small', 'badge', 'card'] as const
  return [
    ...(own.length > 0 ? [{ group: 'own' as const, sheets: own.map(asLabelSheet) }] : []),
    ...uses.map((use) => ({ group: use, sheets: labelSheets.filter((sheet) => sheet.use === use) })),
    { group: 'envelope', sheets: [...envelopes] },
  ]
}
