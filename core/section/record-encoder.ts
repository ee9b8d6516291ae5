/**
 * Writes the values of new records in Yjs' update format v1, byte for byte as lib0 would. An import of 100,000 people
 * writes two million short strings; a call of the platform's encoder for each takes longer than all the rest of it,
 * so short text is written letter by letter.
 */
import * as encoding from 'lib0/encoding'
import { putId } from '../domain/ids'
import type { RecordValue } from './record'

/** Name of the root map in every record's document. */
export const root = 'r'

// Yjs update v1: an item whose content is one value, or values that are gone, under a key of a root type or after another item.
export const contentAny = 8
export const contentDeleted = 1
export const hasOrigin = 0x80
export const hasParentKey = 0x20
export const parentIsRootName = 1

// lib0's type bytes of values.
const anyObject = 118
const anyArray = 117
const anyString = 119

/** Writes one item: `value` under `key` of the root map. */
export function writeItem(encoder: encoding.Encoder, key: string, value: RecordValue): void {
  encoding.writeUint8(encoder, contentAny | hasParentKey)
  encoding.writeVarUint(encoder, parentIsRootName)
  writeText(encoder, root)
  writeText(encoder, key)
  // One value.
  encoding.writeVarUint(encoder, 1)
  writeValue(encoder, value)
}

function writeValue(encoder: encoding.Encoder, value: RecordValue): void {
  if (typeof value === 'string') {
    encoding.writeUint8(encoder, anyString)
    writeText(encoder, value)
  } else if (Array.isArray(value)) {
    encoding.writeUint8(encoder, anyArray)
    encoding.writeVarUint(encoder, value.length)
    for (const item of value) writeValue(encoder, item)
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    const keys = Object.keys(value)
    encoding.writeUint8(encoder, anyObject)
    encoding.writeVarUint(encoder, keys.length)
    for (const key of keys) {
      writeText(encoder, key)
      writeValue(encoder, value[key]!)
    }
  } else encoding.writeAny(encoder, value)
}

/** The longest text, in code units, whose UTF-8 has a length of one byte whatever its letters are. */
const surelyShort = 42

/** As `encoding.writeVarString`. */
function writeText(encoder: encoding.Encoder, text: string): void {
  const units = text.length
  if (units > surelyShort) return encoding.writeVarString(encoder, text)
  encoding.verifyLen(encoder, 1 + 3 * units)
  const bytes = encoder.cbuf
  const start = encoder.cpos
  let at = start + 1
  for (let unit = 0; unit < units; unit++) {
    const code = text.charCodeAt(unit)
    if (code < 0x80) bytes[at++] = code
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
      bytes[at++] = 0x80 | (code & 63)
    } else if (code < 0xd800 || code > 0xdfff) {
      bytes[at++] = 0xe0 | (code >> 12)
      bytes[at++] = 0x80 | ((code >> 6) & 63)
      bytes[at++] = 0x80 | (code & 63)
      // Pairs of surrogates, and halves of them, are the platform's to write.
    } else return encoding.writeVarString(encoder, text)
  }
  bytes[start] = at - start - 1
  encoder.cpos = at
}

/** Writes an id as its 16 bytes. */
export function writeId(encoder: encoding.Encoder, id: string): void {
  encoding.verifyLen(encoder, 16)
  putId(id, encoder.cbuf, encoder.cpos)
  encoder.cpos += 16
}

/** One encoder for all: a new one starts with a hundred bytes and grows, copying, with each record. */
const shared = encoding.createEncoder()

/** Small results share buffers: a buffer of its own costs a record more than its encoding does. Bytes. */
const slabBytes = 32 * 1024
let slab = new Uint8Array(slabBytes)
let slabUsed = 0

/** What `write` writes; short results are views of a buffer that holds others too. Not to be called within itself. */
export function encoded(write: (encoder: encoding.Encoder) => void): Uint8Array {
  shared.cpos = 0
  shared.bufs.length = 0
  write(shared)
  const length = shared.cpos
  if (shared.bufs.length > 0 || length > slabBytes / 8) return encoding.toUint8Array(shared)
  if (slabUsed + length > slabBytes) {
    slab = new Uint8Array(slabBytes)
    slabUsed = 0
  }
  const start = slabUsed
  slabUsed += length
  slab.set(shared.cbuf.subarray(0, length), start)
  return slab.subarray(start, slabUsed)
}
