/** An action as a calendar's entry. Its words (of a kind) are given, since calendars are read outside of the app. */
import type { Action } from '../domain/agenda/action'
import type { CalendarEntry } from './calendar-entry'

/** What is only proposed or was refused is in no calendar: a cancelled one is, so that whoever has it hears of that. */
export const isInCalendars = ({ status }: Action) => status === 'planned' || status === 'cancelled'

/** `kind`: the action's kind in words. Contacts, reports and who comes stay out. */
export function entryOf(action: Action, kind: string): CalendarEntry {
  return {
    uid: action.uid.includes('@') ? action.uid : `${action.uid}@permanence`,
    instead: null,
    summary: action.title || kind,
    description: action.description,
    location: [action.place, action.address, action.city].filter(Boolean).join(', '),
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
