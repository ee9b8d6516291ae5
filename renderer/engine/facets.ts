/** Values that occur in the base with how many people have each: feeds filters and type-ahead. */
import type { Person } from '#core/domain/person'
import type { Facets } from './api'

const byCount = (counts: Map<string, number>): [string, number][] =>
  [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))

/** Counts over all people; lets others in through `pause`. */
export async function countFacets(people: Iterable<Person>, pause: () => Promise<void>): Promise<Facets> {
  const fields = ['tags', 'contactPersons', 'cities', 'actionModes', 'skills', 'levels', 'relations'] as const
  const counts = Object.fromEntries(fields.map((field) => [field, new Map<string, number>()])) as Record<(typeof fields)[number], Map<string, number>>
  const add = (field: (typeof fields)[number], value: string) => {
    if (value !== '') counts[field].set(value, (counts[field].get(value) ?? 0) + 1)
  }
  let seen = 0
  for (const person of people) {
    for (const tag of person.tags) add('tags', tag)
    for (const mode of person.actionModes) add('actionModes', mode)
    for (const skill of person.skills) add('skills', skill)
    add('contactPersons', person.contactPerson)
    add('cities', person.city)
    add('levels', person.level)
    add('relations', person.relation)
    if (++seen % 512 === 0) await pause()
  }
  return Object.fromEntries(fields.map((field) => [field, byCount(counts[field])])) as unknown as Facets
}
