import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActionId, PersonId } from '../ids'
import { signUpStates, type SignUpState } from './action'
import { afterMoves, changesOfMoves, checkMoves, isSamePlace, mayMove, placesAfter, stageMove, standsIn, type Move, type MovesAt } from './moves'
import type { Comer } from './places'

const action = 'market' as ActionId
const at: MovesAt = { action, on: '', shifts: [{ id: 'early', least: 2, most: 2 }, { id: 'late', least: 1, most: 2 }, { id: '', least: 0, most: 0 }] }
const comer = (person: string, shift: string, state: SignUpState = 'signed-up', said = 1): Comer => ({ person: person as PersonId, signUp: { action, on: '', shift, state, at: said } })
const now = 1000

describe('moves between shifts', () => {
  it('show who would have a place, who would wait and who would lack, and write nothing', () => {
    const comers = [comer('alba', 'early'), comer('nour', 'early'), comer('kim', 'late', 'signed-up', 2), comer('leo', 'late', 'signed-up', 3)]
    const staged = stageMove(at, comers, [], comers[0]!, 'late')
    const [early, late] = placesAfter(at, comers, staged, now)
    expect(early!.places.lacking).toBe(1)
    // Who comes anew stands behind those who are there.
    expect(late!.places.waiting.map(({ person }) => person)).toEqual(['alba'])
    expect(placesAfter(at, comers, [], now)[0]!.places.lacking).toBe(0)
  })

  it('keep how far somebody is, and are two changes each: away from here, there', () => {
    const comers = [comer('alba', 'early', 'confirmed')]
    const staged = stageMove(at, comers, [], comers[0]!, 'late')
    const was = comers[0]!.signUp
    expect(changesOfMoves(at, staged)).toEqual([
      { person: 'alba', signUp: { action, on: '', shift: 'early' }, state: null, was }, { person: 'alba', signUp: { action, on: '', shift: 'late' }, state: 'confirmed', was },
    ])
    expect(changesOfMoves(at, stageMove(at, comers, staged, comers[0]!, null))).toEqual([{ person: 'alba', signUp: { action, on: '', shift: 'early' }, state: null, was }])
  })

  it('are none when somebody is put back, and lead nowhere where she said something already', () => {
    const comers = [comer('alba', 'early'), comer('alba', 'late', 'cancelled')]
    expect(stageMove(at, comers, [], comers[0]!, 'late')).toEqual([])
    expect(stageMove(at, comers, stageMove(at, comers, [], comers[0]!, ''), comers[0]!, 'early')).toEqual([])
    expect(mayMove(at, comers, [], comers[0]!, 'no such shift')).toBe(false)
    // Both of hers to the same place would be one lost.
    const toWhole = stageMove(at, comers, [], comers[0]!, '')
    expect(stageMove(at, comers, toWhole, comers[1]!, '')).toBe(toWhole)
  })

  it('take someone along whose shift is gone', () => {
    const lost = comer('ines', 'gone')
    expect(standsIn(at, lost.signUp)).toBe('')
    expect(afterMoves(at, [lost], stageMove(at, [lost], [], lost, 'late'), now).map(({ signUp }) => signUp.shift)).toEqual(['late'])
  })

  it('leave out whoever changed meanwhile, and shifts that are gone', () => {
    const comers = [comer('alba', 'early'), comer('nour', 'early'), comer('kim', 'early'), comer('leo', 'early'), comer('ines', 'early')]
    const staged = comers.reduce<readonly Move[]>((moves, each) => stageMove(at, comers, moves, each, 'late'), [])
    const meanwhile = [comer('nour', 'early', 'cancelled'), comer('kim', 'early'), comer('leo', 'early', 'signed-up', 7), comer('ines', 'early'), comer('ines', 'late')]
    const { kept, stale } = checkMoves(at, meanwhile, staged)
    expect([kept.map(({ person }) => person), stale.map(({ person }) => person)]).toEqual([['kim'], ['alba', 'nour', 'leo', 'ines']])
    expect(checkMoves({ ...at, shifts: at.shifts.filter(({ id }) => id !== 'late') }, comers, staged).kept).toEqual([])
  })

  it('lose nobody, are made as they were shown, and discarded are nothing', () => {
    const shift = fc.constantFrom('early', 'late', '', 'gone')
    const some = fc.uniqueArray(fc.record({ person: fc.constantFrom('a', 'b', 'c', 'd'), shift, state: fc.constantFrom(...signUpStates), said: fc.nat(5) }), { selector: ({ person, shift: of }) => person + of, maxLength: 10 })
    const deeds = fc.array(fc.record({ who: fc.nat(9), to: fc.constantFrom('early', 'late', '', null) }), { maxLength: 15 })
    fc.assert(
      fc.property(some, deeds, (all, moved) => {
        const comers = all.map(({ person, shift: of, state, said }) => comer(person, of, state, said))
        let staged: readonly Move[] = []
        for (const { who, to } of moved) if (comers[who]) staged = stageMove(at, comers, staged, comers[who], to)
        const { kept, stale } = checkMoves(at, comers, staged)
        expect([kept, stale]).toEqual([[...staged], []])
        const shown = afterMoves(at, comers, staged, now)
        const away = staged.filter(({ to }) => to === null).length
        expect(shown.length).toBe(comers.length - away)
        expect(placesAfter(at, comers, staged, now).flatMap(({ comers: here }) => here).length).toBe(shown.length)
        // As the command does it: one after the other, on the record of each.
        let said = [...comers]
        for (const { person, signUp, state } of changesOfMoves(at, staged)) {
          said = said.filter((each) => each.person !== person || !isSamePlace(each.signUp, signUp))
          if (state) said.push({ person, signUp: { ...signUp, state, at: now } })
        }
        const named = (list: readonly Comer[]) => list.map((each) => JSON.stringify([each.person, each.signUp.shift, each.signUp.state, each.signUp.at])).sort()
        expect(named(said)).toEqual(named(shown))
        // Put back one by one, in whatever order they were made.
        for (const each of comers) staged = stageMove(at, comers, staged, each, standsIn(at, each.signUp))
        expect(staged).toEqual([])
      }),
    )
  })
})
