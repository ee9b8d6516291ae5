/**
 * Dates as cells hold them. `03/04/1987` is 3 April or 4 March: the column decides, never the cell,
 * or one column would hold two meanings and nobody could tell which birthdays are wrong.
 */
import { fold } from './fold'

export type DateOrder = 'dmy' | 'mdy' | 'ymd'
/** Named as the import report names them. */
export type DateRepair = 'date-order' | 'date-serial' | 'date-two-digit' | 'empty-date'

export interface DateReading {
  /** `YYYY-MM-DD`, `YYYY` when only the year is said, `''` when the cell says no date or can't be read. */
  value: string
  /** Shown with a flag: unreadable, in the future, or over 120 years ago. */
  odd: boolean
  problem: 'unreadable' | 'future' | 'too-old' | null
  repairs: DateRepair[]
}

/** What other tools write for "no date": Galette 1901-01-01, Excel day 0, Outlook 0/0/00, SQL zeros. */
const noDates = new Set(['1901-01-01', '1900-01-01', '1900-01-00', '1899-12-30', '1899-12-31', '0001-01-01'])

const monthNames = [
  ['janvier', 'janv', 'jan', 'january'], ['fevrier', 'fev', 'fevr', 'february', 'feb'], ['mars', 'mar', 'march'], ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'], ['juin', 'june', 'jun'], ['juillet', 'juil', 'july', 'jul'], ['aout', 'aou', 'august', 'aug'], ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'], ['novembre', 'nov', 'november'], ['decembre', 'dec', 'december'],
]
const months = new Map(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)))

const pad = (value: number, length: number) => String(value).padStart(length, '0')

/** `YYYY-MM-DD`, or `null` when no calendar has that day. */
function day(year: number, month: number, date: number): string | null {
  if (month < 1 || month > 12 || date < 1 || year < 1 || year > 9999) return null
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return date > length ? null : `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
}

/** The day of an Excel serial (1900 system, which counts a 29 February 1900 that never was: days before March 1900 are not told). */
function fromSerial(serial: number): string {
  return new Date((Math.floor(serial) - 25569) * 86_400_000).toISOString().slice(0, 10)
}

interface Parts {
  /** Three numbers as written, and the length of each. */
  numbers: [number, number, number]
  lengths: [number, number, number]
}

const numeric = /^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})(?:[T\s,].*)?$/

/** A longer cell is a text that fell into the wrong column. */
const longestCell = 100

function parts(cell: string): Parts | null {
  if (cell.length > longestCell) return null
  const found = numeric.exec(cell)
  const compact = found ? null : /^(\d{2})(\d{2})(\d{4})$/.exec(cell)
  const [, a, b, c] = found ?? compact ?? []
  if (a === undefined || b === undefined || c === undefined) return null
  if (compact && Number(c) < 1800 && /^(?:18|19|20)/.test(cell)) {
    return { numbers: [Number(cell.slice(0, 4)), Number(cell.slice(4, 6)), Number(cell.slice(6))], lengths: [4, 2, 2] }
  }
  return { numbers: [Number(a), Number(b), Number(c)], lengths: [a.length, b.length, c.length] }
}

/** A year of two digits is the latest such year that is not after `today`: nobody is born, or joined, in the future. */
function fullYear(year: number, length: number, today: string): number {
  if (length > 2) return year
  const century = Number(today.slice(0, 2)) * 100
  return century + year > Number(today.slice(0, 4)) ? century - 100 + year : century + year
}

/**
 * One cell. `order` is the column's (`columnOrder`); `today` is `YYYY-MM-DD`.
 * Reads numbers with `/ . -` or spaces, a time after them (dropped), months in words, « né en 1975 », Excel serials, a year alone.
 */
export function readDate(cell: string, order: DateOrder, today: string): DateReading {
  const typed = cell.replace(/[\s\u00a0\u202f]+/g, ' ').trim().replace(/^'/, '')
  if (typed === '' || /^[-–—./?x]+$/i.test(typed) || /^(?:n\/?a|nc|null|nsp|inconnue?|none)$/i.test(typed)) return { value: '', odd: false, problem: null, repairs: [] }
  const repairs: DateRepair[] = []
  const found = typed.length > longestCell ? null : readValue(typed, order, today, repairs)
  if (found === 'none') return { value: '', odd: false, problem: null, repairs: ['empty-date'] }
  if (found === null) return { value: '', odd: true, problem: 'unreadable', repairs: [] }
  const year = Number(found.slice(0, 4))
  const problem = found > today.slice(0, found.length) ? 'future' : year < Number(today.slice(0, 4)) - 120 ? 'too-old' : null
  return { value: found, odd: problem !== null, problem, repairs }
}

function readValue(typed: string, order: DateOrder, today: string, repairs: DateRepair[]): string | 'none' | null {
  const numbers = parts(typed)
  if (numbers) {
    const [a, b, c] = numbers.numbers
    if (a === 0 || b === 0 || (c === 0 && numbers.lengths[2] === 4)) return 'none'
    const yearFirst = numbers.lengths[0] > 2
    if (!yearFirst && order === 'ymd' && numbers.lengths[2] <= 2) {
      repairs.push('date-two-digit')
      return known(day(fullYear(a, 2, today), b, c))
    }
    if (yearFirst) return known(day(a, b, c))
    if (numbers.lengths[2] <= 2) repairs.push('date-two-digit')
    if (order === 'mdy') repairs.push('date-order')
    const year = fullYear(c, numbers.lengths[2], today)
    return known(order === 'mdy' ? day(year, a, b) : day(year, b, a))
  }
  if (/^\d{4}$/.test(typed)) return Number(typed) === 0 ? 'none' : Number(typed) >= 1000 && Number(typed) <= 2999 ? typed : null
  if (/^0([.,]0+)?$/.test(typed)) return 'none'
  const serial = /^(\d{4,5})(?:[.,]\d+)?$/.exec(typed)
  if (serial && Number(serial[1]) > 60 && Number(serial[1]) < 73_415) {
    repairs.push('date-serial')
    return known(fromSerial(Number(serial[1])))
  }
  const words = fold(typed).split(' ')
  const month = words.findIndex((word) => months.has(word))
  if (month >= 0) {
    const date = words.slice(0, month).map((word) => /^(\d{1,2})(?:er)?$/.exec(word)?.[1]).find(Boolean) ?? words.slice(month + 1).map((word) => /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1]).find(Boolean)
    const year = words.find((word) => /^\d{4}$/.test(word))
    if (year && date) return known(day(Number(year), months.get(words[month]!)!, Number(date)))
    return year ?? null
  }
  // « né en 1975 », « année 1975 », « vers 1975 », « 1975 ? »
  const year = /(?:^|\D)((?:18|19|20)\d{2})(?:\D|$)/.exec(typed)
  return year && (typed.match(/\d+/g) ?? []).length === 1 ? year[1]! : null
}

function known(value: string | null): string | 'none' | null {
  return value !== null && noDates.has(value) ? 'none' : value
}

export interface ColumnOrder {
  order: DateOrder
  /** Cells that can only be read one way. */
  decided: number
  /** Cells that both day-first and month-first could read, with two meanings. */
  ambiguous: number
  /** Cells that contradict `order`: they will be flagged unreadable, never read the other way. */
  against: number
}

/**
 * The order of a whole column. A number over 12 decides; with none, day first (the French custom) unless `hint` says otherwise
 * (NationBuilder writes month first), and every ambiguous cell is counted so that a screen can ask.
 */
export function columnOrder(cells: readonly string[], hint: DateOrder = 'dmy'): ColumnOrder {
  const votes: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 }
  let ambiguous = 0
  for (const cell of cells) {
    const numbers = parts(cell.trim().replace(/^'/, ''))
    if (!numbers) continue
    const [a, b, c] = numbers.numbers
    if (a === 0 || b === 0) continue
    if (numbers.lengths[0] > 2) votes.ymd++
    else if (a > 31 && numbers.lengths[2] <= 2 && b <= 12 && c <= 31) votes.ymd++
    else if (a > 12 && a <= 31 && b <= 12) votes.dmy++
    else if (b > 12 && b <= 31 && a <= 12) votes.mdy++
    else if (a <= 12 && b <= 12 && a !== b) ambiguous++
  }
  const dayOrMonth: DateOrder = votes.dmy === votes.mdy ? (hint === 'ymd' ? 'dmy' : hint) : votes.dmy > votes.mdy ? 'dmy' : 'mdy'
  const shortYears = cells.some((cell) => parts(cell.trim())?.lengths[0] !== 4)
  const order = votes.ymd > 0 && (votes.ymd >= votes.dmy + votes.mdy + ambiguous || !shortYears) ? 'ymd' : dayOrMonth
  // Years of four digits at the front are read the same in any column: they contradict nothing.
  const against = order === 'ymd' ? votes.dmy + votes.mdy : votes[order === 'dmy' ? 'mdy' : 'dmy']
  return { order, decided: votes.dmy + votes.mdy + votes.ymd, ambiguous, against }
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A stored date for a screen or a sheet: `03/04/1987` in French, `3 Apr 1987` in English (no order to guess), a year alone as it is. */
export function formatDate(value: string, locale: 'fr' | 'en'): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)
  if (!found) return value
  const [, year, month, date] = found
  return locale === 'fr' ? `${date}/${month}/${year}` : `${Number(date)} ${englishMonths[Number(month) - 1] ?? month} ${year}`
}
