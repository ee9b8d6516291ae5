/** What screens may ask of the calendar file that is kept up to date; see api.ts. */
import type { KeptCalendar } from './calendar-keeper'

export interface KeepingCalls {
  /** Keeps the file of this token (`Bridge.chooseCalendar`) as the agenda is, from now on and at each start. Rejects with `disk-full` or `file-not-written`: then none is kept. */
  keepCalendar(request: { token: string; locale: 'fr' | 'en' }): void
  /** The file stays as it is. */
  forgetCalendar(): void
}

export interface KeepingTopics {
  /** `null`: none is kept. */
  keptCalendar: { request: null; event: KeptCalendar | null }
}
