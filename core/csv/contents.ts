/** What a column's cells look like, for columns whose title is missing, unknown, or can mean two things. */
import { readEmails } from '../domain/email'
import { foldName } from '../domain/fold'
import { readCivility } from '../domain/names'
import { readPhones } from '../domain/phone'
import { readYesNo } from '../domain/yesno'

export type Content = 'email' | 'phone' | 'postal' | 'postal-city' | 'date' | 'year' | 'yes-no' | 'civility' | 'number' | 'capitals' | 'words' | 'names' | 'text' | 'empty'

const dateShape = /^(?:\d{1,2}[/.\-\s]\d{1,2}[/.\-\s](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})(?:[ T]\d{1,2}:\d{2}.*)?$/
const postalShape = /^(?:\d{5}|[1-9]\d{3}|2[AB]\d{3})$/
const words = /^[\p{L}][\p{L}\p{M}'’.\- ]*$/u

function looksPhone(cell: string): boolean {
  const digits = cell.replace(/\D/g, '')
  return digits.length >= 9 && digits.length <= 15 && readPhones(cell).some((reading) => reading.e164 !== null)
}

const tests: [Content, (cell: string) => boolean, number][] = [
  ['email', (cell) => cell.includes('@') && readEmails(cell).some((reading) => reading.value.includes('@')), 0.5],
  ['date', (cell) => dateShape.test(cell), 0.7],
  ['yes-no', (cell) => readYesNo(cell) !== '', 0.9],
  ['civility', (cell) => readCivility(cell) !== '', 0.8],
  ['phone', looksPhone, 0.6],
  ['year', (cell) => /^(?:19[1-9]\d|20[0-2]\d)$/.test(cell), 0.9],
  ['postal', (cell) => postalShape.test(cell.replace(/\s/g, '')), 0.8],
  ['postal-city', (cell) => /^\d{5}\s+\p{L}/u.test(cell), 0.7],
  ['number', (cell) => /^[\d\s.,€-]+$/.test(cell), 0.8],
  ['words', (cell) => words.test(cell), 0.8],
]

/** The kind of most non-empty cells. */
export function contentOf(cells: readonly string[]): Content {
  // The beginning of a cell tells its kind; a page of text is none of these.
  const filled = cells.map((cell) => cell.slice(0, 200).trim()).filter((cell) => cell !== '').slice(0, 200)
  if (filled.length === 0) return 'empty'
  for (const [kind, fits, share] of tests) {
    if (filled.filter(fits).length / filled.length < share) continue
    if (kind !== 'words') return kind
    // Surnames in capitals, whole names (« DUPONT Marie »), or other words.
    const capitals = filled.filter((cell) => cell === cell.toLocaleUpperCase('fr')).length / filled.length
    const two = filled.filter((cell) => /^\p{Lu}[\p{Lu}'’-]+\s+\p{Lu}\p{Ll}|^\p{Lu}\p{Ll}+[\p{L}-]*\s+\p{Lu}[\p{Lu}'’-]+$/u.test(cell)).length / filled.length
    return two > 0.5 ? 'names' : capitals > 0.8 ? 'capitals' : 'words'
  }
  return 'text'
}

/** Different values among the filled cells, as a share: names vary, categories repeat. */
export function variety(cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '')
  return filled.length === 0 ? 0 : new Set(filled.map(foldName)).size / filled.length
}
