/**
 * People as rows of text, in columns that our import reads back whole. A value that the import would take for something else
 * (a name with two spaces, an e-mail cell that holds a comma, a code of four digits) is written behind an apostrophe, which means "as it is"
 * in our own files; so export then import changes nothing, and yet what a spreadsheet spoils on the way can still be repaired.
 */
import { channels, purposes, type Channel, type Purpose } from '../domain/consent'
import { formatDate, readDate } from '../domain/dates'
import type { ContactField, Person, setFields, textFields } from '../domain/person'
import type { PeopleColumn } from '../domain/query'
import { readPostalCode } from '../domain/address'
import { readEmails } from '../domain/email'
import { readCivility } from '../domain/names'
import { readPhones } from '../domain/phone'
import { cleanText, joinList, saysNothing, splitList } from './cells'
import { isFormula } from './neutralise'
import { contactTitle, ownTitle, readOnlyTitles, type Locale } from './own-headers'
import { writeRecord } from './row-consents'
import { readAction, readLevel, readRelation, readSkill, readSlots, wordOf } from './words'

export interface OutputColumn {
  title: string
  cell(person: Person): string
}

export interface OutputOptions {
  locale: Locale
  /** Days as `03/04/1987`, which French spreadsheets take for days, or in ISO. */
  days: 'french' | 'iso'
}

/** As it is when the import reads it back as it is; else behind an apostrophe. */
function guarded(value: string, readsBack: (cell: string) => boolean): string {
  if (value === '') return ''
  return value.startsWith("'") || isFormula(value) || cleanText(value) !== value || saysNothing(value) || !readsBack(value) ? `'${value}` : value
}

const always = () => true

function phoneReadsBack(cell: string): boolean {
  const [reading, other] = readPhones(cell)
  return !cell.includes('@') && !other && reading?.value === cell && reading.label === ''
}

function emailReadsBack(cell: string): boolean {
  const [reading, other] = readEmails(cell)
  return !other && reading?.value === cell && reading.label === ''
}

function dayCell(value: string, options: OutputOptions): string {
  const shown = options.days === 'french' && value.length === 10 ? formatDate(value, 'fr') : value
  // The import reads days against today's date only to flag them; any later day than all others will do here.
  const readsBack = readDate(shown, 'dmy', '9999-12-31')
  return readsBack.value === value && readsBack.problem !== 'future' && recent(value) ? guarded(shown, always) : `'${value}`
}

/** Days before 1906, and those to come, are flagged at import and would go to the note. */
const recent = (value: string) => value.slice(0, 4) >= '1920' && value.slice(0, 4) < '2020'

function listCell(words: readonly string[], write: (word: string) => string, read: (word: string) => readonly string[]): string {
  // A free word that reads as a code (« stand » typed where « stall » exists) must come back as typed: it is quoted by a star.
  const written = words.map((word) => {
    const shown = write(word)
    const back = read(shown)
    return back.length === 1 && back[0] === word && !shown.startsWith('*') ? shown : `*${word}`
  })
  const cell = joinList(written)
  return guarded(cell, (text) => sameList(splitList(text), written))
}

const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((word, at) => word === b[at])

function textCell(field: (typeof textFields)[number], person: Person, options: OutputOptions): string {
  const value = person[field]
  switch (field) {
    case 'civility':
      return value === 'mme' ? 'Mme' : value === 'm' ? 'M.' : value === 'mx' ? 'Mx' : guarded(value, (cell) => readCivility(cell) === value)
    case 'postalCode':
      return guarded(value, (cell) => /^\d{5}$/.test(cell) || (!/^\d{4}$/.test(cell) && !/\p{L}/u.test(cell) && readPostalCode(cell, true).value === cell))
    case 'city':
      return guarded(value, (cell) => !/\d{5}/.test(cell))
    case 'birth':
      return value === '' ? '' : dayCell(value, options)
    case 'relation':
      return value === '' ? '' : wordThatReads(wordOf('relation', value, options.locale), value, readRelation)
    case 'level':
      return value === '' ? '' : wordThatReads(wordOf('level', value, options.locale), value, readLevel)
    default:
      return guarded(value, always)
  }
}

const wordThatReads = (word: string, value: string, read: (cell: string) => string) => (read(word) === value ? word : value)

function setColumn(field: (typeof setFields)[number], options: OutputOptions): (person: Person) => string {
  const { locale } = options
  if (field === 'actionModes') return (person) => listCell(person.actionModes, (code) => wordOf(field, code, locale), (word) => [readAction(word)])
  if (field === 'skills') return (person) => listCell(person.skills, (code) => wordOf(field, code, locale), (word) => [readSkill(word)])
  if (field === 'availability') return (person) => listCell(person.availability, (code) => wordOf(field, code, locale), readSlots)
  return (person) => listCell(person.tags, (word) => word, (word) => [word])
}

function contactColumns(field: ContactField, people: readonly Person[], options: OutputOptions): OutputColumn[] {
  let most = 1
  for (const person of people) most = Math.max(most, person[field].length)
  const readsBack = field === 'emails' ? emailReadsBack : phoneReadsBack
  return Array.from({ length: most }, (_, at): OutputColumn[] => [
    { title: contactTitle(field, at, 'value', options.locale), cell: (person) => guarded(person[field][at]?.value ?? '', readsBack) },
    ...(people.some((person) => person[field][at]?.label)
      ? [{ title: contactTitle(field, at, 'label', options.locale), cell: (person: Person) => guarded(person[field][at]?.label ?? '', always) }]
      : []),
  ]).flat()
}

function consentColumns(people: readonly Person[], options: OutputOptions): OutputColumn[] {
  const used = new Set<string>()
  for (const person of people) for (const consent of person.consents) used.add(`${consent.purpose}.${consent.channel}`)
  return purposes.flatMap((purpose) => channels.filter((channel) => used.has(`${purpose}.${channel}`)).map((channel) => consentColumn(purpose, channel, options)))
}

function consentColumn(purpose: Purpose, channel: Channel, { locale }: OutputOptions): OutputColumn {
  return {
    title: ownTitle(`consents.${purpose}.${channel}.record`, locale),
    cell: (person) => {
      const consent = person.consents.find((each) => each.purpose === purpose && each.channel === channel)
      return consent ? guarded(writeRecord(consent, locale), always) : ''
    },
  }
}

const moment = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** The columns of an export: those chosen, several for e-mails, phones and consents, and last the person's own key, by which an edited export finds its people again. */
export function outputColumns(columns: readonly PeopleColumn[], people: readonly Person[], options: OutputOptions): OutputColumn[] {
  const { locale } = options
  const chosen = columns.flatMap((column): OutputColumn[] => {
    switch (column) {
      case 'name':
        return [{ title: readOnlyTitles.name[locale], cell: (person) => guarded(`${person.lastName} ${person.firstName}`.trim(), always) }]
      case 'createdAt': case 'updatedAt':
        return [{ title: readOnlyTitles[column][locale], cell: (person) => moment(person[column]) }]
      case 'emails': case 'phones':
        return contactColumns(column, people, options)
      case 'consents':
        return consentColumns(people, options)
      case 'externalIds':
        return [{ title: ownTitle(column, locale), cell: (person) => guarded(joinList(person.externalIds.map((id) => `${id.source}: ${id.value}`)), always) }]
      case 'actionModes': case 'skills': case 'availability': case 'tags':
        return [{ title: ownTitle(column, locale), cell: setColumn(column, options) }]
      default:
        return [{ title: ownTitle(column, locale), cell: (person) => textCell(column, person, options) }]
    }
  })
  return [...chosen, { title: ownTitle('externalIds.permanence', locale), cell: (person) => guarded(person.id, always) }]
}
