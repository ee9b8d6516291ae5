/**
 * Cells that a spreadsheet would run. `=HYPERLINK(…)` typed in a form becomes a link, or worse, on the computer of whoever opens the export
 * (OWASP, CSV injection). An apostrophe makes it text. Phones and negative figures are left: `+33…` and `-5` are not formulas.
 */

/** After spaces, and in full width too (`＝`): spreadsheets of East Asia read those as their plain signs. */
const formulaStart = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/
const harmless = /^[+-]?[\d][\d .,()\u00a0\u202f]*$|^\+\d[\d .()-]{5,}$|^-+$/

/** Whether a spreadsheet could take this cell for a formula. */
export function isFormula(cell: string): boolean {
  return formulaStart.test(cell) && !harmless.test(cell)
}

/** The cell with an apostrophe before what a spreadsheet would run. */
export function neutralise(cell: string): string {
  return isFormula(cell) ? `'${cell}` : cell
}
