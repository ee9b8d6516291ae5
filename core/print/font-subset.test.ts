import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { fontPath } from '../../tools/print-fonts'
import { readFontFile } from './font-file'
import { writeFontSubset } from './font-subset'

const font = readFontFile(await readFile(fontPath('NotoSans-Regular.ttf')))
const glyph = (letter: string): number => font.glyphOf(letter.codePointAt(0)!)
/** Number of contours and box of an outline; a negative number means a composite. */
const shape = (outline: Uint8Array): number[] => {
  const view = new DataView(outline.buffer, outline.byteOffset)
  return [0, 2, 4, 6, 8].map((at) => view.getInt16(at))
}
/** The subset has no character map and no names (a PDF needs none): given back, so that our own reader takes it. */
function reread(subset: Uint8Array) {
  const view = new DataView(subset.buffer, subset.byteOffset)
  const tables = new Map<string, { offset: number; length: number }>()
  for (let at = 0; at < view.getUint16(4); at++) {
    tables.set(String.fromCharCode(...subset.subarray(12 + at * 16, 16 + at * 16)), { offset: view.getUint32(20 + at * 16), length: view.getUint32(24 + at * 16) })
  }
  const place = (tag: string): number => tables.get(tag)!.offset
  const outline = (at: number): Uint8Array =>
    subset.subarray(place('glyf') + view.getUint32(place('loca') + at * 4), place('glyf') + view.getUint32(place('loca') + at * 4 + 4))
  return { view, tables, count: view.getUint16(place('maxp') + 4), outline, advance: (at: number) => view.getUint16(place('hmtx') + at * 4), bearing: (at: number) => view.getInt16(place('hmtx') + at * 4 + 2) }
}

describe('the font of one document', () => {
  it('holds entry N as glyph N, with its own outline and advance', () => {
    const subset = reread(writeFontSubset(font, [{ glyph: 0 }, { glyph: glyph('A') }, { glyph: glyph('z') }, { glyph: glyph('A') }]))
    expect(subset.advance(1)).toBe(font.advanceOf(glyph('A')))
    expect(shape(subset.outline(1))).toEqual(shape(font.outlineOf(glyph('A'))))
    expect(shape(subset.outline(3))).toEqual(shape(font.outlineOf(glyph('A'))))
    expect(shape(subset.outline(2))).toEqual(shape(font.outlineOf(glyph('z'))))
  })

  it('brings the parts of an accented letter along, under their new numbers', () => {
    const composite = Array.from({ length: font.glyphCount }, (_, at) => at).find((at) => (font.outlineOf(at)[0] ?? 0) > 127)!
    const subset = reread(writeFontSubset(font, [{ glyph: 0 }, { glyph: composite }]))
    const letter = subset.outline(1)
    expect(shape(letter)[0]).toBeLessThan(0)
    const part = new DataView(letter.buffer, letter.byteOffset).getUint16(12)
    expect(part).toBeGreaterThan(1)
    expect(part).toBeLessThan(subset.count)
    expect(subset.outline(part).length).toBeGreaterThan(0)
  })

  it('makes one glyph of a letter and its marks, as wide as they were shaped', () => {
    const parts = [{ glyph: glyph('q'), dx: 0, dy: 0 }, { glyph: glyph('\u0301'), dx: 400, dy: 120 }]
    const subset = reread(writeFontSubset(font, [{ glyph: 0 }, { parts, advance: 615 }]))
    expect(subset.advance(1)).toBe(615)
    const [count, left, , , top] = shape(subset.outline(1))
    expect(count).toBe(-1)
    expect(subset.bearing(1)).toBe(left)
    expect(top).toBe(shape(font.outlineOf(glyph('\u0301')))[4]! + 120)
  })

  it('has a sound directory: checksums of every table and of the file', () => {
    const bytes = writeFontSubset(font, [{ glyph: 0 }, { glyph: glyph('é') }])
    const { view, tables } = reread(bytes)
    let sum = 0
    for (let at = 0; at < bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
    expect(sum).toBe(0xb1b0afba)
    expect([...tables.keys()]).toEqual([...tables.keys()].toSorted())
  })
})

describe('a font file that would print blank', () => {
  it('is refused: WOFF, cut short, not a font', () => {
    expect(() => readFontFile(new TextEncoder().encode('wOF2 and some more bytes'))).toThrow(/not a TrueType/)
    expect(() => readFontFile(font.bytes.subarray(0, 40_000))).toThrow(/cut short/)
    expect(() => readFontFile(new Uint8Array(3))).toThrow(RangeError)
  })
})
