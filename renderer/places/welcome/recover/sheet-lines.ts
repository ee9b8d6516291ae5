/** What is known of each line while it is typed. Invariant: a line is called wrong only once nothing that is still to be typed could make it right. */
import { lettersTyped, mostLines, readPaperLines, wholeLine } from '#core/membership/paper'

export type LineState = 'empty' | 'unfinished' | 'right' | 'wrong' | 'letters' | 'long'

/** Rows shown from the start: what a sheet usually has. */
const usual = 12

export const filledLines = (lines: readonly string[]): number => lines.findLastIndex((line) => lettersTyped(line) !== '') + 1

/** One more than what is filled, so that there is always where to go on. */
export const rowsFor = (lines: readonly string[]): number => Math.min(mostLines, Math.max(usual, filledLines(lines) + 1))

/** `at`: the line that is being typed, if any. */
export function lineStates(lines: readonly string[], at: number | null): LineState[] {
  const read = readPaperLines(lines)
  const wrong = new Set('wrongLines' in read ? read.wrongLines : [])
  const last = filledLines(lines) - 1
  return lines.map((line, place) => {
    const letters = lettersTyped(line)
    if (letters === '') return 'empty'
    if (/[^2-9A-HJ-NP-Z]/.test(letters)) return 'letters'
    if (letters.length > wholeLine) return 'long'
    if (!wrong.has(place + 1)) return 'right'
    // The last one may be short; the one under the hand is not finished.
    return letters.length < wholeLine && (place === last || place === at) ? 'unfinished' : 'wrong'
  })
}

/** `pasted` in the place of what stands from line `at` on. */
export function withPasted(lines: readonly string[], at: number, pasted: readonly string[]): string[] {
  const before = Array.from({ length: at }, (_, place) => lines[place] ?? '')
  return [...before, ...pasted, ...lines.slice(at + pasted.length)].slice(0, mostLines)
}
