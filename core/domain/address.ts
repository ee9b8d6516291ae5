/**
 * Postal addresses: what files hold, and the lines that the French norm (AFNOR NF Z10-011, 19 January 2013) lets a label carry:
 * at most 6 lines of 38 characters, from the person to the commune, the last three in capitals and without punctuation.
 */
import { fold } from './fold'
import { fullName } from './name-text'
import type { Civility, Person } from './person'

const mostLines = 6
const lineLength = 38
/** A street's words are abbreviated only beyond this length. */
const streetLength = 32

export interface PostalCodeReading {
  value: string
  /** A leading zero that a spreadsheet took away was put back. */
  zeroRestored: boolean
  /** Not five digits: kept as written and flagged (or the code of another country). */
  odd: boolean
}

/** Without what spreadsheets and typists add: `="01340"`, `'01340`, `1340.0`, `F-93200`, `93 200`. */
function bareCode(cell: string): string {
  return cell.trim().replace(/^="?(.*?)"?$/, '$1').replace(/^'/, '').replace(/^F[- ]?(?=\d)/i, '').replace(/^(\d+)[.,]0+$/, '$1').replace(/^(\d{2})[ \u00a0\u202f.](\d{3})$/, '$1$2')
}

/** One cell. `restoreZero` is what the whole column says (departments 01 to 09 lose theirs in spreadsheets), never decided by the cell. */
export function readPostalCode(cell: string, restoreZero: boolean): PostalCodeReading {
  const code = bareCode(cell)
  if (restoreZero && /^[1-9]\d{3}$/.test(code)) return { value: `0${code}`, zeroRestored: true, odd: false }
  return { value: code, zeroRestored: false, odd: code !== '' && !/^(?:0[1-9]|[1-9]\d)\d{3}$/.test(code) }
}

export interface CityReading {
  postalCode: string
  city: string
  /** `CEDEX 2`, or empty: a delivery office, not a place; door-to-door and communes must not take it for one. */
  cedex: string
}

/** `93200 Saint-Denis`, `Saint-Denis (93200)`, `SAINT-DENIS CEDEX 2`… Spelling is kept. */
export function readCity(cell: string): CityReading {
  let text = cell.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  let postalCode = ''
  if (text.length > 200) return { postalCode, city: text, cedex: '' }
  const before = /^(?:F[- ]?)?(\d{5}|\d{2} \d{3})[ ,;–-]+(?=\D)/i.exec(text)
  const after = /[ ,(–-]+(\d{5})\)?$/.exec(text)
  if (before) {
    postalCode = before[1]!.replace(' ', '')
    text = text.slice(before[0].length)
  } else if (after) {
    postalCode = after[1]!
    text = text.slice(0, after.index)
  } else if (/^\d{5}$/.test(text)) return { postalCode: text, city: '', cedex: '' }
  const cedex = /[ ,]*\b(cedex)\b ?(\d{1,2})?.*$/i.exec(text)
  const city = cedex ? text.slice(0, cedex.index) : text
  return { postalCode, city: city.trim(), cedex: cedex ? `CEDEX${cedex[2] ? ` ${cedex[2]}` : ''}` : '' }
}

export type AddressWarning = 'line-too-long' | 'too-many-lines' | 'no-street' | 'no-city' | 'no-postal-code'

export interface AddressLines {
  /** None empty, at most 6 in France (7 with a country), ready to print. */
  lines: string[]
  warnings: AddressWarning[]
}

export interface AddressOptions {
  /** Accents in the capitals of the last lines. La Poste advises none; its machines read both. Kept unless asked otherwise. */
  accents?: boolean
  /** Line 1; the display name with its civility unless given (« Famille Durand », « À l’attention de… »). */
  recipient?: string
}

const civilityWritten: Record<Civility, string> = { mme: 'Mme', m: 'M.', mx: '' }

/** The norm's abbreviations (its annex), for a street beyond 32 characters. */
const abbreviations: [RegExp, string][] = [
  [/^(\d+(?: \p{L}+)? )?AVENUE\b/u, '$1AV'], [/^(\d+(?: \p{L}+)? )?BOULEVARD\b/u, '$1BD'], [/^(\d+(?: \p{L}+)? )?IMPASSE\b/u, '$1IMP'], [/^(\d+(?: \p{L}+)? )?PLACE\b/u, '$1PL'],
  [/^(\d+(?: \p{L}+)? )?CHEMIN\b/u, '$1CHE'], [/^(\d+(?: \p{L}+)? )?ALL[ÉE]E\b/u, '$1ALL'], [/^(\d+(?: \p{L}+)? )?ROUTE\b/u, '$1RTE'], [/^(\d+(?: \p{L}+)? )?FAUBOURG\b/u, '$1FG'],
  [/^(\d+(?: \p{L}+)? )?SQUARE\b/u, '$1SQ'], [/^(\d+(?: \p{L}+)? )?PASSAGE\b/u, '$1PAS'], [/\bR[ÉE]SIDENCE\b/gu, 'RES'], [/\bB[ÂA]TIMENT\b/gu, 'BAT'],
  [/\bSAINT\b/gu, 'ST'], [/\bSAINTE\b/gu, 'STE'], [/\bG[ÉE]N[ÉE]RAL\b/gu, 'GAL'], [/\bCOMMANDANT\b/gu, 'CDT'], [/\bCOLONEL\b/gu, 'CNL'], [/\bDOCTEUR\b/gu, 'DR'], [/\bPROFESSEUR\b/gu, 'PR'], [/\bPR[ÉE]SIDENT\b/gu, 'PDT'], [/\bMAR[ÉE]CHAL\b/gu, 'MAL'],
]

/** Capitals without punctuation: what lines 4 to 6 are made of. Hyphens and apostrophes become spaces. */
function capitals(text: string, accents: boolean): string {
  const upper = text.toLocaleUpperCase('fr').replace(/[^\p{L}\p{N}\p{M}/]+/gu, ' ').trim()
  return accents ? upper : upper.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Œ', 'OE').replaceAll('Æ', 'AE')
}

function street(text: string, accents: boolean): string {
  let line = capitals(text, accents)
  for (const [word, short] of abbreviations) {
    if (line.length <= streetLength) break
    line = line.replace(word, short)
  }
  return line
}

const isFrance = (country: string) => ['', 'france', 'fr', 'fra', 'france metropolitaine'].includes(fold(country))

/** The lines of a person's label. Nothing is cut: a line that is too long is given whole, with a warning. */
export function addressLines(person: Person, { accents = true, recipient }: AddressOptions = {}): AddressLines {
  const warnings: AddressWarning[] = []
  const civility = person.civility === '' ? '' : civilityWritten[person.civility]
  const named = recipient ?? `${civility} ${fullName(person)}`.trim()
  const upper = [street(person.street, accents), capitals(person.locality, accents), `${person.postalCode} ${capitals(person.city, accents)}`.trim()]
  const lines = [named, person.addressUnit.trim(), person.addressBuilding.trim(), ...upper].filter((line) => line !== '')
  if (person.street === '' && person.locality === '') warnings.push('no-street')
  if (person.city === '') warnings.push('no-city')
  if (person.postalCode === '') warnings.push('no-postal-code')
  if (lines.length > mostLines) warnings.push('too-many-lines')
  if (!isFrance(person.country)) lines.push(capitals(person.country, accents))
  if (lines.some((line) => [...line].length > lineLength)) warnings.push('line-too-long')
  return { lines, warnings }
}
