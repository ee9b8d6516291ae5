/** One event of a calendar file beside the agenda, as a preview shows it: raw, the screen puts it into words. */
import type { ActionKind } from '../domain/agenda/action'
import type { Moment } from '../domain/agenda/moment'
import type { CalendarEntry } from './calendar-entry'
import type { CalendarChange } from './entry-differences'

export const calendarRowKinds = ['fresh', 'changed', 'same', 'setAside'] as const
export type CalendarRowKind = (typeof calendarRowKinds)[number]

/** `older`: its SEQUENCE is behind ours. `no-series`: it changes one time of a series that is neither in the file nor here. */
export type SetAside = 'older' | 'no-series'

export interface CalendarRow {
  kind: CalendarRowKind
  /** Of the file; 0 for a series that is changed by what stands in for one of its times, and is not in the file itself. */
  line: number
  uid: string
  title: string
  actionKind: ActionKind
  location: string
  start: Moment
  end: Moment
  rule: string
  status: CalendarEntry['status']
  /** The time of a series that it stands in for. */
  instead: Moment | null
  changes: CalendarChange[]
  reason: SetAside | null
}
