/** The days that a view of the agenda shows: `YYYY-MM-DD`, by the clock and the calendar of this computer. */
import { dateOf, dayOf, daysLater } from '#core/domain/days'

/** `coverage`: the territory, of no time in particular. */
export const views = ['month', 'week', 'day', 'list', 'coverage'] as const
export type View = (typeof views)[number]

function monthsLater(day: string, months: number): string {
  const date = dateOf(day)
  const target = new Date(date.getFullYear(), date.getMonth() + months, 1)
  const last = new Date(target.getFullYear(), target.getMonth() + 1, 0).getDate()
  target.setDate(Math.min(date.getDate(), last))
  return dayOf(target)
}

/** Weeks begin on Monday, in France whatever the language. */
const weekStart = (day: string) => daysLater(day, -((dateOf(day).getDay() + 6) % 7))
const monthStart = (day: string) => `${day.slice(0, 7)}-01`

/** The days in sight when the view is turned to `day`; of a month whole weeks. */
export function daysInSight(view: View, day: string): string[] {
  if (view === 'day') return [day]
  const from = view === 'week' ? weekStart(day) : view === 'month' ? weekStart(monthStart(day)) : monthStart(day)
  const end = view === 'week' ? daysLater(from, 7) : monthStart(monthsLater(monthStart(day), 1))
  const last = view === 'month' ? daysLater(weekStart(daysLater(end, -1)), 7) : end
  const days: string[] = []
  for (let at = from; at < last; at = daysLater(at, 1)) days.push(at)
  return days
}

/** One view further or back. */
export function turned(view: View, day: string, step: 1 | -1): string {
  return view === 'week' ? daysLater(day, 7 * step) : view === 'day' ? daysLater(day, step) : monthsLater(day, step)
}

/** Milliseconds since 1970 from the first of these days to the end of the last. */
export function spanOf(days: readonly string[]): { from: number; to: number } {
  return { from: dateOf(days[0]!).getTime(), to: dateOf(daysLater(days.at(-1)!, 1)).getTime() }
}

interface Timed {
  from: number
  to: number
}

/** What falls on each day, in the order given; what goes past midnight is on both. */
export function byDay<Item extends Timed>(items: readonly Item[], days: readonly string[]): Map<string, Item[]> {
  const found = new Map(days.map((day): [string, Item[]] => [day, []]))
  for (const item of items) {
    const last = dayOf(Math.max(item.from, item.to - 1))
    for (let day = dayOf(item.from); day <= last; day = daysLater(day, 1)) found.get(day)?.push(item)
  }
  return found
}

/** A place beside each other for those that share a moment: which of how many columns. */
export interface Lane<Item> {
  item: Item
  lane: number
  lanes: number
}

/** `items` in order of their beginnings. As few columns as can be, and those that no other touches get the whole width. */
export function inLanes<Item extends Timed>(items: readonly Item[]): Lane<Item>[] {
  const placed: Lane<Item>[] = []
  let group: Lane<Item>[] = []
  let ends: number[] = []
  const close = () => {
    for (const each of group) each.lanes = ends.length
    placed.push(...group)
    group = []
    ends = []
  }
  for (const item of items) {
    if (ends.every((end) => end <= item.from)) close()
    const free = ends.findIndex((end) => end <= item.from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = Math.max(item.to, item.from + 1)
    group.push({ item, lane, lanes: 0 })
  }
  close()
  return placed
}
