/** What an entry says, in the agenda's own terms. */
import { actionKinds, type Action, type ActionDraft, type ActionKind } from '../domain/agenda/action'
import { kindWords } from '../domain/agenda/kind-words'
import { isDay, type Moment } from '../domain/agenda/moment'
import { fold } from '../domain/fold'
import type { CalendarEntry } from './calendar-entry'

const kindOfWord = new Map(Object.values(kindWords).flatMap((words) => actionKinds.map((kind) => [fold(words[kind]), kind] as const)))

/** The first category that is a kind's name, in either language; `null` where none is. */
export function kindOf(categories: readonly string[]): ActionKind | null {
  for (const category of categories) {
    const kind = kindOfWord.get(fold(category))
    if (kind) return kind
  }
  return null
}

/** Whether it is how calendars call an action that has no title. */
export const isKindWord = (text: string, kind: ActionKind): boolean => kindWords.fr[kind] === text || kindWords.en[kind] === text

/** As calendars carry a text: what they can't is not there. */
export const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim()

/** A text of one line. */
export const plainLine = (text: string): string => plain(text).replaceAll(/\s*\n\s*/g, ' ')

/** A time of no zone is meant here. */
export const here = (moment: Moment, home: string): Moment => (isDay(moment) || moment.zone ? moment : { ...moment, zone: home })

/** A link has no field of its own, and is often all that says where one meets. */
export function descriptionOf({ description, url }: Pick<CalendarEntry, 'description' | 'url'>): string {
  const text = plain(description)
  return url && !text.includes(url) ? [text, url].filter(Boolean).join('\n') : text
}

/** Of the three that a place has here, those that the file's one line confirms stay. */
export function placeOf(location: string, { place, city }: Pick<Action, 'place' | 'city'>): Pick<Action, 'place' | 'address' | 'city'> {
  const before = place && location.startsWith(`${place}, `) ? place : ''
  const rest = before ? location.slice(before.length + 2) : location
  const after = city && rest.endsWith(`, ${city}`) ? city : ''
  return { place: before, address: after ? rest.slice(0, -after.length - 2) : rest, city: after }
}

/** `home`: zone of times that have none. */
export function draftOf(entry: CalendarEntry, home: string): ActionDraft {
  const kind = kindOf(entry.categories) ?? 'other'
  const title = plainLine(entry.summary)
  return {
    uid: entry.uid, ...(entry.sequence > 0 ? { sequence: entry.sequence } : {}), kind, title: isKindWord(title, kind) ? '' : title, description: descriptionOf(entry), address: plainLine(entry.location),
    status: entry.status === 'cancelled' ? 'cancelled' : 'planned',
    start: here(entry.start, home), end: here(entry.end, home), rule: entry.rule,
    except: entry.except.map((moment) => here(moment, home)), also: entry.also.map((moment) => here(moment, home)),
  }
}
