/**
 * People as a page of JSON: arrays instead of objects (half the length, twice as fast to parse), and each word or list
 * that several of them have written once, so that a start reads less and holds it once in memory.
 */
import { textFields, type ContactPoint, type ExternalId, type FieldConflict, type Person } from '../domain/person'
import type { SignUp } from '../domain/agenda/action'
import type { Call, FollowUp } from '../domain/agenda/call'
import type { Channel, Consent, ConsentState, Purpose } from '../domain/consent'
import type { ActionId, PersonId } from '../domain/ids'
import { sha256 } from '../sealing/aes'

/** Empty lists are shared: 100,000 people with nine empty arrays each would cost 14 MB. */
const none: never[] = Object.freeze([]) as never

type List = readonly string[]
/** A word, or its place in the page's words. */
type Word = string | number
/** A list's words, or its place in the page's lists; -1 for an empty one. */
type WordList = Word[] | number

export interface PeoplePage {
  /** When the first of them was made, in ms since 1970; rows count from there. */
  since: number
  words: string[]
  lists: Word[][]
  rows: unknown[][]
}

const flatPoints = (points: readonly ContactPoint[]): List => (points.length === 0 ? none : points.flatMap(({ value, label }) => [value, label]))

/** The lists of a person in the order in which rows hold them; those of values with several parts one part after the other. */
const listsOf = (person: Person): List[] => [
  flatPoints(person.emails), flatPoints(person.phones), person.actionModes, person.skills, person.availability, person.tags,
  person.consents.flatMap(({ purpose, channel, state, date, source, wording }) => [purpose, channel, state, date, source, wording]),
  person.externalIds.flatMap(({ source, value }) => [source, value]),
]

const valuesOf = (point: Consent | ExternalId) => JSON.stringify(Object.entries(point).sort())

/** What few have, behind all else: what was written apart, their part in actions, calls to them and what is due, what they answer for. */
function ofFew({ conflicts, signUps, calls, followUps, contactFor }: Person): unknown[] {
  const cells = [conflicts, signUps, calls, followUps, contactFor]
  return cells.slice(0, cells.findLastIndex((cell) => cell !== undefined) + 1).map((cell) => cell ?? 0)
}

/** A person in a canonical form: two that say the same are written the same. When they were last changed does not count. */
export function canonicalLine(person: Person): string {
  const { actionModes, skills, availability, tags, consents, externalIds } = person
  // These, and what a newer version wrote, come in the order in which their keys arrived: another one on each machine.
  const sets = [actionModes, skills, availability, tags, consents.map(valuesOf), externalIds.map(valuesOf)].map((set) => [...set].sort())
  const extra = person.extra ? Object.entries(person.extra).sort() : []
  return JSON.stringify([person.id, person.createdAt, flatPoints(person.emails), flatPoints(person.phones), ...sets, extra, ...textFields.map((field) => person[field]), ...ofFew(person)])
}

/** SHA-256 over people in a canonical form, as hex: equal wherever the same people are held. When they were last changed does not count. */
export async function contentHash(people: Iterable<Person>): Promise<string> {
  const sorted = [...people].sort((one, other) => (one.id < other.id ? -1 : 1))
  const lines = sorted.map(canonicalLine)
  const digest = await sha256(new TextEncoder().encode(lines.join('\n')))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const countOf = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1)
const keyOf = (list: List) => JSON.stringify(list)

export function peopleToPage(people: readonly Person[]): PeoplePage {
  const lists = people.map(listsOf)
  const listCounts = new Map<string, number>()
  for (const each of lists) for (const list of each) if (list.length > 0) countOf(listCounts, keyOf(list))
  const wordCounts = new Map<string, number>()
  for (const person of people) for (const field of textFields) countOf(wordCounts, person[field])
  for (const each of lists) for (const list of each) for (const word of list) countOf(wordCounts, word)

  const since = people.reduce((first, { createdAt }) => Math.min(first, createdAt), people[0]?.createdAt ?? 0)
  const page: PeoplePage = { since, words: [], lists: [], rows: [] }
  const wordPlaces = new Map<string, number>()
  const listPlaces = new Map<string, number>()

  function wordCell(word: string): Word {
    if (wordCounts.get(word) === 1) return word
    let place = wordPlaces.get(word)
    if (place === undefined) wordPlaces.set(word, (place = page.words.push(word) - 1))
    return place
  }

  function listCell(list: List): WordList {
    if (list.length === 0) return -1
    const key = keyOf(list)
    if (listCounts.get(key) === 1) return list.map(wordCell)
    let place = listPlaces.get(key)
    if (place === undefined) listPlaces.set(key, (place = page.lists.push(list.map(wordCell)) - 1))
    return place
  }

  page.rows = people.map((person, at) => [
    person.id, person.createdAt - since, person.updatedAt - person.createdAt, ...lists[at]!.map(listCell), person.extra ?? 0, ...textFields.map((field) => wordCell(person[field])), ...ofFew(person),
  ])
  return page
}

const firstText = 12
/** See `ofFew`. */
const conflictsCell = firstText + textFields.length

/** Reads pages one after the other; a word that several pages have is the same in memory. Throws on what is no such page. */
export function createPageReader(): (json: unknown) => Person[] {
  const known = new Map<string, string>()
  const shared = (word: string) => known.get(word) ?? (known.set(word, word), word)

  return (json) => {
    const page = json as PeoplePage
    const words = page.words.map(shared)
    const word = (cell: Word) => (typeof cell === 'number' ? words[cell]! : cell)
    const lists = page.lists.map((list) => list.map(word))
    const list = (cell: unknown): string[] => (cell === -1 ? none : typeof cell === 'number' ? lists[cell]! : (cell as Word[]).map(word))
    return page.rows.map((row) => {
      const text = (at: number) => word(row[firstText + at] as Word)
      const ids = list(row[10])
      // Written out in the order of `textFields`: one shape for all people, 3 times faster than a loop over names.
      const person: Person = {
        id: row[0] as PersonId, civility: text(0) as Person['civility'], lastName: text(1), firstName: text(2), birthName: text(3),
        emails: readPoints(list(row[3])), phones: readPoints(list(row[4])),
        addressUnit: text(4), addressBuilding: text(5), street: text(6), locality: text(7), postalCode: text(8), city: text(9), cityCode: text(10), country: text(11),
        birth: text(12), relation: text(13) as Person['relation'], level: text(14) as Person['level'],
        actionModes: list(row[5]), skills: list(row[6]), availability: list(row[7]), tags: list(row[8]),
        contactPerson: text(15), source: text(16), note: text(17), consents: readConsents(list(row[9])),
        externalIds: ids.length === 0 ? none : readPoints(ids).map(({ value, label }) => ({ source: value, value: label })),
        createdAt: page.since + (row[1] as number), updatedAt: page.since + (row[1] as number) + (row[2] as number),
      }
      if (row[11] !== 0) person.extra = row[11] as Record<string, unknown>
      if (row.length > conflictsCell) {
        const [conflicts, signUps, calls, followUps, contactFor] = row.slice(conflictsCell)
        if (conflicts) person.conflicts = conflicts as FieldConflict[]
        if (signUps) person.signUps = signUps as SignUp[]
        if (calls) person.calls = calls as Call[]
        if (followUps) person.followUps = followUps as FollowUp[]
        if (contactFor) person.contactFor = contactFor as ActionId[]
      }
      return person
    })
  }
}

/** The people of one page; `null` for a page that another version wrote otherwise. */
export function readPeoplePage(json: unknown): Person[] | null {
  try {
    return createPageReader()(json)
  } catch {
    return null
  }
}

function readPoints(flat: List): ContactPoint[] {
  if (flat.length === 0) return none
  const points: ContactPoint[] = []
  for (let at = 0; at < flat.length; at += 2) points.push({ value: flat[at]!, label: flat[at + 1]! })
  return points
}

function readConsents(flat: List): Consent[] {
  if (flat.length === 0) return none
  const consents: Consent[] = []
  for (let at = 0; at < flat.length; at += 6) {
    consents.push({
      purpose: flat[at] as Purpose, channel: flat[at + 1] as Channel, state: flat[at + 2] as ConsentState,
      date: flat[at + 3]!, source: flat[at + 4]!, wording: flat[at + 5]!,
    })
  }
  return consents
}
