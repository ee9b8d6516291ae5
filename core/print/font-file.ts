/**
 * Reads what a page needs of a TrueType file (OpenType specification 1.9: head, hhea, maxp, hmtx, cmap, loca, glyf).
 * Invariant: only files with `glyf` outlines are accepted. A WOFF, or CFF outlines, put in a PDF as TrueType give a blank
 * page from which text still extracts, so a wrong file must fail here and never on paper.
 */

/** A TrueType font held in memory. Distances are in font units, `unitsPerEm` to the em. */
export interface FontFile {
  /** The whole file, as given. */
  bytes: Uint8Array
  /** PostScript name without spaces, such as `NotoSans-Bold`. */
  name: string
  unitsPerEm: number
  ascent: number
  /** Negative: below the base line. */
  descent: number
  /** xMin, yMin, xMax, yMax of all glyphs. */
  box: readonly [number, number, number, number]
  capHeight: number
  bold: boolean
  glyphCount: number
  /** 0 when the font has no glyph for the code point. */
  glyphOf(codePoint: number): number
  advanceOf(glyph: number): number
  /** The glyph's own bytes in `glyf`; empty for a glyph without ink, such as a space. */
  outlineOf(glyph: number): Uint8Array
  /** A copy of a whole table, or undefined. */
  table(tag: string): Uint8Array | undefined
}

/** Parses a TrueType file. Throws a `RangeError` that says what is wrong with it. */
export function readFontFile(given: Uint8Array): FontFile {
  // A Node Buffer's `slice` is no copy: see the same bytes as a plain array.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const signature = bytes.length > 12 ? view.getUint32(0) : 0
  if (signature !== 0x00010000 && signature !== 0x74727565) throw new RangeError('not a TrueType file')

  const tables = new Map<string, { offset: number; length: number }>()
  for (let at = 0; at < view.getUint16(4); at++) {
    const entry = 12 + at * 16
    const offset = view.getUint32(entry + 8)
    const length = view.getUint32(entry + 12)
    if (offset + length > bytes.length) throw new RangeError('the TrueType file is cut short')
    tables.set(String.fromCharCode(...bytes.subarray(entry, entry + 4)), { offset, length })
  }
  const start = (tag: string): number => {
    const found = tables.get(tag)
    if (!found) throw new RangeError(`the TrueType file has no ${tag.trim()} table`)
    return found.offset
  }

  const head = start('head')
  const hhea = start('hhea')
  const hmtx = start('hmtx')
  const loca = start('loca')
  const glyf = start('glyf')
  const os2 = tables.get('OS/2')
  const glyphCount = view.getUint16(start('maxp') + 4)
  const metricCount = view.getUint16(hhea + 34)
  const longOffsets = view.getInt16(head + 50) === 1
  const offsetOf = (glyph: number): number =>
    longOffsets ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2

  return {
    bytes,
    name: postScriptName(view, start('name')),
    unitsPerEm: view.getUint16(head + 18),
    ascent: view.getInt16(hhea + 4),
    descent: view.getInt16(hhea + 6),
    box: [view.getInt16(head + 36), view.getInt16(head + 38), view.getInt16(head + 40), view.getInt16(head + 42)],
    capHeight: os2 && view.getUint16(os2.offset) >= 2 ? view.getInt16(os2.offset + 88) : Math.round(view.getInt16(hhea + 4) * 0.7),
    bold: (view.getUint16(head + 44) & 1) === 1,
    glyphCount,
    glyphOf: characterMap(view, start('cmap')),
    advanceOf: (glyph) => view.getUint16(hmtx + Math.min(glyph, metricCount - 1) * 4),
    outlineOf: (glyph) => bytes.subarray(glyf + offsetOf(glyph), glyf + offsetOf(glyph + 1)),
    table: (tag) => {
      const found = tables.get(tag)
      return found && bytes.slice(found.offset, found.offset + found.length)
    },
  }
}

/** The best Unicode subtable: format 12 (all planes) before format 4 (first plane). */
function characterMap(view: DataView, cmap: number): (codePoint: number) => number {
  let format4 = 0
  let format12 = 0
  for (let at = 0; at < view.getUint16(cmap + 2); at++) {
    const entry = cmap + 4 + at * 8
    const platform = view.getUint16(entry)
    if (platform !== 0 && platform !== 3) continue
    const subtable = cmap + view.getUint32(entry + 4)
    const format = view.getUint16(subtable)
    if (format === 12) format12 = subtable
    if (format === 4) format4 = subtable
  }
  if (format12) return (codePoint) => glyphInGroups(view, format12, codePoint)
  if (format4) return (codePoint) => glyphInSegments(view, format4, codePoint)
  throw new RangeError('the TrueType file has no Unicode character map')
}

function glyphInGroups(view: DataView, subtable: number, codePoint: number): number {
  let low = 0
  let high = view.getUint32(subtable + 12) - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const group = subtable + 16 + middle * 12
    if (codePoint < view.getUint32(group)) high = middle - 1
    else if (codePoint > view.getUint32(group + 4)) low = middle + 1
    else return view.getUint32(group + 8) + codePoint - view.getUint32(group)
  }
  return 0
}

function glyphInSegments(view: DataView, subtable: number, codePoint: number): number {
  if (codePoint > 0xffff) return 0
  const twice = view.getUint16(subtable + 6)
  for (let at = 0; at < twice; at += 2) {
    const end = subtable + 14 + at
    if (view.getUint16(end) < codePoint) continue
    const first = view.getUint16(end + twice + 2)
    if (first > codePoint) return 0
    const delta = view.getUint16(end + twice * 2 + 2)
    const rangeAt = end + twice * 3 + 2
    const range = view.getUint16(rangeAt)
    if (range === 0) return (codePoint + delta) & 0xffff
    const glyph = view.getUint16(rangeAt + range + (codePoint - first) * 2)
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}

function postScriptName(view: DataView, name: number): string {
  const texts = name + view.getUint16(name + 4)
  for (let at = 0; at < view.getUint16(name + 2); at++) {
    const record = name + 6 + at * 12
    if (view.getUint16(record + 6) !== 6 || view.getUint16(record) !== 3) continue
    let found = ''
    const from = texts + view.getUint16(record + 10)
    for (let letter = 0; letter < view.getUint16(record + 8); letter += 2) {
      found += String.fromCharCode(view.getUint16(from + letter))
    }
    return found.replace(/[^A-Za-z0-9-]/g, '')
  }
  return 'Font'
}
