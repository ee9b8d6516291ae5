/**
 * Where the lines of a paragraph end. Invariant: as few lines as there can be, and among those ways the one whose lines are most
 * alike, over the whole paragraph (as Knuth and Plass do, with a ragged right edge): taking as many words as fit, line by
 * line, leaves a title with one lonely word below it.
 * Lengths have any one unit, the same for all.
 */

/** What a word is parted at: a hyphen that it has, one that is put there, within an address, between any letters. */
export type Joint = 'own-hyphen' | 'hyphen' | 'address' | 'letter'

/** A piece ends at `end` from the word's beginning, the hyphen it shows there included; what follows begins at `rest`. */
export interface WordPart {
  end: number
  rest: number
  joint: Joint
}

export interface MeasuredWord {
  width: number
  /** Places in order where it may be parted. */
  parts: readonly WordPart[]
  /** A title reads worse where a line ends after it (« de », « nos »), or better (a comma). */
  ends?: 'badly' | 'well'
}

/** Before word `word`, or within it after its part number `part` (1 for the first). */
export interface LinePlace {
  word: number
  part: number
}

export interface BrokenLine {
  from: LinePlace
  to: LinePlace
  width: number
}

export interface BrokenLines {
  lines: BrokenLine[]
  /** How far they are from lines that are all alike: of a title, 0 is perfect and 0.2 a line bad. */
  cost: number
}

export interface Breaking {
  room: number
  space: number
  /** Also the last line is to be about as long as the others: titles, and what is centred. */
  balanced: boolean
}

/** In shares of the room, squared, as the rest of a line counts. */
const jointCost: Record<Joint, number> = { 'own-hyphen': 0.15, hyphen: 0.05, address: 0.5, letter: 0.2 }
/** Two lines in a row. */
const hyphensCost = 0.08
const endCost = { badly: 0.12, well: -0.03 }
/** A last line that is shorter than this share of the room looks like a mistake. */
const widow = 0.15
const widowCost = 0.12

interface Best {
  lines: number
  cost: number
  from: number
  width: number
}

/** The lines, or null where a word is wider than the room in any way it may be parted. */
export function breakLines(words: readonly MeasuredWord[], { room, space, balanced }: Breaking): BrokenLines | null {
  const places: LinePlace[] = words.flatMap(({ parts }, word) => Array.from({ length: parts.length + 1 }, (_, part) => ({ word, part })))
  places.push({ word: words.length, part: 0 })
  const firstPlace: number[] = []
  for (const [at, { word, part }] of places.entries()) if (part === 0) firstPlace[word] = at
  const best: (Best | undefined)[] = [{ lines: 0, cost: 0, from: -1, width: 0 }]
  const end = places.length - 1

  for (let at = 0; at < end; at++) {
    const start = best[at]
    if (!start) continue
    const { word, part } = places[at]!
    const begun = part === 0 ? 0 : words[word]!.parts[part - 1]!.rest
    let width = -begun
    for (let next = word; next < words.length; next++) {
      const { width: whole, parts } = words[next]!
      if (next > word) width += space
      for (let number = next === word ? part : 0; number < parts.length; number++) consider(at, firstPlace[next]! + number + 1, width + parts[number]!.end, parts[number]!.joint)
      width += whole
      consider(at, firstPlace[next + 1]!, width)
      // Kerning aside, what follows only makes it longer.
      if (width > room * 1.001 + 1e-9) break
    }
  }

  function consider(from: number, to: number, width: number, joint?: Joint): void {
    if (width > room + 1e-9) return
    const start = best[from]!
    const left = Math.max(0, (room - width) / room)
    const last = to === end
    const parted = places[from]!.part > 0
    // A line alone is as long as it is.
    let cost = start.cost + (last && (!balanced || start.lines === 0) ? 0 : left * left)
    if (joint) cost += jointCost[joint] + (parted ? hyphensCost : 0)
    const { ends } = words[places[to]!.word - 1] ?? {}
    if (balanced && !joint && !last && ends) cost += endCost[ends]
    if (last && !balanced && start.lines > 0 && width < widow * room) cost += widowCost
    const lines = start.lines + 1
    const known = best[to]
    // Of two that are as good, the one with the longer line above.
    if (!known || lines < known.lines || (lines === known.lines && cost <= known.cost + 1e-12)) best[to] = { lines, cost, from, width }
  }

  if (!best[end]) return words.length === 0 ? { lines: [], cost: 0 } : null
  const lines: BrokenLine[] = []
  for (let at = end; at > 0; at = best[at]!.from) lines.unshift({ from: places[best[at]!.from]!, to: places[at]!, width: best[at]!.width })
  return { lines, cost: best[end].cost }
}
