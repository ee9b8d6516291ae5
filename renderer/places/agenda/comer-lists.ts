/** Whose lists an action has: who was there, who comes, all who were asked. Nobody is offered a list that is empty, nor one twice. */
import { signUpStates, type SignUpState } from '#core/domain/agenda/action'
import type { PersonId } from '#core/domain/ids'
import type { ComerRow } from '#engine/api'

const states = { here: ['attended'], coming: ['signed-up', 'confirmed', 'attended'], all: signUpStates } as const satisfies Record<string, readonly SignUpState[]>

export interface ComerList {
  of: keyof typeof states
  ids: PersonId[]
}

/** In the order of `rows`. */
export function comerLists(rows: readonly ComerRow[]): ComerList[] {
  const lists: ComerList[] = []
  for (const of of ['here', 'coming', 'all'] as const) {
    const wanted: readonly SignUpState[] = states[of]
    const ids = rows.filter(({ signUps }) => signUps.some(({ state }) => wanted.includes(state))).map(({ person }) => person.id)
    // Each holds those before it: as many are the same.
    if (ids.length > 0 && lists.every((other) => other.ids.length !== ids.length)) lists.push({ of, ids })
  }
  return lists
}
