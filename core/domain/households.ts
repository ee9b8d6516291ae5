/**
 * Who gets one letter together: people at the same address down to building and flat, and the line that names them.
 * Invariant: only people who were given are named, and nothing addresses anybody else: « Famille DUPONT » is not written where
 * one of that name at that address said no to post, and « Aux habitants » never is.
 */
import { fold, sortKey } from './fold'
import type { Person } from './person'
import { characters, isFrance, lineLength, type Addressee, type PostalAddress } from './postal-block'

type Housed = PostalAddress & Pick<Person, 'id' | 'firstName' | 'lastName'>

export interface HouseholdWords {
  /** Between the last two of several. */
  and: string
  family(name: string): string
}

export interface Household<Each> {
  /** By surname, then first name. */
  members: Each[]
  addressee: Addressee
}

/** More surnames than this are no household but a house whose letterboxes nobody noted: a name on another's letter says more than it should. */
const mostSurnames = 4

/** What typists write in several ways. A street's words in full, as they are in most bases. */
const spellings: Readonly<Record<string, string>> = {
  av: 'avenue', ave: 'avenue', bd: 'boulevard', bld: 'boulevard', bvd: 'boulevard', boul: 'boulevard', pl: 'place', r: 'rue', ch: 'chemin', che: 'chemin', imp: 'impasse', all: 'allee', rte: 'route', fg: 'faubourg', sq: 'square', pas: 'passage',
  st: 'saint', ste: 'sainte', res: 'residence', bat: 'batiment', apt: 'appartement', appt: 'appartement', app: 'appartement', esc: 'escalier', et: 'etage', etg: 'etage', imm: 'immeuble', gal: 'general', dr: 'docteur',
}

/** One form of what means the same: « 12bis, av. Jaurès » and « 12 bis avenue Jaurès ». */
export const addressText = (text: string): string =>
  fold(text).replace(/(\d)(?:er|e|eme|ieme)\b/g, '$1').replace(/(\d)(?=[a-z])/g, '$1 ').replace(/[a-z]+/g, (word) => (Object.hasOwn(spellings, word) ? spellings[word]! : word))

const keyOf = (at: PostalAddress) => [isFrance(at.country) ? '' : at.country, at.postalCode.replace(/\s/g, ''), at.city, at.street, at.locality, at.addressBuilding, at.addressUnit].map(addressText).join('|')

/**
 * In the order in which each household's first member comes. `others`: who lives in the section's base beside them and is not to
 * be written to; only of them is it asked whether a family is whole.
 */
export function householdsOf<Each extends Housed>(people: readonly Each[], others: Iterable<Housed>, words: HouseholdWords): Household<Each>[] {
  const houses = new Map<string, Each[]>()
  for (const person of people) {
    const key = keyOf(person)
    const house = houses.get(key)
    if (house) house.push(person)
    else houses.set(key, [person])
  }
  const withheld = surnamesOf(others, new Set(people.map(({ postalCode }) => postalCode)))
  return [...houses].flatMap(([key, members]) => {
    const bySurname = grouped(members.toSorted((one, other) => compare(sortKey(one.lastName, one.firstName), sortKey(other.lastName, other.firstName)) || compare(one.id, other.id)))
    const apart = bySurname.length > mostSurnames ? bySurname.map((group) => [group]) : [bySurname]
    return apart.map((groups) => ({ members: groups.flat(), addressee: addresseeOf(groups, words, (name) => !withheld.has(`${key}\n${fold(name)}`)) }))
  })
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))

/** Address and surname of each; most of a base lives elsewhere, and its codes say so at once. */
function surnamesOf(people: Iterable<Housed>, codes: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const person of people) if (codes.has(person.postalCode)) found.add(`${keyOf(person)}\n${fold(person.lastName)}`)
  return found
}

/** Those of one surname, however it is spelled. */
function grouped<Each extends Housed>(members: readonly Each[]): Each[][] {
  const groups = new Map<string, Each[]>()
  for (const person of members) {
    const key = fold(person.lastName)
    groups.set(key, [...(groups.get(key) ?? []), person])
  }
  return [...groups.values()]
}

type Named = Pick<Person, 'firstName' | 'lastName'>

/** Of several spellings the one with most accents. Capitals tell it from a first name. */
function surname(group: readonly Named[]): string {
  const marks = (text: string) => text.normalize('NFD').length
  return group.map(({ lastName }) => lastName.trim()).toSorted((one, other) => marks(other) - marks(one))[0]!.toLocaleUpperCase('fr')
}

/** Each once: a record may be there twice. */
function firstNames(group: readonly Named[]): string[] {
  const each = new Map(group.map(({ firstName }) => [fold(firstName), firstName.trim()]))
  each.delete('')
  return [...each.values()]
}

const enumerated = (names: readonly string[], { and }: HouseholdWords) => (names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`)

/** « Marie DUPONT », « Marie et Paul DUPONT », « Famille DUPONT »; where the family is not whole « Marie, Paul et Zoé DUPONT ». */
function groupInWords(group: readonly Named[], words: HouseholdWords, whole: (name: string) => boolean): string {
  const [name, first] = [surname(group), firstNames(group)]
  const family = name !== '' && (first.length > 2 || (group.length > 1 && group.some(({ firstName }) => fold(firstName) === ''))) && whole(name)
  return family ? words.family(name) : `${enumerated(first, words)} ${name}`.trim()
}

/** One surname or two with first names, more by surnames alone: « DUPONT, MARTIN, KAYA ». */
function addresseeOf(groups: readonly (readonly Named[])[], words: HouseholdWords, whole: (name: string) => boolean): Addressee {
  const bySurname = (group: readonly Named[]) => (surname(group) !== '' && whole(surname(group)) ? surname(group) : groupInWords(group, words, whole))
  const name = groups.map((group) => (groups.length > 2 ? bySurname(group) : groupInWords(group, words, whole))).filter(Boolean).join(', ')
  const several = groups.length > 1 || firstNames(groups[0]!).length > 1
  const twoLines = several && characters(name) > lineLength ? inTwo(name) : null
  return { name, ...(twoLines ? { twoLines } : {}) }
}

/** As even as its words let it be, broken behind a comma where that keeps both within the norm. */
function inTwo(line: string): [string, string] | null {
  const breaks = [...line.matchAll(/ /g)].map(({ index }): [string, string] => [line.slice(0, index), line.slice(index + 1)])
  const longest = ([one, other]: [string, string]) => Math.max(characters(one), characters(other))
  const behindComma = breaks.filter((parts) => parts[0].endsWith(',') && longest(parts) <= lineLength)
  const [best] = (behindComma.length > 0 ? behindComma : breaks).toSorted((one, other) => longest(one) - longest(other))
  return best ? [best[0].replace(/,$/, ''), best[1]] : null
}
