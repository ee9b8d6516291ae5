/**
 * Consent per purpose and channel. Empty is never consent; a refusal always wins over an older yes,
 * and an import can record a refusal but never turn a refusal into a yes (GDPR art. 7, 9 and 21).
 */

/** Why the section would contact or process: each purpose is asked for separately. */
export const purposes = ['news', 'action', 'membership'] as const
export type Purpose = (typeof purposes)[number]

export const channels = ['email', 'sms', 'call', 'post', 'door'] as const
export type Channel = (typeof channels)[number]

export type ConsentState = 'yes' | 'no'

export interface Consent {
  purpose: Purpose
  channel: Channel
  /** `unknown` is the absence of a record, never a stored value. */
  state: ConsentState
  /** Day it was given or refused, `YYYY-MM-DD`; empty when the paper or file did not say. */
  date: string
  /** Where it comes from: the sheet's code, the file's name, "appel du 12/11"… */
  source: string
  /** Version of the notice that the person read; empty when unknown. */
  wording: string
}
