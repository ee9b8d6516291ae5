/**
 * Widths of a table's columns from what the selection really holds, and the size of its letters.
 * Invariant: the widths fill the table exactly, and no column is narrower than what it needs while another has more than
 * it wants. Lengths are in em here, so that one measurement serves every size tried.
 */
import type { FitRule } from './fit-text'

export interface ColumnNeed {
  /** Under this, words are cut. */
  hard: number
  /** Under this, most cells take several lines. */
  least: number
  /** At this, nearly all cells stand on one line. */
  wanted: number
  /** Share of the room that is left when all have what they want. */
  grows: number
}

/** Sizes in points, each list down to where the next compromise is better: one line each, then two lines for some, then narrow columns. */
const oneLine = [10, 9.5, 9] as const
const someWrapped = [9.5, 9, 8.5] as const
const narrow = [9, 8.5, 8, 7.5] as const

/**
 * What a column needs, from the widths of its cells that are not empty and of their longest unbreakable words.
 * `header` and `headerWord` are those of its title, in the same unit.
 */
export function columnNeed(rule: FitRule, cells: Float64Array, words: Float64Array, header: number, headerWord: number): ColumnNeed {
  const natural = cells.sort()
  const longest = words.sort()
  const word = Math.max(headerWord, quantile(longest, 0.99))
  const need = (hard: number, least: number, wanted: number, grows: number): ColumnNeed => {
    const enough = Math.max(hard, least)
    return { hard, least: enough, wanted: Math.max(wanted, enough, Math.min(header, enough * 1.6)), grows }
  }
  switch (rule) {
    case 'keep':
      return need(Math.min(word, 15), 0, quantile(natural, 0.98), 0)
    case 'email': {
      // A few very long addresses must not squeeze all the others.
      const usual = Math.min(quantile(natural, 0.9), quantile(natural, 0.5) * 1.35)
      return need(Math.max(headerWord, 7), Math.min(usual * 0.8, 14), usual, 0)
    }
    case 'address':
      return need(Math.min(word, 9), Math.min(quantile(natural, 0.9) * 0.85, 13), quantile(natural, 0.98), 0.2)
    case 'text':
      return need(Math.min(word, 6), Math.min(Math.max(word, quantile(natural, 0.9) * 0.55), 11), Math.min(quantile(natural, 0.95), 22), 0.3)
    case 'note':
      return need(Math.max(headerWord, 5), Math.min(quantile(natural, 0.75), 10), Math.min(quantile(natural, 0.95), 24), 0.6)
  }
}

/** Room to write a few words, or a box of 4.5 mm. A title of one word stands whole; a longer one takes lines before it takes room. */
export function handNeed(kind: 'tick' | 'narrow' | 'usual' | 'wide', header: number, headerWord: number): ColumnNeed {
  const { hard, least, wanted, grows } = byHand[kind]
  const word = Math.min(headerWord, 15)
  const enough = Math.max(least, word)
  return { hard: Math.max(hard, word), least: enough, wanted: Math.max(wanted, enough, Math.min(header, enough * 1.6)), grows }
}

const byHand: Record<Parameters<typeof handNeed>[0], ColumnNeed> = {
  tick: { hard: 1.8, least: 2.2, wanted: 3, grows: 0 },
  narrow: { hard: 4, least: 5, wanted: 7, grows: 0.2 },
  usual: { hard: 5, least: 7, wanted: 13, grows: 1 },
  wide: { hard: 8, least: 13, wanted: 24, grows: 2 },
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!
}

export interface Columns {
  /** Of the letters, in points. */
  size: number
  /** Points, with their padding. */
  widths: number[]
  /** There are too many columns for this page: words are cut. */
  crowded: boolean
}

/** Fills a table that is `available` points wide; `padding` is each column's own white. */
export function columnWidths(needs: readonly ColumnNeed[], available: number, padding: number): Columns {
  const inside = available - padding * needs.length
  const fits = (granted: number) => (size: number): boolean =>
    sum(needs.map(({ least, wanted }) => least + (wanted - least) * granted)) * size <= inside
  const size = oneLine.find(fits(1)) ?? someWrapped.find(fits(0.6)) ?? narrow.find(fits(0)) ?? narrow.at(-1)!
  const room = inside / size
  return {
    size,
    widths: shares(needs, room).map((share) => share * size + padding),
    crowded: sum(needs.map((need) => need.hard)) > room,
  }
}

/** Splits `room`: first what is needed, then towards what is wanted, then to the columns that grow, else to all alike. */
function shares(needs: readonly ColumnNeed[], room: number): number[] {
  let widths = needs.map((need) => need.hard)
  if (sum(widths) >= room) return widths.map((width) => (width * room) / sum(widths))
  for (const aim of ['least', 'wanted'] as const) {
    const wishes = needs.map((need, at) => need[aim] - widths[at]!)
    const granted = Math.min(1, (room - sum(widths)) / (sum(wishes) || 1))
    widths = widths.map((width, at) => width + wishes[at]! * granted)
  }
  const left = room - sum(widths)
  const growing = sum(needs.map((need) => need.grows))
  if (left < 1e-9) return widths
  if (growing === 0) return widths.map((width) => (width * room) / sum(widths))
  // A column to write in takes the rest, up to three times what it asked for; what is beyond goes to all.
  const grown = widths.map((width, at) => width + Math.min((left * needs[at]!.grows) / growing, needs[at]!.wanted * 2))
  return grown.map((width) => (width * room) / sum(grown))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
