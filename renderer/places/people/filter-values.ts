/** The filters that choose among values, and where their values come from. */
import type { Facets } from '#engine/api'
import type { PeopleFilter } from '#core/domain/query'
import { levels, relations } from '#core/domain/person'
import type { CellWords } from './cells'

export type ValueFilter = Extract<PeopleFilter, { any: string[] | ('' | 'follow' | 'act' | 'join')[] | ('' | 'member' | 'regular' | 'occasional')[] }>
export type ValueKind = ValueFilter['kind']

export const valueKinds: readonly ValueKind[] = ['level', 'relation', 'tag', 'contactPerson', 'city', 'actionMode', 'skill']

/** Values with how many people have each; levels and relations in their own order, "none" last. */
export function filterValues(kind: ValueKind, facets: Facets): [string, number][] {
  const fixed = (values: readonly string[], counts: [string, number][]): [string, number][] => {
    const known = new Map(counts)
    return [...values, ''].map((value) => [value, known.get(value) ?? 0])
  }
  switch (kind) {
    case 'level':
      return fixed(levels, facets.levels)
    case 'relation':
      return fixed(relations, facets.relations)
    case 'tag':
      return facets.tags
    case 'contactPerson':
      return facets.contactPersons
    case 'city':
      return facets.cities
    case 'actionMode':
      return facets.actionModes
    case 'skill':
      return facets.skills
  }
}

/** A value as read: suggested words have a label, a section's own words are their label, `''` is "not filled in". */
export function valueText(kind: ValueKind, value: string, words: CellWords['words']): string {
  if (value === '') return words.empty
  const labels: Record<string, string> = kind === 'level' || kind === 'relation' || kind === 'actionMode' || kind === 'skill' ? words[kind] : {}
  return Object.hasOwn(labels, value) ? labels[value]! : value
}
