/**
 * Whose labels are printed, and what they say. Invariant: a refusal of post, or no answer, leaves a person out whatever else is
 * asked, also out of her household's line; everybody left out is counted, with the reason.
 */
import { consentFor, type Purpose } from '../../domain/consent'
import { fold } from '../../domain/fold'
import { householdsOf } from '../../domain/households'
import { fullName } from '../../domain/name-text'
import type { Person } from '../../domain/person'
import { isComplete, postalBlock, type PostalLine } from '../../domain/postal-block'
import { inPostalOrder } from '../../domain/postal-order'
import type { LabelLine } from './fit-label'
import { labelWords } from './label-words'
import type { LabelText } from './render-labels'

export interface AddressLabelOptions {
  /** Letters are sent for one; each is asked for separately. */
  purpose: Purpose
  /** One label for those at one address. */
  households: boolean
  /** In the capitals of the address; see `postalBlock`. */
  accents: boolean
  /** `post`: as letters are bundled and carried; `list`: as the people came. */
  order: 'post' | 'list'
  locale: 'fr' | 'en'
}

export interface LeftOutOfPost {
  refused: number
  /** Never said yes. */
  unasked: number
  /** Agreed, but without a name, a street, a commune or a postal code. */
  incomplete: number
}

export interface AddressLabels {
  labels: PostalLine[][]
  /** Of all labels together. */
  people: number
  leftOut: LeftOutOfPost
}

/** `base`: everybody that the section holds, to know whether a family is whole; those of the selection unless given. */
export function addressLabels(people: readonly Person[], options: AddressLabelOptions, base: Iterable<Person> = people): AddressLabels {
  const leftOut: LeftOutOfPost = { refused: 0, unasked: 0, incomplete: 0 }
  const allowed = people.filter((person) => {
    const state = consentFor(person, options.purpose, 'post')?.state
    if (state !== 'yes') leftOut[state === 'no' ? 'refused' : 'unasked']++
    else if (fullName(person) === '' || !isComplete(person)) leftOut.incomplete++
    else return true
    return false
  })
  const houses = options.households ? householdsOf(allowed, notIn(allowed, base), labelWords[options.locale].household) : allowed.map((person) => ({ members: [person], addressee: { name: nameOnLetter(person) } }))
  const ordered = options.order === 'post' ? inPostalOrder(houses, ({ members }) => members[0]!) : houses
  return { labels: ordered.map(({ members, addressee }) => postalBlock(members[0]!, addressee, options)), people: allowed.length, leftOut }
}

function* notIn(people: readonly Person[], base: Iterable<Person>): Iterable<Person> {
  const ids = new Set(people.map(({ id }) => id))
  for (const person of base) if (!ids.has(person.id)) yield person
}

const nameOnLetter = ({ firstName, lastName }: Person) => `${firstName.trim()} ${lastName.trim().toLocaleUpperCase('fr')}`.trim()

const line = (text: string, share = 1, style: LabelLine['style'] = 'regular'): LabelLine => ({ text, style, share })

export const labelOfAddress = (block: readonly PostalLine[]): LabelText => ({ lines: block.map(({ text }) => line(text)), align: 'left' })

/** Of the letters of a badge's first line. */
const [surnameShare, sectionShare] = [0.62, 0.3]

/** A badge to be read across a table: the first name large, the surname, the section. Who has no name has none. */
export function badgeText({ firstName, lastName }: Person, sectionName: string): LabelText | null {
  const [first, last] = [firstName.trim(), lastName.trim()]
  if (fold(first + last) === '') return null
  const names = first === '' ? [line(last, 1, 'bold')] : [line(first, 1, 'bold'), ...(last === '' ? [] : [line(last, surnameShare)])]
  return { lines: [...names, ...(sectionName.trim() === '' ? [] : [{ ...line(sectionName.trim(), sectionShare), above: 0.3 }])], align: 'centre' }
}

/** Before someone's place at a table. */
export function placeCardText(person: Person): LabelText | null {
  const badge = badgeText(person, '')
  return badge && { ...badge, lines: [line(fullName(person), 1, 'bold')] }
}
