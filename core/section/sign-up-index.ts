/** Who said something of an action, told of every person: kept in step with the people as they change. */
import type { SignUp } from '../domain/agenda/action'
import type { ActionId, PersonId } from '../domain/ids'
import type { Person } from '../domain/person'

export interface SignUpIndex {
  add(person: Person): void
  remove(person: Person): void
  /** By person, what she said of this action. */
  of(action: ActionId): ReadonlyMap<PersonId, readonly SignUp[]>
}

const nobody: ReadonlyMap<PersonId, readonly SignUp[]> = new Map()

export function createSignUpIndex(): SignUpIndex {
  const byAction = new Map<ActionId, Map<PersonId, SignUp[]>>()
  return {
    add({ id, signUps = [] }) {
      for (const signUp of signUps) {
        let people = byAction.get(signUp.action)
        if (!people) byAction.set(signUp.action, (people = new Map()))
        const said = people.get(id)
        if (said) said.push(signUp)
        else people.set(id, [signUp])
      }
    },
    remove({ id, signUps = [] }) {
      for (const { action } of signUps) byAction.get(action)?.delete(id)
    },
    of: (action) => byAction.get(action) ?? nobody,
  }
}
