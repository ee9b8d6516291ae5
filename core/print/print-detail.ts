/** What the history keeps of a print beside its people: the sheet's code, and which kind of sheet where it is no contact sheet. */
const marks = {
  'sign-in': 'sign-in ', meeting: 'meeting ', slips: 'slips ', brief: 'brief ', 'call-list': 'call-list ', walk: 'walk ', letterboxes: 'letterboxes ', coverage: 'coverage ', labels: 'labels ',
} as const

export type PrintKind = 'contacts' | keyof typeof marks

export const printDetail = (code: string, kind: PrintKind): string => (kind === 'contacts' ? code : marks[kind] + code)

export function readPrintDetail(detail: string): { code: string; kind: PrintKind } {
  for (const kind of Object.keys(marks) as (keyof typeof marks)[]) {
    if (detail.startsWith(marks[kind])) return { code: detail.slice(marks[kind].length), kind }
  }
  return { code: detail, kind: 'contacts' }
}
