/** How much paper a number of copies takes: « 200 tracts : 50 feuilles A4 recto verso ». */
import type { Plan } from './sheet-plan'

export interface PaperCount {
  /** How often the file is printed: the number to type as copies. */
  runs: number
  sheets: number
  /** Sides with something on them. */
  printedSides: number
  /** Pieces more than what was wanted, of each. */
  leftover: number
}

/** `copies`: finished pieces wanted of each leaf, booklet or poster; 1 at least. */
export function countPaper(plan: Plan, copies: number): PaperCount {
  const wanted = Math.max(1, Math.ceil(copies))
  const runs = Math.ceil(wanted / plan.perSheet)
  const printed = (cells: readonly { page: number | null }[]) => cells.some(({ page }) => page !== null)
  const sides = plan.sheets.reduce((sum, { front, back }) => sum + Number(printed(front.cells)) + Number(back !== null && printed(back.cells)), 0)
  return { runs, sheets: runs * plan.sheets.length, printedSides: runs * sides, leftover: runs * plan.perSheet - wanted }
}
