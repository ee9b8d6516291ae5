/** What came of calls, and why somebody is called, in words that screens and papers share. */
import { formatDate } from '../dates'
import { dayOf } from '../days'
import type { Person } from '../person'
import type { CallResult, FollowUpReason } from './call'

export const resultWords: Record<'fr' | 'en', Record<CallResult, string>> = {
  fr: { absent: 'absent·e', 'call-back': 'à rappeler', 'wrong-number': 'faux numéro', refuses: 'ne veut plus être appelé·e', comes: 'vient', 'not-coming': 'ne vient pas', joins: 'adhère', reached: 'joint·e' },
  en: { absent: 'no answer', 'call-back': 'to call back', 'wrong-number': 'wrong number', refuses: 'no more calls', comes: 'comes', 'not-coming': 'does not come', joins: 'joins', reached: 'reached' },
}
export const reasonWords: Record<'fr' | 'en', Record<FollowUpReason, string>> = {
  fr: { 'call-back': 'à rappeler', attended: 'remercier et proposer la suite', 'no-show': 'prendre des nouvelles', joins: 'faire la carte', reminder: 'rappel de l’action', other: 'à contacter' },
  en: { 'call-back': 'call back', attended: 'thank, and propose what is next', 'no-show': 'ask how things are', joins: 'make the membership card', reminder: 'remind of the action', other: 'contact' },
}

/** « 27/11/2026, absent·e »; empty: she was never called. */
export function lastCall({ calls }: Pick<Person, 'calls'>, locale: 'fr' | 'en'): string {
  const last = calls?.[0]
  return last ? [formatDate(dayOf(last.at), locale), resultWords[locale][last.result] ?? '', last.note].filter(Boolean).join(', ') : ''
}
