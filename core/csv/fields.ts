/** How the cells of a target fill a draft: one small reader a family of targets. A reader says what it repaired, and hands on what it can't read. */
import { readEmails } from '../domain/email'
import { readCivility, splitFullName } from '../domain/names'
import { readDate } from '../domain/dates'
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
  /** The label read from the column before (Google's « Phone 1 - Label »). */
  label: string
  /** Excel rounded a number for good. */
  lostDigits: boolean
  today: string
}

const hasWord = /\p{L}{3}/u

export function addEmails(row: RowDraft, cell: string, label: string, header: string, first: boolean): void {
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

/** A date for a field; an odd one is kept in words rather than guessed or lost. */
export function dayOf(row: RowDraft, cell: string, plan: ColumnPlan): string {
  const reading = readDate(cell, plan.dateOrder, row.today)
  for (const repair of reading.repairs) row.repaired(repair)
  return reading.odd && plan.target === 'birth' ? '' : reading.value
}

export function setBirth(row: RowDraft, cell: string, plan: ColumnPlan): void {
  const value = dayOf(row, cell, plan)
  if (value !== '') row.draft.birth ??= value
  else if (/[1-9]/.test(cell) && readDate(cell, plan.dateOrder, row.today).odd) row.keep(plan.header, cell)
}

/** A postal code as La Poste writes it, from what spreadsheets leave of it. */
export function setPostalCode(row: RowDraft, cell: string, plan: ColumnPlan, abroad: boolean): void {
  const { draft } = row
  let code = cell.replace(/^(?:F|FR)[- ]?(?=\d{5}$)/i, '')
  if (/^\d{4,5}[.,]0+$/.test(code)) code = code.replace(/[.,]0+$/, '')
  if (/^\d{2} \d{3}$/.test(code)) code = code.replace(' ', '')
  const withCity = /^(\d{5})[ ,-]+(\p{L}.*)$/u.exec(code)
  if (withCity) {
    draft.postalCode = withCity[1]!
    draft.city ??= withCity[2]!
    row.repaired('multi-value')
    return
  }
  if (plan.lostZeros && !abroad && /^[1-9]\d{3}$/.test(code)) {
    code = `0${code}`
    row.repaired('postal-zero')
  }
  draft.postalCode = code
}

export function setPostalCity(row: RowDraft, cell: string, plan: ColumnPlan): void {
  const before = /^(?:F-?)?(\d{4,5}|2[AB]\d{3})[ ,-]+(.+)$/u.exec(cell)
  const after = /^(.+?)[ ,(-]+(\d{5})\)?$/u.exec(cell)
  const [code, city] = before ? [before[1]!, before[2]!] : after ? [after[2]!, after[1]!] : ['', cell]
  if (/^\d+$/.test(city)) return setPostalCode(row, city, plan, false)
  if (code !== '') {
    row.draft.postalCode ??= code.length === 4 ? `0${code}` : code
    if (code.length === 4) row.repaired('postal-zero')
    row.repaired('multi-value')
  }
  if (/^\d{5}$/.test(cell)) row.draft.postalCode ??= cell
  else row.draft.city ??= city
}
