/**
 * Text to records, each with the line of the file where it starts: a report that says «ligne 412» must point at what the person sees in their editor.
 * PapaParse reads the cells; it is given strings cut at record ends, since it decodes byte chunks one by one and spoils letters
 * that fall on a cut (mholt/PapaParse#751, #908). What it does not do is done here: an unclosed quote costs its own line, not the rest of the file.
 */
import Papa from 'papaparse'

export interface Dialect {
  separator: string
  quote: '"' | "'"
  /** The character before a quote that is part of a quoted cell: the quote itself, or a backslash (MySQL, Galette). */
  escape: string
}

export interface TableRecord {
  /** 1-based line of the file where the record starts. */
  line: number
  cells: string[]
  /** The line opens a quote that is never closed: its cells are not to be trusted. */
  unclosed?: true
}

/** A cell longer than this is a quote left open: Excel's own limit is 32,767 characters. */
const longestCell = 1 << 16

/** Records of decoded pieces (line ends `\n`), in batches of about a piece. Empty lines give no record. */
export function* readRecords(pieces: Iterable<string>, dialect: Dialect): Generator<TableRecord[]> {
  let line = 1
  let rest = ''
  for (const piece of withEnd(pieces)) {
    const last = piece === null
    let text = rest + (piece ?? '')
    const records: TableRecord[] = []
    for (;;) {
      const step = text.includes(dialect.quote) ? readQuoted(text, dialect, line, last, records) : readPlain(text, dialect, line, last, records)
      line = step.line
      text = text.slice(step.next)
      if (!step.unclosed) break
      const end = text.indexOf('\n')
      if (end < 0 && !last) break
      const broken = end < 0 ? text : text.slice(0, end)
      records.push({ line, cells: broken.split(dialect.separator), unclosed: true })
      text = end < 0 ? '' : text.slice(end + 1)
      line++
    }
    rest = text
    yield records
  }
}

function* withEnd(pieces: Iterable<string>): Generator<string | null> {
  yield* pieces
  yield null
}

interface Step {
  /** Characters of the text that were read. */
  next: number
  line: number
  /** A quote that opens in the record at `next` is never closed. */
  unclosed: boolean
}

/** No quote in the text: a line is a record. */
function readPlain(text: string, dialect: Dialect, line: number, last: boolean, records: TableRecord[]): Step {
  const end = last ? text.length : text.lastIndexOf('\n') + 1
  if (end === 0) return { next: 0, line, unclosed: false }
  const result = new Papa.Parser(parserConfig(dialect)).parse(text.slice(0, end), 0, false) as { data: string[][] }
  // A text that ends with a line end makes Papa see one more, empty, record.
  const count = text[end - 1] === '\n' ? result.data.length - 1 : result.data.length
  for (let at = 0; at < count; at++) {
    const cells = result.data[at]!
    if (cells.length > 1 || cells[0] !== '') records.push({ line: line + at, cells })
  }
  return { next: end, line: line + count, unclosed: false }
}

function readQuoted(text: string, dialect: Dialect, firstLine: number, last: boolean, records: TableRecord[]): Step {
  let start = 0
  let line = firstLine
  let unclosed = false
  const parser = new Papa.Parser({
    ...parserConfig(dialect),
    step: (result: { data: unknown; errors: { code: string }[]; meta: { cursor: number } }) => {
      if (unclosed) return
      const cells = (result.data as string[][])[0]
      const end = result.meta.cursor
      if (!cells) return
      const lines = countLines(text, start, end)
      if (lines > 1 || result.errors.length > 0) {
        const missing = result.errors.some((error) => error.code === 'MissingQuotes')
        if (missing || lines > 1 && swallowed(cells, dialect, result.errors.length > 0)) {
          unclosed = true
          parser.abort()
          return
        }
      }
      if (cells.length > 1 || cells[0] !== '') records.push({ line, cells })
      line += lines
      start = end
    },
  } as Papa.ParseConfig)
  parser.parse(text, 0, !last)
  if (!unclosed && !last && text.length - start > longestCell && opensQuote(text, start, dialect.quote)) unclosed = true
  return { next: start, line, unclosed }
}

function parserConfig(dialect: Dialect): Papa.ParseConfig {
  return { delimiter: dialect.separator, newline: '\n', quoteChar: dialect.quote, escapeChar: dialect.escape }
}

/** Physical lines between two offsets; the end of a text without a last line end counts as one. */
function countLines(text: string, start: number, end: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++
  return text[end - 1] === '\n' ? lines : lines + 1
}

/** More than a few lines without a record end, and a quote in the first: the rest waits for a quote that does not come. */
function opensQuote(text: string, start: number, quote: string): boolean {
  const end = text.indexOf('\n', start)
  return end >= 0 && text.slice(start, end).includes(quote)
}

/**
 * A quote that someone forgot to close takes the following lines into its cell, up to the next quote. A cell that really has several lines
 * (an address, a note) does not hold whole records: lines with about as many separators as a record has.
 */
function swallowed(cells: readonly string[], dialect: Dialect, malformed: boolean): boolean {
  for (const cell of cells) {
    if (!cell.includes('\n')) continue
    const inner = cell.split('\n').slice(malformed ? 0 : 1, -1)
    const separators = inner.map((line) => line.split(dialect.separator).length - 1)
    if (separators.some((count) => count >= Math.max(2, cells.length - 1))) return true
    // The last line of the cell, with what follows it in the record, may be a record too.
    const lastLine = cell.slice(cell.lastIndexOf('\n') + 1)
    if (malformed && lastLine.split(dialect.separator).length - 1 >= 2) return true
  }
  return false
}
