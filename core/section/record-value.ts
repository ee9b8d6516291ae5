/** What two values of a record have in common: one measure for edits, undo and conflicts, so that none of them takes for a change what is none. */
import { sameBytes } from '../domain/bytes'
import type { RecordValue } from './record'

/** Deep equality of record values. */
export function sameValue(one: RecordValue | undefined, other: RecordValue | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    return one instanceof Uint8Array && other instanceof Uint8Array && sameBytes(one, other)
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => sameValue((one as never)[name], (other as never)[name]))
}
