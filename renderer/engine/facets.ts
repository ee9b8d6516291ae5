/** Values that occur in the base with how many people have each: feeds filters and type-ahead. */
import type { Person } from '#core/domain/person'
import type { Facets } from './api'

const fields = ['tags', 'contactPersons', 'cities', 'actionModes', 'skills', 'levels', 'relations'] as const

/** Counts that are kept in step with the people, so that an edit costs its own rows and not everyone. */
export interface FacetCounts {
  add(person: Person): void
  remove(person: Person): void
  /** Each field's values, the most frequent first. */
  read(): Facets
}

export function createFacetCounts(): FacetCounts {
  const counts = Object.fromEntries(fields.map((field) => [field, new Map<string, number>()])) as Record<(typeof fields)[number], Map<string, number>>

  function count(field: (typeof fields)[number], value: string, by: number): void {
    if (value === '') return
    const sum = (counts[field].get(value) ?? 0) + by
    if (sum > 0) counts[field].set(value, sum)
    else counts[field].delete(value)
  }

  let conflicts = 0

  function each(person: Person, by: number): void {
    if (person.conflicts) conflicts += by
    for (const tag of person.tags) count('tags', tag, by)
    for (const mode of person.actionModes) count('actionModes', mode, by)
    for (const skill of person.skills) count('skills', skill, by)
    count('contactPersons', person.contactPerson, by)
    count('cities', person.city, by)
    count('levels', person.level, by)
    count('relations', person.relation, by)
  }

  return {
    add: (person) => each(person, 1),
    remove: (person) => each(person, -1),
    read: () => ({ ...Object.fromEntries(fields.map((field) => [field, byCount(counts[field])])), conflicts }) as unknown as Facets,
  }
}

const byCount = (counts: Map<string, number>): [string, number][] =>
  [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
