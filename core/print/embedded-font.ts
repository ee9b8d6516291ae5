/**
 * A document's font as PDF objects: Type0 over CIDFontType2, Identity-H, our own subset, ToUnicode (ISO 32000-1 §9.7 and §9.10.3).
 */
import { PDFHexString, PDFName, PDFRawStream, type PDFContext, type PDFDict, type PDFRef } from 'pdf-lib'
import { deflate } from './deflate'
import type { DocumentFont } from './document-font'
import { writeFontSubset } from './font-subset'

const nonSymbolic = 32
const forceBold = 1 << 18

/** Adds the font to the file and gives the reference that pages name. */
export function embedFont(context: PDFContext, font: DocumentFont): PDFRef {
  const { file } = font.loaded
  const thousandths = (units: number): number => Math.round((units * 1000) / file.unitsPerEm)
  const name = `${subsetTag(font)}+${file.name}`
  const subset = writeFontSubset(file, font.entries)
  const descriptor = context.register(context.obj({
    Type: 'FontDescriptor',
    FontName: name,
    Flags: nonSymbolic + (file.bold ? forceBold : 0),
    FontBBox: file.box.map(thousandths),
    ItalicAngle: 0,
    Ascent: thousandths(file.ascent),
    Descent: thousandths(file.descent),
    CapHeight: thousandths(file.capHeight),
    StemV: file.bold ? 140 : 80,
    FontFile2: stream(context, subset, { Length1: subset.length }),
  }))
  const descendant = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: name,
    CIDToGIDMap: 'Identity',
    DW: 0,
    FontDescriptor: descriptor,
    W: [0, font.advances.map((advance) => Math.round(advance * 10) / 10)],
  }) as PDFDict
  descendant.set(PDFName.of('CIDSystemInfo'), context.obj({
    Registry: PDFHexString.of(ascii('Adobe')), Ordering: PDFHexString.of(ascii('Identity')), Supplement: 0,
  }))
  return context.register(context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [context.register(descendant)],
    ToUnicode: stream(context, new TextEncoder().encode(toUnicode(font.texts)), {}),
  }))
}

function stream(context: PDFContext, bytes: Uint8Array, entries: Record<string, number>): PDFRef {
  const packed = deflate(bytes)
  return context.register(PDFRawStream.of(context.obj({ ...entries, Filter: 'FlateDecode', Length: packed.length }) as PDFDict, packed))
}

function ascii(text: string): string {
  return [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}

/** Six capitals that tell one subset from another of the same font: a viewer that merges files must not mix them. */
function subsetTag(font: DocumentFont): string {
  let hash = 0x811c9dc5
  for (const text of font.texts) {
    for (let at = 0; at <= text.length; at++) hash = Math.imul(hash ^ (text.charCodeAt(at) || 0), 0x01000193) >>> 0
  }
  let tag = ''
  for (let letter = 0; letter < 6; letter++) {
    tag += String.fromCharCode(65 + (hash % 26))
    hash = Math.floor(hash / 26)
  }
  return tag
}

/** The text of each code as a CMap, in UTF-16BE, at most 100 entries a block as the CMap format wants. */
function toUnicode(texts: readonly string[]): string {
  const entries = texts.flatMap((text, code) => (text === '' ? [] : [`<${hex(code)}> <${[...Array(text.length).keys()].map((at) => hex(text.charCodeAt(at))).join('')}>`]))
  const blocks: string[] = []
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def',
    '1 begincodespacerange', '<0000> <FFFF>', 'endcodespacerange',
    ...blocks,
    'endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end',
  ].join('\n')
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0')
}
