import { describe, expect, it } from 'vitest'
import type { SignUpState } from '#core/domain/agenda/action'
import { newId, type ActionId, type PersonId } from '#core/domain/ids'
import type { ComerRow } from '#engine/api'
import { comerLists } from './comer-lists'

const row = (lastName: string, ...states: SignUpState[]): ComerRow => ({
  person: { id: lastName as PersonId, firstName: '', lastName, phones: [], emails: [], city: '' },
  signUps: states.map((state, at) => ({ action: newId<ActionId>(), on: '', shift: String(at), state, at: 1 })),
  waiting: [],
})
const said = (...rows: ComerRow[]) => Object.fromEntries(comerLists(rows).map(({ of, ids }) => [of, ids.join(' ')]))

describe('lists of an action', () => {
  it('are of those who come, who was there, and all who were asked', () => {
    expect(said(row('A', 'invited'), row('B', 'signed-up'), row('C', 'attended'), row('D', 'cancelled'), row('E', 'no-show', 'confirmed'))).toEqual({ coming: 'B C E', here: 'C', all: 'A B C D E' })
  })

  it('are none that are empty, and none twice', () => {
    expect(said()).toEqual({})
    expect(said(row('A', 'invited'))).toEqual({ all: 'A' })
    expect(said(row('A', 'signed-up'), row('B', 'confirmed'))).toEqual({ coming: 'A B' })
    expect(said(row('A', 'attended'))).toEqual({ here: 'A' })
  })
})
