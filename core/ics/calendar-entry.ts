/** An action as the calendars of others see it: what is read from a calendar file and written into one. No personal data. */
import type { Moment } from '../domain/agenda/moment'

export interface CalendarEntry {
  /** The same in every file, for ever: by it an entry is known again. */
  uid: string
  /** The occurrence of a series that this one stands in for (RECURRENCE-ID), as it was planned; `null` for the series itself, or what is none. */
  instead: Moment | null
  summary: string
  description: string
  location: string
  url: string
  categories: string[]
  status: 'tentative' | 'confirmed' | 'cancelled'
  /** Grows with each change that others must hear of. */
  sequence: number
  start: Moment
  /** Not part of it any more: the day after, for whole days (RFC 5545 §3.6.1). */
  end: Moment
  /** RFC 5545 §3.3.10, as `FREQ=WEEKLY;BYDAY=TU`; empty where it does not recur. */
  rule: string
  /** Occurrences that are left out, and further ones. */
  except: Moment[]
  also: Moment[]
  /** When it was last changed, in ms since 1970; 0 where the file does not say. */
  changedAt: number
}
