/**
 * Which character parts the cells. Counting separators is not enough: a `;` file whose names and addresses hold commas has more commas than semicolons
 * (mholt/PapaParse#600, #688). So each candidate reads the beginning, and the one that makes an even table with titles that are known wins.
 */
import Papa from 'papaparse'
import { readHeader } from './headers'
import type { Dialect } from './records'

const candidates = [';', '\t', ',', '|', ', '] as const

/** Excel's own first line `sep=;`: the separator it names, and nothing else on the line. */
export function separatorLine(start: string): string | null {
  return /^"?sep=(.|\t)"?[;,\t|]*(?:\n|$)/i.exec(start)?.[1] ?? null
}

/** The dialect of a text by its first lines (`start`: some ten kilobytes, decoded, line ends `\n`). `separator` is the person's choice. */
export function detectDialect(start: string, separator?: string): Dialect {
  const named = separator ?? separatorLine(start) ?? undefined
  const body = separatorLine(start) === null ? start : start.slice(start.indexOf('\n') + 1)
  const quote = detectQuote(body)
  if (named) return withEscape(body, { separator: named, quote, escape: quote })
  let best: Dialect = { separator: ',', quote, escape: quote }
  let bestScore = 0
  for (const candidate of candidates) {
    const dialect = withEscape(body, { separator: candidate, quote, escape: quote })
    const score = scoreSeparator(body, dialect)
    if (score > bestScore) [best, bestScore] = [dialect, score]
  }
  return best
}

/** MySQL writes `\"` for a quote in a cell, where others double it: that reading is taken only if it leaves fewer quotes out of place. */
function withEscape(body: string, dialect: Dialect): Dialect {
  if (dialect.quote !== '"' || !body.includes('\\"')) return dialect
  const backslash = { ...dialect, escape: '\\' }
  return misplacedQuotes(body, backslash) < misplacedQuotes(body, dialect) ? backslash : dialect
}

function misplacedQuotes(body: string, dialect: Dialect): number {
  return parseSample(body, dialect).errors.filter(({ type }) => type === 'Quotes').length
}

/** Apostrophes as quotes only when they wrap nearly every cell and no double quote is there: `L'Haÿ` has one too. */
function detectQuote(start: string): '"' | "'" {
  if (start.includes('"')) return '"'
  const wrapped = (start.match(/(?:^|[;,\t|])'[^'\n]*'(?=[;,\t|\n]|$)/gm) ?? []).length
  return wrapped > start.split('\n').length ? "'" : '"'
}

function parseSample(text: string, dialect: Dialect): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter: dialect.separator, newline: '\n', quoteChar: dialect.quote, escapeChar: dialect.escape, preview: 120 })
}

function sampleRows(text: string, dialect: Dialect): string[][] {
  // The last record of the sample may be cut, and an unclosed quote swallows what follows it: neither speaks for a separator.
  return parseSample(text, dialect).data.filter((row) => row.length > 1 || row[0] !== '').slice(0, 100)
}

/** 0 when the candidate parts nothing; else how even the table is, plus what its titles say. */
function scoreSeparator(text: string, dialect: Dialect): number {
  if (!text.includes(dialect.separator)) return 0
  const rows = sampleRows(text, dialect)
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  let modal = 1
  for (const [width, count] of widths) if (width > 1 && count >= (widths.get(modal) ?? 0) * (modal === 1 ? 0.3 : 1)) modal = width
  if (modal === 1) return 0
  const even = widths.get(modal)! / rows.length
  const titles = Math.max(...rows.slice(0, 30).map((row) => row.filter((cell) => cell.length < 60 && readHeader(cell, false) !== null).length))
  // A comma that a space follows is rather part of a sentence than between two cells; a line of titles says otherwise.
  const prose = dialect.separator === ',' ? share(text, /, /g, /,/g) : 0
  // `", "`: only where every quoted cell is parted so.
  if (dialect.separator === ', ' && (text.includes('","') || !text.includes('", "'))) return 0
  return even * (1 - 0.6 * prose) + Math.min(titles, 8) * 0.4 + Math.min(modal, 12) * 0.01 + (dialect.separator === ';' || dialect.separator === '\t' ? 0.05 : 0) + (dialect.separator === ', ' ? 0.3 : 0)
}

function share(text: string, part: RegExp, whole: RegExp): number {
  return (text.match(part) ?? []).length / Math.max(1, (text.match(whole) ?? []).length)
}
