/**
 * Undo values of erased people, taken out of the history. An entry about several people keeps those of the others.
 * Invariant: what is taken out depends on the entry and on who was erased only, and is taken out of the very item that
 * holds it. So every device that packs a month of history makes the same of it, and none has to write anything for that.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ErasedIds } from './erased-ids'
import { changesKey } from './history'
import { mergeRecord, type RecordValue } from './record'

const idBytes = 16
const printBytes = 8

/** What an entry changed (`encodeChanges` in history.ts) without what it says of these people. What does not read is emptied: nobody can undo by it. */
export function changesWithout(bytes: Uint8Array, erased: ErasedIds): Uint8Array {
  try {
    return withoutErased(bytes, erased)
  } catch {
    // No group of changes, and no record that was made.
    return Uint8Array.from([0, 0])
  }
}

function withoutErased(bytes: Uint8Array, erased: ErasedIds): Uint8Array {
  const decoder = decoding.createDecoder(bytes)
  /** The next `count` pieces, of those that are not about somebody erased; each has its id behind `before` bytes. */
  function kept(count: number, pieceLength: number, before = 0): Uint8Array[] {
    const pieces: Uint8Array[] = []
    for (let left = count; left > 0; left--) {
      const { pos } = decoder
      if (pos + pieceLength > bytes.length) throw new RangeError('cut short')
      decoder.pos += pieceLength
      if (!erased.isAt(bytes, pos + before)) pieces.push(bytes.subarray(pos, decoder.pos))
    }
    return pieces
  }

  const groups: { change: Uint8Array; ids: Uint8Array[] }[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const { pos } = decoder
    decoding.readVarUint(decoder)
    decoding.readVarString(decoder)
    decoding.readAny(decoder)
    decoding.readAny(decoder)
    const change = bytes.subarray(pos, decoder.pos)
    const ids = kept(decoding.readVarUint(decoder), idBytes)
    // Of nobody else: the values were theirs.
    if (ids.length > 0) groups.push({ change, ids })
  }
  const made: Uint8Array[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const { pos } = decoder
    decoding.readVarUint(decoder)
    const kindBytes = decoder.pos - pos
    decoder.pos = pos
    made.push(...kept(1, kindBytes + idBytes + printBytes, kindBytes))
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, groups.length)
    for (const { change, ids } of groups) {
      encoding.writeUint8Array(encoder, change)
      encoding.writeVarUint(encoder, ids.length)
      for (const id of ids) encoding.writeUint8Array(encoder, id)
    }
    encoding.writeVarUint(encoder, made.length)
    for (const piece of made) encoding.writeUint8Array(encoder, piece)
  })
}

/** As `mergeRecord`, of a history record, without what it says of these people. */
export function mergeHistory(id: string, updates: readonly Uint8Array[], erased: ErasedIds): Uint8Array {
  if (!updates.some((update) => erased.within(update))) return mergeRecord(id, updates)
  return mergeRecord(id, updates, { key: changesKey, amend: (value: RecordValue) => (value instanceof Uint8Array ? changesWithout(value, erased) : value) })
}
