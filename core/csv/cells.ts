/**
 * A cell as typed, made clean without changing what it says: spaces, the marks that spreadsheets and other tools put around text,
 * and the ways of writing "nothing". What is repaired is counted by the caller.
 */

/** Anything that needs more than being taken as it is. */
const unusual = /^['="]|&[#a-zA-Z]|^[\s\u200b\ufeff]|[\u00a0\u2007\u202f\u200b\u200e\u200f\ufeff\t\v\f\r]|[ \n]$|  | \n|\n /

/** Spaces made plain, runs of them one, none around; line ends kept. `="01340"`, Excel's way of keeping a zero, gives `01340`. */
export function cleanText(cell: string): string {
  if (!unusual.test(cell)) return cell
  const text = withoutEntities(cell)
    .replace(/[\u00a0\u2007\u202f\t]/g, ' ')
    .replace(/[\v\f\r]/g, '\n')
    .replace(/[\u200b\u200e\u200f\ufeff]/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  const formula = /^="([^"]*)"$/.exec(text)
  return formula ? formula[1]!.trim() : text
}

const entities: Record<string, string> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', rsquo: '’', lsquo: '‘', laquo: '«', raquo: '»', euro: '€', oelig: 'œ', OElig: 'Œ', aelig: 'æ', szlig: 'ß', deg: '°', hellip: '…', ndash: '–' }
const accents: Record<string, string> = { acute: '\u0301', grave: '\u0300', circ: '\u0302', uml: '\u0308', tilde: '\u0303', cedil: '\u0327', ring: '\u030a', caron: '\u030c' }

/** Web forms that were exported as they were stored: « L&#039;Haÿ », « Andr&eacute; ». */
function withoutEntities(cell: string): string {
  if (!cell.includes('&')) return cell
  return cell.replace(/&(?:#(\d{2,6})|#x([0-9a-f]{2,5})|([a-zA-Z])(acute|grave|circ|uml|tilde|cedil|ring|caron)|(\w{2,6}));/g, (whole, decimal?: string, hex?: string, letter?: string, accent?: string, name?: string) => {
    if (decimal !== undefined || hex !== undefined) {
      const code = decimal !== undefined ? Number(decimal) : parseInt(hex!, 16)
      return code >= 32 && code < 0x11_0000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
    }
    if (letter !== undefined) return (letter + accents[accent!]!).normalize('NFC')
    return Object.hasOwn(entities, name!) ? entities[name!]! : whole
  })
}

/** Excel's errors and the words of databases for nothing: never data, in any column. */
const nothing = /^(?:[-–—_./?*]+|#N\/A|#REF!|#VALEUR!|#VALUE!|#NOM\?|#NAME\?|#DIV\/0!|#NULL!|#NUM!|#NOMBRE!|\\N|<null>|\(null\)|undefined)$/i

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
