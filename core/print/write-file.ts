/**
 * The bytes of a file from its objects (ISO 32000-1 §7.5): streams one by one, all others packed together.
 * pdf-lib's own writer goes through all that it has written for each object more: seconds for the elements of a list of ten thousand
 * people that is read aloud. Invariant: the same objects give the same bytes, spaced as PDF/A wants them (ISO 19005-2 §6.1).
 */
import { PDFStream, type PDFContext, type PDFObject, type PDFRef } from 'pdf-lib'
import { deflate } from './deflate'

/** Objects in one stream: a viewer unpacks them all for one. */
const together = 500
/** Bytes of an entry of the table: what it is, where, and which of those there. */
const entryWidths = [1, 4, 2] as const
const entryLength = 7

/** Writes all objects of `context`, without encryption. */
export function writeFile(context: PDFContext): Uint8Array {
  const objects = context.enumerateIndirectObjects()
  const parts: Uint8Array[] = []
  let length = 0
  const add = (part: Uint8Array): void => {
    parts.push(part)
    length += part.length
  }
  const packed = objects.filter(([, object]) => !(object instanceof PDFStream))
  const last = context.largestObjectNumber
  const packs = Math.ceil(packed.length / together)
  const table = new DataView(new ArrayBuffer((last + packs + 2) * entryLength))
  const enter = (number: number, kind: 0 | 1 | 2, place: number, index: number): void => {
    const entry = number * entryLength
    table.setUint8(entry, kind)
    table.setUint32(entry + 1, place)
    table.setUint16(entry + 5, index)
  }
  const addObject = (number: number, body: Uint8Array): void => {
    enter(number, 1, length, 0)
    add(ascii(`${number} 0 obj\n`))
    add(body)
    add(ascii('\nendobj\n'))
  }
  // Every number without an object, the first of all among them, is free (§7.5.4).
  for (let number = 0; number <= last; number++) enter(number, 0, 0, number === 0 ? 0xffff : 0)

  add(bytesOf(context.header))
  add(ascii('\n'))
  for (const [ref, object] of objects) if (object instanceof PDFStream) addObject(ref.objectNumber, bytesOf(object))
  for (let pack = 0; pack < packs; pack++) {
    const number = last + 1 + pack
    const inside = packed.slice(pack * together, (pack + 1) * together)
    for (const [index, [ref]] of inside.entries()) enter(ref.objectNumber, 2, number, index)
    addObject(number, objectStream(inside))
  }
  const start = length
  const number = last + packs + 1
  enter(number, 1, start, 0)
  const { Root, Info, ID } = context.trailerInfo
  const trailer = `/Type/XRef/Size ${number + 1}/W[${entryWidths.join(' ')}]/Root ${String(Root)}/Info ${String(Info)}/ID ${String(ID)}/DecodeParms<</Predictor 12/Columns ${entryLength}>>`
  add(ascii(`${number} 0 obj\n`))
  add(stream(trailer, differences(new Uint8Array(table.buffer))))
  add(ascii(`\nendobj\nstartxref\n${start}\n%%EOF\n`))
  const file = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}

function objectStream(inside: readonly [PDFRef, PDFObject][]): Uint8Array {
  let [places, length] = ['', 0]
  for (const [ref, object] of inside) {
    places += `${ref.objectNumber} ${length} `
    length += object.sizeInBytes() + 1
  }
  const content = new Uint8Array(places.length + length)
  content.set(ascii(places))
  let at = places.length
  for (const [, object] of inside) {
    at += object.copyBytesInto(content, at)
    content[at++] = 0x0a
  }
  return stream(`/Type/ObjStm/N ${inside.length}/First ${places.length}`, content)
}

/** `entries`: of its dictionary. */
function stream(entries: string, content: Uint8Array): Uint8Array {
  const packed = deflate(content)
  const head = ascii(`<<${entries}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`)
  const end = ascii('\nendstream')
  const bytes = new Uint8Array(head.length + packed.length + end.length)
  bytes.set(head)
  bytes.set(packed, head.length)
  bytes.set(end, head.length + packed.length)
  return bytes
}

/** Each entry as what it differs by from the one before (PNG's filter « up »): the entries of a long list are then nearly all alike. */
function differences(table: Uint8Array): Uint8Array {
  const rows = table.length / entryLength
  const bytes = new Uint8Array(rows * (entryLength + 1))
  for (let row = 0; row < rows; row++) {
    bytes[row * (entryLength + 1)] = 2
    for (let at = 0; at < entryLength; at++) {
      bytes[row * (entryLength + 1) + 1 + at] = table[row * entryLength + at]! - (row > 0 ? table[(row - 1) * entryLength + at]! : 0)
    }
  }
  return bytes
}

function bytesOf(object: { sizeInBytes(): number; copyBytesInto(buffer: Uint8Array, offset: number): number }): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
