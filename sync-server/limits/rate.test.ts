import { describe, expect, it } from 'vitest'
import { rateOf } from './rate.js'

describe('a rate', () => {
  it('lets a burst pass, then its steady pace, for each alone', () => {
    let time = 0
    const rate = rateOf({ perSecond: 2, burst: 3, now: () => time })
    expect([1, 2, 3, 4].map(() => rate.take('a'))).toEqual([true, true, true, false])
    expect(rate.take('b')).toBe(true)
    time += 500
    expect([rate.take('a'), rate.take('a')]).toEqual([true, false])
    time += 60_000
    expect([1, 2, 3, 4].map(() => rate.take('a'))).toEqual([true, true, true, false])
  })

  it('holds a bounded number of callers, and has place again once they are quiet', () => {
    let time = 0
    const rate = rateOf({ perSecond: 1, burst: 1, now: () => time })
    for (let who = 0; who < 60_000; who++) rate.take(String(who))
    expect(rate.take('another')).toBe(false)
    time += 2000
    expect(rate.take('another')).toBe(true)
  })
})
