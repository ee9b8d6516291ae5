/**
 * Text that a character map can't draw: Arabic, mixed directions, marks without a precomposed letter.
 * Order by the Unicode bidirectional algorithm (UAX #9, bidi-js), forms and places by HarfBuzz, which also mirrors the
 * brackets of right-to-left runs. Invariant: every code carries the text it stands for, so that a word that is copied
 * or searched is the word that was typed.
 */
import bidiFactory from 'bidi-js'
import { clusterCode, glyphCode, type DocumentFont } from './document-font'
import type { PlacedGlyph, Shaper } from './shaper'

/** Codes of one font, left to right, with the white to add before each (thousandths of the em). */
export interface ShapedRun {
  font: DocumentFont
  codes: number[]
  before: number[]
  /** White to add after the last code. */
  after: number
}

export interface ShapedText {
  runs: ShapedRun[]
  /** Thousandths of the em. */
  width: number
}

const bidi = bidiFactory()
const ignorable = /\p{Default_Ignorable_Code_Point}/u
const attached = /[\p{M}\p{Default_Ignorable_Code_Point}]/u
const scripts = (['Arabic', 'Latin', 'Greek', 'Cyrillic', 'Hebrew'] as const).map(
  (name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const,
)

interface TextRun {
  from: number
  to: number
  level: number
  font: number
  script: string
}

/** Shapes a line in the fonts of one style. Characters that no font has are added to `missing` and drawn as a box. */
export function shapeText(typed: string, stack: readonly DocumentFont[], shaper: Shaper, missing: Set<string>): ShapedText {
  const text = typed.normalize('NFC')
  const runs: ShapedRun[] = []
  let width = 0
  for (const run of inVisualOrder(splitRuns(text, stack, missing))) {
    const font = stack[run.font]!
    const rightToLeft = run.level % 2 === 1
    const placed = shaper.shape(font.loaded.shaping, text, run.from, run.to, rightToLeft)
    const shaped = encodeRun(text, run, placed, font)
    width += shaped.width
    if (shaped.run.codes.length > 0) runs.push(shaped.run)
  }
  return { runs, width }
}

/** Cuts where the direction, the font or the script changes. */
function splitRuns(text: string, stack: readonly DocumentFont[], missing: Set<string>): TextRun[] {
  const { levels } = bidi.getEmbeddingLevels(text, 'auto')
  const runs: TextRun[] = []
  let at = 0
  for (const character of text) {
    const level = levels[at]!
    const last = runs.at(-1)
    const script = scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? ''
    const font = fontFor(character, last?.font, stack, missing)
    const same = last !== undefined && last.level === level && last.font === font &&
      (script === '' || last.script === '' || last.script === script)
    if (same) {
      last.to = at + character.length
      last.script ||= script
    } else {
      runs.push({ from: at, to: at + character.length, level, font, script })
    }
    at += character.length
  }
  return runs
}

/** The first font that has the character; a mark stays with its letter where it can, a joiner always. */
function fontFor(character: string, current: number | undefined, stack: readonly DocumentFont[], missing: Set<string>): number {
  const has = (font: number): boolean => {
    const { glyphOf } = stack[font]!.loaded.file
    if (glyphOf(character.codePointAt(0)!) !== 0) return true
    // HarfBuzz draws a letter that the font lacks from its parts, when it has these.
    const parts = [...character.normalize('NFD')]
    return parts.length > 1 && parts.every((part) => glyphOf(part.codePointAt(0)!) !== 0)
  }
  if (current !== undefined && attached.test(character) && (ignorable.test(character) || has(current))) return current
  for (let font = 0; font < stack.length; font++) if (has(font)) return font
  if (!ignorable.test(character)) missing.add(character)
  return current ?? 0
}

/** Rule L2 of UAX #9 on whole runs: HarfBuzz already reverses within one. */
function inVisualOrder(runs: TextRun[]): TextRun[] {
  const highest = Math.max(0, ...runs.map((run) => run.level))
  for (let level = highest; level > 0; level--) {
    let at = 0
    while (at < runs.length) {
      let end = at
      while (end < runs.length && runs[end]!.level >= level) end++
      if (end > at) runs.splice(at, end - at, ...runs.slice(at, end).reverse())
      at = Math.max(end, at + 1)
    }
  }
  return runs
}

/** Codes of a shaped run. A cluster of several glyphs, or one moved up or down, becomes one composite glyph of the subset. */
function encodeRun(text: string, run: TextRun, placed: readonly PlacedGlyph[], font: DocumentFont): { run: ShapedRun; width: number } {
  const scale = 1000 / font.loaded.file.unitsPerEm
  const starts = [...new Set(placed.map((glyph) => glyph.cluster))].sort((a, b) => a - b)
  const shaped: ShapedRun = { font, codes: [], before: [], after: 0 }
  let width = 0
  let owed = 0
  for (let at = 0; at < placed.length;) {
    const { cluster } = placed[at]!
    const parts: { glyph: number; dx: number; dy: number }[] = []
    let pen = 0
    for (; at < placed.length && placed[at]!.cluster === cluster; at++) {
      const glyph = placed[at]!
      parts.push({ glyph: glyph.glyph, dx: pen + glyph.dx, dy: glyph.dy })
      pen += glyph.advance
    }
    width += pen * scale
    const meaning = text.slice(cluster, starts[starts.indexOf(cluster) + 1] ?? run.to)
    // Readers take a right-to-left word's letters from left to right and turn them round: within a cluster too (poppler, pdf.js).
    const kept = run.level % 2 === 1 ? [...meaning].reverse().join('') : meaning
    // HarfBuzz leaves an advance-less space where a direction mark or a joiner was.
    if (pen === 0 && [...meaning].every((character) => ignorable.test(character))) continue
    const [only] = parts
    if (parts.length === 1 && only!.dy === 0) {
      // Kerning alone: the glyph as it is, with white before and after it.
      shaped.codes.push(glyphCode(font, only!.glyph, kept))
      shaped.before.push(Math.round(owed + only!.dx * scale))
      owed = (pen - only!.dx - font.loaded.file.advanceOf(only!.glyph)) * scale
    } else {
      shaped.codes.push(clusterCode(font, parts, pen, kept))
      shaped.before.push(Math.round(owed))
      owed = 0
    }
  }
  shaped.after = Math.round(owed)
  return { run: shaped, width }
}
