/** The agenda as a file for other calendars. */
import type { Action } from '#core/domain/agenda/action'
import { kindWords } from '#core/domain/agenda/kind-words'
import { entryOf, isInCalendars } from '#core/ics/action-entry'
import { writeCalendar } from '#core/ics/write-calendar'

export function calendarOf(actions: readonly Action[], section: string, locale: 'fr' | 'en'): Uint8Array {
  const inOrder = actions.filter(isInCalendars).sort((one, other) => (one.start.local < other.start.local ? -1 : one.start.local > other.start.local ? 1 : one.id < other.id ? -1 : 1))
  return writeCalendar(inOrder.map((action) => entryOf(action, kindWords[locale][action.kind] ?? kindWords[locale].other)), section)
}
