import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addedFrom, usualDays } from '../domain/added'
import { peopleFigures } from '../domain/growth'
import { newId } from '../domain/ids'
import { emptyPerson } from '../domain/person'
import { filterTest } from './people-query'

const at = (createdAt: number) => ({ ...emptyPerson(newId(), createdAt), createdAt })
const day = 86_400_000

describe('people added since', () => {
  it('a number of days are those of whole days, whatever the hour', () => {
    expect(addedFrom({ days: 0 }, new Date(2026, 10, 15, 23, 59).getTime())).toBe(new Date(2026, 10, 15).getTime())
    expect(addedFrom({ days: 30 }, new Date(2026, 2, 15, 10).getTime())).toBe(new Date(2026, 1, 13).getTime())
  })
  it('a day are those of that day and since; a day that is none leaves nobody out', () => {
    const added = filterTest({ kind: 'added', since: { day: '2026-03-10' } })
    expect([new Date(2026, 2, 9, 23, 59), new Date(2026, 2, 10), new Date(2026, 2, 11)].map((when) => added(at(when.getTime())))).toEqual([false, true, true])
    expect(filterTest({ kind: 'added', since: { day: '' } })(at(0))).toBe(true)
  })
  it('thirty days are exactly those whom the home screen counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 * 24 }), { maxLength: 40 }), (hours) => {
        const now = Date.now()
        const people = hours.map((ago) => at(now - ago * (day / 24)))
        expect(people.filter(filterTest({ kind: 'added', since: { days: usualDays } })).length).toBe(peopleFigures(people, now).added)
      }),
    )
  })
})
