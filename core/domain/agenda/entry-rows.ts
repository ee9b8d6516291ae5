/**
 * The numbers of a sheet's lines, and how the history says which line of which sheet was keyed.
 * Invariant: two machines that key one sheet apart both keep what they keyed, also under the same number.
 */

/** What became of a line: `nobody`: unreadable, with nothing on it by which anybody could be found. */
export const lineFates = ['new', 'known', 'unreadable', 'nobody'] as const
export type LineFate = (typeof lineFates)[number]

export interface LineMark {
  /** Of the sheet. */
  code: string
  /** As printed: from 1. */
  row: number
  fate: LineFate
}

/** Part of the format: the `detail` of the history. Never a word of the person. */
export const lineDetail = ({ code, row, fate }: LineMark): string => `${code} ${row} ${fate}`

export function readLineDetail(detail: string): LineMark | null {
  const [code = '', row = '', fate] = detail.split(' ')
  const number = Number(row)
  if (!code || !Number.isInteger(number) || number < 1) return null
  // A newer version may know other fates: the line is keyed all the same.
  return { code, row: number, fate: lineFates.find((known) => known === fate) ?? 'new' }
}

/** Where whoever comes back goes on: behind the last line that is in effect, whatever was skipped before it. */
export const nextRow = (rows: readonly number[]): number => rows.reduce((last, row) => Math.max(last, row), 0) + 1
