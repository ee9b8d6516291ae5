/**
 * Where the table begins. Sections put a title, a date or a logo line above their table, and some files have no line of titles at all:
 * the line with the most known titles is the header, and what stands above it is reported, not read as people.
 */
import { fold } from '../domain/fold'
import { contentOf } from './contents'
import { foldHeader, readHeader } from './headers'
import { ownTarget } from './own-headers'
import type { TableRecord } from './records'

export interface TableStart {
  /** The header, or `null` when the file has none. */
  header: TableRecord | null
  /** Records above the header: titles, dates, empty rows of separators. */
  preamble: TableRecord[]
  /** Title cells that continue a header on a second line, merged into `header`. */
  merged: boolean
}

/** How far down a header is looked for. */
const deepest = 40

const isEmpty = (record: TableRecord) => record.cells.every((cell) => cell.trim() === '')
const isDataLike = (cell: string) => /@|\d{2}[ .\-/]?\d{2}[ .\-/]?\d{2}|^\d+([.,]\d+)?$/.test(cell.trim())

function titleScore(cells: readonly string[]): number {
  let score = 0
  const seen = new Set<string>()
  for (const cell of cells) {
    const title = cell.trim()
    // No title is that long, and no pattern should walk through a page of text.
    if (title === '' || title.length > 80) continue
    if (isDataLike(title) && !/[a-z]{3}/i.test(title.replace(/\S+@\S+/g, ''))) {
      score -= 1
      continue
    }
    const reading = readHeader(title, false)
    if (reading && !seen.has(foldHeader(title))) score += reading.by === 'title' ? 2 : 1
    else if (ownTarget(title) !== null) score += 2
    seen.add(foldHeader(title))
  }
  return score
}

/**
 * Finds the header among the first records. `chosen` is the person's choice: a 1-based line of the file, or 0 for none.
 */
export function findTableStart(records: readonly TableRecord[], chosen?: number): TableStart {
  if (chosen === 0) return { header: null, preamble: [], merged: false }
  const first = records.slice(0, deepest)
  if (chosen !== undefined) {
    const at = first.findIndex((record) => record.line >= chosen)
    return at < 0 ? { header: null, preamble: [], merged: false } : { header: first[at]!, preamble: first.slice(0, at), merged: false }
  }
  let best = -1
  let bestScore = 0
  first.forEach((record, at) => {
    const filled = record.cells.filter((cell) => cell.trim() !== '').length
    // A title line alone (« Adhérents 2026 ») is one known word in a wide table.
    const score = filled < 2 && widest(first) > 2 ? 0 : titleScore(record.cells)
    if (score > bestScore) [best, bestScore] = [at, score]
  })
  if (best < 0 || bestScore < 2 && !looksLikeTitles(first, best)) best = first.findIndex((_, at) => looksLikeTitles(first, at))
  if (best < 0) return { header: null, preamble: leadingNoise(first), merged: false }
  return withUpperTitles(first, best)
}

function widest(records: readonly TableRecord[]): number {
  return Math.max(0, ...records.map((record) => record.cells.length))
}

/** Unknown titles: text in a line whose columns below hold data (addresses, numbers, dates), and that no line below repeats. */
function looksLikeTitles(records: readonly TableRecord[], at: number): boolean {
  const { cells } = records[at]!
  const below = records.slice(at + 1, at + 30)
  if (below.length === 0 || at > 5) return false
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length < 2 && widest(records) > 1 || filled.some(isDataLike) || new Set(filled.map(fold)).size < filled.length || filled.some((cell) => cell.length > 60)) return false
  return cells.some((_, column) => {
    const content = contentOf(below.map((record) => record.cells[column] ?? ''))
    return ['email', 'phone', 'postal', 'date', 'yes-no', 'year', 'postal-city'].includes(content)
  }) && !cells.some((cell, column) => cell.trim() !== '' && below.filter((record) => fold(record.cells[column] ?? '') === fold(cell)).length > 1)
}

/** Without a header, rows of separators and one-cell titles above the first full row are no people. */
function leadingNoise(records: readonly TableRecord[]): TableRecord[] {
  const width = widest(records)
  const at = records.findIndex((record) => record.cells.filter((cell) => cell.trim() !== '').length >= Math.min(2, width))
  return at > 0 ? records.slice(0, at) : []
}

/**
 * A header of two lines (« Adresse » merged over « Rue | CP | Ville »): the lower line is the header; where it is empty, the title above serves.
 */
function withUpperTitles(records: readonly TableRecord[], at: number): TableStart {
  const header = records[at]!
  const preamble = records.slice(0, at)
  const above = preamble.at(-1)
  if (above && above.line === header.line - 1 && !isEmpty(above)) {
    const cells = header.cells.map((cell, column) => (cell.trim() === '' ? above.cells[column] ?? '' : cell))
    const gained = cells.filter((cell, column) => cell !== header.cells[column] && readHeader(cell, false) !== null).length
    if (gained > 0 && above.cells.filter((cell) => cell.trim() !== '').length > 1) return { header: { ...header, cells }, preamble: preamble.slice(0, -1), merged: true }
  }
  // The other way round: titles on the upper line, and a second line of finer ones under some of them.
  const below = records[at + 1]
  if (below && !below.cells.some(isDataLike)) {
    const known = below.cells.map((cell) => cell.trim() !== '' && readHeader(cell, false) !== null)
    const filled = below.cells.filter((cell) => cell.trim() !== '').length
    if (filled > 0 && known.filter(Boolean).length === filled && below.cells.some((cell, column) => cell.trim() !== '' && (header.cells[column] ?? '').trim() === '')) {
      const cells = Array.from({ length: Math.max(header.cells.length, below.cells.length) }, (_, column) => (below.cells[column] ?? '').trim() || (header.cells[column] ?? ''))
      return { header: { ...below, cells }, preamble, merged: true }
    }
  }
  return { header, preamble, merged: false }
}

/** The same titles again, further down: a page break of a printed list, or files put end to end. */
export function repeatsHeader(cells: readonly string[], header: readonly string[]): boolean {
  let same = 0
  for (let column = 0; column < cells.length; column++) {
    if (cells[column] === '') continue
    const cell = cells[column]!.trim()
    if (cell === '') continue
    if (cell !== (header[column] ?? '').trim()) return false
    same++
  }
  return same > 0 && same >= Math.min(2, header.filter((cell) => cell.trim() !== '').length)
}

/** Other titles: a second table begins. Only lines made of nothing but known titles. */
export function startsOtherTable(cells: readonly string[], header: readonly string[]): boolean {
  // Nearly every row of people has a figure or an address in it: titles have none.
  for (const cell of cells) if (/[\d@]/.test(cell)) return false
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length < 2 || readHeader(filled[0]!, false)?.by !== 'title' || repeatsHeader(cells, header)) return false
  const own = new Set(header.map(foldHeader))
  const exact = filled.filter((cell) => readHeader(cell, false)?.by === 'title')
  return exact.length === filled.length && exact.filter((cell) => own.has(foldHeader(cell))).length >= 1
}

const footWords = /^(?:sous )?totaux?\b|^(?:sous )?total\b|^nombre\b|^nb\b|^effectif\b|^(?:fait|edite|imprime|arrete|extrait|exporte|genere|etabli|mis a jour|maj) (?:le|a|au|par|en|du)\b|^page \d|^fin\b|^somme\b|^moyenne\b|^legende\b|^source\b|^(?:total|sum|average|count|printed|exported|generated)\b/

/** What a line of that kind begins with, before it is worth folding; a lone figure may be a sum too. */
const maybeFoot = /^\s*(?:$|\d+\s*$|[^\p{L}\d]|sous|tot|n[bo]|effec|fai|[ée]di|imp|arr|ext|exp|g[ée]n|[ée]ta|mis|maj|m[àa]j|pag|fin|som|moy|l[ée]g|sou|sum|ave|cou|pri)/iu

/** A line that sums up or signs the table: few cells, the first of which says so, and nobody's coordinates. */
export function isFootLine(cells: readonly string[]): boolean {
  const start = cells.find((cell) => cell !== '')
  if (start === undefined || !maybeFoot.test(start)) return false
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (filled.length === 0) return false
  const first = filled[0]!
  if (filled.some((cell) => cell.includes('@') || /^(?:\+33|0)\s?[1-9](?:[ .-]?\d{2}){4}$/.test(cell))) return false
  const rest = filled.slice(1)
  if (!footWords.test(fold(first))) return rest.length === 0 && /^\d+$/.test(first)
  // « Total » may be somebody's surname: what follows must be figures, dates or nothing.
  return /\d|:\s*$/.test(first) && filled.length <= 3 || rest.every((cell) => /^[\d\s.,:;%€/()-]+$/.test(cell) || /^\d+ \p{L}+$/u.test(cell))
}
