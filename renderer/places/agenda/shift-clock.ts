/** Shifts count in minutes from the beginning of the action; people read clocks. */
import { instantOf, momentAt, type Moment } from '#core/domain/agenda/moment'
import { homeZone } from '#core/domain/home-zone'

/** `HH:MM` so many minutes after an action begins, by its own clock. */
export function clockAt(start: Moment, minutes: number): string {
  if (start.local.length === 10) return ''
  const home = homeZone()
  return momentAt(instantOf(start, home) + minutes * 60_000, start.zone ?? home).local.slice(11, 16)
}

const day = 24 * 60

/** Minutes from the beginning to the next time, at least `least` after it, that the clock shows `HH:MM`; `null` for what is no time. */
export function minutesTo(start: Moment, clock: string, least: number): number | null {
  if (!/^\d{2}:\d{2}$/.test(clock)) return null
  const of = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
  let minutes = (of(clock) - of(start.local.slice(11)) + day) % day
  while (minutes < least) minutes += day
  // In the night when the clocks change it is an hour sooner or later.
  return [minutes, minutes - 60, minutes + 60].find((each) => each >= least && clockAt(start, each) === clock) ?? minutes
}
