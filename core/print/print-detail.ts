/** What the history keeps of a print beside its people: the sheet's code, which kind of sheet where it is no contact sheet, and how much paper a document took. */
const marks = {
  'sign-in': 'sign-in ', meeting: 'meeting ', slips: 'slips ', brief: 'brief ', 'call-list': 'call-list ', walk: 'walk ', letterboxes: 'letterboxes ', coverage: 'coverage ', labels: 'labels ', asset: 'asset ', poster: 'poster ',
} as const

export type PrintKind = 'contacts' | keyof typeof marks

/** `sheets`: of paper, in all. */
export const printDetail = (code: string, kind: PrintKind, sheets?: number): string => (kind === 'contacts' ? '' : marks[kind]) + code + (sheets === undefined ? '' : ` ${sheets}`)

export function readPrintDetail(detail: string): { code: string; kind: PrintKind; sheets?: number } {
  for (const kind of Object.keys(marks) as (keyof typeof marks)[]) {
    if (!detail.startsWith(marks[kind])) continue
    const [code = '', sheets] = detail.slice(marks[kind].length).split(' ')
    return { code, kind, ...(Number(sheets) > 0 ? { sheets: Number(sheets) } : {}) }
  }
  return { code: detail, kind: 'contacts' }
}
