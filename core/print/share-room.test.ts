import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareRoom, shownIn } from './share-room'

describe('lines shared out among lists', () => {
  it('leave none without a line, give no list more than it needs, and waste no line that another could use', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 80 }), (needed, more) => {
      const room = needed.length + more
      const given = shareRoom(needed, room)
      for (const [at, lines] of given.entries()) expect(lines >= 1 && lines <= needed[at]!).toBe(true)
      const used = given.reduce((sum, lines) => sum + lines, 0)
      expect(used).toBe(Math.min(room, needed.reduce((sum, lines) => sum + lines, 0)))
    }))
  })

  it('cut the long ones alike, and count everybody who is not shown', () => {
    expect(shareRoom([2, 30, 40], 22)).toEqual([2, 10, 10])
    expect(shownIn(10, 30)).toEqual({ shown: 9, others: 21 })
    expect(shownIn(10, 10)).toEqual({ shown: 10, others: 0 })
    expect(shownIn(1, 3)).toEqual({ shown: 0, others: 3 })
  })
})
