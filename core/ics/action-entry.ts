/** An action as a calendar's entry. Its words (of a kind) are given, since calendars are read outside of the app. */
import type { Action } from '../domain/agenda/action'
import type { CalendarEntry } from './calendar-entry'
import { plainLine } from './entry-draft'

/** What is only proposed or was refused is in no calendar: a cancelled one is, so that whoever has it hears of that. */
export const isInCalendars = ({ status }: Pick<Action, 'status'>) => status === 'planned' || status === 'cancelled'

/** A name that came with a file is kept to the letter: where it came from, it is known by that. */
export const uidOf = ({ id, uid }: Pick<Action, 'id' | 'uid'>): string => (uid === '' || uid === id ? `${id}@permanence` : uid)

export const locationOf = ({ place, address, city }: Pick<Action, 'place' | 'address' | 'city'>): string => [place, address, city].filter(Boolean).join(', ')

/** `kind`: the action's kind in words. Contacts, reports, tasks and who comes stay out. */
export function entryOf(action: Action, kind: string): CalendarEntry {
  return {
    uid: uidOf(action),
    instead: null,
    summary: plainLine(action.title) || kind,
    description: action.description,
    location: locationOf(action),
    url: '',
    categories: [kind],
    status: action.status === 'cancelled' ? 'cancelled' : 'confirmed',
    sequence: action.sequence,
    start: action.start,
    end: action.end,
    rule: action.rule,
    except: [...action.except],
    also: [...action.also],
    changedAt: action.updatedAt,
  }
}
