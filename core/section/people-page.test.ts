import fc from 'fast-check'
import { expect, it } from 'vitest'
import { demoPeople } from '../domain/demo/people'
import { draftToPerson } from '../domain/draft'
import { newId, type PersonId } from '../domain/ids'
import { emptyPerson, textFields, type Person } from '../domain/person'
import { contentHash, createPageReader, peopleToPage } from './people-page'
import { createPageSeal } from './pages'

const throughJson = (people: readonly Person[]) => createPageReader()(JSON.parse(JSON.stringify(peopleToPage(people))))

const word = fc.oneof(fc.constantFrom('', 'a', 'marché', '’', '0', '-1', '\0', 'a\0b', '😀'), fc.string({ unit: 'grapheme' }))
const words = fc.array(word, { maxLength: 3 })
const anyone: fc.Arbitrary<Person> = fc
  .record({
    text: fc.array(word, { minLength: textFields.length, maxLength: textFields.length }),
    emails: fc.array(fc.record({ value: word, label: word }), { maxLength: 2 }), phones: fc.array(fc.record({ value: word, label: word }), { maxLength: 2 }),
    actionModes: words, skills: words, availability: words, tags: words,
    consents: fc.array(fc.record({ purpose: word, channel: word, state: word, date: word, source: word, wording: word }), { maxLength: 2 }),
    externalIds: fc.array(fc.record({ source: word, value: word }), { maxLength: 2 }),
    extra: fc.option(fc.dictionary(word, fc.oneof(word, fc.integer())), { nil: undefined }),
  })
  .map(({ text, extra, ...lists }) => ({
    ...emptyPerson(newId<PersonId>(), 1_700_000_000_000), ...(Object.fromEntries(textFields.map((field, at) => [field, text[at]])) as object), ...lists, ...(extra ? { extra } : {}),
  }) as Person)

it('gives back the people that were written, whatever they have in common', () => {
  fc.assert(fc.property(fc.array(anyone, { maxLength: 6 }), (people) => {
    expect(throughJson(people)).toEqual(people)
  }))
})

it('writes once what many have, and holds it once', () => {
  const people = demoPeople(400, 'page', '2026-11-01', { fill: 'full' }).map(({ draft }) => draftToPerson(newId<PersonId>(), draft, 1_700_000_000_000))
  expect(JSON.stringify(peopleToPage(people)).length).toBeLessThan(0.7 * JSON.stringify(people.map((person) => Object.values(person))).length)
  const [one, other] = throughJson([people[0]!, { ...people[1]!, tags: people[0]!.tags }])
  expect(one!.tags).toBe(other!.tags)
})

it('is sealed as plain ASCII and opened with every letter', async () => {
  const seal = await createPageSeal(new Uint8Array(32))
  const json = ['Épinay', 'd’hébergement', 'Nguyễn', 'Łódź', '😀', '\u0000\u2028']
  expect(await seal.open('people/1', await seal.seal('people/1', json))).toEqual(json)
})

it('hashes the same people alike, in whatever order their tags and consents came, and others otherwise', async () => {
  const people = demoPeople(30, 'hash', '2026-11-01', { fill: 'full' }).map(({ draft }) => draftToPerson(newId<PersonId>(), draft, 1_700_000_000_000))
  const turned = people.map((person) => ({ ...person, tags: person.tags.toReversed(), consents: person.consents.toReversed(), updatedAt: 0 })).toReversed()
  expect(await contentHash(turned)).toBe(await contentHash(people))
  const [first, ...rest] = people
  expect(await contentHash([{ ...first!, tags: [...first!.tags, 'autre'] }, ...rest])).not.toBe(await contentHash(people))
  expect(await contentHash([{ ...first!, emails: first!.emails.toReversed(), phones: [{ value: '1', label: '' }] }, ...rest])).not.toBe(await contentHash(people))
})
