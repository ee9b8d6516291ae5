import { expect, it } from 'vitest'
import { demoPeople } from '#core/domain/demo/people'
import { draftToPerson } from '#core/domain/draft'
import { newId, type PersonId } from '#core/domain/ids'
import { createFacetCounts } from './facets'

it('counts what is there now, whatever came and went', () => {
  const people = demoPeople(200, 'facets', '2026-11-01').map(({ draft }) => draftToPerson(newId<PersonId>(), draft, 1))
  const kept = createFacetCounts()
  for (const person of people) kept.add(person)
  for (const person of people.slice(50)) kept.remove(person)
  const fresh = createFacetCounts()
  for (const person of people.slice(0, 50)) fresh.add(person)
  expect(kept.read()).toEqual(fresh.read())
  expect(kept.read().tags.length).toBeGreaterThan(0)
  expect(kept.read().cities.flat()).not.toContain('')
})
