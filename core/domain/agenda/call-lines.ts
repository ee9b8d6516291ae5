/** Somebody to call as a line on paper: who, at which numbers, what for, and what was said last. */
import { formatDate } from '../dates'
import { phoneText } from '../phone-text'
import type { Person } from '../person'
import type { CallResult, FollowUpReason } from './call'
import { dayOf, phonesOf } from './calls'

export interface CallLine {
  name: string
  /** In pairs of digits, best first; those that are not hers left out. */
  phones: string[]
  /** The shift, or why she is called. */
  why: string
  /** « 27/11/2026, absent·e »; empty: she was never called. */
  last: string
}

export const resultWords: Record<'fr' | 'en', Record<CallResult, string>> = {
  fr: { absent: 'absent·e', 'call-back': 'à rappeler', 'wrong-number': 'faux numéro', refuses: 'ne veut plus être appelé·e', comes: 'vient', 'not-coming': 'ne vient pas', joins: 'adhère', reached: 'joint·e' },
  en: { absent: 'no answer', 'call-back': 'to call back', 'wrong-number': 'wrong number', refuses: 'no more calls', comes: 'comes', 'not-coming': 'does not come', joins: 'joins', reached: 'reached' },
}
export const reasonWords: Record<'fr' | 'en', Record<FollowUpReason, string>> = {
  fr: { 'call-back': 'à rappeler', attended: 'remercier et proposer la suite', 'no-show': 'prendre des nouvelles', joins: 'faire la carte', reminder: 'rappel de l’action', other: 'à contacter' },
  en: { 'call-back': 'call back', attended: 'thank, and propose what is next', 'no-show': 'ask how things are', joins: 'make the membership card', reminder: 'remind of the action', other: 'contact' },
}

/** `shift`: in words; empty: `reason` is said. */
export function callLine(person: Pick<Person, 'firstName' | 'lastName' | 'phones' | 'calls'>, { shift, reason, locale }: { shift: string; reason: FollowUpReason; locale: 'fr' | 'en' }): CallLine {
  const last = person.calls?.[0]
  return {
    name: `${person.firstName} ${person.lastName}`.trim(),
    phones: phonesOf(person).map(({ value }) => phoneText(value)),
    why: shift || reasonWords[locale][reason],
    last: last ? [formatDate(dayOf(last.at), locale), resultWords[locale][last.result] ?? '', last.note].filter(Boolean).join(', ') : '',
  }
}
