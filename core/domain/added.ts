/** Since when somebody is in the base: whole days by the clock of this computer, so that a figure and the list that it opens are of the same people. */

/** So many days before today, or on this day (`YYYY-MM-DD`) and since. */
export type AddedSince = { days: number } | { day: string }

/** What people mostly ask for. */
export const usualDays = 30

/** The midnight from which it is told, in ms since 1970; `now`: as well. A day that is none is before everybody. */
export function addedFrom(since: AddedSince, now: number): number {
  if ('days' in since) {
    const today = new Date(now)
    return new Date(today.getFullYear(), today.getMonth(), today.getDate() - since.days).getTime()
  }
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(since.day) ?? []
  return year ? new Date(Number(year), Number(month) - 1, Number(date)).getTime() : -Infinity
}
