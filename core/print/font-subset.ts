/**
 * Writes a small TrueType font that holds the glyphs of one document and nothing else.
 * Invariant: glyph number N of the result is entry N of the list, because the page's codes are glyph numbers
 * (Identity-H with an identity CIDToGIDMap). An entry may be a *cluster*: several glyphs of the source set at their shaped
 * places. It becomes one composite glyph, so that a letter with its marks keeps one code, one width and one
 * text: what is seen, what is searched and what is copied can't drift apart.
 */
import type { FontFile } from './font-file'

export interface ClusterPart {
  glyph: number
  /** Offset of the part's origin from the cluster's, in font units. */
  dx: number
  dy: number
}

export type SubsetGlyph = { glyph: number } | { parts: readonly ClusterPart[]; advance: number }

const argumentsAreWords = 0x0001
const argumentsAreOffsets = 0x0002
const scaled = 0x0008
const moreComponents = 0x0020
const scaledTwice = 0x0040
const matrix = 0x0080

/** The bytes of the subset. Entry 0 must be the font's glyph 0 (shown for a missing glyph). */
export function writeFontSubset(font: FontFile, entries: readonly SubsetGlyph[]): Uint8Array {
  const slots: SubsetGlyph[] = [...entries]
  const slotOf = new Map<number, number>()
  entries.forEach((entry, slot) => {
    if ('glyph' in entry && !slotOf.has(entry.glyph)) slotOf.set(entry.glyph, slot)
  })
  const slotFor = (glyph: number): number => {
    let slot = slotOf.get(glyph)
    if (slot === undefined) {
      slot = slots.push({ glyph }) - 1
      slotOf.set(glyph, slot)
    }
    return slot
  }

  // `slots` grows while it is walked: a composite of the source brings its components along.
  const outlines: Uint8Array[] = []
  let mostParts = 1
  for (let slot = 0; slot < slots.length; slot++) {
    const entry = slots[slot]!
    if ('glyph' in entry) {
      outlines.push(renumbered(font.outlineOf(entry.glyph), slotFor))
    } else {
      mostParts = Math.max(mostParts, entry.parts.length)
      outlines.push(cluster(font, entry.parts, slotFor))
    }
  }

  const sourceSideBearings = font.table('hmtx')!
  const sourceView = new DataView(sourceSideBearings.buffer)
  const metricCount = new DataView(font.table('hhea')!.buffer).getUint16(34)
  const glyf = new Uint8Array(outlines.reduce((sum, outline) => sum + ((outline.length + 3) & ~3), 0))
  const loca = new DataView(new ArrayBuffer((slots.length + 1) * 4))
  const hmtx = new DataView(new ArrayBuffer(slots.length * 4))
  let at = 0
  slots.forEach((entry, slot) => {
    const outline = outlines[slot]!
    loca.setUint32(slot * 4, at)
    glyf.set(outline, at)
    at += (outline.length + 3) & ~3
    if ('glyph' in entry) {
      hmtx.setUint16(slot * 4, font.advanceOf(entry.glyph))
      hmtx.setInt16(slot * 4 + 2, entry.glyph < metricCount
        ? sourceView.getInt16(entry.glyph * 4 + 2)
        : sourceView.getInt16(metricCount * 4 + (entry.glyph - metricCount) * 2))
    } else {
      // A renderer moves a glyph so that its left edge stands at the side bearing: they must agree.
      hmtx.setUint16(slot * 4, Math.max(0, Math.round(entry.advance)))
      hmtx.setInt16(slot * 4 + 2, outline.length ? new DataView(outline.buffer, outline.byteOffset).getInt16(2) : 0)
    }
  })
  loca.setUint32(slots.length * 4, at)

  const head = new DataView(font.table('head')!.buffer)
  head.setUint32(8, 0)
  head.setInt16(50, 1)
  const hhea = new DataView(font.table('hhea')!.buffer)
  hhea.setUint16(34, slots.length)
  const maxp = new DataView(font.table('maxp')!.buffer)
  maxp.setUint16(4, slots.length)
  if (maxp.byteLength >= 32) raiseLimits(maxp, mostParts)

  const tables: [string, Uint8Array][] = []
  for (const tag of ['cvt ', 'fpgm'] as const) {
    const hints = font.table(tag)
    if (hints) tables.push([tag, hints])
  }
  tables.push(['glyf', glyf], ['head', bytesOf(head)], ['hhea', bytesOf(hhea)], ['hmtx', bytesOf(hmtx)])
  tables.push(['loca', bytesOf(loca)], ['maxp', bytesOf(maxp)])
  const program = font.table('prep')
  if (program) tables.push(['prep', program])
  return assembled(tables)
}

/** The outline with the numbers of its components changed to those of the subset. */
function renumbered(source: Uint8Array, slotFor: (glyph: number) => number): Uint8Array {
  if (source.length === 0 || (source[0]! & 0x80) === 0) return source
  const outline = source.slice()
  const view = new DataView(outline.buffer)
  let at = 10
  for (;;) {
    const flags = view.getUint16(at)
    view.setUint16(at + 2, slotFor(view.getUint16(at + 2)))
    at += flags & argumentsAreWords ? 8 : 6
    if (flags & scaled) at += 2
    else if (flags & scaledTwice) at += 4
    else if (flags & matrix) at += 8
    if (!(flags & moreComponents)) return outline
  }
}

function cluster(font: FontFile, parts: readonly ClusterPart[], slotFor: (glyph: number) => number): Uint8Array {
  const inked = parts.filter((part) => font.outlineOf(part.glyph).length > 0)
  if (inked.length === 0) return new Uint8Array(0)
  const view = new DataView(new ArrayBuffer(10 + inked.length * 8))
  let [xMin, yMin, xMax, yMax] = [0x7fff, 0x7fff, -0x8000, -0x8000]
  inked.forEach((part, index) => {
    const outline = font.outlineOf(part.glyph)
    const box = new DataView(outline.buffer, outline.byteOffset)
    xMin = Math.min(xMin, box.getInt16(2) + part.dx)
    yMin = Math.min(yMin, box.getInt16(4) + part.dy)
    xMax = Math.max(xMax, box.getInt16(6) + part.dx)
    yMax = Math.max(yMax, box.getInt16(8) + part.dy)
    const at = 10 + index * 8
    const more = index < inked.length - 1 ? moreComponents : 0
    view.setUint16(at, argumentsAreWords | argumentsAreOffsets | more)
    view.setUint16(at + 2, slotFor(part.glyph))
    view.setInt16(at + 4, part.dx)
    view.setInt16(at + 6, part.dy)
  })
  view.setInt16(0, -1)
  view.setInt16(2, xMin)
  view.setInt16(4, yMin)
  view.setInt16(6, xMax)
  view.setInt16(8, yMax)
  return bytesOf(view)
}

/** Clusters nest one level deeper than any glyph of the source, and hold up to `mostParts` of them. */
function raiseLimits(maxp: DataView, mostParts: number): void {
  const capped = (value: number): number => Math.min(0xffff, value)
  const points = Math.max(maxp.getUint16(6), maxp.getUint16(10))
  const contours = Math.max(maxp.getUint16(8), maxp.getUint16(12))
  maxp.setUint16(10, capped(points * mostParts))
  maxp.setUint16(12, capped(contours * mostParts))
  maxp.setUint16(28, Math.max(maxp.getUint16(28), mostParts))
  maxp.setUint16(30, maxp.getUint16(30) + 1)
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

/** Tables in tag order behind their directory, each padded to four bytes, with the file's checksums. */
function assembled(tables: readonly [string, Uint8Array][]): Uint8Array {
  const directory = 12 + tables.length * 16
  const file = new Uint8Array(tables.reduce((sum, [, table]) => sum + ((table.length + 3) & ~3), directory))
  const view = new DataView(file.buffer)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, tables.length)
  view.setUint16(6, power * 16)
  view.setUint16(8, Math.log2(power))
  view.setUint16(10, (tables.length - power) * 16)
  let at = directory
  let head = 0
  tables.forEach(([tag, table], index) => {
    const entry = 12 + index * 16
    for (let letter = 0; letter < 4; letter++) file[entry + letter] = tag.charCodeAt(letter)
    file.set(table, at)
    const padded = (table.length + 3) & ~3
    view.setUint32(entry + 4, checksum(view, at, padded))
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, table.length)
    if (tag === 'head') head = at
    at += padded
  })
  view.setUint32(head + 8, 0xb1b0afba - checksum(view, 0, file.length))
  return file
}

function checksum(view: DataView, from: number, length: number): number {
  let sum = 0
  for (let at = from; at < from + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}
