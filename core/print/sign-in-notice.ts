/**
 * The notice of a section's sign-in sheets, as its settings keep it. Invariant: a notice is whole or there is none: a sheet
 * that collects data without saying who does, and where to object, must not exist (GDPR article 13).
 */
import { inOneLine } from './fit-text'
import type { NoticeFacts } from './sign-in-words'

/** In the settings record. Part of the format. */
export const noticeKey = 'sn'

/** What fits under fifteen rows and can still be read; see `drawFoot`. */
export const noticeLimits = { controller: 160, contact: 100, shared: 60, months: 120 } as const

/** From settings or a command; `null` for what is no whole notice. */
export function noticeFrom(value: unknown): NoticeFacts | null {
  if (typeof value !== 'object' || value === null) return null
  const { controller, contact, months, shared } = value as Partial<Record<keyof NoticeFacts, unknown>>
  const facts = { controller: words(controller, noticeLimits.controller), contact: words(contact, noticeLimits.contact), shared: words(shared, noticeLimits.shared) || null }
  if (!facts.controller || !facts.contact) return null
  if (typeof months !== 'number' || !Number.isInteger(months) || months < 1 || months > noticeLimits.months) return null
  return { ...facts, months }
}

const words = (text: unknown, most: number): string => (typeof text === 'string' ? inOneLine(text).slice(0, most) : '')

/** By which it is told whether a notice is still the same. */
export const noticeMark = (facts: NoticeFacts | null): string => (facts ? JSON.stringify([facts.controller, facts.contact, facts.months, facts.shared]) : '')
