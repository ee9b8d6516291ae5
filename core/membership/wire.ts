/**
 * Reading bytes that someone else made: whole or refused. A view past its end would be filled from the buffer
 * around it, so that a cut message could look complete; here every length is checked before it is read.
 */
import * as decoding from 'lib0/decoding'
import { idFromBytes } from '../domain/ids'
import { PortError } from '../ports/errors'

/** `length` bytes in memory of their own. Throws a `RangeError` when there are fewer. */
export function takeBytes(decoder: decoding.Decoder, length: number): Uint8Array {
  if (length > decoder.arr.length - decoder.pos) throw new RangeError('cut')
  return decoding.readUint8Array(decoder, length).slice()
}

/** Bytes with their length in front. */
export const takeVarBytes = (decoder: decoding.Decoder) => takeBytes(decoder, decoding.readVarUint(decoder))

export const takeId = <Id extends string>(decoder: decoding.Decoder) => idFromBytes<Id>(takeBytes(decoder, 16))

/** UTF-8 with its length in front. Throws on bytes that are no text. */
export const takeText = (decoder: decoding.Decoder) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(takeVarBytes(decoder))

/** As many as the count in front says; a count without its content ends with the bytes, not with the memory. */
export function takeList<Item>(decoder: decoding.Decoder, take: () => Item): Item[] {
  const items: Item[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) items.push(take())
  return items
}

/** What `read` makes of the bytes, `entry-damaged` if it throws or leaves some (unless `rest` may stay for later versions). */
export function readWhole<Value>(bytes: Uint8Array, read: (decoder: decoding.Decoder) => Value, rest: 'no rest' | 'rest' = 'no rest'): Value {
  try {
    const decoder = decoding.createDecoder(bytes)
    const value = read(decoder)
    if (rest === 'no rest' && decoding.hasContent(decoder)) throw new RangeError('bytes after its end')
    return value
  } catch (error) {
    throw error instanceof PortError ? error : new PortError('entry-damaged', 'not whole')
  }
}
