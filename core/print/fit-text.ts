/**
 * How a text that is wider than its column is set. Invariant: nothing leaves its column, and nothing disappears
 * without a visible ellipsis. Names, phones and dates are never shortened; only a note may lose its end. E-mails are squeezed
 * by their column as a whole (see `emailStretch`), since in two pieces they are keyed wrongly, and wrapped only beyond that.
 */
export type FitRule = 'keep' | 'email' | 'address' | 'text' | 'note'

export interface FittedLine {
  text: string
  /** Width of the letters, percent. */
  stretch: number
}

/** Letters narrower than this are no longer read with ease. Percent. */
const narrowest = 80
/** Narrowing that nobody notices: better than a second line for one letter too many. */
const unnoticed = 92
export const noteLines = 3

/** After a space or a hyphen; in an e-mail before `@` first of all, then around dots. No-break spaces hold a phone together. */
const pieces = /[^ -]+[ -]*|[ -]+/g
const emailPieces = /@?[^@._-]+[._-]*|[@._-]+/g

/** What was typed in several lines, as one; a no-break space holds what it holds. */
export const inOneLine = (text: string): string => text.replace(/\s+/g, (white) => (white === '\u00a0' || white === '\u202f' ? white : ' ')).trim()

/** Lines of one paragraph within `room`, which has the unit of `width`. */
export function fitText(text: string, room: number, rule: FitRule, width: (text: string) => number): FittedLine[] {
  const whole = width(text)
  if (whole <= room) return text === '' ? [] : [{ text, stretch: 100 }]
  if (rule !== 'email' && rule !== 'note' && whole * unnoticed <= room * 100) return [{ text, stretch: stretchFor(room, whole) }]
  if (rule === 'email') {
    const at = text.lastIndexOf('@')
    const halves = [text.slice(0, at), text.slice(at)]
    if (at > 0 && halves.every((half) => width(half) <= room)) return halves.map((half) => ({ text: half, stretch: 100 }))
  }
  const lines = wrap(text.match(rule === 'email' ? emailPieces : pieces) ?? [], room, width, rule === 'email' ? 100 : narrowest)
  if (rule !== 'note' || lines.length <= noteLines) return lines.map((line) => squeezed(line, room, width))
  return shortened(lines, room, width)
}

/** Greedy: as many pieces a line as fit. A piece alone too wide is squeezed to `least` percent, and cut into letters only when that is not enough. */
function wrap(parts: readonly string[], room: number, width: (text: string) => number, least: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of parts) {
    if (line !== '' && width((line + part).trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? part.trimStart() : part
    while (width(line.trimEnd()) * least > room * 100) {
      const head = longestStart(line, room, width)
      if (head === line) break
      lines.push(head.trimEnd())
      line = line.slice(head.length).trimStart()
    }
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd())
  return lines
}

/** The longest start that fits without squeezing, one letter at least; a letter keeps its marks. */
function longestStart(text: string, room: number, width: (text: string) => number): string {
  const letters = text.match(/\P{M}\p{M}*/gu) ?? [text]
  let low = 1
  let high = letters.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (width(letters.slice(0, middle).join('')) <= room) low = middle
    else high = middle - 1
  }
  return letters.slice(0, low).join('')
}

/** One stretch for all the e-mails of a column, so that they look alike: down to 80 % when that lets `wanted` stand on one line. */
export function emailStretch(room: number, wanted: number): number {
  return Math.max(narrowest, Math.min(100, stretchFor(room, wanted || 1)))
}

function stretchFor(room: number, width: number): number {
  return Math.floor((room * 100) / width)
}

function squeezed(text: string, room: number, width: (text: string) => number): FittedLine {
  const wide = width(text)
  return { text, stretch: wide <= room ? 100 : stretchFor(room, wide) }
}

/** The first lines of a note, the last one ending in « … ». */
function shortened(lines: readonly string[], room: number, width: (text: string) => number): FittedLine[] {
  let last = lines[noteLines - 1]!
  while (width(last + '…') > room && last.includes(' ')) last = last.slice(0, last.lastIndexOf(' '))
  if (width(last + '…') > room) last = longestStart(last, room - width('…'), width)
  last = last.replace(/[ ,;:.–-]+$/, '') + '…'
  return [...lines.slice(0, noteLines - 1), last].map((line) => squeezed(line, room, width))
}
