/** Who said something of an action at one time that it takes place, and who answers for it: asked by screens, calls and papers alike. */
import type { SignUp } from '#core/domain/agenda/action'
import { phonesOf, type Said } from '#core/domain/agenda/calls'
import type { ActionId, PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { columnKey } from '#core/section/people-query'
import type { SectionStore } from '#core/section/section-store'
import { comersOf } from './agenda-calls'
import type { OpenSection } from './open-section'

/** By name. */
export async function saidOf({ store, signUps }: Pick<OpenSection, 'store' | 'signUps'>, { action: id, on }: { action: ActionId; on: string }): Promise<Said[]> {
  const action = store.actions.get(id)
  if (!action) return []
  const byPerson = new Map<PersonId, SignUp[]>()
  for (const { person, signUp } of comersOf(store.actions, action, on, await signUps())) byPerson.set(person, [...(byPerson.get(person) ?? []), signUp])
  const nameOf = columnKey('name')
  return [...byPerson]
    .flatMap(([who, said]) => {
      const person = store.people.get(who)
      return person ? { person, signUps: said, name: nameOf(person) } : []
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Who answers for an action, with the first number that is hers. What was taken out of a series is answered for as the series is, until somebody says otherwise. */
export function contactsOf({ people, actions }: Pick<SectionStore, 'people' | 'actions'>, id: ActionId): (Pick<Person, 'id' | 'firstName' | 'lastName'> & { phone: string })[] {
  const answers = (action: ActionId) => [...people.all()].filter(({ contactFor }) => contactFor?.includes(action))
  const own = answers(id)
  const from = actions.get(id)?.from
  const found = own.length === 0 && from ? answers(from.action) : own
  return found.map((person) => ({ id: person.id, firstName: person.firstName, lastName: person.lastName, phone: phonesOf(person)[0]?.value ?? '' }))
}
