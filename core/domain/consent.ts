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

/** What rules need of a person. */
interface Consenting {
  consents: readonly Consent[]
}

/** The record for this purpose and channel. Where two machines left two, the refusal is the one that counts. */
export function consentFor(person: Consenting, purpose: Purpose, channel: Channel): Consent | undefined {
  let found: Consent | undefined
  for (const consent of person.consents) {
    if (consent.purpose !== purpose || consent.channel !== channel) continue
    if (consent.state === 'no') return consent
    found ??= consent
  }
  return found
}

/**
 * Whether something may be sent, said or printed to this person for this purpose on this channel: only after an explicit yes.
 * Purposes are separate (GDPR recital 43: consent is not free when purposes can't be chosen one by one), so a refusal counts for the
 * purpose it was given for; an opposition that names no purpose is stored as a refusal of all of them by `opposition`.
 */
export function mayContact(person: Consenting, purpose: Purpose, channel: Channel): boolean {
  return consentFor(person, purpose, channel)?.state === 'yes'
}

/** The records of « ne plus m'appeler », « do not contact »: an opposition without purpose covers every purpose (GDPR art. 21(2) and (3)). */
export function opposition(to: readonly Channel[], detail: Pick<Consent, 'date' | 'source'>): Consent[] {
  return purposes.flatMap((purpose) => to.map((channel): Consent => ({ purpose, channel, state: 'no', wording: '', ...detail })))
}

function rank(consent: Consent): number {
  return purposes.indexOf(consent.purpose) * channels.length + channels.indexOf(consent.channel)
}

/** One order for consents everywhere, whatever machine wrote them. */
export function sortConsents(consents: readonly Consent[]): Consent[] {
  return [...consents].sort((a, b) => rank(a) - rank(b))
}

/** Which of two records on the same purpose and channel stands. `current` was there before. */
function standing(current: Consent, incoming: Consent, fromImport: boolean): Consent {
  if (current.state === incoming.state) return proof(incoming) > proof(current) ? incoming : current
  if (incoming.state === 'no') {
    // A yes signed after the day of this refusal stands, if it was keyed from paper; a file is never trusted that far.
    return !fromImport && isLater(current.date, incoming.date) ? current : incoming
  }
  return !fromImport && isLater(incoming.date, current.date) ? incoming : current
}

/** A yes undoes a refusal only if both days are known and it is the later: without dates, or on the same day, the refusal wins. */
function isLater(yes: string, no: string): boolean {
  return yes !== '' && no !== '' && yes > no
}

/** How much a record proves (GDPR art. 7(1)): a known wording, then a day, then a source. */
function proof(consent: Consent): number {
  return (consent.wording === '' ? 0 : 4) + (consent.date === '' ? 0 : 2) + (consent.source === '' ? 0 : 1)
}

export interface MergedConsents {
  consents: Consent[]
  /** Records of `incoming` that now stand and did not before: what to write. */
  changed: Consent[]
  /** Refusals that `incoming` brought, and yeses of it that a refusal kept out. */
  refusalsKept: number
}

/**
 * Consents of one person from two sources. Refusals win: a yes replaces a refusal only when an organizer keyed it from a paper
 * dated after that refusal; a file (`fromImport`) may refuse, may add a first yes, and never re-subscribes anybody.
 */
export function mergeConsents(existing: readonly Consent[], incoming: readonly Consent[], { fromImport }: { fromImport: boolean }): MergedConsents {
  const key = (consent: Consent) => `${consent.purpose}/${consent.channel}`
  const merged = new Map<string, Consent>()
  for (const consent of existing) {
    const other = merged.get(key(consent))
    merged.set(key(consent), other ? standing(other, consent, true) : consent)
  }
  const before = new Map(merged)
  let refusalsKept = 0
  for (const consent of incoming) {
    const current = merged.get(key(consent))
    const stands = current ? standing(current, consent, fromImport) : consent
    if (current?.state === 'no' && consent.state === 'yes' && stands === current) refusalsKept++
    if (consent.state === 'no' && current?.state !== 'no' && stands === consent) refusalsKept++
    merged.set(key(consent), stands)
  }
  const consents = sortConsents([...merged.values()])
  return { consents, changed: consents.filter((consent) => before.get(key(consent)) !== consent), refusalsKept }
}
