/**
 * A cell as typed, made clean without changing what it says: spaces, the marks that spreadsheets and other tools put around text,
 * and the ways of writing "nothing". What is repaired is counted by the caller.
 */

/** Anything that needs more than being taken as it is. */
const unusual = /^['="]|^[\s\u200b\ufeff]|[\u00a0\u2007\u202f\u200b\u200e\u200f\ufeff\t\v\f\r]|[ \n]$|  | \n|\n /

export interface CleanCell {
  text: string
  /** An apostrophe that kept Excel from counting was taken off (NationBuilder, and exports that neutralise formulas). */
  apostrophe: boolean
}

/** Spaces made plain, runs of them one, none around; line ends kept. `="01340"`, Excel's way of keeping a zero, gives `01340`. */
export function cleanText(cell: string): string {
  if (!unusual.test(cell)) return cell
  const text = cell
    .replace(/[\u00a0\u2007\u202f\t]/g, ' ')
    .replace(/[\v\f\r]/g, '\n')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  const formula = /^="([^"]*)"$/.exec(text)
  return formula ? formula[1]!.trim() : text
}

/** Excel's errors and the words of databases for nothing: never data, in any column. */
const nothing = /^(?:[-–—_.\/?*]+|#N\/A|#REF!|#VALEUR!|#VALUE!|#NOM\?|#NAME\?|#DIV\/0!|#NULL!|#NUM!|#NOMBRE!|\\N|<null>|\(null\)|undefined)$/i

/** Whether a clean cell says nothing. Names such as « Null » or « Na » exist, so words are not asked here. */
export function saysNothing(text: string): boolean {
  // One comparison for nearly every cell: what says nothing starts with a sign, or is « undefined ».
  const first = text.charCodeAt(0)
  if (first >= 48 && first <= 57 || first >= 65 && first <= 90 || first >= 97 && first !== 117 && first < 128) return false
  return text === '' || nothing.test(text)
}

/** Words for "none" in columns that hold no names. */
export function saysNone(text: string): boolean {
  return /^(?:n\/?a|nc|n\.c\.?|nr|nsp|null|none|nil|nan|n[ée]ant|aucune?|inconnue?|sans|vide|pas de .{2,12}|non renseign[ée]e?s?|\(vide\)|\(blank\)|x+)$/i.test(text)
}

/** A list in one cell: `a, b; "c, d"`, line breaks, Google's ` ::: `. Quotes keep a comma inside a word (Mailchimp writes `"VIP","Blog"`). */
export function splitList(cell: string): string[] {
  if (!/[",;|\n]|:::/.test(cell)) return [cell]
  const words: string[] = []
  const part = /\s*(?:"((?:[^"]|"")*)"|((?:(?!:::)[^,;|\n"])(?:(?!:::)[^,;|\n])*))\s*(?:[,;|\n]|:::|$)/gy
  while (part.lastIndex < cell.length) {
    const at = part.lastIndex
    const found = part.exec(cell)
    if (!found || found[0] === '') {
      // A lone separator, or a quote in the wrong place: step over one character.
      part.lastIndex = at + 1
      continue
    }
    const word = found[1]?.replaceAll('""', '"') ?? found[2]?.trim() ?? ''
    if (word !== '') words.push(word)
  }
  return words
}

/** The cell that `splitList` reads back as these words. */
export function joinList(words: readonly string[]): string {
  return words.map((word) => (/[",;|\n]|:::|^\s|\s$/.test(word) ? `"${word.replaceAll('"', '""')}"` : word)).join(', ')
}
