/**
 * Days, written `YYYY-MM-DD`, by the clock and the calendar of this computer.
 * Invariant: a day is what the calendar says, also when it has 23 hours or 25.
 */

/** The day of an instant (ms since 1970). */
export function dayOf(instant: number | Date): string {
  const date = new Date(instant)
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** Its midnight. */
export function dateOf(day: string): Date {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return new Date(year, month - 1, date)
}

export function daysLater(day: string, days: number): string {
  const date = dateOf(day)
  date.setDate(date.getDate() + days)
  return dayOf(date)
}

export const daysBetween = (from: string, to: string): number => Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / 86_400_000)

export const today = (): string => dayOf(Date.now())
