/**
 * Who was erased, by id, and whether bytes name any of them. Invariant: `within` misses none: an undo value that is
 * overlooked would stay in every pack that is made from then on.
 */
import { bytesFromId, type PersonId } from '../domain/ids'

const idBytes = 16

export interface ErasedIds extends Iterable<PersonId> {
  readonly size: number
  has(id: string): boolean
  /** Answers false when it was there before. */
  add(id: string): boolean
  /** Whether the 16 bytes of one of them stand anywhere in these. */
  within(bytes: Uint8Array): boolean
  /** Whether those of one of them stand exactly there. */
  isAt(bytes: Uint8Array, offset: number): boolean
  clear(): void
}

export function createErasedIds(ids: Iterable<string> = []): ErasedIds {
  const known = new Set<string>()
  /** By their first two bytes: nearly every place in bytes is passed over by one look into a table. */
  const starts = new Uint8Array(0x10000)
  const byStart = new Map<number, Uint8Array[]>()

  function add(id: string): boolean {
    if (known.has(id)) return false
    known.add(id)
    const bytes = bytesFromId(id)
    const start = (bytes[0]! << 8) | bytes[1]!
    starts[start] = 1
    byStart.set(start, [...(byStart.get(start) ?? []), bytes])
    return true
  }
  for (const id of ids) add(id)

  const isOneAt = (bytes: Uint8Array, offset: number, start: number) =>
    offset + idBytes <= bytes.length && byStart.get(start)!.some((id) => id.every((byte, at) => bytes[offset + at] === byte))

  return {
    get size() {
      return known.size
    },
    has: (id) => known.has(id),
    add,
    within(bytes) {
      if (known.size === 0) return false
      let start = bytes[0] ?? 0
      for (let at = 1; at < bytes.length; at++) {
        start = ((start << 8) | bytes[at]!) & 0xffff
        if (starts[start] === 1 && isOneAt(bytes, at - 1, start)) return true
      }
      return false
    },
    isAt(bytes, offset) {
      const start = ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0)
      return starts[start] === 1 && isOneAt(bytes, offset, start)
    },
    clear() {
      known.clear()
      starts.fill(0)
      byStart.clear()
    },
    [Symbol.iterator]: () => known.values() as Iterator<PersonId>,
  }
}
