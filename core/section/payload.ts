/** What an entry seals: updates (or whole states) of some records. Kinds that this version does not know pass through unread. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { idFromBytes } from '../domain/ids'
import { encoded, writeId } from './record-encoder'

export interface RecordUpdate {
  /** Number of the kind, see `recordKinds`. */
  kind: number
  id: string
  /** When someone changed it, in ms since 1970; 0 = not an edit (deleting, bringing back). A record was last changed at the latest of these. */
  at: number
  /** Yjs update (v1) of the record's document. */
  update: Uint8Array
}

export function encodePayload(records: readonly RecordUpdate[]): Uint8Array {
  return encoded((encoder) => {
    encoding.writeVarUint(encoder, records.length)
    for (const { kind, id, at, update } of records) {
      encoding.writeVarUint(encoder, kind)
      writeId(encoder, id)
      encoding.writeVarUint(encoder, at)
      encoding.writeVarUint8Array(encoder, update)
    }
  })
}

/** Views into `payload`, not copies. Throws on what is no payload. */
export function decodePayload(payload: Uint8Array): RecordUpdate[] {
  const decoder = decoding.createDecoder(payload)
  const records: RecordUpdate[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const kind = decoding.readVarUint(decoder)
    const id = idFromBytes(decoding.readUint8Array(decoder, 16))
    records.push({ kind, id, at: decoding.readVarUint(decoder), update: decoding.readVarUint8Array(decoder) })
  }
  return records
}
