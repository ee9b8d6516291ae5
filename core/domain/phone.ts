/**
 * Phones as people write them. A number that can't be read is kept as written and flagged, never dropped:
 * an organizer who knows the person can often see the missing digit.
 */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { inPairs } from './phone-text'

/** Named as the import report names them. */
export type PhoneRepair = 'phone-zero' | 'phone-format' | 'phone-overseas' | 'phone-scientific'

export interface PhoneReading {
  /** `+33639981234`, or `null` when the cell can't be one number. */
  e164: string | null
  /** What to store: `06 39 98 12 34` (plain spaces) for French numbers, `+49 30 123456` for others, as written when unreadable. */
  value: string
  /** « perso », « mobile »… found beside the number; empty otherwise. */
  label: string
  /** Kept, but not a number that can ring: shown with a flag. */
  odd: boolean
  repairs: PhoneRepair[]
}

/**
 * Overseas ranges are dialled nationally (0692…) but are other countries in the international plan (+262 692…):
 * +33 692… rings nowhere. These belong to one territory whole (ARCEP's numbering plan).
 */
const overseasCodes: Record<string, string> = {
  262: '262', 590: '590', 594: '594', 596: '596', 690: '590', 691: '590', 692: '262', 693: '262', 694: '594', 696: '596', 697: '596',
}
/** These are shared with metropolitan France: which numbers are overseas is asked of libphonenumber's metadata. */
const sharedRanges: Record<string, readonly CountryCode[]> = { 263: ['RE'], 268: ['RE'], 269: ['RE'], 639: ['RE'], 709: ['RE', 'GP', 'GF', 'MQ'] }

/** Country codes under which a French national number `0…` may be stored. */
const frenchCodes = /^\+(33|262|590|594|596)(\d{9})$/

/** E.164 of nine national digits (without the leading zero). */
function frenchE164(nine: string): string {
  // 06 39 98 is ARCEP's block for fiction: metropolitan, though 0639 is otherwise Mayotte.
  if (nine.startsWith('63998')) return '+33' + nine
  const range = nine.slice(0, 3)
  const code = overseasCodes[range]
  if (code !== undefined) return `+${code}${nine}`
  for (const country of sharedRanges[range] ?? []) {
    const parsed = parsePhoneNumberFromString('0' + nine, country)
    if (parsed?.isValid()) return parsed.number
  }
  return '+33' + nine
}

const separators = /[\s.,\-_/()\u00a0\u202f\u2010-\u2015]+/g
const plainFrench = /^0[1-9]\d{8}$/
/** As most tables write them; nothing else need be tried. */
const spacedFrench = /^0[1-9](?:[ .]\d\d){4}$/

function french(nine: string, repairs: PhoneRepair[]): PhoneReading {
  const e164 = frenchE164(nine)
  if (!e164.startsWith('+33')) repairs.push('phone-overseas')
  return { e164, value: inPairs('0' + nine), label: '', odd: false, repairs }
}

/** One number, without label. */
function readOne(text: string): PhoneReading {
  const typed = text.trim()
  const digits = typed.replace(/^'/, '').replace(/^(\d{9,})[.,]0+$/, '$1').replace(separators, '')
  if (plainFrench.test(digits)) {
    const tidy = typed === digits || /^0\d(?:[ \u00a0\u202f]\d\d){4}$/.test(typed)
    return french(digits.slice(1), tidy ? [] : ['phone-format'])
  }
  const scientific = /^(\d)[.,](\d+)E\+?(\d{1,2})$/i.exec(typed)
  if (scientific) return readScientific(typed, scientific[1]!, scientific[2]!, Number(scientific[3]))
  if (/^[1-9]\d{8}$/.test(digits)) return french(digits, ['phone-zero'])
  const international = /^(?:\+|00)?33\(?0?\)?([1-9]\d{8})$/.exec(digits)
  if (international) return french(international[1]!, ['phone-format'])
  if (/^(?:\+|00)/.test(digits)) return readForeign(typed, '+' + digits.replace(/^(?:\+|00)/, ''))
  // Overseas codes written without their plus sign.
  if (/^(?:262|590|594|596)\d{9}$/.test(digits)) return readForeign(typed, '+' + digits)
  return { e164: null, value: typed, label: '', odd: true, repairs: [] }
}

function readForeign(typed: string, international: string): PhoneReading {
  const parsed = parsePhoneNumberFromString(international)
  if (!parsed?.isPossible()) return { e164: null, value: typed, label: '', odd: true, repairs: [] }
  const valid = parsed.isValid()
  const overseas = frenchCodes.exec(parsed.number)
  const value = overseas && valid ? inPairs('0' + overseas[2]!) : parsed.formatInternational()
  return { e164: parsed.number, value, label: '', odd: !valid, repairs: value === typed ? [] : ['phone-format'] }
}

/** Excel's 6,12E+08. All digits are there only when the mantissa is as long as the exponent; otherwise they are lost for good. */
function readScientific(typed: string, first: string, decimals: string, exponent: number): PhoneReading {
  if (decimals.length >= exponent && /^0*$/.test(decimals.slice(exponent))) {
    const whole = readOne(first + decimals.slice(0, exponent))
    if (whole.e164 !== null) return { ...whole, repairs: ['phone-scientific', ...whole.repairs.filter((kind) => kind === 'phone-overseas')] }
  }
  return { e164: null, value: typed, label: '', odd: true, repairs: ['phone-scientific'] }
}

const labelled = /^\s*([\p{L}. ]*?\p{L}[\p{L}. ]*?)\s*:?\s*(?=[+(\d])([^\p{L}]*?)\s*$/u
const bracketed = /^(.*\d.*?)\s*[([]\s*(\p{L}[^)\]]*)[)\]]\s*$/su
const trailing = /^([^\p{L}]*\d)\s+(\p{L}[\p{L} ]*)$/u

/** A number with the word beside it: « Mobile : 06… », « 06… (perso) », « 06… bureau ». */
function readLabelled(piece: string): PhoneReading {
  const bracket = bracketed.exec(piece) ?? trailing.exec(piece)
  if (bracket) return { ...readOne(bracket[1]!), label: bracket[2]!.trim() }
  const before = labelled.exec(piece)
  if (before) return { ...readOne(before[2]!), label: before[1]!.replace(/\s*\.$/, '').trim() }
  return readOne(piece)
}

/** Two French numbers with nothing, or only a space, between them. */
const severalFrench = /0[1-9](?:[ .\-\u00a0\u202f]?\d\d){4}(?!\d)/g

/** A longer cell is a text that fell into the wrong column: kept whole, since reading it for numbers would cost seconds (its patterns are not linear). */
const longestCell = 500

/**
 * All the numbers of one cell, in order. « 06… / 01… », « ; », a line break, « ::: » (Google), « ou » and « et » part numbers;
 * `06/39/98/12/34` is one. An empty cell, or one without any digit such as « néant », gives no number.
 */
export function readPhones(cell: string): PhoneReading[] {
  if (plainFrench.test(cell)) return [french(cell.slice(1), [])]
  if (spacedFrench.test(cell)) return [readOne(cell)]
  if (!/\d/.test(cell)) return []
  if (cell.length > longestCell) return [{ e164: null, value: cell.trim(), label: '', odd: true, repairs: [] }]
  const whole = readLabelled(cell.trim())
  if (whole.e164 !== null) return [whole]
  const pieces = cell
    .split(/\s*(?::::|[;|\n\r]|,(?=\s*[+(0]?\d)|\s+(?:ou|et|or|and)\s+|\/(?=\s*[+(]?\d{2,})|\s\/|\/\s)\s*/iu)
    .flatMap((piece) => {
      const numbers = piece.match(severalFrench) ?? []
      return numbers.length > 1 && numbers.join('').replace(/\D/g, '').length === piece.replace(/\D/g, '').length ? numbers : [piece]
    })
    .filter((piece) => /\d/.test(piece))
  const readings = pieces.map(readLabelled)
  // A cut that leaves nothing readable was no list of numbers: keep the cell in one piece.
  if (readings.length > 1 && readings.every((reading) => reading.e164 === null)) return [whole]
  const seen = new Set<string>()
  return readings.filter((reading) => reading.e164 === null || !seen.has(reading.e164) && seen.add(reading.e164))
}

/** The key two spellings of one number share: E.164, else its digits, else empty. */
export function phoneKey(value: string): string {
  // Stored numbers are mostly ten digits in pairs: 100,000 of them are keyed at each start.
  const digits = value.replace(/ /g, '')
  if (plainFrench.test(digits)) return frenchE164(digits.slice(1))
  const [reading] = readPhones(value)
  return reading?.e164 ?? value.replace(/\D/g, '')
}

/** Whether a stored number should be shown with a flag. */
export function isOddPhone(value: string): boolean {
  const readings = readPhones(value)
  return readings.length !== 1 || readings[0]!.odd
}

/** For search: ` 0639981234 33639981234`, so that `0639`, `+33 6 39` and `0033 6 39` all find the number however it is stored. */
export function phoneDigits(value: string): string {
  const key = phoneKey(value)
  if (key === '') return ''
  const national = frenchCodes.exec(key)
  if (national) return ` 0${national[2]!} ${key.slice(1)}`
  if (!key.startsWith('+')) return ` ${key}`
  const parsed = parsePhoneNumberFromString(key)
  return ` ${parsed ? `0${parsed.nationalNumber} ` : ''}${key.slice(1)}`
}
