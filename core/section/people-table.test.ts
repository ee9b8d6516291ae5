import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoPeople } from '../domain/demo/people'
import { draftToPerson } from '../domain/draft'
import { fold, foldQuery } from '../domain/fold'
import { newId, type PersonId } from '../domain/ids'
import type { Person } from '../domain/person'
import { everyone } from '../domain/query'
import { searchText } from '../domain/search-text'
import { columnKey } from './people-query'
import { createPeopleTable } from './people-table'

const people = demoPeople(300, 'table', '2026-11-01', { fill: 'full' }).map(({ draft }) => draftToPerson(newId<PersonId>(), draft, 1))

/** What a search finds, said plainly: every word, letters at the start of a word, digits anywhere. */
function plainly(rows: readonly Person[], search: string): PersonId[] {
  const words = foldQuery(search)
  const found = rows.filter((person) => {
    const text = ` ${searchText(person)}`
    return words.every((word) => text.includes(/^\d+$/.test(word) ? word : ` ${word}`))
  })
  return found.map(({ id }) => id).sort()
}

async function filled(rows: readonly Person[]) {
  const table = createPeopleTable()
  await table.prepareSearch()
  table.put(rows)
  return table
}

const parts = people.flatMap((person) => [person.lastName, person.firstName, person.city, person.postalCode, person.emails[0]?.value ?? '', person.phones[0]?.value ?? '', ...person.tags, 'Nguyễn', 'Ωmega', 'zz', '9'])
const typed = fc.tuple(fc.constantFrom(...parts), fc.nat(14)).map(([part, length]) => part.slice(0, length))

describe('search', () => {
  it('finds what a look through every text finds, letter after letter', async () => {
    const table = await filled(people)
    fc.assert(
      fc.property(typed, fc.option(typed, { nil: '' }), (one, other) => {
        const search = `${one} ${other}`.trim()
        const rows = table.rows({ ...everyone, search }, 0, people.length)
        expect(rows.map(({ id }) => id).sort()).toEqual(plainly(people, search))
      }),
      { numRuns: 400 },
    )
  })

  it('finds the same in the long string of a large section', async () => {
    const many = Array.from({ length: 9000 }, (_, at) => ({ ...people[at % people.length]!, id: newId<PersonId>() }))
    many[4321] = { ...many[4321]!, lastName: 'Ωmega', firstName: 'Ива́н' }
    const table = await filled(many)
    await table.warmSearch(async () => true)
    table.put([{ ...many[7]!, lastName: 'Zébulon' }])
    table.remove([many[8]!.id])
    const now = [...table.all()]
    for (const search of ['d', 'du', 'ma', 'saint', 'saint d', '0639', '9', 'zebulon', 'ωm', 'иван', '3', ...parts.slice(0, 40)]) {
      expect(table.rows({ ...everyone, search }, 0, many.length).map(({ id }) => id).sort(), search).toEqual(plainly(now, search))
    }
    // Enough changes for the string to be made anew, out of itself and of what changed.
    table.put(many.slice(3000, 6000).map((person) => ({ ...person, birthName: 'Quertinmont' })))
    await table.warmSearch(async () => true)
    const later = [...table.all()]
    for (const search of ['quert', 'du', 'zebulon', '0639', 'ωm']) {
      expect(table.rows({ ...everyone, search }, 0, many.length).map(({ id }) => id).sort(), search).toEqual(plainly(later, search))
    }
  })

  it('follows people who come, change and go, whether their texts were made ahead or not', async () => {
    const table = await filled(people.slice(0, 200))
    await table.warmSearch(async () => true)
    table.remove(people.slice(0, 20).map(({ id }) => id))
    table.put([...people.slice(200), { ...people[50]!, lastName: 'Zébulon', phones: [{ value: '06 39 98 77 77', label: '' }] }])
    const now = [...table.all()]
    expect(now.length).toBe(280)
    for (const search of ['zebulon', '7777', 'ma', 'd', '0639', '93', 'saint d', people[10]!.lastName]) {
      expect(table.rows({ ...everyone, search }, 0, 300).map(({ id }) => id).sort(), search).toEqual(plainly(now, search))
    }
  })

  it('sorts by any column, those alike in it by their names, and keeps to it while people change', async () => {
    const table = await filled(people.slice(0, 150))
    const query = (descending: boolean) => ({ ...everyone, sort: { column: 'level' as const, descending } })
    const inOrder = (descending: boolean) => table.rows(query(descending), 0, 300).map(({ id }) => id)
    const nameOf = columnKey('name')
    const expected = (descending: boolean) => [...table.all()]
      .sort((one, other) => (one.level === other.level ? 0 : one.level === '' ? 1 : other.level === '' ? -1 : (fold(one.level) < fold(other.level) ? -1 : 1) * (descending ? -1 : 1)) || (nameOf(one) < nameOf(other) ? -1 : 1))
      .map(({ id }) => id)
    const unique = (person: Person, at: number) => ({ ...person, lastName: `${person.lastName} ${at}` })
    table.put(people.slice(0, 150).map(unique))
    for (const descending of [false, true]) expect(inOrder(descending)).toEqual(expected(descending))
    table.put([unique({ ...people[3]!, lastName: 'Aaron' }, 3), unique({ ...people[4]!, level: 'join' }, 4), unique({ ...people[5]!, level: '' }, 5), unique(people[200]!, 200)])
    table.remove([people[6]!.id, people[7]!.id])
    for (const descending of [false, true]) expect(inOrder(descending)).toEqual(expected(descending))
  })
})
