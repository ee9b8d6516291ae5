/** The list as drawn: a line for each day, then those of its entries. Pure, so that a scroll position is a search among days. */
import type { HistoryPage } from '#engine/api'

export type HistoryLine = { kind: 'day'; at: number; count: number } | { kind: 'entry'; index: number }

export interface HistoryLines {
  count: number
  /** `index` from 0 to `count` - 1. */
  line(index: number): HistoryLine
  /** The day that a line belongs to; `undefined` when there is none. */
  day(index: number): HistoryPage['days'][number] | undefined
  /** From the first to after the last entry among these lines. */
  entries(start: number, end: number): { start: number; end: number }
}

export function historyLines(days: HistoryPage['days']): HistoryLines {
  /** Line on which each day stands. */
  const starts: number[] = []
  let count = 0
  for (const day of days) {
    starts.push(count)
    count += day.count + 1
  }
  const dayOf = (index: number): number => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= index) low = middle
      else high = middle - 1
    }
    return low
  }
  /** Entries before a line: all lines before it but the days. */
  const before = (index: number): number => (index <= 0 ? 0 : index - dayOf(index - 1) - 1)
  return {
    count,
    line(index) {
      const at = dayOf(index)
      return starts[at] === index ? { kind: 'day', ...days[at]! } : { kind: 'entry', index: index - at - 1 }
    },
    day: (index) => days[dayOf(index)],
    entries: (start, end) => ({ start: before(start), end: before(end) }),
  }
}
