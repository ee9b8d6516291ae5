/**
 * One font within one document: which codes stand for which glyphs, how wide they are, what text they mean.
 * Invariant: a code is given once, for one (glyph or cluster, text) pair, in order of first use, so the same text always
 * gives the same bytes, and a glyph that two texts share (a mirrored bracket, a decomposed letter) still copies as each.
 */
import type { LoadedFont } from './fonts'
import type { ClusterPart, SubsetGlyph } from './font-subset'

export interface DocumentFont {
  readonly loaded: LoadedFont
  /** Resource name in the page's dictionary, such as `F1`. */
  readonly resource: string
  /** By code: what the subset holds, the advance in thousandths of the em, the text for search and copy. */
  readonly entries: SubsetGlyph[]
  readonly advances: number[]
  readonly texts: string[]
  /** Code of a UTF-16 unit that stands alone: 0 not looked at yet, `needsShaping` for the others. */
  readonly simpleCodes: Uint16Array
  readonly clusterCodes: Map<string, number>
  /** Kerning by `first code * kernSpan + second code`, thousandths of the em; `unknownKern` when not asked yet. */
  readonly kerns: Int16Array
}

/** Not a code: such a character is drawn through HarfBuzz. */
export const needsShaping = 0xffff
/** Codes from here on are not kerned: a text with that many different letters is no Latin prose. */
export const kernSpan = 512
export const unknownKern = -0x8000

export function openDocumentFont(loaded: LoadedFont, resource: string): DocumentFont {
  return {
    loaded, resource,
    entries: [{ glyph: 0 }],
    advances: [thousandths(loaded, loaded.file.advanceOf(0))],
    texts: [''],
    simpleCodes: new Uint16Array(0x10000),
    clusterCodes: new Map(),
    kerns: new Int16Array(kernSpan * kernSpan).fill(unknownKern),
  }
}

function thousandths(loaded: LoadedFont, units: number): number {
  return (units * 1000) / loaded.file.unitsPerEm
}

/** `(`, `)`, `\` end or escape a PDF string and a carriage return is read as a line feed: no code contains such a byte, so none is escaped. */
function unsafeByte(byte: number): boolean {
  return byte === 0x28 || byte === 0x29 || byte === 0x5c || byte === 0x0d
}

function addCode(font: DocumentFont, entry: SubsetGlyph, advance: number, text: string): number {
  while (unsafeByte(font.entries.length & 0xff) || unsafeByte(font.entries.length >> 8)) {
    font.entries.push({ parts: [], advance: 0 })
    font.advances.push(0)
    font.texts.push('')
  }
  font.entries.push(entry)
  font.advances.push(thousandths(font.loaded, advance))
  font.texts.push(text)
  return font.entries.length - 1
}

/** The code of one glyph as it is, meaning `text`. */
export function glyphCode(font: DocumentFont, glyph: number, text: string): number {
  const key = `${glyph} ${text}`
  let code = font.clusterCodes.get(key)
  if (code === undefined) {
    code = addCode(font, { glyph }, font.loaded.file.advanceOf(glyph), text)
    font.clusterCodes.set(key, code)
  }
  return code
}

/** The code of several glyphs, or of one that is moved, meaning `text`; distances in font units. */
export function clusterCode(font: DocumentFont, parts: readonly ClusterPart[], advance: number, text: string): number {
  const key = `${parts.map((part) => `${part.glyph},${part.dx},${part.dy}`).join(';')}:${advance} ${text}`
  let code = font.clusterCodes.get(key)
  if (code === undefined) {
    code = addCode(font, { parts, advance }, advance, text)
    font.clusterCodes.set(key, code)
  }
  return code
}

/** Scripts whose letters stand alone, one glyph a character: drawn from the character map, without HarfBuzz. */
function standsAlone(unit: number): boolean {
  if (unit >= 0x20 && unit < 0x7f) return true
  if (unit >= 0xa0 && unit < 0x0300) return unit !== 0xad
  // Greek, Cyrillic, Armenian; the combining marks before and among them do not stand alone.
  if (unit >= 0x0370 && unit < 0x0590) return unit < 0x0483 || unit > 0x0489
  // Latin Extended Additional (Vietnamese) and Greek Extended.
  if (unit >= 0x1e00 && unit < 0x2000) return true
  // General punctuation and currency, without the invisible controls.
  return (unit >= 0x2000 && unit <= 0x200a) || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x202f && unit <= 0x205e) ||
    (unit >= 0x20a0 && unit <= 0x20c0) || (unit >= 0x2100 && unit < 0x2190)
}

/** Looks at a UTF-16 unit for the first time. */
export function learnSimpleCode(font: DocumentFont, unit: number): number {
  const glyph = standsAlone(unit) ? font.loaded.file.glyphOf(unit) : 0
  const code = glyph === 0 ? needsShaping : glyphCode(font, glyph, String.fromCharCode(unit))
  font.simpleCodes[unit] = code
  return code
}

/** Looks at a pair of codes for the first time; HarfBuzz answers from the font's own kerning table. */
export function learnKern(font: DocumentFont, shaper: { shape: KernShaper }, first: number, second: number): number {
  const [one, two] = [font.entries[first]!, font.entries[second]!]
  let units = 0
  if ('glyph' in one && 'glyph' in two) {
    const pair = one.glyph * 0x10000 + two.glyph
    const known = font.loaded.kerning.get(pair)
    if (known === undefined) {
      const text = font.texts[first]! + font.texts[second]!
      const placed = shaper.shape(font.loaded.shaping, text, 0, text.length, false)
      // A ligature is not kerning: letters stay apart, so that a surname reads and copies letter by letter.
      if (placed.length === 2 && placed[0]!.glyph === one.glyph && placed[1]!.glyph === two.glyph) {
        units = placed[0]!.advance - font.loaded.file.advanceOf(one.glyph)
      }
      font.loaded.kerning.set(pair, units)
    } else {
      units = known
    }
  }
  const kern = Math.round(thousandths(font.loaded, units))
  font.kerns[first * kernSpan + second] = kern
  return kern
}

type KernShaper = (font: number, text: string, from: number, to: number, rightToLeft: boolean) => { glyph: number; advance: number }[]
