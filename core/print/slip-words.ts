/** Every word of slips, beside those of the sign-in sheet whose columns they have. */
import type { NoticeFacts } from './sign-in-words'

export const wants = ['follow', 'act', 'join'] as const

export interface SlipWords {
  slip(number: number, total: number, code: string): string
  /** Before the three levels. */
  wants: string
  want: Record<(typeof wants)[number], string>
  date: string
  /** On the part that she keeps. */
  keep: string
  left(facts: NoticeFacts, occasion: string): string
  rights: string
  kept(months: number): string
  fileTitle(code: string): string
}

const french: SlipWords = {
  slip: (number, total, code) => `n°\u00a0${number}/${total}  ·  ${code}`,
  wants: 'Je veux\u00a0:',
  want: { follow: 'm’informer', act: 'agir', join: 'adhérer' },
  date: 'Date',
  keep: 'Talon à garder',
  left: ({ controller }, occasion) => `Vous avez laissé vos coordonnées à ${controller}${occasion ? `, le ${occasion}` : ''}.`,
  rights: 'Pour les consulter, les corriger, les faire effacer ou retirer votre accord, à tout moment\u00a0:',
  kept: (months) => `Gardées ${months}\u00a0mois après votre dernier contact. Réclamation\u00a0: CNIL.`,
  fileTitle: (code) => `Bulletins ${code}`,
}

const english: SlipWords = {
  slip: (number, total, code) => `No. ${number}/${total}  ·  ${code}`,
  wants: 'I want to:',
  want: { follow: 'be informed', act: 'take action', join: 'join' },
  date: 'Date',
  keep: 'For you to keep',
  left: ({ controller }, occasion) => `You left your details with ${controller}${occasion ? `, ${occasion}` : ''}.`,
  rights: 'To see, correct or erase them, or to withdraw your consent, at any time:',
  kept: (months) => `Kept for ${months}\u00a0months after your last contact. Complaints: CNIL.`,
  fileTitle: (code) => `Slips ${code}`,
}

export const slipWords: Readonly<Record<'fr' | 'en', SlipWords>> = { fr: french, en: english }
