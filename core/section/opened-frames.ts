/**
 * Frames of the journal that were opened lately, with what they hold: editing down a list stays in few shards, and what
 * has just come is shown next. Invariant: a whole base that passes through leaves no more than a few behind.
 */
import type { RecordUpdate } from './payload'

const mostKept = 6

export function createOpenedFrames() {
  const frames = new Map<number, readonly RecordUpdate[]>()
  const forgetOldest = () => [...frames.keys()].slice(0, -mostKept).forEach((offset) => frames.delete(offset))
  return {
    get: (offset: number) => frames.get(offset),
    /** However many there are, until the oldest are forgotten. */
    hold: (offset: number, records: readonly RecordUpdate[]) => void frames.set(offset, records),
    keep(offset: number, records: readonly RecordUpdate[]) {
      frames.set(offset, records)
      forgetOldest()
    },
    forgetOldest,
    clear: () => frames.clear(),
  }
}
