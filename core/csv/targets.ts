/**
 * What a column of a file may fill. A target is the path of a field of `Person`, sometimes with how its cells are to be read:
 * `phones.mobile`, `consents.news.email`, `consents.all.call.refusal`, `externalIds.helloasso`. Screens offer `targets`; a file's mapping holds them.
 */
import { channels, purposes, type Channel, type Purpose } from '../domain/consent'
import type { ImportTarget } from './plan'

/** Tools whose identifiers are kept, so that importing their file again finds the same people. */
export const externalSources = [
  'nationbuilder', 'action-network', 'civicrm', 'helloasso', 'galette', 'paheko', 'zetkin', 'mailchimp', 'action-populaire', 'permanence',
] as const

/**
 * How a consent column's cells are read.
 * - `answer` (no suffix): a question put to the person: yes is a yes, no is a refusal, empty is nothing.
 * - `optin`: a box of the tool that is off by default: yes is a yes, no is nothing (it is not a refusal, and never a yes).
 * - `refusal`: yes, or a date, is a refusal; no is nothing.
 * - `status`: the tool's word: subscribed, unsubscribed…
 * - `date`, `proof`: the day of a yes, and what proves it (an address it was given from).
 * - `record`: our own export's cell: state, day, source, wording.
 */
export const consentReadings = ['answer', 'optin', 'refusal', 'status', 'date', 'proof', 'record'] as const
export type ConsentReading = (typeof consentReadings)[number]

export interface ConsentTarget {
  purpose: Purpose | 'all'
  channel: Channel | 'all'
  reading: ConsentReading
}

/** The parts of a consent target, or `null` when it is another target. */
export function consentTarget(target: ImportTarget): ConsentTarget | null {
  const [field, purpose, channel, reading = 'answer'] = target.split('.')
  if (field !== 'consents') return null
  if (purpose !== 'all' && !(purposes as readonly string[]).includes(purpose!)) return null
  if (channel !== 'all' && !(channels as readonly string[]).includes(channel!)) return null
  if (!(consentReadings as readonly string[]).includes(reading)) return null
  return { purpose, channel, reading } as ConsentTarget
}

export interface TargetGroup {
  group: 'names' | 'contact' | 'address' | 'life' | 'engagement' | 'consents' | 'refusals' | 'identifiers' | 'order'
  targets: ImportTarget[]
}

const pairs = (reading: '' | '.refusal'): ImportTarget[] =>
  (['all', ...purposes] as const).flatMap((purpose) => channels.map((channel) => `consents.${purpose}.${channel}${reading}`))

/** Every target that a person may choose for a column, in the order of a menu. */
export const targetGroups: readonly TargetGroup[] = [
  { group: 'names', targets: ['lastName', 'firstName', 'fullName', 'birthName', 'civility'] },
  {
    group: 'contact',
    targets: ['emails', 'emails.1', 'emails.home', 'emails.work', 'emails.label', 'phones', 'phones.mobile', 'phones.home', 'phones.work', 'phones.label'],
  },
  {
    group: 'address',
    targets: ['street', 'addressUnit', 'addressBuilding', 'locality', 'street.more', 'postalCode', 'city', 'postalCity', 'country', 'address', 'cityCode'],
  },
  { group: 'life', targets: ['birth', 'birth.year'] },
  {
    group: 'engagement',
    targets: [
      'relation', 'level', 'level.act', 'membership', 'actionModes', 'skills', 'availability', 'tags', 'tags.flag', 'contactPerson', 'source', 'note', 'note.titled',
    ],
  },
  {
    group: 'consents',
    targets: [
      'consents.all.all', ...pairs(''), 'consents.news.email.optin', 'consents.news.sms.optin', 'consents.news.email.status', 'consents.news.sms.status',
      'consents.news.email.date', 'consents.news.email.proof',
    ],
  },
  { group: 'refusals', targets: ['consents.all.all.refusal', ...pairs('.refusal')] },
  { group: 'identifiers', targets: ['externalIds', ...externalSources.map((source) => `externalIds.${source}`)] },
  { group: 'order', targets: ['order.reference', 'order.status', 'order.item', 'payer.lastName', 'payer.firstName', 'payer.email'] },
]

const known = new Set(targetGroups.flatMap(({ targets }) => targets))

/** Whether a saved profile's target still means something to this version. */
export function isTarget(target: ImportTarget): boolean {
  return known.has(target) || consentTarget(target) !== null
}

/** Targets that several columns may fill together (of a civility and a gender, the first that says something); of the others, one column each. */
export function mayRepeat(target: ImportTarget): boolean {
  return /^(?:civility|emails|phones|tags|skills|actionModes|availability|note|externalIds|street\.more|order\.item|membership|source)(?:\.|$)/.test(target) || target.startsWith('consents.')
}
