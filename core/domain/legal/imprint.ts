/**
 * Who printed a paper, as the law wants it said on each (loi du 29 juillet 1881 sur la liberté de la presse, article 3).
 * « Imprimé par nos soins » holds only where it is said who « nous » are, and where to find them.
 * The line is in French on papers in any language: it is French law that asks for it.
 */
export interface Imprint {
  /** A print shop, or the section's own copier. */
  by: 'printer' | 'ourselves'
  name: string
  address: string
  /** Of a print shop: « RCS Bobigny 123 456 789 », a SIREN alone, or empty. */
  register: string
  /** « Ne pas jeter sur la voie publique ». On by default: custom, which no text imposes in these words. */
  keepStreetsClean: boolean
}

export const emptyImprint: Imprint = { by: 'ourselves', name: '', address: '', register: '', keepStreetsClean: true }

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Empty parts are left out: what is missing, `imprintLacks` says. */
export function imprintLine({ by, name, address, register, keepStreetsClean }: Imprint): string {
  const who = [name, address, by === 'printer' ? register : ''].map(inOneLine).filter(Boolean).join(', ')
  const line = who === '' ? '' : by === 'printer' ? `Imprimeur\u00a0: ${who}` : `Imprimé par nos soins — ${who}`
  return [line, keepStreetsClean ? 'Ne pas jeter sur la voie publique' : ''].filter(Boolean).join('. ')
}

/** What the law asks for and is not there. */
export function imprintLacks(imprint: Imprint | null): ('name' | 'address')[] {
  return (['name', 'address'] as const).filter((part) => inOneLine(imprint?.[part] ?? '') === '')
}

/** The nine figures of a French register number within a text, without its spaces; `null` where there are none. */
const sirenIn = (register: string): string | null => /(?<!\d)\d{9}(?!\d)/.exec(register.replace(/(?<=\d)[\s.](?=\d)/g, ''))?.[0] ?? null

/** Whether a SIREN that is given can't be one: its last figure is a check of the others (Luhn, ISO/IEC 7812-1). */
export function sirenIsWrong({ by, register }: Imprint): boolean {
  const siren = by === 'printer' ? sirenIn(register) : null
  if (siren === null) return false
  const sum = [...siren].reduce((total, figure, at) => {
    const twice = Number(figure) * (at % 2 === 1 ? 2 : 1)
    return total + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return sum % 10 !== 0
}
