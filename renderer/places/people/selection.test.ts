import { describe, expect, it } from 'vitest'
import { newId, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { afterQuery, asSelection, isTicked, nobody, setRun, tickedCount, toggle, type Ticked } from './selection'

const [a, b, c] = [newId<PersonId>(), newId<PersonId>(), newId<PersonId>()]
const all: Ticked = { kind: 'query', query: everyone, except: new Set(), total: 100_000 }

describe('ticking people', () => {
  it('ticks and unticks one', () => {
    const one = toggle(nobody, a)
    expect(isTicked(one, a)).toBe(true)
    expect(tickedCount(toggle(one, a))).toBe(0)
  })

  it('ticks a run without unticking what was ticked', () => {
    expect(asSelection(setRun(toggle(nobody, a), [b, c], true))).toEqual({ kind: 'ids', ids: [a, b, c] })
  })

  it('unticks a run out of everyone who matches', () => {
    const fewer = setRun(all, [a, b], false)
    expect(tickedCount(fewer)).toBe(99_998)
    expect(isTicked(fewer, a)).toBe(false)
    expect(tickedCount(setRun(fewer, [a], true))).toBe(99_999)
  })
})

describe('asking another question', () => {
  it('keeps people ticked one by one', () => {
    const one = toggle(nobody, a)
    expect(afterQuery(one, { ...everyone, search: 'x' })).toBe(one)
  })

  it('forgets « everyone who matches », which meant the question of before', () => {
    expect(afterQuery(all, { ...everyone, search: 'x' })).toBe(nobody)
  })

  it('keeps it when only the order changes', () => {
    expect(afterQuery(all, { ...everyone, sort: { column: 'city', descending: true } })).toBe(all)
  })
})
