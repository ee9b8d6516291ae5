import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, isoOf, momentAt } from './moment'
import { between, divideSpan, moveBeginning, type ShiftSpan } from './shifts'

const home = 'Europe/Paris'
const span = (start: string, end: string): ShiftSpan => ({ start: { local: start, zone: home }, end: { local: end, zone: home } })
const minutes = ({ start, end }: ShiftSpan) => (instantOf(end, home) - instantOf(start, home)) / 60_000
const texts = (spans: readonly ShiftSpan[]) => spans.map(({ start, end }) => `${start.local.slice(11, 16)}–${end.local.slice(11, 16)}`)

describe('an action that is divided into shifts', () => {
  it('gives each as long, at times that one can say', () => {
    expect(texts(divideSpan(span('2026-03-14T09:00:00', '2026-03-14T13:00:00'), 2, home))).toEqual(['09:00–11:00', '11:00–13:00'])
    expect(texts(divideSpan(span('2026-03-14T09:00:00', '2026-03-14T12:30:00'), 3, home))).toEqual(['09:00–10:10', '10:10–11:20', '11:20–12:30'])
    expect(texts(divideSpan(span('2026-03-14T09:00:00', '2026-03-14T13:00:00'), 2, home, 30))).toEqual(['09:00–10:45', '11:15–13:00'])
  })

  it('goes through midnight, and through the hour that comes twice or never', () => {
    expect(texts(divideSpan(span('2026-03-14T22:00:00', '2026-03-15T02:00:00'), 2, home))).toEqual(['22:00–00:00', '00:00–02:00'])
    const forward = divideSpan(span('2026-03-28T23:00:00', '2026-03-29T05:00:00'), 5, home)
    expect(forward.map(minutes)).toEqual([60, 60, 60, 60, 60])
    expect(forward.map(({ start }) => isoOf(start))[3]).toBe('2026-03-29T03:00:00+02:00')
  })

  it('covers the span, in order, without a gap, in parts that differ by little', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), fc.integer({ min: 1, max: 24 }), fc.integer({ min: 20, max: 3000 }), (from, count, length) => {
        const begin = Date.UTC(2026, 0, 1) + from * 60_000
        // The second of two equal times has no name of its own on the clock: it is not told here.
        fc.pre(count * 2 <= length && instantOf(momentAt(begin + length * 60_000, home), home) === begin + length * 60_000 && instantOf(momentAt(begin, home), home) === begin)
        const whole = { start: momentAt(begin, home), end: momentAt(begin + length * 60_000, home) }
        const spans = divideSpan(whole, count, home)
        expect(spans).toHaveLength(count)
        expect([spans[0]!.start, spans.at(-1)!.end]).toEqual([whole.start, whole.end])
        for (const [at, one] of spans.slice(1).entries()) expect(between(spans[at]!, one, home)).toBe(0)
        const inDoubledHour = spans.some(({ start }) => start.local.startsWith('2026-10-25T02'))
        if (!inDoubledHour) for (const one of spans) expect(Math.abs(minutes(one) - length / count)).toBeLessThanOrEqual(5)
      }),
    )
  })

  it('has no shift of no time', () => {
    expect(() => divideSpan(span('2026-03-14T09:00:00', '2026-03-14T09:02:00'), 3, home)).toThrow(RangeError)
    expect(() => divideSpan(span('2026-03-14T09:00:00', '2026-03-14T10:00:00'), 2, home, 60)).toThrow(RangeError)
    expect(() => divideSpan(span('2026-03-14T09:00:00', '2026-03-14T08:00:00'), 1, home)).toThrow(RangeError)
  })

  it('lets a beginning be moved: the shift before ends there if they touched, and a break stays one', () => {
    const spans = divideSpan(span('2026-03-14T09:00:00', '2026-03-14T13:00:00'), 2, home)
    expect(texts(moveBeginning(spans, 1, { local: '2026-03-14T10:30:00', zone: home }, home))).toEqual(['09:00–10:30', '10:30–13:00'])
    const apart = divideSpan(span('2026-03-14T09:00:00', '2026-03-14T13:00:00'), 2, home, 30)
    const overlapping = moveBeginning(apart, 1, { local: '2026-03-14T10:30:00', zone: home }, home)
    expect(texts(overlapping)).toEqual(['09:00–10:45', '10:30–13:00'])
    expect(between(overlapping[0]!, overlapping[1]!, home)).toBe(-15)
    expect(() => moveBeginning(spans, 1, { local: '2026-03-14T13:00:00', zone: home }, home)).toThrow(RangeError)
    expect(() => moveBeginning(spans, 1, { local: '2026-03-14T09:00:00', zone: home }, home)).toThrow(RangeError)
  })
})
