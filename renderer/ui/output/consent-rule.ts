/**
 * What an output is for decides whom it may hold (GDPR art. 6, 9 and 21): a list for calling only holds people who said
 * yes to calls for that purpose. An internal list has no rule, and says on itself that it gives no right to contact.
 */
import type { Channel, Purpose } from '#core/domain/consent'
import type { PeopleFilter, PeopleQuery } from '#core/domain/query'

/** `null`: internal use. */
export type ConsentRule = { purpose: Purpose; channel: Channel } | null

/** What a channel is mostly used for: the first suggestion, which the person may change. */
const usualPurpose: Record<Channel, Purpose> = { email: 'news', sms: 'action', call: 'action', post: 'membership', door: 'action' }

export function ruleFor(channel: Channel | 'internal', previous: ConsentRule): ConsentRule {
  return channel === 'internal' ? null : { channel, purpose: previous?.channel === channel ? previous.purpose : usualPurpose[channel] }
}

/** The rule that the list on screen already asks for: someone who filtered "agrees to calls" is about to call. */
export function ruleOfQuery(query: PeopleQuery): ConsentRule {
  const asked = query.filters.filter((filter): filter is Extract<PeopleFilter, { kind: 'consent' }> => filter.kind === 'consent')
  return asked.length === 1 ? { purpose: asked[0]!.purpose, channel: asked[0]!.channel } : null
}
