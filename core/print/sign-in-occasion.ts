/** What an action is, when and where, as its sheet says it: « mardi 10 mars 2026, 18 h 30 – 20 h, salle Jean-Jaurès, Saint-Denis ». By the clock of its place. */
import type { Action, Occurrence } from '../domain/agenda/action'
import { kindWords } from '../domain/agenda/kind-words'
import { isDay, type Moment } from '../domain/agenda/moment'

type Locale = 'fr' | 'en'

/** A newer version may know other kinds. */
export const titleInWords = ({ title, kind }: Pick<Action, 'title' | 'kind'>, locale: Locale): string => title || (kindWords[locale][kind] ?? kindWords[locale].other)

export function occasionInWords({ start, end }: Pick<Occurrence, 'start' | 'end'>, { place, address, city }: Pick<Action, 'place' | 'address' | 'city'>, locale: Locale): string {
  // The hall says where; its address would make the line too small to be read.
  return [whenInWords(start, end, locale), place.trim() || address, city].map((part) => part.trim()).filter(Boolean).join(', ')
}

const dayLength = 86_400_000

/** « mardi 10 mars 2026, 18 h 30 – 20 h ». */
export function whenInWords(start: Moment, end: Moment, locale: Locale): string {
  const [from, to] = [clockOf(start), clockOf(end)]
  if (isDay(start)) {
    // The day on which it ends is not part of it.
    const last = Math.max(from, to - dayLength)
    return last === from ? dayInWords(from, locale) : between(dayInWords(from, locale), dayInWords(last, locale))
  }
  const day = dayInWords(from, locale)
  if (to <= from) return `${day}, ${hourInWords(start, locale)}`
  // Past midnight it is still that evening.
  if (to - from < dayLength) return `${day}, ${hourInWords(start, locale)}\u00a0– ${hourInWords(end, locale)}`
  return between(`${day}, ${hourInWords(start, locale)}`, `${dayInWords(to, locale)}, ${hourInWords(end, locale)}`)
}

/** Put together here: platforms differ in their commas, and none says « 1er ». */
function dayInWords(clock: number, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatToParts(clock)
  return parts.flatMap(({ type, value }) => (type === 'literal' ? [] : type === 'day' && value === '1' && locale === 'fr' ? '1er' : value)).join(' ')
}

const between = (from: string, to: string) => `${from} – ${to}`

/** The clock's own words as if they were UTC: no zone shifts them. */
const clockOf = ({ local }: Moment): number => Date.parse(`${local.slice(0, 19)}${local.length === 10 ? 'T00:00:00' : ''}Z`)

/** « 18 h 30 » of a time of day. */
export function hourInWords({ local }: Moment, locale: Locale): string {
  const [hours = '00', minutes = '00'] = local.slice(11).split(':')
  if (locale === 'en') return `${hours}:${minutes}`
  return `${Number(hours)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`
}
