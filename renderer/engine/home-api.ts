/** What the home screen asks, all at once; see api.ts. */
import type { Action } from '#core/domain/agenda/action'
import type { PeopleFigures } from '#core/domain/growth'
import type { LackingShift } from '#core/domain/home'
import type { MeetingPage } from '#core/print/meeting-page'
import type { AgendaOccurrence } from './agenda-api'
import type { SheetToKey } from './sheets-to-key'
import type { CallsToMake } from './call-api'

export interface Home {
  /** Midnights of today and the days after it, and the one that ends the last. */
  days: number[]
  /** On these days, in order, but for what was only proposed or refused. */
  occurrences: AgendaOccurrence[]
  /** In the next fourteen days, the soonest first; `null` on a machine that holds no key of people. */
  lacking: LackingShift[] | null
  /** That nobody has decided upon, latest first. */
  proposals: Action[]
  /** All that `occurrences`, `lacking` and `sheets` are of. */
  actions: Action[]
  /** Actions that the section has at all. */
  planned: number
  /** Sheets that were printed and of which nothing was keyed; `null` on a machine that holds no key of people. */
  sheets: SheetToKey[] | null
  /** Who is to be called today, those first who have waited for longest; `null` on a machine that holds no key of people. */
  due: CallsToMake | null
  /** `null` on a machine that holds no key of people. */
  people: PeopleFigures | null
}

export interface HomeCalls {
  /** `now`: ms since 1970. */
  home(request: { now: number }): Home
  /** The same on one page, with nobody's name. Rejects with `role-forbids`. */
  meetingPage(request: { now: number; locale: 'fr' | 'en' }): MeetingPage
}
