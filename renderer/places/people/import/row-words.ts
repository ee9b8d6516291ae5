/** What a row of the preview shows of a person: only what the file says, in the words of the record. */
import type { FieldChange } from '#core/csv/plan'
import { purposes, type Channel, type Purpose } from '#core/domain/consent'
import { availabilitySlots, type Person, type PersonDraft } from '#core/domain/person'
import { personWords } from '../../../ui/person-words'
import { targetLabel } from './target-words'

type Locale = 'fr' | 'en'

export function nameOf(person: PersonDraft | Person): string {
  return [person.lastName, person.firstName].filter(Boolean).join(' ')
}

export function contactsOf(person: PersonDraft | Person): string[] {
  return [...(person.emails ?? []), ...(person.phones ?? [])].map(({ value }) => value).filter(Boolean)
}

export function placeOf(person: PersonDraft | Person): string {
  return [person.postalCode, person.city].filter(Boolean).join(' ')
}

/** Everything else worth a glance, one short text each. A refusal comes first: it must not be missed. */
export function extrasOf(draft: PersonDraft, locale: Locale): { text: string; refusal?: boolean }[] {
  const words = personWords[locale]
  const consents = draft.consents ?? []
  const channels = (state: 'yes' | 'no') =>
    [...new Set(consents.filter((consent) => consent.state === state).map(({ channel }) => words.channel[channel]))].join(', ')
  const refused = channels('no')
  const agreed = channels('yes')
  return [
    ...(refused ? [{ text: `${words.consent.no}${locale === 'fr' ? '\u00a0' : ''}: ${refused}`, refusal: true }] : []),
    ...(agreed ? [{ text: `${words.consent.yes}${locale === 'fr' ? '\u00a0' : ''}: ${agreed}` }] : []),
    ...(draft.relation ? [{ text: words.relation[draft.relation] }] : []),
    ...(draft.level ? [{ text: words.level[draft.level] }] : []),
    ...(draft.birth ? [{ text: dayInWords(draft.birth, locale) }] : []),
    ...(draft.tags ?? []).map((text) => ({ text })),
    ...(draft.skills ?? []).map((skill) => ({ text: suggested(words.skill, skill) })),
    ...(draft.actionModes ?? []).map((mode) => ({ text: suggested(words.actionMode, mode) })),
    ...(draft.note ? [{ text: draft.note }] : []),
  ]
}

/** The label of a suggested word, or the free word that a section made its own. */
function suggested(labels: Record<string, string>, word: string): string {
  return Object.hasOwn(labels, word) ? labels[word]! : word
}

/** The name of a changed field: of the record, or of a part of it (`consents.news.email`). */
export function fieldInWords(field: string, locale: Locale): string {
  const fields: Record<string, string> = personWords[locale].field
  const [part, purpose, channel] = field.split('.')
  if (part === 'consents' && purpose && channel) {
    const words = personWords[locale]
    return `${words.channel[channel as Channel]} (${words.purpose[purpose as Purpose].toLowerCase()})`
  }
  return Object.hasOwn(fields, field) ? fields[field]! : targetLabel(field, locale)
}

/** Stored words (`act`, `1987-04-03`, `no`, `sat-am`) as the interface says them; anything else as it is. */
export function valueInWords({ field }: Pick<FieldChange, 'field'>, value: string, locale: Locale): string {
  const words = personWords[locale]
  const listed = { actionModes: words.actionMode, skills: words.skill, availability: slotsInWords(locale) } as Record<string, Record<string, string> | undefined>
  const list = listed[field]
  if (list) return value.split(', ').map((word) => suggested(list, word)).join(', ')
  const known: Record<string, string> | undefined =
    field === 'level' ? words.level : field === 'relation' ? words.relation : field === 'civility' ? words.civility : field.startsWith('consents') ? words.consent : undefined
  if (known && Object.hasOwn(known, value)) return known[value]!
  return field === 'birth' ? dayInWords(value, locale) : value
}

/** Fields that a file only adds to: what was there stays, and must not look struck out. */
const growing = new Set(['emails', 'phones', 'tags', 'skills', 'actionModes', 'availability', 'note'])

export interface ShownChange {
  label: string
  /** Stays, and is shown for comparison. */
  kept: string
  /** Goes. */
  before: string
  /** Comes. */
  after: string
  /** What comes is a refusal: it must not look like good news. */
  refusal: boolean
}

/** The changes of a row as shown. Consents that change alike are one line: « Non » to two channels for two purposes is one answer. */
export function shownChanges(changes: readonly FieldChange[], locale: Locale): ShownChange[] {
  const plain = withoutCodes(changes.filter(({ field }) => !field.startsWith('consents.')))
  return [
    ...plain.map((change) => shownChange(change, locale)),
    ...consentChanges(changes.filter(({ field }) => field.startsWith('consents.')), locale),
  ]
}

/** The code of a town goes along with its name, and says nothing more to a person. */
export function withoutCodes<Change extends { field: string }>(changes: readonly Change[]): Change[] {
  return changes.filter(({ field }) => field !== 'cityCode' || !changes.some((other) => other.field === 'city'))
}

function shownChange(change: FieldChange, locale: Locale): ShownChange {
  const { field, before, after } = change
  const label = fieldInWords(field, locale)
  if (before && growing.has(field) && after.startsWith(before)) {
    const added = after.slice(before.length).replace(/^(?:, |\n)/, '')
    return { label, kept: valueInWords(change, before, locale), before: '', after: valueInWords(change, added, locale), refusal: false }
  }
  return { label, kept: '', before: valueInWords(change, before, locale), after: valueInWords(change, after, locale), refusal: false }
}

function consentChanges(changes: readonly FieldChange[], locale: Locale): ShownChange[] {
  const words = personWords[locale]
  const alike = grouped(changes, ({ before, after }) => `${before}>${after}`)
  return [...alike.values()].map((group) => {
    const byChannel = grouped(group, ({ field }) => field.split('.')[2] as Channel)
    const channels = [...byChannel].map(([channel, of]) => {
      const about = of.map(({ field }) => words.purpose[field.split('.')[1] as Purpose].toLowerCase())
      return about.length === purposes.length ? words.channel[channel] : `${words.channel[channel]} (${about.join(', ')})`
    })
    const { before, after } = group[0]!
    const state = (value: string) => (value ? `${words.consent[value as 'yes' | 'no']}${locale === 'fr' ? '\u00a0' : ''}: ${channels.join(', ')}` : '')
    return { label: words.field.consents, kept: '', before: before ? words.consent[before as 'yes' | 'no'] : '', after: state(after), refusal: after === 'no' }
  })
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

function slotsInWords(locale: Locale): Record<string, string> {
  const { day, half } = personWords[locale]
  return Object.fromEntries(availabilitySlots.map((slot) => {
    const [name, part] = slot.split('-') as [keyof typeof day, keyof typeof half]
    return [slot, `${day[name]} ${half[part].toLowerCase()}`]
  }))
}

function dayInWords(day: string, locale: Locale): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  return parts ? (locale === 'fr' ? `${parts[3]}/${parts[2]}/${parts[1]}` : `${Number(parts[3])} ${monthsInEnglish[Number(parts[2]) - 1]} ${parts[1]}`) : day
}

/** `03/04` is two different days on two sides of an ocean: English gets the month in letters. */
const monthsInEnglish = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
