/** What screens may ask of calendar files; see api.ts. */
import type { ActionId } from '#core/domain/ids'
import type { CalendarRow, CalendarRowKind } from '#core/ics/calendar-row'
import type { Reason } from '#core/ics/problems'
import type { Receipt } from '#core/section/command-writer'

/** What was found of one sort. */
export interface ProblemGroup {
  reason: Reason
  count: number
  /** The first of them. */
  lines: number[]
}

/** A calendar file that was read: what it would do. */
export interface CalendarSession {
  id: string
  counts: Record<CalendarRowKind, number>
  /** In the order of their first lines. Of a file that is no calendar there is one, and no event. */
  problems: ProblemGroup[]
  /** `home`: of this computer, for times of no zone; `chosen`: for those of the `unknown` ones. */
  zones: { home: string; chosen: string; unknown: string[] }
}

export interface CalendarCalls {
  /** Reads a file and compares it to the agenda; nothing is written. */
  calendarOpen(request: { content: Blob }): CalendarSession
  /** Takes the times of unknown zones for those of this one. */
  calendarZone(request: { id: string; zone: string }): CalendarSession
  calendarRows(request: { id: string; kind: CalendarRowKind; start: number; end: number }): { total: number; rows: CalendarRow[] }
  /** One deed. Where the agenda has changed so that the file would do something else now, nothing is written, and `again` is what it would do. */
  calendarApply(request: { id: string }): { receipt: Receipt } | { again: CalendarSession }
  calendarClose(request: { id: string }): void
  /** Of these, or of all: how many a file would hold, and how many are not for calendars (proposed, refused). `noted`: whether the history of this computer takes exports. */
  calendarContents(request: { actions: ActionId[] | 'all' }): { count: number; leftOut: number; noted: boolean }
  /** Notes that a calendar was saved: an export of nobody. False: noted, but the disk refuses it for now. Rejects with `role-forbids` where that is not `noted`. */
  calendarSaved(): boolean
}
