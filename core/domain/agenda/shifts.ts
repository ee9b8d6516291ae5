/**
 * The shifts of an action: a span of time that is shared out among people.
 * Invariant: a span that is divided is covered, from its first minute to its last, by shifts that follow one another, whatever
 * the clocks do meanwhile: the night when they go back has an hour more to share. What is then moved by hand may leave breaks
 * or overlap; that is said, and not mended.
 */
import { instantOf, momentAt, type Moment } from './moment'

export interface ShiftSpan {
  start: Moment
  end: Moment
}

/** Milliseconds. Shifts begin on whole minutes, and where there is room for it on fives. */
const minute = 60_000

/**
 * Divides a span into so many shifts of equal length, as near as their beginnings on round minutes allow; `breaks` (minutes)
 * lie between them. Throws a `RangeError` where there is less than a minute for each.
 */
export function divideSpan({ start, end }: ShiftSpan, count: number, home: string, breaks = 0): ShiftSpan[] {
  const from = instantOf(start, home)
  const to = instantOf(end, home)
  const work = to - from - breaks * minute * (count - 1)
  if (!Number.isInteger(count) || count < 1 || breaks < 0 || work < count * minute) throw new RangeError('no time to divide')
  const step = work / count >= 15 * minute ? 5 * minute : minute
  // On the clock of the place: five past, ten past.
  const round = (instant: number) => Math.round(instant / step) * step
  const at = (instant: number): Moment => (instant === from ? start : instant === to ? end : { ...momentAt(instant, start.zone ?? home), zone: start.zone })
  const spans: ShiftSpan[] = []
  let begin = from
  for (let shift = 1; shift <= count; shift++) {
    const finish = shift === count ? to : Math.max(begin + minute, round(from + (work * shift) / count + breaks * minute * (shift - 1)))
    spans.push({ start: at(begin), end: at(finish) })
    begin = finish + breaks * minute
  }
  return spans
}

/** Gives a shift another beginning; the one before it ends there if the two touched. Throws a `RangeError` on what would leave either without a minute. */
export function moveBeginning(spans: readonly ShiftSpan[], place: number, start: Moment, home: string): ShiftSpan[] {
  const at = instantOf(start, home)
  const moved = spans[place]!
  const before = spans[place - 1]
  const touched = before && instantOf(before.end, home) === instantOf(moved.start, home)
  if (at + minute > instantOf(moved.end, home) || (touched && instantOf(before.start, home) + minute > at)) throw new RangeError('no time left in a shift')
  return spans.map((span, index) => (index === place ? { ...span, start } : touched && index === place - 1 ? { ...span, end: start } : span))
}

/** Between two shifts that follow each other, in minutes: a break, or below zero what they have in common. */
export function between(one: ShiftSpan, next: ShiftSpan, home: string): number {
  return (instantOf(next.start, home) - instantOf(one.end, home)) / minute
}
