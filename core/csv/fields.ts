/** How the cells of a target fill a draft: one small reader a family of targets. A reader says what it repaired, and hands on what it can't read. */
import { readCity, readPostalCode } from '../domain/address'
import { readEmails } from '../domain/email'
import { readCivility, splitFullName } from '../domain/names'
import { readDate, type DateReading } from '../domain/dates'
import type { ContactPoint, PersonDraft } from '../domain/person'
import { readPhones } from '../domain/phone'
import { saysNone } from './cells'
import type { ColumnPlan } from './columns'
import type { RepairKind } from './plan'

/** Where readers put what they find in a row. */
export interface RowDraft {
  draft: PersonDraft
  repaired(kind: RepairKind): void
  /** What fits no field is kept in the note, under its title: nothing is dropped silently. */
  keep(title: string, text: string): void
  emails: ContactPoint[]
  phones: ContactPoint[]
  /** E.164 of the numbers read, for matching. */
  numbers: string[]
  /** The label read from the column before (Google's « Phone 1 - Label »). */
  label: string
  /** Excel rounded a number for good. */
  lostDigits: boolean
  today: string
}

const hasWord = /\p{L}{3}/u
const plainAddress = /^[a-z0-9]+(?:[._-][a-z0-9]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}$/

export function addEmails(row: RowDraft, cell: string, label: string, header: string, first: boolean): void {
  if (plainAddress.test(cell)) {
    // Nothing to part or repair, whatever the domain's own suggestions: nine cells in ten.
    if (first) row.emails.unshift({ value: cell, label })
    else row.emails.push({ value: cell, label })
    return
  }
  const readings = readEmails(cell)
  if (readings.length === 0) {
    const phones = /\d{2}/.test(cell) ? readPhones(cell).filter((reading) => reading.e164 !== null) : []
    if (phones.length > 0) addPhones(row, cell, '', header)
    else if (hasWord.test(cell) && !saysNone(cell)) row.keep(header, cell)
    return
  }
  if (readings.length > 1) row.repaired('multi-value')
  const points = readings.map((reading) => {
    if (reading.repaired) row.repaired('email-syntax')
    return { value: reading.value, label: reading.label || label }
  })
  if (first) row.emails.unshift(...points)
  else row.emails.push(...points)
}

export function addPhones(row: RowDraft, cell: string, label: string, header: string): void {
  if (cell.includes('@')) return addEmails(row, cell, '', header, false)
  const readings = readPhones(cell)
  if (readings.length === 0) {
    if (hasWord.test(cell) && !saysNone(cell)) row.keep(header, cell)
    return
  }
  if (readings.length > 1) row.repaired('multi-value')
  for (const reading of readings) {
    for (const repair of reading.repairs) row.repaired(repair)
    if (reading.e164 === null && reading.repairs.includes('phone-scientific')) row.lostDigits = true
    if (reading.e164 !== null) row.numbers.push(reading.e164)
    row.phones.push({ value: reading.value, label: reading.label || label })
  }
}

const civilityBefore = /^(?:m|mr|mme|mlle|melle|monsieur|madame|mademoiselle|mx)\b\.?\s+(?=\S)/i
const bornAs = /\bn[ée]+e?\b\s|[ée]pouse\b/i

/** A surname cell may carry a civility (« Mme DUPONT »), a birth name (« née MARTIN »), or the whole name when the first name's cell is empty. */
export function setLastName(row: RowDraft, cell: string, firstName: string): void {
  const { draft } = row
  const civility = cell.includes(' ') ? civilityBefore.exec(cell)?.[0] : undefined
  const name = civility ? cell.slice(civility.length) : cell
  draft.lastName = name
  if (civility) {
    draft.civility ??= readCivility(civility)
    row.repaired('civility-split')
  }
  if (!name.includes(' ')) return
  const born = bornAs.test(name)
  if (firstName !== '' && !born) return
  const reading = splitFullName(name)
  if (reading.couple) return
  if (born && reading.birthName !== '') {
    draft.birthName ??= reading.birthName
    draft.lastName = firstName === '' ? reading.lastName : [reading.lastName, reading.firstName].filter(Boolean).join(' ')
    if (firstName === '' && reading.firstName !== '') draft.firstName = reading.firstName
    row.repaired('name-split')
  } else if (reading.sure && reading.firstName !== '' && isUpper(reading.lastName) && !isUpper(reading.firstName)) {
    // Only capitals part a name here: « Le Gall » in a column of surnames is one.
    draft.lastName = reading.lastName
    draft.firstName = reading.firstName
    row.repaired('name-split')
  }
}

const isUpper = (text: string) => text === text.toLocaleUpperCase('fr')

export function setFullName(row: RowDraft, cell: string, plan: ColumnPlan): void {
  const reading = splitFullName(cell, plan.nameOrder)
  const { draft } = row
  if (reading.lastName) draft.lastName ??= reading.lastName
  if (reading.firstName) draft.firstName ??= reading.firstName
  if (reading.birthName) draft.birthName ??= reading.birthName
  if (reading.lastName && reading.firstName) row.repaired('name-split')
  if (reading.civility !== '') {
    draft.civility ??= reading.civility
    row.repaired('civility-split')
  }
  if (reading.couple) row.keep(plan.header, cell)
}

/** Days repeat in a file: 30,000 birthdays for any number of people. */
const readDays = new WeakMap<ColumnPlan, Map<string, DateReading>>()

function dateIn(row: RowDraft, cell: string, plan: ColumnPlan): DateReading {
  let known = readDays.get(plan)
  if (!known || known.size > 40_000) readDays.set(plan, (known = new Map()))
  let reading = known.get(cell)
  if (!reading) known.set(cell, (reading = readDate(cell, plan.dateOrder, row.today)))
  return reading
}

/** A date for a field; an odd one is kept in words rather than guessed or lost. */
export function dayOf(row: RowDraft, cell: string, plan: ColumnPlan): string {
  const reading = dateIn(row, cell, plan)
  for (const repair of reading.repairs) row.repaired(repair)
  return reading.odd && plan.target === 'birth' ? '' : reading.value
}

export function setBirth(row: RowDraft, cell: string, plan: ColumnPlan): void {
  const value = dayOf(row, cell, plan)
  if (value !== '') row.draft.birth ??= value
  else if (/[1-9]/.test(cell) && dateIn(row, cell, plan).odd) row.keep(plan.header, cell)
}

const fiveDigits = /^\d{5}$/

/** A postal code, from what spreadsheets leave of it; `93200 Saint-Denis` in its column gives the city too. */
export function setPostalCode(row: RowDraft, cell: string, plan: ColumnPlan, isAbroad: () => boolean): void {
  const { draft } = row
  if (fiveDigits.test(cell)) {
    draft.postalCode = cell
    return
  }
  const abroad = isAbroad()
  if (!abroad && /^\d{5}\D|\D\d{5}\)?$/.test(cell) && /\p{L}{2}/u.test(cell)) return setPostalCity(row, cell, plan)
  const reading = abroad ? { value: cell, zeroRestored: false } : readPostalCode(cell, plan.lostZeros)
  if (reading.zeroRestored) row.repaired('postal-zero')
  draft.postalCode = reading.value
}

/** A code and a city in one cell. CEDEX stays with the city as written: it is a delivery office, never corrected into a commune. */
export function setPostalCity(row: RowDraft, cell: string, plan: ColumnPlan): void {
  const { draft } = row
  const short = /^([1-9]\d{3})[ ,-]+(\p{L}.*)$/u.exec(cell)
  if (short && plan.target === 'postalCity') {
    draft.postalCode ??= `0${short[1]!}`
    draft.city ??= short[2]!
    row.repaired('postal-zero')
    return
  }
  const reading = readCity(cell)
  const city = `${reading.city} ${reading.cedex}`.trim()
  if (reading.postalCode !== '' && city !== '' && plan.target !== 'postalCity') row.repaired('multi-value')
  if (reading.postalCode !== '') draft.postalCode ??= reading.postalCode
  if (city !== '') draft.city ??= city
}
