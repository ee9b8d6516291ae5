import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActionId, PersonId } from '../ids'
import { signUpStates, type SignUpState } from './action'
import { placesOf, type Comer } from './places'

const comer = (person: string, state: SignUpState, at: number): Comer => ({ person: person as PersonId, signUp: { action: 'a' as ActionId, on: '', shift: 's', state, at } })
const names = (comers: readonly Comer[]) => comers.map(({ person }) => person).join(' ')

describe('places in a shift', () => {
  it('go to who was confirmed, then to who signed up first; who comes later waits', () => {
    const { taking, waiting, lacking } = placesOf({ least: 2, most: 2 }, [comer('nour', 'signed-up', 30), comer('alba', 'signed-up', 20), comer('kim', 'confirmed', 90), comer('ines', 'invited', 1), comer('leo', 'cancelled', 2)])
    expect([names(taking), names(waiting), lacking]).toEqual(['kim alba', 'nour', 0])
  })

  it('are as many as were promised, whatever the limit says; without one nobody waits', () => {
    expect(names(placesOf({ least: 0, most: 1 }, [comer('a', 'confirmed', 2), comer('b', 'attended', 3), comer('c', 'signed-up', 1)]).taking)).toBe('a b')
    expect(placesOf({ least: 0, most: 0 }, [comer('a', 'signed-up', 2), comer('b', 'signed-up', 3)]).waiting).toEqual([])
  })

  it('are empty again where somebody did not come', () => {
    expect(placesOf({ least: 2, most: 3 }, [comer('a', 'attended', 1), comer('b', 'no-show', 2)]).lacking).toBe(1)
  })

  it('are the same in whatever order the sign-ups came, and hold everybody who comes once', () => {
    const some = fc.uniqueArray(fc.record({ person: fc.string({ minLength: 1, maxLength: 3 }), state: fc.constantFrom(...signUpStates), at: fc.nat(5) }), { selector: ({ person }) => person, maxLength: 12 })
    fc.assert(
      fc.property(some, fc.nat(4), fc.nat(4), fc.infiniteStream(fc.nat()), (all, least, most, draws) => {
        const comers = all.map(({ person, state, at }) => comer(person, state, at))
        const shuffled = comers.map((each) => ({ each, by: draws.next().value as number })).sort((one, other) => one.by - other.by).map(({ each }) => each)
        const places = placesOf({ least, most }, comers)
        expect(placesOf({ least, most }, shuffled)).toEqual(places)
        const coming = comers.filter(({ signUp: { state } }) => state !== 'invited' && state !== 'cancelled')
        expect([...places.taking, ...places.waiting].length).toBe(coming.length)
        if (places.waiting.length > 0) expect(places.taking.length).toBeGreaterThanOrEqual(most)
        for (const { signUp } of places.waiting) expect(signUp.state).toBe('signed-up')
      }),
    )
  })
})
