/** What the history keeps of a print beside its people: the sheet's code, and which kind of sheet where it is no contact sheet. */
const signIn = 'sign-in '

export type PrintKind = 'contacts' | 'sign-in'

export const printDetail = (code: string, kind: PrintKind): string => (kind === 'sign-in' ? signIn + code : code)

export function readPrintDetail(detail: string): { code: string; kind: PrintKind } {
  return detail.startsWith(signIn) ? { code: detail.slice(signIn.length), kind: 'sign-in' } : { code: detail, kind: 'contacts' }
}
