/**
 * What stands in each cell of a sheet, before any layout: paragraphs of text.
 * Invariant: all that the record holds for the column is there; shortening is the layout's business, and visible.
 */
import { channels, purposes } from '../domain/consent'
import { formatDate } from '../domain/dates'
import type { HandColumn } from '../domain/list-layout'
import { displayName } from '../domain/name-text'
import { availabilitySlots, type Person } from '../domain/person'
import { phoneText } from '../domain/phone-text'
import type { FitRule } from './fit-text'
import type { FontStyle } from './fonts'
import type { SheetColumn } from './sheet'
import type { SheetWords } from './words'

export interface Paragraph {
  text: string
  style: FontStyle
  /** In em; 0 until it is measured. */
  width: number
  /** Continues the line of the paragraph before when there is room: a first name after its surname. */
  joins?: true
  /** Said beside the matter, in grey: « travail » after a number. */
  soft?: true
}

export interface CellContext {
  words: SheetWords
  locale: 'fr' | 'en'
  /** Day of a moment, in the zone of the sheet. */
  day: (at: number) => string
}

/** Filled by a pen: nothing that is known of anybody stands in it. */
export const isByHand = (column: SheetColumn): column is 'blank' | HandColumn => typeof column === 'object' || column === 'blank'

/** How a column's text behaves when it is too wide. */
export function fitRule(column: SheetColumn): FitRule {
  if (isByHand(column)) return 'keep'
  switch (column) {
    case 'emails':
      return 'email'
    case 'note':
      return 'note'
    case 'address': case 'street':
      return 'address'
    case 'addressUnit': case 'addressBuilding': case 'locality': case 'country': case 'source':
    case 'actionModes': case 'skills': case 'availability': case 'tags': case 'consents': case 'externalIds':
      return 'text'
    default:
      return 'keep'
  }
}

/** The paragraphs of one cell; none when there is nothing to show. */
export function cellParagraphs(column: SheetColumn, person: Person, context: CellContext): Paragraph[] {
  const { words, locale } = context
  if (isByHand(column)) return []
  switch (column) {
    case 'name':
      return name(person)
    case 'phones':
      return person.phones.flatMap(({ value, label }) => labelled(phoneText(value), label))
    case 'emails':
      return person.emails.flatMap(({ value, label }) => labelled(value, label))
    case 'address':
      return [
        ...plain([person.addressUnit, person.addressBuilding].filter(Boolean).join(', ')),
        ...plain(person.street),
        ...plain(person.locality),
        ...plain(`${person.postalCode} ${person.city}`),
        ...plain(person.country),
      ]
    case 'civility':
      return plain(person.civility && words.civility[person.civility])
    case 'relation':
      return plain(person.relation && words.relation[person.relation])
    case 'level':
      return plain(person.level && words.level[person.level])
    case 'birth':
      return plain(formatDate(person.birth, locale))
    case 'createdAt':
    case 'updatedAt':
      return plain(context.day(person[column]))
    case 'tags':
      return plain(person.tags.map(unbroken).join(', '))
    case 'actionModes':
      return plain(person.actionModes.map((mode) => words.actionMode[mode] ?? mode).join(', '))
    case 'skills':
      return plain(person.skills.map((skill) => words.skill[skill] ?? skill).join(', '))
    case 'availability':
      return plain(inWeekOrder(person.availability).map((slot) => slotText(slot, words)).join(', '))
    case 'externalIds':
      return person.externalIds.flatMap(({ source, value }) => plain(`${source} ${value}`))
    case 'consents':
      return consents(person, words)
    default:
      return person[column].split(/\s*[\n\r\u2028\u2029]+\s*/).flatMap(plain)
  }
}

/** Surname in bold, then first name; when both read from right to left in one piece, so that the surname stays first for its reader. */
function name(person: Person): Paragraph[] {
  const { lastName, firstName } = person
  if (lastName === '' && firstName === '') return plain(displayName(person))
  const [last, first] = [tidy(lastName), tidy(firstName)]
  if (rightToLeft.test(last) && rightToLeft.test(first)) return [{ text: `${last} ${first}`, style: 'bold', width: 0 }]
  const parts: Paragraph[] = []
  if (last !== '') parts.push({ text: last, style: 'bold', width: 0 })
  if (first !== '') parts.push(last === '' ? { text: first, style: 'regular', width: 0 } : { text: first, style: 'regular', width: 0, joins: true })
  return parts
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

function consents(person: Person, words: SheetWords): Paragraph[] {
  return purposes.flatMap((purpose) => {
    const said = (state: 'yes' | 'no'): string[] =>
      channels
        .filter((channel) => person.consents.some((one) => one.purpose === purpose && one.channel === channel && one.state === state))
        .map((channel) => words.channel[channel])
    const [yes, no] = [said('yes'), said('no')]
    return yes.length + no.length === 0 ? [] : plain(words.consented(words.purpose[purpose], yes, no))
  })
}

function inWeekOrder(slots: readonly string[]): string[] {
  const place = (slot: string): number => (availabilitySlots.indexOf(slot) + 1) || availabilitySlots.length + 1
  return [...slots].sort((a, b) => place(a) - place(b))
}

function slotText(slot: string, words: SheetWords): string {
  const [day = '', half = ''] = slot.split('-')
  return words.day[day] && words.half[half] ? `${words.day[day]}\u00a0${words.half[half]}` : slot
}

function labelled(value: string, label: string): Paragraph[] {
  return [...plain(value), ...plain(label).map((text): Paragraph => ({ ...text, joins: true, soft: true }))]
}

/** A tag of several words stays on one line where it can. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

function plain(text: string): Paragraph[] {
  const tidied = tidy(text)
  return tidied === '' ? [] : [{ text: tidied, style: 'regular', width: 0 }]
}

const untidy = /[\u0000-\u001f\u007f-\u009f]|^\s|\s$| {2}/

/** Without control characters (no font has them) and without useless spaces. */
function tidy(text: string): string {
  return untidy.test(text) ? text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').replace(/ {2,}/g, ' ').trim() : text
}
